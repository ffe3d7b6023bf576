"""The lane of attached files, behind the records: in pieces, both ways, going on where it was cut.

What is known of a file's progress is asked of whoever receives it: HQ says how much it holds, and what
is lacking here is wished for from where it ends here. So neither a cut nor another day starts anything
from zero, and nothing but the pieces themselves has to be remembered.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import msgspec

from db.model.errors import LinkError, ProtocolError, StoreDamaged, StoreError, SuixingError
from db.model.progress import Progress
from db.model.stamp import Clock
from db.model.words import N_
from sync.carrier import BlobStore, PartialStore
from sync.core.pieces import (
    LEAST,
    NAMES,
    PIECES,
    WISHES,
    Holding,
    Holdings,
    Piece,
    Pieces,
    State,
    Wish,
    Wishes,
    fresh,
    paced,
    proof,
    read,
)

_FRUITLESS = 3
"""So many answers in a row that bring nothing on end the lane: the other side is not of our mind."""
_TOGETHER = 32
"""Files wished for at once; only small ones are answered several at a time."""

File = tuple[str, int]
"""SHA-256 in hex, and size in bytes (0 where it is not known)."""


class Ask(Protocol):
    """Asks HQ one thing at a time."""

    def ask(self, kind: int, inside: msgspec.Struct, progress: Progress) -> bytes:
        """Return the inside of HQ's answer. Raises LinkError, ProtocolError, Cancelled."""

    def again(self, kind: int, progress: Progress) -> bytes | None:
        """Return the answer to what a broken link left open of a kind; None where nothing is.

        Raises LinkError, ProtocolError, Cancelled.
        """


class Moved(NamedTuple):
    """What a lane did one way.

    ``whole`` files that arrived, ``bytes`` of content moved, ``broken`` files whose content is not
    what their name says, ``refused`` files the other side will not deal in, ``left`` files there was
    no time or room for, ``stopped`` the fault that ended it.
    """

    whole: tuple[str, ...] = ()
    bytes: int = 0
    broken: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    stopped: SuixingError | None = None


class Step(NamedTuple):
    """What one answer changed: bytes moved, files whole by it, how much is held of those under way."""

    bytes: int
    whole: tuple[str, ...]
    partly: dict[str, int]


class Lane:
    """Moves files of one scope between here and HQ; `noted` hears of every answer at once."""

    def __init__(
        self,
        scope: str,
        ask: Ask,
        store: BlobStore,
        partials: PartialStore,
        clock: Clock,
        noted: Callable[["Step"], object] = lambda _step: None,
    ) -> None:
        self.scope, self._ask, self._clock, self._noted = scope, ask, clock, noted
        self._store, self._partials = store, partials

    def up(self, files: Sequence[File], room: int, progress: Progress) -> Moved:
        """Send files in their order, of `room` bytes of content at most. Raises Cancelled."""
        return self._run(_Up(self.scope, files, self._store), room, progress)

    def down(self, files: Sequence[File], room: int, progress: Progress) -> Moved:
        """Fetch files in their order, of `room` bytes of content at most. Raises Cancelled."""
        return self._run(_Down(self.scope, files, self._partials), room, progress)

    def _run(self, way: "_Up | _Down", room: int, progress: Progress) -> Moved:
        size, moved, fruitless, stopped = LEAST, 0, 0, None
        finish = True
        while way.queue and fruitless < _FRUITLESS and moved < room:
            before, begun = len(way.queue), self._clock()
            stretch = _Stretch(progress, way.todo(), moved)
            try:
                heard = self._asked(way, min(size, room - moved), stretch, finish=finish)
            except (LinkError, ProtocolError, StoreError) as error:
                stopped = error
                break
            self._noted(Step(heard.bytes, heard.whole, way.partly()))
            moved += heard.bytes
            size = paced(size, self._clock() - begun) if heard.bytes else size
            fruitful = finish or heard.bytes or heard.news or len(way.queue) < before
            finish, fruitless = False, 0 if fruitful else fruitless + 1
        return way.ended(moved, stopped)

    def _asked(
        self, way: "_Up | _Down", size: int, progress: Progress, *, finish: bool
    ) -> "_Heard":
        """Ask once; the first time only for the answer that a broken link withheld."""
        if not finish:
            return way.heard(self._ask.ask(way.kind, way.question(size), progress))
        answer = self._ask.again(way.kind, progress)
        return _Heard(0) if answer is None else way.heard(answer)


class _Heard(NamedTuple):
    """What an answer changed: bytes of content moved, files whole by it, other news."""

    bytes: int
    whole: tuple[str, ...] = ()
    news: bool = False


