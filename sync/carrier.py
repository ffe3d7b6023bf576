"""What the engine asks of whatever carries its bytes, and of whoever keeps attached files."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from db.model.progress import Progress


class Tray:
    """What has arrived of an answer, kept by whoever asked; `begun` says that it was tried before."""

    __slots__ = ("arrived", "begun")

    def __init__(self, arrived: bytes = b"", *, begun: bool = False) -> None:
        self.arrived, self.begun = arrived, begun


class Transport(Protocol):
    """Carries a request to HQ and its answer back, unchanged."""

    way: str
    """What the list of exchanges calls it."""

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        """Return HQ's answer, going on from what `tray` holds; what comes is put there.

        Raises Offline, TimedOut, Refused, PeerBroke, Cancelled.
        """


class BlobStore(Protocol):
    """Keeps attached files under the SHA-256 of their content."""

    def has(self, sha: str) -> bool:
        """Tell whether a file is here."""

    def size(self, sha: str) -> int:
        """Return how many bytes a file has; 0 where it is not here."""

    def chunks(self, sha: str, offset: int = 0) -> Iterator[bytes]:
        """Yield a file's bytes from `offset` on."""

    def take(self, source: BinaryIO, name: str = "", expect: str = "") -> tuple[str, int]:
        """Take a file in, unless it is another than expected; return (SHA-256, size)."""


class PartialStore(Protocol):
    """Keeps what has come of files that are on their way, by scope and SHA-256."""

    def held(self, scope: str, sha: str) -> int:
        """Return how many bytes of a file are here without a gap."""

    def add(self, scope: str, sha: str, offset: int, content: bytes) -> int:
        """Put content behind the `offset` bytes that are here; return how many are here then."""

    def finish(self, scope: str, sha: str) -> bool:
        """Make a complete file one of the store; False where its content is not what its name says."""

    def drop(self, scope: str, sha: str) -> None:
        """Forget what has come of a file."""


class GivenStore(Protocol):
    """Keeps which scope brought which file."""

    def has(self, scope: str, sha: str) -> bool:
        """Tell whether the file is here, and came from this scope."""

    def note(self, scope: str, sha: str) -> None:
        """Write down that a scope brought a file, or proved to have it."""
