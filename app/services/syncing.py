"""Meeting HQ and colleagues: by network, by stick, and what to say about it meanwhile."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from app.records.evidence import Attachment
from app.services.backlog import Backlog, bytes_of
from app.services.delivery import (
    Beat,
    Held,
    Holder,
    LastReceipt,
    Met,
    Outcome,
    Pending,
    Place,
    Reach,
    Reason,
    SyncStatus,
    Timeline,
    Waiting,
    site_time,
)
from app.services.holders import Holders
from app.services.luggage import BUDGETS, DEFAULT, Luggage
from app.services.records import Records
from app.services.refused import RefusedMatter, refused
from app.services.signed import Opened, Signed
from app.services.sticks import Journey, Journeys
from app.services.whereabouts import Whereabouts
from app.sizes import sized
from db.blobs import Blobs
from db.model.errors import Refused, SuixingError
from db.model.progress import Progress
from db.model.record import Record
from db.model.words import N_
from db.sticks import Stick
from db.store import Store
from sync.carrier import Transport
from sync.core.bundle import Front
from sync.core.message import Aside
from sync.engine import Done, Engine
from sync.identity import Identity
from sync.lane import File
from sync.replica import Replica
from sync.transports import bundle

__all__ = [
    "Beat",
    "Held",
    "Holder",
    "Journey",
    "LastReceipt",
    "Met",
    "Opened",
    "Outcome",
    "Pending",
    "Place",
    "Reach",
    "Reason",
    "SyncStatus",
    "Syncing",
    "Timeline",
    "Waiting",
]

Dial = Callable[[str, str], AbstractContextManager[Transport]]
"""Makes the carrier to HQ from its address and its CA (PEM, may be empty)."""
_LOOK = 0.2
"""Seconds between two looks whether the person has stopped it."""
_ROUGH, _ROUGH_BYTES = 2000, 90
"""Above so many changes that were never sent, kinds are counted as records, bytes by the change."""


class Syncing:
    """The use cases of syncing; pages and commands go through here.

    Settings it reads: ``hq_url`` (text), ``sync_mode`` ("auto" or "ask"), ``file_budget`` ("text",
    "5mb" or "all"). Constructed once per workspace: ``Syncing(store, records, blobs)``.
    """

    def __init__(
        self,
        store: Store,
        records: Records,
        blobs: Blobs,
        *,
        dial: Dial | None = None,
    ) -> None:
        self._store, self._records, self._blobs = store, records, blobs
        self._dial = dial or _by_http
        self._identity = Identity(store.settings, store.clock)
        self._where, self._backlog = Whereabouts(store), Backlog(store)
        self.luggage = Luggage(store, records, blobs, self._where)
        self._holders = Holders(store, self._identity, self._where)
        self._journeys, self._signed = Journeys(store, self._where), Signed(store)
        self._turn = threading.Lock()

    # What to say

    def status(self) -> SyncStatus:
        """Return where this branch's changes are; cheap enough to ask after every save."""
        scope, settings = self._scope(), self._store.settings
        vector, signed = self._store.log.vector(scope), self._where.covered(scope)
        carried = self._store.post.carried(scope)
        on_stick = sum(max(0, min(c.seq, vector[a]) - signed.get(a, 0)) for a, c in carried.items())
        total = sum(vector.values())
        only_here = sum(max(0, seq - signed.get(actor, 0)) for actor, seq in vector.items())
        kinds = self._kinds(scope, signed, only_here)
        files = self.luggage.waiting()
        going = _fitting(files, str(settings.get("file_budget", DEFAULT)))
        return SyncStatus(
            enrolled=self._identity.office() is not None,
            hq_url=str(settings.get("hq_url") or ""),
            only_here=only_here,
            kinds=kinds,
            bytes_waiting=bytes_of(kinds),
            on_stick=on_stick,
            stick_at=site_time(max(c.at for c in carried.values())) if on_stick else None,
            files_waiting=len(files),
            file_bytes=sum(size for _, size in files),
            receipt=self._last_receipt(scope),
            total_changes=total,
            conflicts=self._records.conflict_count(),
            clock_gap=settings.get("clock_gap"),
            network_files=len(going),
            network_bytes=sum(going),
            speed=self._store.post.last_speed(),
        )

    def _kinds(self, scope: str, signed: dict[str, int], only_here: int) -> tuple[Waiting, ...]:
        if signed or only_here <= _ROUGH:
            return self._backlog.kinds(scope, signed)
        # A book of years that HQ never saw: reading it all for a number is not worth the wait.
        counts = self._store.read.counts(scope)
        each = only_here * _ROUGH_BYTES // max(1, sum(counts.values()))
        waiting = (Waiting(kind, n, n * each) for kind, n in counts.items())
        return tuple(sorted(waiting, key=lambda w: (-w.count, w.kind)))

    def _last_receipt(self, scope: str) -> LastReceipt | None:
        receipts = self._store.post.receipts(scope).values()
        last = max(receipts, key=lambda r: r.number, default=None)
        return None if last is None else LastReceipt(last.number, site_time(last.at))

    def marker(self) -> Callable[[Record], Place]:
        """Return a function that says where a record is; make one per page, not per row."""
        return self._where.marker(self._scope())

    def where(self, record: Record) -> Place:
        """Return where one record is."""
        return self.marker()(record)

    def held_since(self, record: Record) -> Held:
        """Return when a record was first written and when HQ first held it as it is now."""
        return self._where.held_since(record)

    def exchanges(self, limit: int = 50) -> tuple[Met, ...]:
        """Return the latest exchanges, newest first."""
        return tuple(Met(site_time(e.at), *e[1:]) for e in self._store.post.exchanges(limit))

    def timeline(self, days: int = 90) -> Timeline:
        """Return the last `days` days for the picture."""
        scope, today = self._scope(), site_time(self._store.clock()).date()
        start = today - timedelta(days=days - 1)
        met = [m for m in self.exchanges(2000) if m.at.date() >= start]
        beats = tuple(Beat(m.at, m.way, m.up + m.down, m.receipt) for m in reversed(met))
        made = self._backlog.days(scope, self._where.covered(scope))
        first = max(start, min(made, default=today))
        count = sum(n for day, n in made.items() if day < first)
        pending = []
        for at in range((today - first).days + 1):
            day = first + timedelta(days=at)
            count += made[day]
            pending.append(Pending(day, count))
        return Timeline(start, today, beats, tuple(pending) if made else ())

    def holders(self) -> tuple[Holder, ...]:
        """Return who has what: this computer, the others of the branch, HQ."""
        enrolled = self._identity.office() is not None
        scope, replica = self._scope(), self._replica() if enrolled else None
        return self._holders.of(scope, replica, self._last_receipt(scope))

    def sticks(self) -> tuple[Journey, ...]:
        """Return the sticks written here, newest first, and where each got to."""
        if self._identity.office() is None:
            return ()
        return self._journeys.of(self._scope(), self._names(self._replica()))

    def receipt(self, number: int) -> Opened:
        """Open one of HQ's receipts. Raises NotFound."""
        replica = self._replica()
        return self._signed.opened(self._scope(), number, replica, self._names(replica))

    def receipt_paper(self, number: int) -> bytes:
        """Return a receipt as a signed JSON file that stands by itself. Raises NotFound."""
        return self._signed.paper(self._scope(), number, self._replica())

    def refused(self) -> tuple[RefusedMatter, ...]:
        """Return what was refused or set aside here, latest first."""
        return refused(self._store)

    def _names(self, replica: Replica) -> Callable[[str], str]:
        return partial(self._holders.name, replica)

    # What to do

    def sync(self, url: str | None, progress: Progress) -> Outcome:
        """Meet HQ by network, at `url` or where it was last. Raises LinkError, ProtocolError."""
        settings = self._store.settings
        address = url or str(settings.get("hq_url") or "")
        with self._alone(progress):
            engine, office = self._engine(), self._replica().office
            before = self._records.conflict_count()
            with self._dial(address, office.ca) as carrier:
                done = engine.sync(carrier, progress)
                if url:
                    settings.put("hq_url", url)
                carried = self.luggage.travel(engine.files(carrier), progress)
            up, down = done.up + carried.up.bytes, done.down + carried.down.bytes
            aside = (*done.aside, *map(_told, carried.faults))
            done = done._replace(up=up, down=down, aside=aside)
            return self._outcome(done, before, carried.files)

    def fetch(self, attachment: Attachment, progress: Progress) -> None:
        """Fetch one attached file from HQ now, whatever the budget.

        Raises LinkError, NotFound, Cancelled; what came stays, and the next time goes on from there.
        """
        address = str(self._store.settings.get("hq_url") or "")
        with self._turn:
            engine, office = self._engine(), self._replica().office
            with self._dial(address, office.ca) as carrier:
                self.luggage.fetch(attachment, engine.files(carrier), progress)

    def write_bundle(self, path: Path, progress: Progress) -> Outcome:
        """Write what HQ and the colleagues lack to a file on a stick. Raises BundleError.

        A folder gets a file named by the day. All attached files that HQ lacks go along.
        """
        with self._alone(progress):
            engine, replica = self._engine(), self._replica()
            before, scope = self._records.conflict_count(), self._scope()
            others = [g for g in replica.trust.devices(scope) if g.actor != self._identity.actor()]
            actors = [g.actor for g in others]
            messages, done = engine.depart(actors, self.luggage.missing())
            now = self._store.clock()
            target = _named(path, site_time(now))
            front = Front(
                branch=self._branch(),
                device=self._identity.actor(),
                holder=str(self._store.settings.get("writer", "")),
                made=now,
                changes=done.sent,
            )
            files = self.luggage.for_stick(actors)
            cargo = bundle.fitting(target, bundle.Cargo(front, messages, files, self._blobs))
            left = files[len(cargo.files) :]
            readers = [bytes.fromhex(replica.office.receive), *(g.receive for g in others)]
            size = bundle.write(target, cargo, readers, progress)
            done = done._replace(up=size)
            engine.departed(done, target.name)
            met = tuple(g.actor for g in others)
            stick = Stick(scope, target.name, now, size, done.sent, len(cargo.files), met)
            self._journeys.wrote(stick)
            done = done._replace(aside=(*done.aside, *_left_out(left)))
            return self._outcome(done, before, len(cargo.files))

    def read_bundle(self, path: Path, progress: Progress) -> Outcome:
        """Take in a file from HQ or a colleague. Raises BundleError; any number of times."""
        with self._alone(progress):
            engine = self._engine()
            before = self._records.conflict_count()
            keys = (self._identity.keys(actor) for actor in self._identity.devices())
            private = [k.receive for k in keys if k is not None]
            found = bundle.read(path, private, self._blobs, progress)
            done = engine.arrive(found.messages, path.name, progress, size=found.size)
            done = done._replace(
                aside=(*done.aside, *map(_told, self.luggage.damaged(found.broken)))
            )
            return self._outcome(done, before, found.files)

    def probe(self, url: str = "") -> Reach:
        """Ask whether HQ can be reached; one small request with a short timeout."""
        address = url or str(self._store.settings.get("hq_url") or "")
        office = self._identity.office()
        return _probed(address, office.ca if office else "") if address else "offline"

    @contextmanager
    def _alone(self, progress: Progress) -> Iterator[None]:
        """Wait for the exchange before, in a way that can be cancelled."""
        while not self._turn.acquire(timeout=_LOOK):
            progress.step(0, 0, N_("waiting for the exchange before"))
        try:
            yield
        finally:
            self._turn.release()

    def _outcome(self, done: Done, conflicts_before: int, files: int) -> Outcome:
        new = max(0, self._records.conflict_count() - conflicts_before)
        return _as_outcome(done, new, files)

    # Parts

    def _scope(self) -> str:
        return str(self._store.settings.get("scope"))

    def _branch(self) -> str:
        found = self._records.raw("branch")
        return "" if found is None else str(found.get("name", ""))

    def _replica(self) -> Replica:
        keys, office = self._identity.own(), self._identity.office()
        if office is None:
            raise Refused(
                N_("This computer is not enrolled with HQ yet."),
                safe=N_("Everything is recorded here as before."),
                hint=N_("Send HQ the enrolment request, and take the certificate it answers."),
            )
        return Replica(self._store, office, keys)

    def _engine(self) -> Engine:
        return Engine(self._replica(), (self._scope(),))


