"""Headquarters: one store for all branches, its keys, its door by network and its counter for sticks."""

import secrets
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from app import hqtls
from app.authority import Authority
from app.hqreport import BranchStatus, DeviceStatus, Enrolled, HqStatus, Ingested
from app.ingesting.ingest import Ingest, bundles_in
from app.ingesting.room import BOOK, FILES, Room
from app.ingesting.watch import Watch
from app.kinds import discover
from app.material_sending import MaterialSending
from app.originals import Originals
from app.rule_sending import RuleSending
from app.services.delivery import site_time
from app.site import wall_clock
from app.tag_sending import TagSending
from db import address, keys
from db.blobs import Blobs
from db.disk import make_folder
from db.engines.opening import opened
from db.model.errors import BundleError, InvalidRecord
from db.model.progress import Progress, Silent
from db.model.stamp import Clock
from db.model.words import N_
from db.post import Peer
from db.store import Store
from sync import enrolment
from sync.core.closing import REVOKED, Closed
from sync.core.papers import Grant, Office, Request
from sync.identity import Identity, six_groups
from sync.replica import Replica
from sync.server.hub import Hub
from sync.tenure import OfficeKeys
from sync.transports import bundle
from sync.trust import Trust

SLOTS = "keys.json"
Ready = Callable[[int], None] | None
"""Hears the port once HQ listens."""


class CreatedHq(NamedTuple):
    """A new HQ and its recovery key, which is shown once."""

    hq: "Headquarters"
    recovery_key: str


