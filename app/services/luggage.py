"""Attached files on their way: which HQ lacks, which are lacking here, which go along this time.

The budget is a day's: "up to 5 MB" is what attached files may cost between midnight and midnight, both
ways together, however often the network comes and goes. A file that does not fit into what is left
goes on with the next day's. A file asked for by hand is fetched whatever the budget says.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Literal, NamedTuple

from app.records.evidence import Attachment
from app.services.delivery import site_time
from app.services.records import Records
from app.services.whereabouts import Whereabouts
from db.blobs import Blobs
from db.model.errors import NotFound, Offline, StoreError, SuixingError, TimedOut
from db.model.progress import Progress
from db.model.words import N_
from db.partials import Partials
from db.store import Store
from sync.engine import WANTED
from sync.lane import Ask, File, Lane, Moved, Step
from sync.replica import WANTS

ALL = 1 << 40
BUDGETS = {"text": 0, "5mb": 5_000_000, "all": ALL}
"""Bytes of attached files a day by network, by what the person chose."""
DEFAULT = "5mb"
SPENT, GOING = "files/spent", "files/going"
"""Settings: [day, bytes] that the budget was used for; how much HQ holds of files under way."""

State = Literal["here", "sent", "way", "preview", "hq", "away"]


class Standing(NamedTuple):
    """Where a file is.

    ``here`` on this computer alone, ``sent`` here and at HQ, ``way`` part of it has arrived
    (``percent``), ``preview`` only its small picture is here, ``hq`` it can be fetched from HQ,
    ``away`` only another computer has it.
    """

    state: State
    percent: int = 0


class Carried(NamedTuple):
    """What an exchange did with attached files: each way, and what is worth telling."""

    up: Moved
    down: Moved = Moved()
    faults: tuple[SuixingError, ...] = ()

    @property
    def files(self) -> int:
        """Return how many files arrived, there or here."""
        return len(self.up.whole) + len(self.down.whole)


class _Named(NamedTuple):
    """A file that a living record names."""

    sha: str
    size: int
    preview: bool
    at_hq: bool


class Luggage:
    """The attached files of one book."""

    def __init__(self, store: Store, records: Records, blobs: Blobs, where: Whereabouts) -> None:
        self._store, self._records, self._blobs, self._where = store, records, blobs, where

    # What is where

    def waiting(self) -> tuple[File, ...]:
        """Return files that are here and not at HQ: previews first, then the smallest first."""
        blobs = self._blobs
        found = [f for f in self._named() if not f.at_hq and blobs.has(f.sha)]
        return tuple((f.sha, blobs.size(f.sha)) for f in found)

    def for_stick(self, readers: Iterable[str]) -> tuple[File, ...]:
        """Return files for a stick: all that HQ lacks, and those that other devices asked for."""
        blobs, named = self._blobs, self._named()
        asked = {sha for reader in readers for sha in self._store.settings.get(WANTS + reader, [])}
        found = (f.sha for f in named if (not f.at_hq or f.sha in asked) and blobs.has(f.sha))
        return tuple((sha, blobs.size(sha)) for sha in found)

    def lacking(self) -> tuple[File, ...]:
        """Return files that are named here, held by HQ and not here, in the same order."""
        blobs = self._blobs
        found = (f for f in self._named() if f.at_hq and not blobs.has(f.sha))
        return tuple((f.sha, f.size) for f in found)

    def missing(self) -> tuple[str, ...]:
        """Return the SHA-256 of all files that are named here and not here."""
        return tuple(f.sha for f in self._named() if not self._blobs.has(f.sha))

    def standing(self) -> Callable[[Attachment], Standing]:
        """Return a function that says where a file is; make one per page, not per file."""
        blobs, partials, scope = self._blobs, Partials(self._blobs), self._scope()
        place, wanted = self._where.marker(scope), self._wanted()
        going: dict[str, int] = dict(self._store.settings.get(GOING, {}))

        def standing(attachment: Attachment) -> Standing:
            sha, size = attachment.hash or "", attachment.size or 0
            if not sha:
                return Standing("away")
            at_hq = sha not in wanted and place(attachment.record) == "hq"
            here = blobs.has(sha)
            if here and at_hq:
                return Standing("sent")
            held = going.get(sha, 0) if here else partials.held(scope, sha)
            if held and size:
                return Standing("way", min(99, 100 * held // size))
            if here:
                return Standing("here")
            if attachment.preview and blobs.has(attachment.preview):
                return Standing("preview" if at_hq else "away")
            return Standing("hq" if at_hq else "away")

        return standing

    def _named(self) -> list[_Named]:
        place, wanted = self._where.marker(self._scope()), self._wanted()
        found: dict[str, _Named] = {}
        for attachment in self._records.all(Attachment):
            at_hq = place(attachment.record) == "hq"
            for sha, size, preview in _files(attachment):
                found[sha] = _Named(sha, size, preview, at_hq and sha not in wanted)
        return sorted(found.values(), key=lambda f: (not f.preview, f.size, f.sha))

    def _wanted(self) -> set[str]:
        return set(self._store.settings.get(WANTED, []))

    def _scope(self) -> str:
        return str(self._store.settings.get("scope"))

    # What goes along

    def room(self) -> int:
        """Return how many bytes of attached files may still travel by network today."""
        chosen = str(self._store.settings.get("file_budget", DEFAULT))
        day, spent = self._store.settings.get(SPENT, ["", 0])
        return max(0, BUDGETS.get(chosen, BUDGETS[DEFAULT]) - (spent if day == self._day() else 0))

    def by_network(self) -> tuple[File, ...]:
        """Return those HQ asked for, previews first, then the smallest first."""
        wanted = self._wanted()
        return tuple(f for f in self.waiting() if f[0] in wanted)

    def travel(self, ask: Ask, progress: Progress) -> Carried:
        """Send what HQ asked for, then fetch what is lacking, within the day's budget.

        Raises Cancelled; what arrived stays.
        """
        up = self._lane(ask, self._sent).up(self.by_network(), self.room(), progress)
        down = Moved()
        if up.stopped is None:
            down = self._lane(ask, self._spend).down(self.lacking(), self.room(), progress)
        return Carried(up, down, tuple(self._faults(up, down)))

    def _faults(self, *moved: Moved) -> Iterator[SuixingError]:
        """A link that broke is no news: what is left waits for the next time."""
        for way in moved:
            yield from self.damaged(way.broken)
            if way.stopped is not None and not isinstance(way.stopped, (Offline, TimedOut)):
                yield way.stopped

    def damaged(self, files: Collection[str]) -> Iterator[SuixingError]:
        """Say of files, by the names people gave them, that another content came."""
        for attachment in self._records.all(Attachment) if files else ():
            if any(sha in files for sha, _, _ in _files(attachment)):
                text = N_("The file {name} did not arrive whole; it is asked for again.")
                yield StoreError(text, name=attachment.name)

    def fetch(self, attachment: Attachment, ask: Ask, progress: Progress) -> Moved:
        """Fetch one file now, whatever the budget. Raises NotFound where HQ does not have it."""
        sha = attachment.hash or ""
        moved = self._lane(ask, self._spend).down([(sha, attachment.size or 0)], ALL, progress)
        if moved.stopped is not None:
            raise moved.stopped
        if sha not in moved.whole:
            raise NotFound(
                N_("HQ does not have {name} yet."),
                hint=N_("It comes with the next stick, or from the computer it was added on."),
                name=attachment.name,
            )
        return moved

    def _lane(self, ask: Ask, noted: Callable[[Step], object]) -> Lane:
        blobs, clock = self._blobs, self._store.clock
        return Lane(self._scope(), ask, blobs, Partials(blobs), clock, noted)

    def _sent(self, step: Step) -> None:
        settings = self._store.settings
        settings.put(WANTED, sorted(self._wanted() - set(step.whole)) or None)
        settings.put(GOING, step.partly or None)
        self._spend(step)

    def _spend(self, step: Step) -> None:
        day, spent = self._store.settings.get(SPENT, ["", 0])
        today = self._day()
        before = spent if day == today else 0
        self._store.settings.put(SPENT, [today, before + step.bytes])

    def _day(self) -> str:
        return site_time(self._store.clock()).date().isoformat()


def _files(attachment: Attachment) -> Iterator[tuple[str, int, bool]]:
    if attachment.preview:
        yield attachment.preview, 0, True
    if attachment.hash:
        yield attachment.hash, attachment.size or 0, False
