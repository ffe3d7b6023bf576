"""One store as a partner in syncing: seals what is its own, takes what comes, says what it holds."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from db.model.errors import BundleError, PeerBroke, Refused
from db.model.progress import Progress
from db.model.words import N_
from db.post import Pack
from db.store import Store
from sync.bases import certain
from sync.channel import Channel
from sync.core import direct
from sync.core.limits import CREDENTIAL, CREDENTIALS
from sync.core.message import (
    NONE,
    SYNC,
    Aside,
    End,
    Envelope,
    Message,
    Parcel,
    Stamp,
    enclosed,
    packed,
)
from sync.core.pack import header_of, runs, sealed
from sync.core.papers import REVOCATION, TENURE, Grant, Office, is_paper
from sync.core.session import Known
from sync.core.squeeze import squeezed, unsqueezed
from sync.forks import Forks
from sync.identity import Identity, Keys
from sync.intake import Intake
from sync.merging import Merging
from sync.receipts import Receipts
from sync.refusals import Refusals
from sync.shelf import StoreShelf
from sync.tenure import OfficeKeys, Tenures
from sync.trust import Trust

WANTS = "files/wants/"
"""The settings, one a device, that keep which files a device asked for by stick."""


class Haul(NamedTuple):
    """What one message brought."""

    fresh: int = 0
    aside: tuple[Aside, ...] = ()
    receipt: int | None = None
    forked: bool = False
    own: bool = False


class Replica:
    """Joins the parts that syncing needs around one store that is enrolled, or is HQ's."""

    def __init__(self, store: Store, office: Office, keys: Keys) -> None:
        """`keys` sign what this side says: the device's, or HQ's own."""
        self.store, self.keys = store, keys
        self.identity = Identity(store.settings, store.clock, store.entropy)
        self.forks = Forks(store.settings)
        self.receipts = Receipts(store, self.forks)
        self.trust = Trust(bytes.fromhex(office.root), store)
        self.tenures = Tenures(store.settings, office)
        self.channel = Channel(store, self.trust, self.tenures)
        self.refusals = Refusals(store, self.trust, self.tenures)
        self.intake = Intake(store, self.identity, self.trust, self.tenures, self.forks)
        self.merging = Merging(store, self.intake, self.forks, self.refusals)

    @property
    def office(self) -> Office:
        """Return HQ as it signs now."""
        return self.tenures.office

    def refresh(self) -> None:
        """Sign with the key of now: it may have changed meanwhile, at HQ by the command line."""
        settings = self.store.settings
        self.keys = OfficeKeys(settings).present() if self._hq else self.identity.own()

    @property
    def _hq(self) -> bool:
        return self.identity.actor() == self.channel.scope

    @property
    def actor(self) -> str:
        """Return who speaks here."""
        return self.identity.actor()

    def shared(self) -> bytes:
        """Return the key that a laptop shares with HQ."""
        office, own = bytes.fromhex(self.office.receive), self.keys
        return direct.shared(own.receive, office, own.receive_public, office)

    def shared_with(self, device: Grant) -> Iterator[bytes]:
        """Yield the keys that HQ shares with a device: the present one, then those before."""
        for keys in OfficeKeys(self.store.settings).all():
            yield direct.shared(keys.receive, device.receive, device.receive, keys.receive_public)

    def shelf(self, *, to_hq: bool) -> StoreShelf:
        """Return what is held here; `to_hq` leaves out credentials that HQ gave itself."""
        parts = (self.identity, self.trust, self.forks, self.receipts, self.channel.scope)
        return StoreShelf(self.store, *parts, to_hq=to_hq)

    # What goes out

    def seal(self, scopes: Iterable[str]) -> int:
        """Put own changes that are in no pack yet into packs; return how many.

        They are marked as given out of hand first, so that nobody rewrites them meanwhile.
        """
        count = 0
        for scope in scopes:
            vector = self.store.log.vector(scope)
            for actor, keys in self._pens():
                count += self._seal(scope, actor, keys, vector[actor])
        return count

    def _pens(self) -> list[tuple[str, Keys]]:
        """Return the actors that write here, with their keys."""
        if self._hq:
            return [(self.channel.scope, self.keys)]
        held = ((actor, self.identity.keys(actor)) for actor in self.identity.devices())
        return [(actor, keys) for actor, keys in held if keys is not None]

    def _seal(self, scope: str, actor: str, keys: Keys, upto: int) -> int:
        after = self.store.post.sealed(scope, actor)
        if after >= upto:
            return 0
        self.store.settings.seal(scope, actor, upto)
        logged = self.store.log.since(scope, actor, after, limit=upto - after)
        prev = self.store.log.head(scope, actor, after) or b""
        for run in runs([entry.change for entry in logged]):
            fresh = sealed(run, prev, keys.sign, certain(self.store, scope, actor))
            first, last, mark = fresh.header.first, fresh.header.last, fresh.header.mark
            self.store.post.keep(Pack(scope, actor, first, last, mark, fresh.body))
            prev = fresh.head
        return len(logged)

    def said(
        self, message: Message | Parcel, answers: bytes = NONE, kind: int = SYNC
    ) -> tuple[Stamp, bytes]:
        """Return a message in its signed envelope."""
        stamp = Stamp(self.identity.actor(), self.store.clock(), self.store.entropy(8), answers)
        return stamp, enclosed(kind, stamp, packed(message), self.keys.sign)

    def vouched(self, message: Message) -> Message:
        """Add HQ's word on its keys where a message carries what they signed in the channel."""
        paper = self.tenures.paper()
        carries = any(p.packs for p in message.parts if p.scope == self.channel.scope)
        if paper is None or not carries:
            return message
        return msgspec.structs.replace(message, papers=(*message.papers, squeezed(paper)))

    # What comes in

    def meet(self, message: Message) -> tuple[Aside, ...]:
        """Take in what proves itself, whoever brings it: credentials, then HQ's channel.

        Papers that lead elsewhere are set aside, and so are packs that HQ did not sign.
        """
        aside = []
        for paper in message.papers[:CREDENTIALS]:
            try:
                self.learn(unsqueezed(paper, CREDENTIAL))
            except (BundleError, PeerBroke) as error:
                aside.append(Aside("", "", 0, 0, error.text, {}))
        parts = (p for p in message.parts if p.scope == self.channel.scope)
        taken = [self.intake.take(body) for part in parts for body in part.packs]
        aside += [t.aside for t in taken if t.aside is not None]
        if any(t.fresh for t in taken):
            aside += self.channel.heed()
        return tuple(aside)

    def learn(self, paper: bytes) -> None:
        """Take a paper that proves itself. Raises BundleError."""
        if is_paper(TENURE, paper):
            self.tenures.take(paper)
        elif is_paper(REVOCATION, paper):
            self.trust.revoke(paper)
        else:
            self.trust.meet(paper)

    def checked(self, envelope: Envelope) -> None:
        """Make sure that an envelope comes from HQ or an enrolled device.

        Raises Refused for a device that is not enrolled, PeerBroke for a signature that does not fit.
        """
        sender = envelope.stamp.sender
        if sender == self.office.actor:
            public = bytes.fromhex(self.office.sign)
        else:
            public = self.granted(sender).sign
        if not envelope.genuine(public):
            raise not_genuine()

    def granted(self, actor: str) -> Grant:
        """Return what an enrolled device may do. Raises Refused for any other."""
        grant = self.trust.grant(actor)
        if actor == self.office.actor:
            raise Refused(N_("This message is HQ's own."))
        if grant is None:
            raise Refused(
                N_("HQ does not know this device ({actor})."),
                safe=N_("Everything is still on this computer."),
                hint=N_("Send HQ the enrolment request, and take the certificate it answers."),
                actor=actor,
            )
        return grant

    def take(self, message: Message, progress: Progress) -> Haul:
        """Take a message's packs one by one, then its receipts; HQ's channel was met before."""
        parts = [part for part in message.parts if part.scope != self.channel.scope]
        bodies = [body for part in parts for body in part.packs]
        fresh, aside, forked, own = 0, list[Aside](), False, False
        for n, body in enumerate(bodies):
            progress.step(n, len(bodies), N_("taking in"))
            taken = self.intake.take(body)
            fresh += taken.fresh
            forked, own = forked or taken.forked, own or taken.own
            if taken.aside is not None:
                aside.append(taken.aside)
        receipt, more = self._take_receipts(message)
        return Haul(fresh, (*aside, *more), receipt, forked, own)

    def _take_receipts(self, message: Message) -> tuple[int | None, tuple[Aside, ...]]:
        newest, aside = None, []
        keys = self.tenures.receipt_keys()
        for part in message.parts:
            for body in part.receipts:
                try:
                    number = self.receipts.take(body, keys)
                except PeerBroke as error:
                    text = N_("A receipt that HQ did not sign was not taken.")
                    aside.append(Aside(part.scope, "", 0, 0, text, {"reason": str(error)}))
                    continue
                newest = max(newest or 0, number) if number else newest
            self.receipts.settle(part.scope)
        return newest, tuple(aside)

    # What is known of others

    def asked_for(self, actor: str, message: Message) -> None:
        """Keep which files a device lacked when it wrote a stick."""
        wants = [sha.hex() for sha in message.wants]
        self.store.settings.put(WANTS + actor, wants or None)

    def known(self, actor: str, scopes: Iterable[str]) -> dict[str, Known]:
        """Return what another side held when last heard of."""
        peer = self.store.post.peer(actor)
        if peer is None:
            return {}
        found: dict[str, Known] = {}
        for scope in scopes:
            ends = tuple(ends_in(peer.vector, scope))
            found[scope] = Known(ends, 0)
        return found


