"""Taking in a folder of bundles: first everything is on disk, then it is read, merged, signed for.

Both halves commit in groups, so that however large the folder is, no more than a group is held in
memory, and a power cut costs a group: run it again, and what is there is recognised.
"""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from app.hqreport import FileReport, Ingested, Kept, Pace
from app.ingesting.ahead import ahead
from app.ingesting.crew import Crew, hands, seldom_collected
from app.ingesting.room import Found, Room
from app.services.delivery import Reason
from app.turned_away import written_no
from db.inbox import Refused
from db.model.errors import StoreError, SuixingError
from db.model.progress import Progress, Silent
from db.model.words import N_
from db.store import Store
from sync.core.message import Aside
from sync.merging import Work
from sync.server.hub import Report
from sync.transports import bundle

if sys.platform != "win32":
    import resource

GROUP = 64
"""Bundles that are committed together."""
ROWS = 5_000
"""Records that are committed together, or little more."""


@dataclass
class _Tally:
    """What one run has done so far."""

    files: int = 0
    changes: int = 0
    records: int = 0
    durable: float = 0.0
    merged: float = 0.0
    started: float = field(default_factory=time.perf_counter)

    def lap(self) -> float:
        """Return the seconds since it began."""
        return time.perf_counter() - self.started


class Ingest:
    """One run over some bundles, in the process that writes."""

    def __init__(self, room: Room, home: Path, key: bytes, progress: Progress) -> None:
        self._room, self._home, self._key, self._said = room, home, key, progress
        self._reports: dict[Path, FileReport] = {}
        self._scopes: dict[str, None] = {}
        self._came: dict[str, tuple[str, ...]] = {}
        self._tally = _Tally()

    def take(self, paths: Sequence[Path], out: Path | None) -> Ingested:
        """Take in bundles; write the answer of each branch to `out`.

        A file that cannot be taken is reported with its reason and holds up no other. Raises
        StoreError (a full disk is no fault of the file), Cancelled.
        """
        tally = self._tally
        with (
            seldom_collected(),
            Crew(self._room, self._home, self._key, self._hands(paths)) as crew,
        ):
            odd = self._accept(crew, paths)
            tally.durable = tally.lap()
            self._merge(crew)
            self._note_files()
            noes: list[Path] = []
            for path in odd:
                self._reports[path] = self._one(path, out, noes)
            tally.merged = tally.lap()
            answers = [*self._answers(crew, out), *noes] if out else []
        self._said.step(len(paths), len(paths), "")
        pace = Pace(
            tally.changes,
            tally.records,
            tally.durable,
            tally.merged,
            tally.lap(),
            most_memory(crew.most),
        )
        kept = self._refused()
        files = tuple(_with(self._reports[path], kept) for path in paths)
        return Ingested(files, tuple(answers), kept, pace)

    def _hands(self, paths: Sequence[Path]) -> int:
        return hands(len(paths) + self._room.store.inbox.count())

    # On disk

    def _accept(self, crew: Crew, paths: Sequence[Path]) -> list[Path]:
        """Commit what is in order; return the bundles that have to be taken one by one."""
        odd: set[Path] = set()
        found = crew.looked(paths)
        while group := list(islice(found, GROUP)):
            whole = [(path, one) for path, one in group if one is not None]
            counts = self._room.counter.accept([one.offers for _, one in whole])
            for (path, one), count in zip(whole, counts, strict=True):
                self._report(path, one, count)
            odd.update(path for path, one in group if one is None)
            self._tally.files += len(group)
            self._said.step(self._tally.files, len(paths), N_("storing"))
        return [path for path in paths if path in odd]

    def _report(self, path: Path, found: Found, changes: int) -> None:
        self._reports[path] = FileReport(
            path.name, found.branch, found.holder, changes, found.files
        )
        scopes = dict.fromkeys(s for offer in found.offers for s in offer.scopes)
        self._scopes.update(scopes)
        if found.came:
            for scope in scopes:
                self._came[scope] = (*self._came.get(scope, ()), *found.came)

    # Among the records

    def _merge(self, crew: Crew) -> None:
        """Read everything that lies in the inbox, also of earlier runs."""
        done, total = 0, self._room.store.inbox.changes()
        again: list[str] = []
        while total:
            scopes, again = again or self._waiting(), []
            for works in _grouped(ahead(crew.planned(scopes))):
                with self._room.store.engine.writing():
                    # In one order, so that no two servers wait for each other's branches.
                    for work in sorted(works, key=lambda one: one.scope):
                        self._keep(work)
                again += [work.scope for work in works if work.more]
                done += sum(work.size for work in works)
                self._said.step(min(done, total), total, N_("reading"))
            if not again:
                return

    def _waiting(self) -> Iterator[str]:
        after = ""
        while scopes := self._room.store.inbox.scopes(after):
            yield from scopes
            after = scopes[-1]

    def _keep(self, work: Work) -> None:
        self._tally.changes += self._room.replica.merging.keep(work, self._room.hub.signer.sign_for)
        self._tally.records += work.records

    def _note_files(self) -> None:
        """Say which branch brought which attached files, now that the records that name them are in."""
        for scope, files in self._came.items():
            for sha in files:
                self._room.originals.came(scope, sha)

    # One by one

    def _one(self, path: Path, out: Path | None, noes: list[Path]) -> FileReport:
        device = ""
        try:
            found = self._room.unpacked(path)
            device = found.front.device
            taken: list[Report] = [self._room.hub.take(raw, Silent()) for raw in found.messages]
        except StoreError:
            raise
        except SuixingError as error:
            room = self._room
            room.replica.refusals.file(path.name, error)
            if out is not None:
                noes += written_no(room.hub, room.replica, device, error, out)
            return FileReport(path.name, error=error)
        front = found.front
        aside = tuple(_reason(a) for t in taken for a in t.aside) + _broken(found.broken)
        changes = sum(t.fresh for t in taken)
        scopes = dict.fromkeys(s for t in taken for s in t.scopes)
        self._scopes.update(scopes)
        for scope in scopes:
            for sha in found.came:
                self._room.originals.came(scope, sha)
        self._tally.changes += changes
        return FileReport(path.name, front.branch, front.holder, changes, found.files, aside)

    # What goes back

    def _answers(self, crew: Crew, out: Path) -> Iterator[Path]:
        for n, path in enumerate(crew.answered(self._scopes, out), 1):
            self._said.step(n, len(self._scopes), N_("answering"))
            if path is not None:
                yield path

    def _refused(self) -> tuple[Kept, ...]:
        store = self._room.store
        return tuple(
            Kept(one.source, _lacking(store, one), _filled(one.text, one.params))
            for one in store.inbox.refused()
        )


