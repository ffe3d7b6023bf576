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

    def chunks(self, sha: str) -> Iterator[bytes]:
        """Yield a file's bytes."""

    def take(self, source: BinaryIO, name: str = "") -> tuple[str, int]:
        """Take a file in; return (SHA-256, size)."""
