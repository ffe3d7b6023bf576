"""The one loop of a laptop: store, session, carrier; with progress and a way to stop.

By network it is one request and one answer, more only when something did not fit in or HQ turned
out to hold less than was thought. By stick it is half of that at a time: what is written now is
answered another day, and both halves go through the same session.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from db.model.errors import PeerBroke, Refused, SuixingError
from db.model.progress import Progress
from db.post import Carried, Exchange, Peer
from sync import letters
from sync.carrier import Transport
from sync.core import lean
from sync.core.lean import Facts
from sync.core.message import (
    SYNC,
    Aside,
    End,
    Message,
    Seen,
)
from sync.core.session import ROOM, Extra, Known, Session
from sync.line import FileLine, Heard, Line
from sync.meter import Link, Meter
from sync.refusals import as_aside
from sync.replica import Haul, Replica, counted, plain, vector_of
from sync.shelf import StoreShelf
from sync.tenure import KeyRetired

TURNS = 400
"""Most requests of one sync; each carries several megabytes."""
WANTED = "files/wanted"
"""The setting that keeps which attached files HQ still wants, SHA-256 in hex."""


class Done(NamedTuple):
    """What an exchange did: changes and bytes each way, requests, HQ's receipt, what stayed out."""

    way: str
    sent: int = 0
    got: int = 0
    up: int = 0
    down: int = 0
    turns: int = 0
    receipt: int | None = None
    aside: tuple[Aside, ...] = ()
    forked: bool = False


