"""Counts every byte that passes between a laptop and HQ, headers of HTTP and all."""

import socket
import threading
from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit


class Meter:
    """A line to `url` whose bytes are counted, while a block lasts; `address` is its near end."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._far = (str(parts.hostname), int(parts.port or 80))
        self._near = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._near.getsockname()[1]}"
        self._counted = 0

    def taken(self) -> int:
        """Return the bytes since the last look, both ways."""
        counted, self._counted = self._counted, 0
        return counted

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._near.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._near.accept()
                far = socket.create_connection(self._far)
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while block := one.recv(1 << 16):
                self._counted += len(block)
                other.sendall(block)
            other.shutdown(socket.SHUT_WR)