def most_memory(helpers: int) -> int:
    """Return the most bytes that this process and so many ended helpers held; 0 if not known."""
    if sys.platform == "win32":  # pragma: no cover - it is not asked there
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    own, theirs = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return int(own + helpers * theirs) * unit


def _with(report: FileReport, kept: Sequence[Kept]) -> FileReport:
    """Return a file's report once it is known which of its packs cannot be taken."""
    mine = [one for one in kept if one.file == report.name]
    if not mine:
        return report
    return replace(
        report,
        changes=max(0, report.changes - sum(one.changes for one in mine)),
        set_aside=(*report.set_aside, *(one.reason for one in mine)),
    )


def _lacking(store: Store, one: Refused) -> int:
    """Return how many changes of a refused pack are not in the log: it may repeat what is."""
    return one.last - max(one.first - 1, min(one.last, store.log.held(one.scope, one.actor)))


def _grouped(found: Iterable[Work]) -> Iterator[list[Work]]:
    """Yield works in groups that are worth a commit."""
    group: list[Work] = []
    for work in found:
        group.append(work)
        if sum(w.records + w.changes for w in group) >= ROWS:
            yield group
            group = []
    if group:
        yield group


def _reason(aside: Aside) -> Reason:
    return _filled(aside.text, aside.params)


def _broken(files: Iterable[str]) -> tuple[Reason, ...]:
    text = N_("The file {name} did not arrive whole; it is asked for again.")
    return tuple(_filled(text, {"name": sha[:12]}) for sha in files)


def _filled(text: str, params: dict[str, str]) -> Reason:
    said = text
    for name, value in params.items():
        said = said.replace("{" + name + "}", value)
    return Reason(said, text, params)


def bundles_in(files: Iterable[Path]) -> list[Path]:
    """Return the bundles among files and in folders, each once, those of a folder by name."""
    found: list[Path] = []
    for path in files:
        found += sorted(path.glob(f"*{bundle.SUFFIX}")) if path.is_dir() else [path]
    return list(dict.fromkeys(found))
