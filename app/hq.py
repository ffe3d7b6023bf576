"""Headquarters: one store for all branches, its keys, its door by network and its counter for sticks."""

import re
import secrets
import socket
import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from app import hqtls
from app.authority import Authority
from app.hqreport import BranchStatus, DeviceStatus, Enrolled, FileReport, HqStatus, Ingested
from app.kinds import discover
from app.originals import Originals
from app.services.delivery import Reason, site_time
from app.turned_away import written_no
from app.workspace import wall_clock
from db import keys
from db.blobs import Blobs
from db.disk import make_folder
from db.model.errors import BundleError, InvalidRecord, StoreError, SuixingError
from db.model.progress import Progress, Silent
from db.model.stamp import Clock
from db.model.words import N_
from db.post import Peer
from db.store import Store
from sync import enrolment
from sync.core.bundle import Front
from sync.core.closing import REVOKED, Closed
from sync.core.message import Aside
from sync.core.papers import Grant, Office, Request
from sync.identity import Identity, six_groups
from sync.replica import Replica
from sync.server.counter import Counter
from sync.server.hub import Hub
from sync.tenure import OfficeKeys
from sync.transports import bundle
from sync.trust import Trust

BOOK, SLOTS, FILES = "hq.db", "keys.json", "files"
_BRANCHES = "branches"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f.]+')
Ready = Callable[[int], None] | None
"""Hears the port once HQ listens."""


class CreatedHq(NamedTuple):
    """A new HQ and its recovery key, which is shown once."""

    hq: "Headquarters"
    recovery_key: str


