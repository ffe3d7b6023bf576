"""HQ's counter for attached files: takes pieces, says what it holds, hands out what is lacking.

It asks its keeper whether a record of the scope names a file, and takes and gives no other. A file
that another scope brought is neither taken a second time nor given away: whoever names it proves to
have it.
"""

import hashlib
import hmac
import io
import threading
from typing import Protocol

from db.model.errors import Refused, StoreDamaged
from db.model.words import N_
from sync.carrier import BlobStore, GivenStore, PartialStore
from sync.core.direct import Question
from sync.core.message import Parcel
from sync.core.papers import Grant
from sync.core.pieces import (
    MOST,
    PIECES,
    Holding,
    Holdings,
    Piece,
    Pieces,
    State,
    Wish,
    Wishes,
    fresh,
    proof,
    read,
)


class Named(Protocol):
    """Tells which files the records of a scope name."""

    def __call__(self, scope: str, sha: str) -> int:
        """Return how large a file may be that a record of the scope names; 0 where none does."""


class FileCounter:
    """Deals in files of scopes in which the caller has made sure of the device's rights."""

    def __init__(
        self,
        named: Named,
        store: BlobStore,
        partials: PartialStore,
        given: GivenStore,
        secret: bytes,
    ) -> None:
        """`secret` makes the salts of proofs; nobody else may know it."""
        self._named, self._store = named, store
        self._partials, self._given, self._secret = partials, given, secret
        self._turn = threading.Lock()

    def came(self, scope: str, sha: str) -> None:
        """Note that a scope brought a file whole, by another way."""
        self._given.note(scope, sha)

    def take(self, said: Pieces) -> Holdings:
        """Take pieces in; return how much of each file is here. Raises StoreFull."""
        latest: dict[bytes, Holding] = {}
        with self._turn:
            for piece in said.pieces:
                latest[piece.sha] = self._take(said.scope, piece)
        return Holdings(said.scope, tuple(latest.values()))

    def _take(self, scope: str, piece: Piece) -> Holding:
        sha = piece.sha.hex()
        if self._given.has(scope, sha):
            return Holding(piece.sha, piece.total, State.WHOLE)
        if not 0 < piece.total <= self._named(scope, sha):
            return Holding(piece.sha, 0, State.UNWANTED)
        if self._store.has(sha):
            return self._proven(scope, piece)
        have = self._partials.held(scope, sha)
        if content := fresh(have, piece):
            have = self._partials.add(scope, sha, have, content)
        if have < piece.total:
            return Holding(piece.sha, have)
        if have > piece.total or not self._partials.finish(scope, sha):
            self._partials.drop(scope, sha)
            return Holding(piece.sha, 0, State.BROKEN)
        self._given.note(scope, sha)
        return Holding(piece.sha, have, State.WHOLE)

    def _proven(self, scope: str, piece: Piece) -> Holding:
        sha = piece.sha.hex()
        salt = hmac.digest(self._secret, scope.encode() + piece.sha, "sha256")[:16]
        if not piece.proof:
            return Holding(piece.sha, 0, State.PROVE, salt)
        if not hmac.compare_digest(piece.proof, proof(salt, self._store.chunks(sha))):
            return Holding(piece.sha, 0, State.UNWANTED)
        self._partials.drop(scope, sha)
        self._given.note(scope, sha)
        return Holding(piece.sha, piece.total, State.WHOLE)

    def give(self, said: Wishes) -> Pieces:
        """Return pieces of the files wished for, in their order, as many as there is room for."""
        pieces, room = [], min(said.room, MOST)
        for wish in said.wishes:
            piece = self._piece(said.scope, wish, room)
            if room <= 0 and piece.total:
                break
            room -= len(piece.content)
            pieces.append(piece)
        return Pieces(said.scope, tuple(pieces))

    def _piece(self, scope: str, wish: Wish, room: int) -> Piece:
        sha = wish.sha.hex()
        nothing = Piece(wish.sha, 0, 0)
        if not self._named(scope, sha) or not self._given.has(scope, sha):
            return nothing
        total = self._store.size(sha)
        if wish.offset >= total or room <= 0:
            return Piece(wish.sha, total, min(wish.offset, total))
        try:
            return Piece(wish.sha, total, wish.offset, self._span(sha, wish.offset, room))
        except StoreDamaged:
            return nothing

    def _span(self, sha: str, offset: int, count: int) -> bytes:
        out = b""
        for chunk in self._store.chunks(sha, offset):
            out += chunk
            if len(out) >= count:
                break
        return out[:count]


def dealt(counter: FileCounter | None, sender: Grant, question: Question) -> Holdings | Pieces:
    """Answer a device that brings or wishes for pieces. Raises Refused, PeerBroke, StoreFull."""
    up = question.kind == PIECES
    said = read(question.inside, Pieces) if up else read(question.inside, Wishes)
    if counter is None or not sender.may("w" if up else "r", said.scope):
        raise no_files()
    return counter.take(said) if isinstance(said, Pieces) else counter.give(said)


def whole(
    parcel: Parcel,
    wanted: list[bytes],
    sender: Grant,
    files: BlobStore,
    counter: FileCounter | None,
) -> list[bytes]:
    """Take a file that comes in one piece, if it is wanted; return those that still are."""
    if not sender.may("w", parcel.scope):
        raise no_files()
    if parcel.sha not in wanted or hashlib.sha256(parcel.content).digest() != parcel.sha:
        return wanted
    files.take(io.BytesIO(parcel.content))
    if counter is not None:
        counter.came(parcel.scope, parcel.sha.hex())
    return [sha for sha in wanted if sha != parcel.sha]


def no_files() -> Refused:
    """Return HQ's no to files."""
    return Refused(N_("HQ takes no files from this device."))
