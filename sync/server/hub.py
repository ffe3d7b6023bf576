"""HQ's side of syncing, without HTTP: bytes in, bytes out, one exchange at a time.

What comes is on disk, committed and signed for before it is answered; nothing is ever said to be
delivered on less than that. A device gets only what it may read; what it may not write is set aside
and named to it.
"""

import hashlib
import io
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from db.model.errors import Refused, SuixingError
from db.model.progress import Progress, Silent
from db.model.words import N_
from sync.carrier import BlobStore
from sync.core import receipt
from sync.core.message import (
    BLOB,
    NONE,
    REFUSAL,
    SYNC,
    Aside,
    End,
    Envelope,
    Message,
    Refusal,
    Seen,
    enclosed,
    envelope,
    message_of,
    packed,
    parcel_of,
)
from sync.core.papers import Grant
from sync.core.receipt import Holding, Statement
from sync.core.session import Extra, Known, Session
from sync.core.squeeze import squeezed
from sync.identity import Keys, iso
from sync.replica import Replica, plain, vector_of

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
    ) -> None:
        self._replica, self._keys = replica, keys
        self._wanted, self._files = wanted, files
        self._turn = threading.Lock()

    def exchange(self, raw: bytes) -> bytes:
        """Return the answer to a request: a message, or a refusal that says why."""
        answers = NONE
        try:
            sealed = envelope(raw)
            answers = sealed.stamp.nonce
            with self._turn:
                return self._answer(sealed)
        except SuixingError as error:
            return self.refusal(error, answers)

    def refusal(self, error: SuixingError, answers: bytes = NONE) -> bytes:
        """Return HQ's signed no."""
        code = type(error).__name__
        params = {name: str(value) for name, value in error.params.items()}
        no = Refusal(code, error.text, params, error.hint)
        stamp = self._replica.said(Message(), answers)[0]
        return enclosed(REFUSAL, stamp, packed(no), self._keys.sign)

    def _answer(self, sealed: Envelope) -> bytes:
        if sealed.kind == BLOB:
            return self._file(sealed)
        message = _message(sealed)
        report = self._take(sealed, message, Silent())
        mine = [p.scope for p in message.parts if report.sender.may("r", p.scope)]
        session = Session(mine, {p.scope: Known(p.ends, p.receipt) for p in message.parts})
        told = {seen.actor.hex(): seen.seen for seen in message.peers}
        peers, papers = self._others(report.sender.actor, mine, told)
        wants = tuple(sha for scope in mine for sha in self._wanted(scope))
        answer = session.speak(
            self._replica.shelf(to_hq=False), Extra(peers, report.aside, wants, papers)
        )
        return self._replica.said(answer, sealed.stamp.nonce)[1]

    def _file(self, sealed: Envelope) -> bytes:
        """Take one attached file that is wanted; answer with those that still are."""
        self._replica.checked(sealed)
        sender, parcel = self._replica.trust.grant(sealed.stamp.sender), parcel_of(sealed.inside)
        if sender is None or not sender.may("w", parcel.scope) or self._files is None:
            raise Refused(N_("HQ takes no files from this device."))
        wanted = self._wanted(parcel.scope)
        if parcel.sha in wanted and hashlib.sha256(parcel.content).digest() == parcel.sha:
            self._files.take(io.BytesIO(parcel.content))
            wanted.remove(parcel.sha)
        return self._replica.said(Message(wants=tuple(wanted)), sealed.stamp.nonce, BLOB)[1]

    def take(self, raw: bytes, progress: Progress) -> Report:
        """Take in a message that came by stick. Raises Refused, PeerBroke."""
        sealed = envelope(raw)
        with self._turn:
            return self._take(sealed, _message(sealed), progress)

    def admitted(self, sealed: Envelope) -> Grant:
        """Return the device that a message is from. Raises Refused, PeerBroke."""
        self._replica.checked(sealed)
        sender = self._replica.trust.grant(sealed.stamp.sender)
        if sender is None:
            raise Refused(N_("This message is HQ's own."))
        until, now = sender.certificate.until, self._replica.store.clock()
        if len(until) > 0 and until < iso(now):
            raise Refused(
                N_("The certificate of this device ran out on {until}."),
                hint=N_("Send HQ the enrolment request, and take the certificate it answers."),
                until=until,
            )
        return sender

    def _take(self, sealed: Envelope, message: Message, progress: Progress) -> Report:
        replica = self._replica
        aside = replica.meet(message)
        sender = self.admitted(sealed)
        scopes = tuple(dict.fromkeys(p.scope for p in message.parts))
        for scope in scopes:
            # What came by stick is read before anything else is looked at.
            if replica.store.inbox.some(scope):
                replica.merging.merge(scope, self.sign_for)
        with replica.store.engine.writing():
            haul = replica.take(message, progress)
            for scope in scopes:
                self.sign_for(scope)
            self._remember(sealed, message)
        return Report(sender, scopes, haul.fresh, (*aside, *haul.aside))

    def sign_for(self, scope: str) -> None:
        """Give one receipt for everything of a scope that is here and has none yet."""
        replica = self._replica
        given = replica.store.post.receipts(scope)
        holds = []
        for branch in replica.shelf(to_hq=False).branches(scope):
            if branch.key in given and given[branch.key].seq >= branch.end:
                continue
            head = self._head(scope, branch.key, branch.actor, branch.seq)
            holds.append(Holding(bytes.fromhex(branch.actor), branch.seq, head))
        if not holds:
            return
        number = replica.store.post.next_receipt_number(scope)
        said = Statement(scope, number, replica.store.clock(), tuple(holds))
        replica.receipts.keep(said, receipt.signed(said, self._keys.sign))

    def _head(self, scope: str, key: str, actor: str, seq: int) -> bytes:
        fork = next((f for f in self._replica.forks.of(scope, actor) if f.alias == key), None)
        if fork is None:
            return self._replica.store.log.head(scope, actor, seq) or b""
        return bytes.fromhex(next(head for last, head in fork.ends if last == seq))

    def _remember(self, sealed: Envelope, message: Message) -> None:
        """Keep how far a device is; `seen` is HQ's own time, whatever the device's clock says."""
        now = self._replica.store.clock()
        self._replica.trust.met(sealed.stamp.sender, vector_of(message), now)

    def _others(
        self, reader: str, scopes: Iterable[str], told: Mapping[str, int]
    ) -> tuple[tuple[Seen, ...], tuple[bytes, ...]]:
        """Return news of the other devices of these scopes, and credentials of unknown ones.

        `told` is when (ms) the reader last had news of each device it knows.
        """
        peers = self._replica.store.post.peers()
        news: dict[str, Seen] = {}
        papers: dict[str, bytes] = {}
        for scope in scopes:
            for grant in self._replica.trust.devices(scope):
                actor, peer = grant.actor, peers[grant.actor]
                if actor != reader and peer.seen > told.get(actor, -1):
                    vector = _within(peer.vector, scope)
                    news[actor] = Seen(bytes.fromhex(actor), peer.seen, vector)
                if actor != reader and actor not in told:
                    papers[actor] = squeezed(peer.certificate)
        return tuple(news.values()), tuple(papers.values())

    # Answers by stick

    def letter(self, scope: str, readers: Iterable[str]) -> list[bytes]:
        """Return the messages for a branch's devices: what any of them lacks, and all receipts."""
        known = {scope: Known(self._least(scope, readers))}
        session, shelf = Session((scope,), known), self._replica.shelf(to_hq=False)
        peers, papers = self._others("", (scope,), {})
        extra = Extra(peers, wants=tuple(self._wanted(scope)), papers=papers)
        out: list[bytes] = []
        more = True
        while more:
            message = session.speak(shelf, extra)
            out.append(self._replica.said(message)[1])
            more = message.more
        return out

    def _least(self, scope: str, readers: Iterable[str]) -> tuple[End, ...]:
        peers = self._replica.store.post.peers()
        vectors = [plain(peers[r].vector, scope) for r in readers if r in peers]
        actors = set[str]().union(*vectors) if vectors else set()
        least = {actor: min(v.get(actor, 0) for v in vectors) for actor in sorted(actors)}
        return tuple(End(bytes.fromhex(actor), seq) for actor, seq in least.items() if seq)


def _message(sealed: Envelope) -> Message:
    if sealed.kind != SYNC:
        raise Refused(N_("HQ does not know this kind of request."))
    return message_of(sealed.inside)


def _within(vector: dict[str, int], scope: str) -> dict[str, int]:
    return {name: seq for name, seq in vector.items() if name.rpartition("/")[0] == scope}