class Headquarters:
    """An opened HQ home."""

    def __init__(self, home: Path, key: bytes, clock: Clock) -> None:
        self.home, self.clock = home, clock
        self.store = Store(home / BOOK, key, discover().specs(), clock)
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
        ca: str = hqtls.OWN,
        clock: Clock = wall_clock,
        cost: keys.Cost | None = None,
    ) -> CreatedHq:
        """Make a new HQ home; `ca` whom laptops believe where `url` is https, see `app.hqtls`.

        Raises InvalidRecord, StoreReadOnly, StoreFull.
        """
        keys.must_be_long(passphrase)
        if (home / SLOTS).exists():
            raise InvalidRecord(N_("There is already something in {path}."), path=home)
        key, recovery, cost = keys.new_key(), keys.recovery_key(), cost or keys.Cost()
        slots = (
            keys.wrapped(keys.PASSPHRASE, passphrase, key, cost),
            keys.wrapped(keys.RECOVERY, recovery, key, cost),
        )
        make_folder(home)
        keys.write_slots(home / SLOTS, slots)
        hq = cls(home, key, clock)
        hq._found(name or N_("Party-work department"), url, ca)
        return CreatedHq(hq, recovery)

    @classmethod
    def open(cls, home: Path, secret: str, *, clock: Clock = wall_clock) -> "Headquarters":
        """Open an HQ home with its passphrase or recovery key."""
        return cls(home, keys.unwrapped(keys.read_slots(home / SLOTS), secret), clock)

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

    def hub(self) -> Hub:
        """Return the machine that answers devices; one per process."""
        return self._hub_of(self._replica())

    def _hub_of(self, replica: Replica) -> Hub:
        keys, files = self._office_keys.present(), self.originals
        salt = self.blobs.key_for(b"salt")
        counter = Counter(files.named, self.blobs, files.partials, files.given, salt)
        return Hub(replica, keys, files.wanted, self.blobs, counter)

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
        known = replica.trust.grant(asked.actor)
        if known is not None and known.sign.hex() != asked.sign:
            raise BundleError(
                N_("Another computer is enrolled under this number ({actor})."),
                safe=N_("Nothing was changed."),
                hint=N_("Make a new record book on that computer and ask again."),
                actor=asked.actor,
            )
        self.authority.must_not_be_revoked(asked.actor)
        with self.store.engine.writing():
            self.authority.take_up(asked)
            branches = {**self._branches(), scope: asked.branch}
            self.store.settings.put(_BRANCHES, branches)
            replica.trust.meet(enrolment.shown(certificate))
        words = six_groups(bytes.fromhex(asked.sign))
        return Enrolled(certificate, asked.branch, asked.holder, asked.device, scope, joined, words)

    def _scope_for(self, asked: Request) -> tuple[str, bool]:
        branches = self._branches()
        for scope, name in branches.items():
            if name.strip() == asked.branch.strip():
                return scope, True
        # What a laptop proposes is its own only where nobody else has it.
        return (secrets.token_hex(8) if asked.scope in branches else asked.scope), False

    def _branches(self) -> dict[str, str]:
        return dict(self.store.settings.get(_BRANCHES, {}))

    # Sticks

    def ingest(
        self, files: Iterable[Path], out: Path | None = None, progress: Progress | None = None
    ) -> Ingested:
        """Take in bundles one by one (a folder: all in it); write each branch's answer to `out`.

        A file that cannot be taken is reported with its reason and holds up no other.
        """
        said, paths = progress or Silent(), _bundles(files)
        replica, reports, scopes = self._replica(), [], dict[str, None]()
        noes: list[Path] = []
        hub = self._hub_of(replica)
        for n, path in enumerate(paths):
            said.step(n, len(paths), path.name)
            report, touched, device = self._ingest_one(hub, path)
            reports.append(report)
            if out and report.error is not None:
                noes += written_no(hub, replica, device, report.error, out)
            scopes.update(dict.fromkeys(touched))
        said.step(len(paths), len(paths), "")
        answers = [self._answer(hub, replica, scope, out) for scope in scopes] if out else []
        return Ingested(tuple(reports), (*(a for a in answers if a), *noes))

    def _ingest_one(self, hub: Hub, path: Path) -> tuple[FileReport, tuple[str, ...], str]:
        """Take one bundle in; return what became of it, its scopes, and the device that wrote it."""
        device = ""
        private = [keys.receive for keys in self._office_keys.all()]
        try:
            found = bundle.read(path, private, self.blobs, Silent())
            device = found.front.device
            taken = [hub.take(message, Silent()) for message in found.messages]
        except StoreError:
            # A full disk is no fault of the file: stop, and say so.
            raise
        except SuixingError as error:
            self._replica().refusals.file(path.name, error)
            return FileReport(path.name, error=error), (), device
        front = found.front
        aside = tuple(_reason(a) for t in taken for a in t.aside) + _broken(found.broken)
        changes = sum(t.fresh for t in taken)
        scopes = tuple(dict.fromkeys(s for t in taken for s in t.scopes))
        for scope in scopes:
            for sha in found.came:
                self.originals.came(scope, sha)
        report = FileReport(path.name, front.branch, front.holder, changes, found.files, aside)
        return report, scopes, device

    def _answer(self, hub: Hub, replica: Replica, scope: str, out: Path) -> Path | None:
        """Write a branch's answer: receipts, and what its laptops lack."""
        name = self._branches().get(scope)
        if name is None:
            return None
        devices = replica.trust.devices(scope)
        messages = hub.letter(scope, [d.actor for d in devices])
        front = Front(name, self.office.actor, self.office.name, self.clock(), 0)
        files = self.originals.owed(scope, [d.actor for d in devices])
        path = out / f"{_plain(name)}-{scope[:6]}{bundle.SUFFIX}"
        cargo = bundle.fitting(path, bundle.Cargo(front, messages, files, self.blobs))
        bundle.write(path, cargo, [d.receive for d in devices], Silent())
        return path

    # Looking

    def status(self) -> HqStatus:
        """Return what HQ holds, branch by branch, by name."""
        replica = self._replica()
        branches = sorted(self._branches().items(), key=lambda b: b[1])
        return HqStatus(
            self.office.name,
            self.office.url,
            six_groups(bytes.fromhex(self.office.root)),
            tuple(
                self._branch(scope, name, replica.trust.members(scope)) for scope, name in branches
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


def _reason(aside: Aside) -> Reason:
    text = aside.text
    for name, value in aside.params.items():
        text = text.replace("{" + name + "}", value)
    return Reason(text, aside.text, aside.params)


def _broken(files: Iterable[str]) -> tuple[Reason, ...]:
    text = N_("The file {name} did not arrive whole; it is asked for again.")
    return tuple(Reason(text.replace("{name}", f[:12]), text, {"name": f[:12]}) for f in files)


def _plain(name: str) -> str:
    return _UNSAFE.sub("_", name).strip("_ ")[:60] or "branch"


def _bundles(files: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in files:
        found += sorted(path.glob(f"*{bundle.SUFFIX}")) if path.is_dir() else [path]
    return list(dict.fromkeys(found))
