"""From HQ's inbox into the log: packs are unpacked, looked at whole, merged and signed for.

`plan` only reads, and may do so in another process; `keep` writes, in one transaction with the
receipt. What is not simply the next pack of its author (a gap, a second history, a text that grew
from one that is not here) is left to the intake, one by one.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from db.batch import Batch
from db.inbox import Letter, Name, Refusal
from db.log import Line, Tip
from db.model.change import Json, OpId, author_of
from db.model.errors import PeerBroke
from db.post import Pack
from db.store import Store
from sync.core.awaits import Awaits
from sync.core.message import Aside
from sync.core.pack import Opened, header_of
from sync.forks import Forks
from sync.intake import Intake
from sync.refusals import Refusals

MOST = 256 * 1024
"""Bytes of packs unpacked at once; what comes out is some twenty times as much."""

Sign = Callable[[str], None]
"""Gives a receipt for what of a scope is in the log and has none, inside a transaction."""


class Work(NamedTuple):
    """What the next letters of a scope amount to."""

    scope: str
    batch: Batch | None
    whole: tuple[Letter, ...] = ()
    """Those whose changes are in `batch`."""
    packs: tuple[Pack, ...] = ()
    """The same as they are kept, each from its first new change on."""
    here: tuple[Name, ...] = ()
    """Those whose changes were in the log before."""
    odd: tuple[Letter, ...] = ()
    """To be taken one by one."""
    refusals: tuple[Refusal, ...] = ()
    size: int = 0
    """Changes that all of these letters hold, new or not."""
    more: bool = False

    @property
    def changes(self) -> int:
        """Return how many changes it adds to the log."""
        return len(self.batch.lines.log) if self.batch else 0

    @property
    def records(self) -> int:
        """Return how many records it makes."""
        return len(self.batch.plan.fresh) if self.batch else 0


class Merging:
    """Empties the inbox of one store."""

    def __init__(self, store: Store, intake: Intake, forks: Forks, refusals: Refusals) -> None:
        self._store, self._intake, self._forks = store, intake, forks
        self._refusals = refusals

    def plan(self, scope: str) -> Work:
        """Return what the next letters of a scope will do. Writes nothing."""
        with self._store.engine.reading():
            letters, more = self._store.inbox.letters(scope, MOST)
            reading = _Reading(self._store, self._intake, self._forks, scope)
            for letter in letters:
                reading.read(letter)
            batch = self._store.planner.batch(scope, reading.lines) if reading.lines else None
        return Work(
            scope,
            batch,
            tuple(reading.whole),
            tuple(reading.packs),
            tuple(reading.here),
            tuple(reading.odd),
            tuple(reading.refusals),
            sum(letter.last - letter.first + 1 for letter in letters),
            more,
        )

    def keep(self, work: Work, sign: Sign) -> int:
        """Write it and sign for it, in one transaction; return how many changes were new."""
        inbox = self._store.inbox
        with self._store.engine.writing():
            fresh, odd = work.changes, work.odd
            if work.batch is not None and not self._store.keep(work.batch, work.packs):
                # Somebody else wrote meanwhile: look again at each.
                fresh, odd = 0, (*work.whole, *odd)
            for letter in odd:
                fresh += self._take(letter)
            inbox.drop([*work.here, *(letter.name for letter in work.whole)])
            self._refuse(work.refusals)
            if fresh and not work.more:
                self._intake.follow(work.scope)
            sign(work.scope)
        return fresh

    def merge(self, scope: str, sign: Sign) -> None:
        """Read everything of a scope here and now."""
        more = True
        while more:
            work = self.plan(scope)
            self.keep(work, sign)
            more = work.more

    def _take(self, letter: Letter) -> int:
        taken = self._intake.take(letter.body)
        if taken.aside is None:
            self._store.inbox.drop([letter.name])
        else:
            self._refuse([Refusal(letter.name, taken.aside.text, taken.aside.params)])
        return taken.fresh

    def _refuse(self, refusals: Sequence[Refusal]) -> None:
        """Keep letters with the reason why they are not taken, and write that down."""
        self._store.inbox.refuse(refusals)
        for (scope, actor, first, _), text, params in refusals:
            self._refusals.aside([Aside(scope, actor, first, first, text, params)], "stick")


class _Reading:
    """The letters of one scope, one after the other."""

    def __init__(self, store: Store, intake: Intake, forks: Forks, scope: str) -> None:
        self._store, self._intake, self._scope = store, intake, scope
        self._forked = {fork.actor for fork in forks.all(scope)}
        self._tips: dict[str, Tip] = {}
        self._new: dict[tuple[str, int], Line] = {}
        self.lines: list[Line] = []
        self.whole: list[Letter] = []
        self.packs: list[Pack] = []
        self.here: list[Name] = []
        self.odd: list[Letter] = []
        self.refusals: list[Refusal] = []

    def read(self, letter: Letter) -> None:
        """Sort out one letter."""
        tip = self._tip(letter.actor)
        if letter.last <= tip.seq:
            if self._head(letter.actor, letter.last).startswith(letter.mark):
                self.here.append(letter.name)
            else:
                self.odd.append(letter)
        elif letter.actor in self._forked or letter.first > tip.seq + 1:
            self.odd.append(letter)
        else:
            self._open(letter, tip)

    def _tip(self, actor: str) -> Tip:
        if actor not in self._tips:
            self._tips[actor] = self._store.log.tip(self._scope, actor)
        return self._tips[actor]

    def _head(self, actor: str, seq: int) -> bytes:
        """Return the chain hash after a change that is in the log or about to be."""
        line = self._new.get((actor, seq))
        return line.head if line else self._store.log.head(self._scope, actor, seq) or b""

    def _open(self, letter: Letter, tip: Tip) -> None:
        try:
            header = header_of(letter.body)
            # What a closed device wrote counts up to where it ended: each is looked at alone.
            closed = self._intake.closed(header) is not None
            if closed or header.prev != self._head(letter.actor, letter.first - 1):
                self.odd.append(letter)
                return
            pack = self._intake.read(header, letter.body, self._value)
        except Awaits:
            self.odd.append(letter)
        except PeerBroke as error:
            params = {name: str(value) for name, value in error.params.items()}
            self.refusals.append(Refusal(letter.name, error.text, params))
        else:
            self._add(letter, pack, tip)

    def _add(self, letter: Letter, pack: Opened, tip: Tip) -> None:
        """Add what of a pack lies beyond the end of the chain, if it repeats what is before."""
        known = tip.seq - letter.first + 1
        if known and pack.heads[known - 1] != tip.head:
            self.odd.append(letter)
            return
        fresh = list(map(Line, pack.changes, pack.bodies, pack.heads))[known:]
        self.lines += fresh
        self._new.update(((letter.actor, line.change.seq), line) for line in fresh)
        self._tips[letter.actor] = Tip(letter.last, pack.heads[-1])
        self.whole.append(letter)
        self.packs.append(
            Pack(self._scope, letter.actor, tip.seq + 1, letter.last, letter.mark, letter.body)
        )

    def _value(self, op: OpId) -> Json:
        """Return the value of an op that is about to be in the log, None for others."""
        found = self._new.get(author_of(op))
        n = int(op.rsplit(".", 1)[1])
        return found.change.ops[n].value if found and n < len(found.change.ops) else None
