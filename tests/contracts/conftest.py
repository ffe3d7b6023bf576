"""An HQ, a laptop, and every way there is between them."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn

from db.model.progress import Progress, Silent
from sync.carrier import Tray
from sync.core.bundle import Front
from sync.server.web import door
from sync.transports import bundle
from sync.transports.http import Http, Patience
from sync.transports.memory import Memory
from tests.sync.site import Clock, Headquarter, Laptop, laptops

Carry = Callable[[bytes], bytes]
PATIENT = Patience(connect=5, read=20, tries=0, pause=0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hq(tmp_path: Path, clock: Clock) -> Headquarter:
    return Headquarter(tmp_path, clock)


@pytest.fixture
def laptop(tmp_path: Path, hq: Headquarter, clock: Clock) -> Laptop:
    (one,) = laptops(tmp_path, hq, clock, 1)
    return one


class Listening(uvicorn.Server):
    """A real server on a free port of this machine, in a thread of its own."""

    def __init__(self, hq: Headquarter) -> None:
        super().__init__(
            uvicorn.Config(
                door(hq.hub), host="127.0.0.1", port=0, log_level="error", lifespan="off"
            )
        )
        self.up = threading.Event()
        self._thread = threading.Thread(target=self.run)

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        self.up.set()

    def __enter__(self) -> str:
        self._thread.start()
        assert self.up.wait(20)
        return f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self.should_exit = True
        self._thread.join(20)


@pytest.fixture
def address(hq: Headquarter) -> Iterator[str]:
    with Listening(hq) as url:
        yield url


class ByStick:
    """A stick there and another one back."""

    way = "stick"

    def __init__(self, hq: Headquarter, laptop: Laptop, folder: Path) -> None:
        self._hq, self._laptop, self._folder = hq, laptop, folder

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        there, back = self._folder / "there.sxbundle", self._folder / "back.sxbundle"
        self._write(there, request, self._hq.keys.receive_public, progress)
        (brought,) = bundle.read(there, [self._hq.keys.receive], None, Silent()).messages
        answer = self._hq.hub.exchange(brought)
        self._write(back, answer, self._laptop.keys.receive_public, progress)
        return bundle.read(back, [self._laptop.keys.receive], None, progress).messages[0]

    @staticmethod
    def _write(path: Path, message: bytes, reader: bytes, progress: Progress) -> None:
        front = Front("一支部", "laptop", "周建国", 0, 0)
        bundle.write(path, bundle.Cargo(front, (message,)), [reader], progress)


@pytest.fixture(params=["memory", "http", "stick"])
def carrier(
    request: pytest.FixtureRequest, hq: Headquarter, laptop: Laptop, tmp_path: Path
) -> Iterator[object]:
    """Every carrier there is, to the same HQ."""
    if request.param == "memory":
        yield Memory(hq.hub.exchange)
    elif request.param == "http":
        with Http(request.getfixturevalue("address"), patience=PATIENT) as made:
            yield made
    else:
        yield ByStick(hq, laptop, tmp_path)