def _as_outcome(done: Done, conflicts: int, files: int) -> Outcome:
    aside = tuple(Reason(_filled(a.text, a.params), a.text, a.params) for a in done.aside)
    return Outcome(
        done.way,
        done.sent,
        done.got,
        done.up,
        done.down,
        done.turns,
        done.receipt,
        conflicts,
        aside,
        done.forked,
        files,
    )


def _named(path: Path, now: datetime) -> Path:
    if path.is_dir():
        return path / f"suixing-{now:%Y%m%d-%H%M}{bundle.SUFFIX}"
    return path


def _fitting(files: Sequence[tuple[str, int]], budget: str) -> list[int]:
    """Return the sizes of those that the person's budget lets go by network, smallest first."""
    room, sizes = BUDGETS.get(budget, BUDGETS[DEFAULT]), []
    for _, size in files:
        if size <= room:
            room -= size
            sizes.append(size)
    return sizes


def _told(error: SuixingError) -> Aside:
    """Return a fault beside the records as one more thing that was set aside."""
    params = {name: str(value) for name, value in error.params.items()}
    return Aside("", "", 0, 0, error.text, params)


def _left_out(files: Sequence[File]) -> list[Aside]:
    if not files:
        return []
    text = N_("The stick was too small for {n} attached files, {size}; all records are on it.")
    size = sized(sum(size for _, size in files))
    return [Aside("", "", 0, 0, text, {"n": str(len(files)), "size": size})]


def _filled(text: str, params: dict[str, str]) -> str:
    for name, value in params.items():
        text = text.replace("{" + name + "}", value)
    return text


def _by_http(url: str, ca: str) -> AbstractContextManager[Transport]:
    # requests takes a tenth of a second to load; the window does not wait for it.
    from sync.transports.apart import Apart  # noqa: PLC0415
    from sync.transports.http import Http  # noqa: PLC0415

    return Apart(Http(url, ca))


def _probed(url: str, ca: str) -> Reach:
    from sync.transports.http import probe  # noqa: PLC0415

    return probe(url, ca)