class Headquarters:
    """An opened HQ home."""

    def __init__(self, home: Path, key: bytes, clock: Clock) -> None:
        self.home, self.clock, self._key = home, clock, key
        # No lists are paged through here, thousands of branches write: a third less to write.
        kinds = [kind.scanned() for kind in discover().specs()]
        at = address.read(home, key) or home / BOOK
        self.store = Store(at, key, kinds, clock, index_later=True)
        self.blobs = Blobs(home / FILES, key)
        self.originals = Originals(self.store, self.blobs)

    @classmethod
    def create(
        cls,
        home: Path,
        passphrase: str,
        *,
        name: str = "",
        url: str = "",
        database: str = "",
        ca: str = hqtls.OWN,
        clock: Clock = wall_clock,
        cost: keys.Cost | None = None,
    ) -> CreatedHq:
        """Make a new HQ home; its book is an encrypted file there, or in a `database` of its own.

        `ca` whom laptops believe where `url` is https, see `app.hqtls`. Raises InvalidRecord,
        StoreError.
        """
        keys.must_be_long(passphrase)
        if (home / SLOTS).exists():
            raise InvalidRecord(N_("There is already something in {path}."), path=home)
        key, recovery, cost = keys.new_key(), keys.recovery_key(), cost or keys.Cost()
        slots = (
            keys.wrapped(keys.PASSPHRASE, passphrase, key, cost),
            keys.wrapped(keys.RECOVERY, recovery, key, cost),
        )
        if database:
            _must_be_empty(database)
        make_folder(home)
        keys.write_slots(home / SLOTS, slots)
        if database:
            address.write(home, database, key)
        hq = cls(home, key, clock)
        hq._found(name or N_("Party-work department"), url, ca)
        return CreatedHq(hq, recovery)

    @classmethod
    def open(cls, home: Path, secret: str, *, clock: Clock = wall_clock) -> "Headquarters":
        """Open an HQ home with its passphrase or recovery key."""
        return cls(home, keys.unwrapped(keys.read_slots(home / SLOTS), secret), clock)

    @staticmethod
    def here(home: Path) -> bool:
        """Tell whether there is an HQ in a home."""
        return (home / BOOK).exists() or (home / address.FILE).exists()

    def _found(self, name: str, url: str, ca: str) -> None:
        """Make HQ's keys: a root that signs certificates, another pair for everything else."""
        actor = secrets.token_hex(8)
        self.store.settings.put("actor", actor)
        root, office = self._office_keys.found()
        self._identity.trust(
            Office(
                name,
                actor,
                root.sign_public.hex(),
                office.sign_public.hex(),
                office.receive_public.hex(),
                url,
                hqtls.believed(ca, url, self.store.settings, self.clock),
            )
        )

    @property
    def _identity(self) -> Identity:
        return Identity(self.store.settings, self.clock)

    @property
    def office(self) -> Office:
        """Return HQ as its certificates name it."""
        found = self._identity.office()
        if found is None:
            raise InvalidRecord(N_("There is no HQ in {path}."), path=self.home)
        return found

    @property
    def _office_keys(self) -> OfficeKeys:
        return OfficeKeys(self.store.settings)

    @property
    def authority(self) -> Authority:
        """Return the counter where devices are revoked and keys are made anew."""
        return Authority(self._replica(), self._office_keys)

    @property
    def rules(self) -> RuleSending:
        """Return the counter where rule packs are sent and withdrawn."""
        return RuleSending(self._replica())

    @property
    def tags(self) -> TagSending:
        """Return the counter where tag packs are sent and withdrawn."""
        return TagSending(self._replica())

    @property
    def materials(self) -> MaterialSending:
        """Return the counter where packs of study materials are sent and withdrawn."""
        return MaterialSending(self._replica())

    def room(self) -> Room:
        """Return HQ's counter and the machine that answers devices; one per process."""
        return Room(self.store, self.blobs, self.office)

    def hub(self) -> Hub:
        """Return the machine that answers devices; one per process."""
        return self.room().hub

    def _replica(self) -> Replica:
        """Return HQ as a partner; it remembers whose certificates it has checked."""
        return Replica(self.store, self.office, self._office_keys.present())

    # Enrolment

    def enrol(self, request: Path | bytes) -> Enrolled:
        """Answer a laptop's request. A branch of the same name is the same branch.

        Raises BundleError for a file that is none, was changed, or uses another device's number.
        """
        asked = enrolment.asked(bundle.paper(request))
        scope, joined = self._scope_for(asked)
        root = self._office_keys.root
        certificate = enrolment.issued(asked, scope, self.office, root, self.clock())
        replica = self._replica()
        grant = replica.trust.grant(asked.actor)
        if grant is not None and grant.sign.hex() != asked.sign:
            raise BundleError(
                N_("Another computer is enrolled under this number ({actor})."),
                safe=N_("Nothing was changed."),
                hint=N_("Make a new record book on that computer and ask again."),
                actor=asked.actor,
            )
        self.authority.must_not_be_revoked(asked.actor)
        with self.store.engine.writing():
            self.authority.take_up(asked)
            self.store.post.call(scope, asked.branch.strip())
            replica.trust.meet(enrolment.shown(certificate))
        words = six_groups(bytes.fromhex(asked.sign))
        return Enrolled(certificate, asked.branch, asked.holder, asked.device, scope, joined, words)

    def _scope_for(self, asked: Request) -> tuple[str, bool]:
        post, name = self.store.post, asked.branch.strip()
        known = post.branch_called(name)
        if known is not None:
            return known, True
        # What a laptop proposes is its own only where nobody else has it.
        return (asked.scope if post.branch(asked.scope) is None else secrets.token_hex(8)), False

    # Sticks

    def ingest(
        self, files: Iterable[Path], out: Path | None = None, progress: Progress | None = None
    ) -> Ingested:
        """Take in bundles (a folder: all in it), on all cores; write each branch's answer to `out`.

        A file that cannot be taken is reported with its reason and holds up no other.
        """
        self.store.inbox.retry()
        run = Ingest(self.room(), self.home, self._key, progress or Silent())
        return run.take(bundles_in(files), out)

    def watched(
        self, folder: Path, out: Path | None = None, now: Callable[[], float] = time.monotonic
    ) -> Watch:
        """Return a watch over a folder into which bundles are dropped; `look` is one round."""
        room = self.room()

        def take(paths: Sequence[Path]) -> Ingested:
            return Ingest(room, self.home, self._key, Silent()).take(paths, out)

        return Watch(folder, take, now)

    # Looking

    def status(self) -> HqStatus:
        """Return what HQ holds, branch by branch, by name."""
        replica = self._replica()
        return HqStatus(
            self.office.name,
            self.office.url,
            six_groups(bytes.fromhex(self.office.root)),
            tuple(
                self._branch(scope, name, replica.trust.members(scope))
                for scope, name in self.store.post.branches().items()
            ),
        )

    def _branch(self, scope: str, name: str, devices: Sequence[Grant]) -> BranchStatus:
        receipts = self.store.post.receipts(scope).values()
        last = max(receipts, key=lambda r: r.number, default=None)
        return BranchStatus(
            scope,
            name,
            _devices(devices, self.store.post.peers(), self._replica().trust),
            sum(self.store.log.vector(scope).values()),
            sum(self.store.read.counts(scope).values()),
            self.store.read.conflict_count(scope),
            self.originals.lacking(scope),
            last.number if last else None,
            site_time(last.at) if last else None,
            self.store.inbox.count(scope),
        )

    def serve(
        self, host: str, port: int, ready: Ready = None, tls: ssl.SSLContext | None = None
    ) -> None:
        """Answer by network until interrupted; `ready` hears the port once it listens.

        `tls` is what `secured` gave. Raises InvalidRecord where nothing can listen there.
        """
        _must_be_free(host, port)
        from sync.server import web  # noqa: PLC0415 - only `hq serve` pays for loading a web server

        web.serve(self.hub(), host, port, ready, tls)

    def in_background(self) -> AbstractContextManager[str]:
        """Return a block in which the web door answers on this machine; it gives the address."""
        from sync.server import web  # noqa: PLC0415 - only who serves pays for loading it

        return web.Background(self.hub())

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def _must_be_empty(database: str) -> None:
    """Look before anything is made: a database is of one HQ."""
    engine = opened(database, None)
    try:
        if engine.applied():
            raise InvalidRecord(
                N_("There is an HQ in this database already."),
                safe=N_("Nothing in it was touched."),
                hint=N_(
                    "Make an empty database for this one. A second server of the same HQ "
                    "needs a copy of its home, and no `init`."
                ),
            )
    finally:
        engine.close()


def _devices(
    devices: Sequence[Grant], peers: Mapping[str, Peer], trust: Trust
) -> tuple[DeviceStatus, ...]:
    """Return the devices that are in use; others go on for the rest."""
    former = {actor for device in devices for actor in device.formers}
    present = [d for d in devices if d.actor not in former]
    return tuple(_device(d, peers[d.actor].seen, trust.closed(d.actor)) for d in present)


def _device(device: Grant, seen: int, closed: Closed | None) -> DeviceStatus:
    held, at = device.certificate, site_time(seen) if seen else None
    if closed is None or closed.how != REVOKED:
        return DeviceStatus(device.actor, held.holder, held.device, at)
    return DeviceStatus(device.actor, held.holder, held.device, at, closed.at[:10], closed.reason)


def _must_be_free(host: str, port: int) -> None:
    """Try the port first: the web server itself would end the program with a log line."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise InvalidRecord(
            N_("HQ cannot listen at {host}, port {port} ({reason})."),
            hint=N_("Choose another port with --port, or end the program that uses this one."),
            host=host,
            port=port,
            reason=error.strerror or str(error),
        ) from error
