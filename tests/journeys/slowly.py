"""A slow link in front of a real door: so many bytes a second each way, and little room to hide them."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

_PIECE, _ROOM = 256, 4096


class SlowLink:
    """Forwards to HQ's port at `rate` bytes a second; `stall` lets nothing through any more."""

    def __init__(self, url: str, rate: int) -> None:
        self._port, self._rate = urlsplit(url).port, rate
        self._moving = threading.Event()
        self._moving.set()
        self._open: list[socket.socket] = []
        self._door = socket.socket()
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _ROOM)
        self._door.bind(("127.0.0.1", 0))
        self._door.listen()
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self.moved = 0

    def stall(self) -> None:
        """Fall silent without hanging up, as a link in a tunnel does."""
        self._moving.clear()

    def serve(self) -> None:
        """Take calls until closed."""
        with contextlib.suppress(OSError):
            while True:
                near = self._door.accept()[0]
                far = socket.create_connection(("127.0.0.1", self._port))
                self._open += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pump, args=(one, other), daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := one.recv(_PIECE):
                time.sleep(len(piece) / self._rate)
                self._moving.wait()
                other.sendall(piece)
                self.moved += len(piece)
        with contextlib.suppress(OSError):
            other.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Hang up."""
        self._moving.set()
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        for one in (self._door, *self._open):
            with contextlib.suppress(OSError):
                one.close()


@contextlib.contextmanager
def slow(url: str, rate: int) -> Iterator[SlowLink]:
    """Put a slow link in front of a door."""
    link = SlowLink(url, rate)
    threading.Thread(target=link.serve, daemon=True).start()
    try:
        yield link
    finally:
        link.close()
