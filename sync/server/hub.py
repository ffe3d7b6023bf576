"""HQ's side of syncing, without HTTP: bytes in, bytes out, one exchange at a time.

What comes is on disk, committed and signed for before it is answered; nothing is ever said to be
delivered on less than that. A device gets only what it may read; what it may not write is set aside
and named to it.
"""

import threading
from collections import Counter as Tally
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from db.log import Log
from db.model.errors import Refused, SuixingError
from db.model.progress import Progress, Silent
from db.model.words import N_
from sync.carrier import BlobStore
from sync.core import direct, lean
from sync.core.direct import Question
from sync.core.lean import Facts
from sync.core.message import (
    BLOB,
    NONE,
    REFUSAL,
    SYNC,
    Aside,
    End,
    Envelope,
    Message,
    Parcel,
    Refusal,
    Seen,
    enclosed,
    envelope,
    message_of,
    packed,
    parcel_of,
)
from sync.core.papers import Grant
from sync.core.pieces import PIECES, WISHES
from sync.core.session import FIRST_ROOM, MARK, ROOM, Extra, Known, Session
from sync.core.squeeze import squeezed
from sync.identity import Keys, iso
from sync.replica import Replica, not_genuine, plain, vector_of
from sync.server.arrivals import Arrivals
from sync.server.filecounter import FileCounter, dealt, no_files, whole
from sync.server.heard import Heard
from sync.server.signer import Signer
from sync.tenure import KeyRetired

Way: TypeAlias = Literal["http", "stick"]

Wanted = Callable[[str], list[bytes]]
"""Gives the SHA-256 of attached files of a scope that HQ has the record of and not the file."""


class Report(NamedTuple):
    """What one message did at HQ."""

    sender: Grant
    scopes: tuple[str, ...]
    fresh: int
    aside: tuple[Aside, ...]


def nothing_wanted(_scope: str) -> list[bytes]:
    """Want no file."""
    return []


