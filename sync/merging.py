"""Merging packs that were taken and signed for earlier: from the journal into the log.

`plan` reads, unpacks and counts, and may do so in another process; `keep` writes. A pack that cannot
be read stays in the journal with its reason; what follows it waits there too.
"""

from typing import NamedTuple

from db.batch import Batch
from db.log import Line, Tip
from db.model.errors import PeerBroke
from db.model.words import N_
from db.post import Pack
from db.store import Store
from db.unmerged import Unread
from sync.core.pack import header_of, unpacked
from sync.forks import Forks
from sync.intake import Intake
from sync.receipts import Receipts

MOST = 256 * 1024
"""Bytes of packs unpacked at once; what comes out is some twenty times as much."""

Name = tuple[str, str, int]
"""Scope, actor and first number of a pack."""


class Work(NamedTuple):
    """What a scope's packs amount to."""

    scope: str
    batch: Batch | None
    packs: tuple[Name, ...] = ()
    """Packs that `batch` holds, or that are in the log already."""
    odd: tuple[Name, ...] = ()
    """Packs to be taken one by one: a second history, or a log that has moved on."""
    unread: tuple[Unread, ...] = ()
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
    """Empties the journal of one store."""

    def __init__(self, store: Store, intake: Intake, forks: Forks, receipts: Receipts) -> None:
        self._store, self._intake = store, intake
        self._forks, self._receipts = forks, receipts

    def plan(self, scope: str) -> Work:
        """Return what the next packs of a scope will do. Writes nothing."""
        with self._store.engine.reading():
            packs, more = self._store.unmerged.packs(scope, MOST)
            reading = _Reading(self._store, self._forks, scope)
            for pack in packs:
                reading.read(pack)
            batch = self._store.planner.batch(scope, reading.lines) if reading.lines else None
        return Work(
            scope, batch, tuple(reading.whole), tuple(reading.odd), tuple(reading.unread), more
        )

    def keep(self, work: Work) -> bool:
        """Write it, in one transaction; tell whether more than the plan itself came in."""
        with self._store.engine.writing():
            odd = list(work.odd)
            if work.batch is not None and not self._store.keep(work.batch):
                odd = [*work.packs, *odd]
            self._store.unmerged.done((*work.packs, *work.odd))
            for unread in work.unread:
                self._store.unmerged.set_aside(unread)
            fresh = sum(self._take(name) for name in odd)
            self._receipts.settle(work.scope)
            if not work.more:
                actors = {name[1] for name in (*work.packs, *work.odd)}
                fresh += sum(self._intake.follow(work.scope, actor) for actor in actors)
        return fresh > 0

    def merge(self, scope: str) -> None:
        """Merge everything of a scope here and now."""
        while True:
            work = self.plan(scope)
            self.keep(work)
            if not work.more:
                return

    def _take(self, name: Name) -> int:
        taken = self._intake.take(self._store.unmerged.body(*name))
        if taken.aside is not None:
            said = taken.aside
            self._store.unmerged.set_aside(Unread(*name, said.last, said.text, said.params))
        return taken.fresh


class _Reading:
    """Packs of one scope, one after the other."""

    def __init__(self, store: Store, forks: Forks, scope: str) -> None:
        self._store, self._scope = store, scope
        self._forked = {fork.actor for fork in forks.all(scope)}
        self._tips: dict[str, Tip] = {}
        self.lines: list[Line] = []
        self.whole: list[Name] = []
        self.odd: list[Name] = []
        self.unread: list[Unread] = []

    def read(self, pack: Pack) -> None:
        """Sort out one pack."""
        name = (pack.scope, pack.actor, pack.first)
        tip = self._tip(pack.actor)
        if tip.seq < pack.first - 1:
            self._unreadable(pack, N_("An earlier pack of this device could not be read."), {})
        elif pack.actor in self._forked or tip.seq >= pack.first:
            here = self._store.log.head(pack.scope, pack.actor, pack.last)
            (self.whole if here == pack.head else self.odd).append(name)
        else:
            self._unpack(pack, tip)

    def _tip(self, actor: str) -> Tip:
        if actor not in self._tips:
            self._tips[actor] = self._store.log.tip(self._scope, actor)
        return self._tips[actor]

    def _unpack(self, pack: Pack, tip: Tip) -> None:
        name = (pack.scope, pack.actor, pack.first)
        body = bytes(pack.body)
        try:
            header = header_of(body)
            if header.prev != tip.head:
                self.odd.append(name)
                return
            found = unpacked(header, body)
        except PeerBroke as error:
            self._unreadable(pack, error.text, error.params)
            return
        self.lines += map(Line, found.changes, found.bodies, found.heads)
        self._tips[pack.actor] = Tip(header.last, header.head)
        self.whole.append(name)

    def _unreadable(self, pack: Pack, text: str, params: dict[str, object]) -> None:
        said = {name: str(value) for name, value in params.items()}
        self.unread.append(Unread(pack.scope, pack.actor, pack.first, pack.last, text, said))
