"""A line between a laptop and HQ whose bytes are counted, and which can be slow, long or break.

Every byte that passes counts, headers of HTTP and all. A link of so many bits a second and so many
seconds there and back is made of two queues: each block leaves when the line is free, and arrives
half the round trip later; connecting takes one round trip.
"""

import socket
import threading
import time
from contextlib import suppress
from queue import Queue
from typing import NamedTuple, Self
from urllib.parse import urlsplit

_BLOCK = 1 << 12


class Link(NamedTuple):
    """What a line is like: bits a second, seconds there and back, bytes after which it breaks.

    Zero stands for no limit.
    """

    rate: int = 0
    trip: float = 0.0
    breaks: int = 0


class Meter:
    """A line to `url` whose bytes are counted, while a block lasts; `address` is its near end."""

    def __init__(self, url: str, link: Link = Link()) -> None:  # noqa: B008
        parts = urlsplit(url)
        self._far = (str(parts.hostname), int(parts.port or 80))
        self._near = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._near.getsockname()[1]}"
        self.link = link
        self.lines = 0
        """How often somebody connected."""
        self._counted, self._turn = 0, threading.Lock()
        self._open: list[_Line] = []

    def taken(self) -> int:
        """Return the bytes since the last look, both ways."""
        with self._turn:
            counted, self._counted = self._counted, 0
        return counted

    def passed(self, count: int) -> None:
        """Count bytes."""
        with self._turn:
            self._counted += count

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._near.close()
        for line in self._open:
            line.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._near.accept()
                self.lines += 1
                self._open = [line for line in self._open if not line.closed]
                self._open.append(_Line(self, near, socket.create_connection(self._far)))
                self._open[-1].start()


class _Line:
    """One connection through a meter."""

    def __init__(self, meter: Meter, near: socket.socket, far: socket.socket) -> None:
        self._meter, self._ends = meter, (near, far)
        self._left = meter.link.breaks or 1 << 60
        self._turn, self._ways = threading.Lock(), 2
        self.closed = False

    def close(self) -> None:
        """Let go of both ends."""
        self.closed = True
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def start(self) -> None:
        """Carry both ways."""
        near, far = self._ends
        for one, other in ((near, far), (far, near)):
            late: Queue[tuple[float, bytes]] = Queue()
            threading.Thread(target=self._read, args=(one, late), daemon=True).start()
            threading.Thread(target=self._write, args=(other, late), daemon=True).start()

    def _read(self, one: socket.socket, late: "Queue[tuple[float, bytes]]") -> None:
        link = self._meter.link
        # Shaking hands has taken a round trip before the first byte.
        free = time.monotonic() + link.trip
        with suppress(OSError):
            while block := one.recv(_BLOCK):
                free = max(free, time.monotonic())
                if link.rate:
                    free += len(block) * 8 / link.rate
                late.put((free + link.trip / 2, block))
        late.put((time.monotonic() + link.trip / 2, b""))

    def _write(self, other: socket.socket, late: "Queue[tuple[float, bytes]]") -> None:
        with suppress(OSError):
            while True:
                due, block = late.get()
                time.sleep(max(0.0, due - time.monotonic()))
                if not block:
                    break
                if not self._passes(other, block):
                    return
            other.shutdown(socket.SHUT_WR)
        with self._turn:
            self._ways -= 1
            ended = not self._ways
        if ended:
            self.close()

    def _passes(self, other: socket.socket, block: bytes) -> bool:
        """Hand a block on as far as the line holds; tells whether it still does."""
        with self._turn:
            part = block[: self._left]
            self._left -= len(part)
            broken = self._left <= 0
        other.sendall(part)
        self._meter.passed(len(part))
        if broken:
            self.close()
        return not broken