class Hub:
    """Answers enrolled devices over one store."""

    def __init__(
        self,
        replica: Replica,
        keys: Keys,
        wanted: Wanted = nothing_wanted,
        files: BlobStore | None = None,
        counter: FileCounter | None = None,
    ) -> None:
        self._replica, replica.keys = replica, keys
        self._wanted, self._files, self._counter = wanted, files, counter
        self._log = replica.store.log
        self.arrivals = Arrivals(replica.store)
        self._turn = threading.Lock()
        self.heard = Heard(replica.store, replica.trust)
        self.signer = Signer(replica)

    def exchange(self, raw: bytes) -> bytes:
        """Return the answer to a request: a message, or a refusal that says why."""
        answers, sender = NONE, ""
        try:
            if direct.is_direct(raw):
                question = direct.question_of(raw)
                answers, sender = question.name, question.sender
                with self._turn:
                    self._replica.refresh()
                    grant, key = self._caller(question)
                    if question.kind not in {PIECES, WISHES}:
                        return self._directly(question, grant, key)
                # A large file takes seconds to put together; the records of others do not wait.
                answer = packed(dealt(self._counter, grant, question))
                return direct.answered(question, self._replica.store.clock(), answer, key)
            sealed = envelope(raw)
            answers, sender = sealed.stamp.nonce, sealed.stamp.sender
            with self._turn:
                self._replica.refresh()
                return self._answer(sealed)
        except SuixingError as error:
            self._replica.refusals.turned_away(sender, error, "http")
            return self.refusal(error, answers)

    def refusal(self, error: SuixingError, answers: bytes = NONE) -> bytes:
        """Return HQ's signed no."""
        code = type(error).__name__
        params = {name: str(value) for name, value in error.params.items()}
        no = Refusal(code, error.text, params, error.hint)
        stamp = self._replica.said(Message(), answers)[0]
        return enclosed(REFUSAL, stamp, packed(no), self._replica.keys.sign)

    def _caller(self, question: Question) -> tuple[Grant, bytes]:
        """Return who asks, and the key shared with it. Raises Refused, PeerBroke."""
        grant = self._replica.trust.grant(question.sender)
        if grant is None and question.kind == SYNC:
            # An actor that goes on for another one shows what it is with its first words.
            self._replica.meet(Message(papers=lean.papers_in(question.inside)))
        grant = self._replica.granted(question.sender)
        keys = self._replica.shared_with(grant)
        key = next(keys)
        if not question.genuine(key):
            if any(question.genuine(old) for old in keys):
                raise KeyRetired(self._replica.tenures.paper() or b"")
            raise not_genuine()
        self._may_speak(grant, "http")
        return grant, key

    def _may_speak(self, sender: Grant, way: Way) -> None:
        """Raise Refused for a device that was closed, or whose certificate ran out."""
        self._replica.trust.admit(sender.actor, way)
        until = sender.certificate.until
        if until and until < iso(self._replica.store.clock()):
            raise Refused(
                N_("The certificate of this device ran out on {until}."),
                hint=N_("Send HQ the enrolment request, and take the certificate it answers."),
                until=until,
            )

    def _directly(self, question: Question, grant: Grant, key: bytes) -> bytes:
        """Answer a question of `sync.core.direct`."""
        now = self._replica.store.clock()
        if question.kind == BLOB:
            parcel = parcel_of(question.inside)
            answer = packed(self._file(grant, parcel))
        elif question.kind == SYNC:
            facts = Facts(
                question.sender,
                grant.certificate.scope,
                question.at,
                self._log.head,
                channel=self._replica.channel.scope,
            )
            message = lean.read(question.inside, facts)
            report = self._admitted(grant, message, self._replica.meet(message), "http", Silent())
            told = facts._replace(at=now, question=message, holds=_holds(self._log, message))
            answer = lean.written(self._reply(message, report), told)
        else:
            raise unknown_kind()
        return direct.answered(question, now, answer, key)

    def _answer(self, sealed: Envelope) -> bytes:
        """Answer a message of the first release."""
        if sealed.kind == BLOB:
            self._replica.checked(sealed)
            grant = self._replica.granted(sealed.stamp.sender)
            self._may_speak(grant, "http")
            reply = self._file(grant, parcel_of(sealed.inside))
            return self._replica.said(reply, sealed.stamp.nonce, BLOB)[1]
        message = _message(sealed)
        report = self._take(sealed, message, "http", Silent())
        return self._replica.said(self._reply(message, report), sealed.stamp.nonce)[1]

    def _reply(self, message: Message, report: Report) -> Message:
        """Return what HQ says to a message that it took."""
        mine = [p.scope for p in message.parts if report.sender.may("r", p.scope)]
        own = bytes.fromhex(report.sender.actor)
        met = any(end.actor != own for part in message.parts for end in part.ends)
        room = ROOM if met else FIRST_ROOM
        session = Session(mine, {p.scope: Known(p.ends, p.receipt) for p in message.parts}, room)
        told = {seen.actor.hex(): seen.seen for seen in message.peers}
        # Everybody reads HQ's channel: its readers are no news.
        branches = [scope for scope in mine if scope != self._replica.channel.scope]
        peers, papers = self._others(report.sender.actor, branches, told)
        wants = tuple(sha for scope in mine for sha in self._wanted(scope))
        answer = session.speak(
            self._replica.shelf(to_hq=False), Extra(peers, report.aside, wants, papers)
        )
        return _brief(self._replica.vouched(answer), self._replica.channel.scope)

    def _file(self, sender: Grant, parcel: Parcel) -> Message:
        """Take one attached file whole, as the first release sends it; say which are still wanted."""
        if self._files is None:
            raise no_files()
        wanted = self._wanted(parcel.scope)
        return Message(wants=tuple(whole(parcel, wanted, sender, self._files, self._counter)))

    def take(self, raw: bytes, progress: Progress) -> Report:
        """Take in a message that came by stick. Raises Refused, PeerBroke."""
        sealed = envelope(raw)
        with self._turn:
            self._replica.refresh()
            try:
                report = self._take(sealed, _message(sealed), "stick", progress)
            except SuixingError as error:
                self._replica.refusals.turned_away(sealed.stamp.sender, error, "stick")
                raise
            self._replica.asked_for(sealed.stamp.sender, message_of(sealed.inside))
        return report

    def admitted(self, sealed: Envelope) -> Grant:
        """Return the device that a message by stick is from. Raises Refused, PeerBroke."""
        self._replica.checked(sealed)
        sender = self._replica.granted(sealed.stamp.sender)
        self._may_speak(sender, "stick")
        return sender

    def _take(self, sealed: Envelope, message: Message, way: Way, progress: Progress) -> Report:
        aside = self._replica.meet(message)
        self._replica.checked(sealed)
        sender = self._replica.granted(sealed.stamp.sender)
        return self._admitted(sender, message, aside, way, progress)

    def _admitted(
        self,
        sender: Grant,
        message: Message,
        aside: tuple[Aside, ...],
        way: Way,
        progress: Progress,
    ) -> Report:
        """Take in what an enrolled device says, and sign for it, in one transaction."""
        self._may_speak(sender, way)
        replica, now = self._replica, self._replica.store.clock()
        scopes = tuple(
            dict.fromkeys(p.scope for p in message.parts if p.scope != replica.channel.scope)
        )
        for scope in scopes:
            # What came by stick is read before anything else is looked at.
            if replica.store.inbox.some(scope):
                replica.merging.merge(scope, self.signer.sign_for)
        if not aside and not self._brings(message):
            self.heard.of(sender.actor, vector_of(message), now)
            return Report(sender, scopes, 0, ())
        with replica.store.engine.writing():
            # Several servers may stand on one database: no two give one receipt number.
            replica.store.engine.claim(scopes)
            replica.refresh()
            haul = replica.take(message, progress)
            for scope in scopes:
                self.signer.sign_for(scope)
            replica.trust.met(sender.actor, vector_of(message), now)
            replica.refusals.aside((*aside, *haul.aside), way)
        return Report(sender, scopes, haul.fresh, (*aside, *haul.aside))

    def _brings(self, message: Message) -> bool:
        """Tell whether there is anything to take, or to sign for; most calls bring nothing."""
        channel = self._replica.channel.scope
        return any(
            p.packs or p.receipts or (p.scope != channel and self.signer.unsigned(p.scope))
            for p in message.parts
        )

    def _others(
        self, reader: str, scopes: Iterable[str], told: Mapping[str, int]
    ) -> tuple[tuple[Seen, ...], tuple[bytes, ...]]:
        """Return news of the other devices of these scopes, and credentials of unknown ones.

        `told` is when (ms) the reader last had news of each device it knows.
        """
        news: dict[str, Seen] = {}
        papers: dict[str, bytes] = {}
        for scope in scopes:
            peers = self._replica.store.post.peers_of(scope)
            for grant in self._replica.trust.devices(scope):
                actor, peer = grant.actor, peers[grant.actor]
                if actor != reader and peer.seen > told.get(actor, -1):
                    vector = _within(peer.vector, (scope, self._replica.channel.scope))
                    news[actor] = Seen(bytes.fromhex(actor), peer.seen, vector)
                if actor != reader and actor not in told:
                    papers[actor] = squeezed(peer.certificate)
        return tuple(news.values()), tuple(papers.values())

    # Answers by stick

    def letter(self, scope: str, readers: Iterable[str]) -> list[bytes]:
        """Return the messages for a branch's devices: what any of them lacks, and all receipts."""
        scopes, readers = (scope, self._replica.channel.scope), tuple(readers)
        known = {each: Known(self._least(each, readers)) for each in scopes}
        session, shelf = Session(scopes, known), self._replica.shelf(to_hq=False)
        peers, papers = self._others("", (scope,), {})
        extra = Extra(peers, wants=tuple(self._wanted(scope)), papers=papers)
        out: list[bytes] = []
        more = True
        while more:
            message = session.speak(shelf, extra)
            out.append(self._replica.said(self._replica.vouched(message))[1])
            more = message.more
        return out

    def _least(self, scope: str, readers: Iterable[str]) -> tuple[End, ...]:
        peers = self._replica.store.post.peers_of(scope)
        vectors = [plain(peers[r].vector, scope) for r in readers if r in peers]
        actors = set[str]().union(*vectors) if vectors else set()
        least = {actor: min(v.get(actor, 0) for v in vectors) for actor in sorted(actors)}
        return tuple(End(bytes.fromhex(actor), seq) for actor, seq in least.items() if seq)