class Engine:
    """Meets HQ and colleagues for one enrolled book."""

    def __init__(self, replica: Replica, scopes: Iterable[str], room: int = ROOM) -> None:
        """`scopes` are the book's own; HQ's channel is read beside them."""
        self._replica, self._room = replica, room
        self.scopes = (*scopes, replica.channel.scope)
        self._hq = replica.office.actor

    # By network

    def sync(self, transport: Transport, progress: Progress) -> Done:
        """Meet HQ. Raises LinkError, ProtocolError, Cancelled; what was whole stays either way."""
        self._replica.seal(self.scopes)
        session = Session(self.scopes, self._replica.known(self._hq, self.scopes), self._room)
        shelf = self._replica.shelf(to_hq=True)
        meter = Meter(transport)
        line = Line(self._replica, meter, progress)
        done = self._caught_up(line, session, progress)
        for _ in range(TURNS):
            message = self._introduced(session.speak(shelf, self._told()), session, shelf)
            turn, moved, more = self._turn(line, message, session, progress)
            done = _joined(done, turn)
            if not moved or not (more or session.owes(shelf)):
                break
        self._write_down(done, "", meter.link())
        return done

    def _caught_up(self, line: Line, session: Session, progress: Progress) -> Done:
        """Finish the exchange that a broken link left open, if there is one."""
        question = line.waiting()
        if question is None or question.kind != SYNC:
            return Done(line.way)
        said = lean.read(question.inside, self._facts(question.at))
        try:
            heard = line.again(question)
        except (Refused, PeerBroke):
            # It is said anew, and if HQ still says no, that no is the one to show.
            return Done(line.way)
        return self._heard(said, heard, session, progress)[0]

    def _turn(
        self, line: Line, message: Message, session: Session, progress: Progress
    ) -> tuple[Done, bool, bool]:
        """Ask once; return what was done, whether anything moved, whether HQ has more to say."""
        at = self._replica.store.clock()
        try:
            heard = line.ask(SYNC, lean.written(message, self._facts(at, session)), at)
        except Refused as error:
            if error.params.get("code") not in (lean.Needs.__name__, KeyRetired.__name__):
                raise
            heard = line.ask(SYNC, lean.written(message, self._facts(at)), at)
        return self._heard(message, heard, session, progress)

    def _heard(
        self, message: Message, heard: Heard, session: Session, progress: Progress
    ) -> tuple[Done, bool, bool]:
        said = lean.read(heard.inside, self._facts(heard.at)._replace(question=message))
        said = letters.with_aside(said, self._replica.meet(said))
        self._remember_hq(said, heard.at)
        before = [session.known(scope) for scope in self.scopes]
        session.hear(said)
        haul = self._take(said, "http", progress)
        moved = bool(haul.fresh) or before != [session.known(scope) for scope in self.scopes]
        turn = _turn(message, haul, said)._replace(up=heard.up, down=heard.down)
        return turn, moved, said.more

    def _facts(self, at: int, session: Session | None = None) -> Facts:
        """Return what both ends know; with a session, how far HQ was when last met."""
        log = self._replica.store.log
        facts = Facts(
            self._replica.actor, self._replica.identity.home(), at, log.head, channel=self._hq
        )
        if session is None:
            return facts
        held = {
            (scope, end.actor.hex()): end.seq
            for scope in self.scopes
            for end in session.known(scope).ends
        }
        return facts._replace(holds=lambda scope, actor: held.get((scope, actor), 0))

    def files(self, transport: Transport) -> FileLine:
        """Return what the lane of attached files asks HQ by."""
        return FileLine(self._replica, transport)

    def _told(self) -> Extra:
        """Say of which devices news was had, and when, so that HQ gives only what is newer."""
        own = {self._hq, *self._replica.identity.devices()}
        peers = self._replica.store.post.peers()
        known = (p for actor, p in peers.items() if actor not in own and p.certificate)
        return Extra(tuple(Seen(bytes.fromhex(p.actor), p.seen, {}) for p in known))

    def _introduced(self, message: Message, session: Session, shelf: StoreShelf) -> Message:
        """Add the own credential where the other side may not have it."""
        actor = self._replica.identity.actor()
        known = {end.actor.hex() for scope in self.scopes for end in session.known(scope).ends}
        own = None if actor in known else shelf.paper(actor)
        if own is None or own in message.papers:
            return message
        return msgspec.structs.replace(message, papers=(own, *message.papers))

    def _take(self, heard: Message, way: str, progress: Progress) -> Haul:
        haul = self._replica.take(heard, progress)
        self._replica.refusals.aside((*heard.aside, *haul.aside), way)
        for peer in heard.peers:
            self._replica.trust.met(peer.actor.hex(), peer.vector, peer.seen)
        if haul.own:
            self._replica.identity.renew()
            self._replica.refresh()
        return haul

    def _remember_hq(self, heard: Message, at: int, *, late: bool = False) -> None:
        """Keep what HQ holds. An answer is news whatever HQ's clock says; a letter may be `late`."""
        post, office = self._replica.store.post, self._replica.office
        known = post.peer(self._hq)
        if not late or known is None or known.seen <= at:
            forked = {f.actor for scope in self.scopes for f in self._replica.forks.all(scope)}
            post.know(Peer(self._hq, office.name, b"", vector_of(heard, forked), at))
            self._still_wanted(heard)

    def _still_wanted(self, heard: Message) -> None:
        wanted = [sha.hex() for sha in heard.wants]
        self._replica.store.settings.put(WANTED, wanted or None)

    # By stick

    def depart(self, readers: Sequence[str], wants: Iterable[str] = ()) -> tuple[list[bytes], Done]:
        """Return the messages to write for HQ and the devices `readers`: what they may lack.

        `wants` are attached files that are lacking here, SHA-256 in hex. HQ is known to hold what receipts cover, a colleague what HQ last said of it.
        """
        self._replica.seal(self.scopes)
        session = Session(self.scopes, self._known_of_all(readers), self._room)
        shelf = self._replica.shelf(to_hq=False)
        extra = Extra(wants=tuple(bytes.fromhex(sha) for sha in wants))
        out: list[bytes] = []
        done = Done("stick-out")
        more = True
        while more:
            message = self._introduced(session.speak(shelf, extra), session, shelf)
            message, more = self._replica.vouched(message), message.more
            out.append(self._replica.said(message)[1])
            done = _joined(done, Done("stick-out", sent=_sent(message), up=len(out[-1])))
        return out, done

    def departed(self, done: Done, place: str) -> None:
        """Write down that it lies on a stick now; `place` says which."""
        post, now = self._replica.store.post, self._replica.store.clock()
        for scope in self.scopes[:-1]:
            given = self._given(scope)
            post.carry([Carried(scope, actor, seq, now, place) for actor, seq in given.items()])
        self._write_down(done, place)

    def _given(self, scope: str) -> dict[str, int]:
        """Return what is in packs: what was typed while the stick was written is not on it."""
        post, own = self._replica.store.post, self._replica.identity.devices()
        held = self._replica.store.log.vector(scope).items()
        return {a: post.sealed(scope, a) if a in own else seq for a, seq in held}

    def arrive(
        self, messages: Iterable[bytes], place: str, progress: Progress, size: int = 0
    ) -> Done:
        """Take in what lay on a stick, in a file of `size` bytes; any number of times.

        A message that cannot be taken holds up none behind it. Raises Refused, PeerBroke where
        none could be.
        """
        done, faults, taken = Done("stick-in", down=size), list[SuixingError](), 0
        for raw in messages:
            try:
                done, taken = _joined(done, self._arrived(raw, progress)), taken + 1
            except (Refused, PeerBroke) as fault:
                faults.append(fault)
        if faults and not taken:
            raise faults[0]
        done = done._replace(aside=(*done.aside, *map(as_aside, faults)))
        self._write_down(done, place)
        return done

    def _arrived(self, raw: bytes, progress: Progress) -> Done:
        """Take one message of a stick. Raises Refused, PeerBroke."""
        sealed, heard = letters.heard(self._replica, raw, "stick")
        haul, sender = self._take(heard, "stick", progress), sealed.stamp.sender
        if sender == self._hq:
            self._remember_hq(heard, sealed.stamp.at, late=True)
        else:
            # A colleague's clock may be years ahead; its news must not outlive HQ's.
            seen = min(sealed.stamp.at, self._replica.store.clock())
            self._replica.trust.met(sender, vector_of(heard), seen)
            self._replica.asked_for(sender, heard)
        return _turn(None, haul, heard)._replace(turns=0)

    def _known_of_all(self, readers: Sequence[str]) -> dict[str, Known]:
        """Return what every reader is known to hold: per actor the least of them."""
        post = self._replica.store.post
        peers = post.peers()
        found: dict[str, Known] = {}
        for scope in self.scopes:
            vectors = [self._signed_for(scope)]
            vectors += [plain(peers[r].vector, scope) if r in peers else {} for r in readers]
            ends = (
                End(bytes.fromhex(actor), min(v.get(actor, 0) for v in vectors))
                for actor in self._replica.store.log.vector(scope)
            )
            found[scope] = Known(tuple(e for e in ends if e.seq))
        return found

    def _signed_for(self, scope: str) -> dict[str, int]:
        """Return what HQ holds of a scope: what receipts cover, and all of its own channel."""
        if scope == self._hq:
            return self._replica.store.log.vector(scope)
        return {actor: r.seq for actor, r in self._replica.store.post.receipts(scope).items()}

    def _write_down(self, done: Done, note: str, link: Link = Link()) -> None:  # noqa: B008
        self._replica.store.post.met(
            Exchange(
                self._replica.store.clock(),
                done.way,
                done.sent,
                done.got,
                done.up,
                done.down,
                done.receipt,
                note,
                *link,
            )
        )


def _sent(message: Message) -> int:
    return counted(body for part in message.parts for body in part.packs)


def _turn(message: Message | None, haul: Haul, heard: Message) -> Done:
    return Done(
        "",
        _sent(message) if message else 0,
        haul.fresh,
        turns=1,
        receipt=haul.receipt,
        aside=(*heard.aside, *haul.aside),
        forked=haul.own,
    )


def _joined(done: Done, turn: Done) -> Done:
    return Done(
        done.way,
        done.sent + turn.sent,
        done.got + turn.got,
        done.up + turn.up,
        done.down + turn.down,
        done.turns + turn.turns,
        turn.receipt or done.receipt,
        (*done.aside, *turn.aside),
        done.forked or turn.forked,
    )