def not_genuine() -> PeerBroke:
    """Return the error of what did not come from where it says."""
    return PeerBroke(
        N_("The signature does not fit: this did not come from where it says."),
        safe=N_("It was not taken; nothing here was changed."),
        hint=N_("Try again; if it stays so, call HQ."),
    )


def ends_in(vector: Mapping[str, int], scope: str) -> list[End]:
    """Return the ends of one scope out of a device's vector (see `vector_of`)."""
    several = {name.rpartition("#")[0] for name in vector if "#" in name}
    found = []
    for name, seq in vector.items():
        at, _, rest = name.rpartition("/")
        actor, second, mark = rest.partition("#")
        if at == scope and (second or name not in several):
            found.append(End(bytes.fromhex(actor), seq, bytes.fromhex(mark)))
    return found


def vector_of(message: Message, forked: Container[str] = ()) -> dict[str, int]:
    """Return the vector that a message's ends amount to: ``scope/actor`` -> number.

    An actor whose chain has two branches, there or (`forked`) here, has one entry more for each,
    ``scope/actor#mark``.
    """
    out: dict[str, int] = {}
    for part in message.parts:
        actors = Counter(end.actor for end in part.ends)
        for end in part.ends:
            name = f"{part.scope}/{end.actor.hex()}"
            out[name] = max(out.get(name, 0), end.seq)
            if actors[end.actor] > 1 or end.actor.hex() in forked:
                out[f"{name}#{end.mark.hex()}"] = end.seq
    return out


def plain(vector: Mapping[str, int], scope: str) -> dict[str, int]:
    """Return actor -> number of one scope out of a device's vector."""
    mine = ((name.rpartition("/"), seq) for name, seq in vector.items() if "#" not in name)
    return {actor: seq for (at, _, actor), seq in mine if at == scope}


def counted(bodies: Iterable[bytes]) -> int:
    """Return how many changes packs hold."""
    headers = (header_of(body) for body in bodies)
    return sum(header.last - header.first + 1 for header in headers)