class _Way:
    """What is still to move, in order, how much of it the receiver holds, what became of the rest."""

    def __init__(self, scope: str, files: Sequence[File], held: dict[str, int]) -> None:
        self.scope, self.queue, self._held = scope, dict(files), held
        self._whole: list[str] = []
        self._broken: list[str] = []
        self._refused: list[str] = []

    def _out(self, sha: str, to: list[str]) -> None:
        """Take a file out of the queue."""
        if self.queue.pop(sha, None) is not None:
            to.append(sha)

    def todo(self) -> int:
        """Return about how many bytes are still to move."""
        return sum(max(0, n - self._held.get(sha, 0)) for sha, n in self.queue.items())

    def partly(self) -> dict[str, int]:
        """Return how much is held of files that are under way."""
        return {sha: self._held[sha] for sha in self.queue if self._held.get(sha)}

    def ended(self, moved: int, stopped: SuixingError | None) -> Moved:
        """Return what was done."""
        return Moved(
            tuple(self._whole),
            moved,
            tuple(self._broken),
            tuple(self._refused),
            tuple(self.queue),
            stopped,
        )


class _Up(_Way):
    """Files for HQ; how much of each it holds is asked first, but of those that are tiny."""

    kind = PIECES

    def __init__(self, scope: str, files: Sequence[File], store: BlobStore) -> None:
        super().__init__(scope, files, {sha: 0 for sha, size in files if size <= LEAST})
        self._store = store
        self._salts: dict[str, bytes] = {}

    def question(self, size: int) -> Pieces:
        """Return the next pieces, `size` bytes at most, and questions after files not known yet."""
        pieces: list[Piece] = []
        for sha, total in list(self.queue.items()):
            if len(pieces) == NAMES or (size <= 0 and sha in self._held):
                continue
            try:
                piece = self._piece(sha, total, size)
            except (StoreDamaged, OSError):
                self._out(sha, self._broken)
                continue
            size -= len(piece.content)
            pieces.append(piece)
        return Pieces(self.scope, tuple(pieces))

    def _piece(self, sha: str, total: int, size: int) -> Piece:
        name = bytes.fromhex(sha)
        if sha in self._salts:
            return Piece(name, total, 0, b"", proof(self._salts[sha], self._store.chunks(sha)))
        if sha not in self._held:
            return Piece(name, total, 0)
        at, content = self._held[sha], b""
        for chunk in self._store.chunks(sha, at):
            content += chunk
            if len(content) >= size:
                break
        return Piece(name, total, at, content[:size])

    def heard(self, inside: bytes) -> _Heard:
        """Take in how much HQ holds now."""
        moved, whole, news = 0, [], False
        for holding in read(inside, Holdings).holdings:
            sha = holding.sha.hex()
            if sha not in self.queue:
                continue
            known = self._held.get(sha)
            news = news or known is None
            if holding.state == State.WHOLE:
                have = self.queue[sha]
                self._out(sha, self._whole)
                whole.append(sha)
            else:
                have = holding.have
                self._settle(sha, holding)
            if known is not None and sha not in self._salts:
                moved += max(0, have - known)
        return _Heard(moved, tuple(whole), news)

    def _settle(self, sha: str, holding: Holding) -> None:
        if holding.state == State.OPEN:
            self._held[sha] = min(holding.have, self.queue[sha])
        elif holding.state == State.PROVE and sha not in self._salts:
            self._held.setdefault(sha, 0)
            self._salts[sha] = holding.salt
        elif holding.state == State.BROKEN:
            self._out(sha, self._broken)
        else:
            self._out(sha, self._refused)


class _Down(_Way):
    """Files from HQ, each wished for from where it ends here."""

    kind = WISHES

    def __init__(self, scope: str, files: Sequence[File], partials: PartialStore) -> None:
        super().__init__(scope, files, {sha: partials.held(scope, sha) for sha, _ in files})
        self._partials = partials

    def question(self, size: int) -> Wishes:
        """Return wishes for the first files, to be answered by `size` bytes at most."""
        first = list(self.queue)[:_TOGETHER]
        wishes = (Wish(bytes.fromhex(sha), self._held[sha]) for sha in first)
        return Wishes(self.scope, tuple(wishes), size)

    def heard(self, inside: bytes) -> _Heard:
        """Put pieces where they belong; a file that is complete is looked at before it counts."""
        moved, whole = 0, []
        for piece in read(inside, Pieces).pieces:
            sha = piece.sha.hex()
            if sha not in self.queue:
                continue
            if not piece.total:
                self._out(sha, self._refused)
                continue
            have = self._held[sha]
            have = self._partials.add(self.scope, sha, have, fresh(have, piece))
            moved += have - self._held[sha]
            self._held[sha] = have
            if have < piece.total:
                continue
            if have == piece.total and self._partials.finish(self.scope, sha):
                self._out(sha, self._whole)
                whole.append(sha)
            else:
                self._partials.drop(self.scope, sha)
                self._out(sha, self._broken)
        return _Heard(moved, tuple(whole))


class _Stretch:
    """One request's progress as part of the lane's."""

    def __init__(self, whole: Progress, todo: int, moved: int) -> None:
        self._whole, self._moved, self._total = whole, moved, moved + todo

    def step(self, done: int, _total: int, what: str = "") -> None:
        """Report the lane's bytes instead of the request's."""
        sent = self._moved + (done if what == "sending" else 0)
        self._whole.step(min(sent, self._total), self._total, N_("attached files"))
