"""From HQ's inbox into the log: packs are unpacked, looked at whole, merged and signed for.

`plan` only reads, and may do so in another process; `keep` writes, in one transaction with the
receipt. What is not simply the next pack of its author (a gap, a second history, a text that grew
from one that is not here) is left to the intake, one by one.
"""

from collections.abc import Callable
from typing import NamedTuple

from db.batch import Batch
from db.inbox import Letter, Name, Refusal
from db.log import Line, Tip
from db.model.change import Json, OpId, author_of
from db.model.errors import PeerBroke
from db.post import Pack
from db.store import Store
from sync.core.awaits import Awaits
from sync.core.pack import header_of
from sync.forks import Forks
from sync.intake import Intake

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

    def __init__(self, store: Store, intake: Intake, forks: Forks) -> None:
        self._store, self._intake, self._forks = store, intake, forks

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
            tuple(reading.here),
            tuple(reading.odd),
            tuple(reading.refusals),
            sum(letter.last - letter.first + 1 for letter in letters),
            more,
        )

    def keep(self, work: Work, sign: Sign) -> int:
        """Write it and sign for it, in one transaction; return how many changes were new."""
        inbox = self._store.inbox
        packs = [Pack(*letter[:5], letter.body) for letter in work.whole]
        with self._store.engine.writing():
            fresh, odd = work.changes, work.odd
            if work.batch is not None and not self._store.keep(work.batch, packs):
                # Somebody else wrote meanwhile: look again at each.
                fresh, odd = 0, (*work.whole, *odd)
            for letter in odd:
                fresh += self._take(letter)
            inbox.drop([*work.here, *(letter.name for letter in work.whole)])
            inbox.refuse(work.refusals)
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
            refusal = Refusal(letter.name, taken.aside.text, taken.aside.params)
            self._store.inbox.refuse([refusal])
        return taken.fresh


class _Reading:
    """The letters of one scope, one after the other."""

    def __init__(self, store: Store, intake: Intake, forks: Forks, scope: str) -> None:
        self._store, self._intake, self._scope = store, intake, scope
        self._forked = {fork.actor for fork in forks.all(scope)}
        self._tips: dict[str, Tip] = {}
        self._values: dict[tuple[str, int], Line] = {}
        self.lines: list[Line] = []
        self.whole: list[Letter] = []
        self.here: list[Name] = []
        self.odd: list[Letter] = []
        self.refusals: list[Refusal] = []

    def read(self, letter: Letter) -> None:
        """Sort out one letter."""
        tip = self._tip(letter.actor)
        here = self._store.log.head(letter.scope, letter.actor, letter.last)
        if here is not None and here.startswith(letter.mark):
            self.here.append(letter.name)
        elif letter.actor in self._forked or tip.seq != letter.first - 1:
            self.odd.append(letter)
        else:
            self._open(letter, tip)

    def _tip(self, actor: str) -> Tip:
        if actor not in self._tips:
            self._tips[actor] = self._store.log.tip(self._scope, actor)
        return self._tips[actor]

    def _open(self, letter: Letter, tip: Tip) -> None:
        try:
            header = header_of(letter.body)
            if header.prev != tip.head:
                self.odd.append(letter)
                return
            pack = self._intake.read(header, letter.body, self._value)
        except Awaits:
            self.odd.append(letter)
        except PeerBroke as error:
            params = {name: str(value) for name, value in error.params.items()}
            self.refusals.append(Refusal(letter.name, error.text, params))
        else:
            fresh = map(Line, pack.changes, pack.bodies, pack.heads)
            self.lines += fresh
            self._tips[letter.actor] = Tip(header.last, pack.heads[-1])
            self.whole.append(letter)

    def _value(self, op: OpId) -> Json:
        """Return the value of an op of this very reading, None for others."""
        for line in self.lines[len(self._values) :]:
            self._values[line.change.actor, line.change.seq] = line
        found = self._values.get(author_of(op))
        n = int(op.rsplit(".", 1)[1])
        return found.change.ops[n].value if found and n < len(found.change.ops) else None