def unknown_kind() -> Refused:
    """Return HQ's no to what a newer release asks."""
    return Refused(N_("HQ does not know this kind of request."))


def _message(sealed: Envelope) -> Message:
    if sealed.kind != SYNC:
        raise unknown_kind()
    return message_of(sealed.inside)


def _brief(answer: Message, channel: str) -> Message:
    """Leave out HQ's channel where it brings nothing: nobody else writes in it."""
    parts = tuple(p for p in answer.parts if p.packs or p.scope != channel)
    return msgspec.structs.replace(answer, parts=parts)


def _within(vector: dict[str, int], scopes: Collection[str]) -> dict[str, int]:
    return {name: seq for name, seq in vector.items() if name.rpartition("/")[0] in scopes}


def _holds(log: Log, message: Message) -> Callable[[str, str], int]:
    """Return how far the writer of a message holds what is here, as its ends prove.

    Of an actor with two branches there, nobody here can tell which one it calls the first.
    """
    named = Tally((p.scope, end.actor) for p in message.parts for end in p.ends)
    held = {
        (part.scope, end.actor.hex()): end.seq
        for part in message.parts
        for end in part.ends
        if end.mark
        and named[part.scope, end.actor] == 1
        and (log.head(part.scope, end.actor.hex(), end.seq) or b"")[:MARK] == end.mark
    }
    return lambda scope, actor: held.get((scope, actor), 0)
