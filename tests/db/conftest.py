"""A store of one or several laptops, with a clock that tests turn by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.model.kind import FieldSpec, KindSpec
from db.store import Store
from tests.postgres import Server

KEY = bytes(range(32))
KINDS = (
    KindSpec(
        "member",
        (
            FieldSpec("name", indexed=True, searched=True),
            FieldSpec("post", searched=True),
            FieldSpec("code"),
        ),
        (("code",),),
    ),
    KindSpec("activity", (FieldSpec("title", searched=True), FieldSpec("held", indexed=True))),
)


class HandClock:
    """Milliseconds that stand still until turned."""

    def __init__(self, now: int = 1_790_000_000_000) -> None:
        self.now = now

    def __call__(self) -> int:
        self.now += 1
        return self.now


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def engine() -> str:
    """Which engine the stores are on; what holds for both says so with `BOTH`."""
    return "sqlite"


BOTH = pytest.mark.parametrize("engine", ["sqlite", "postgres"])


@pytest.fixture
def at(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Path | str]:
    """Return where a new store of a name lies on the engine."""
    if engine == "sqlite":
        return lambda name: tmp_path / f"{name}.db"
    server: Server = request.getfixturevalue("postgres")
    names: dict[str, str] = {}
    return lambda name: names[name] if name in names else names.setdefault(name, server.database())


@pytest.fixture
def open_store(
    at: Callable[[str], Path | str], clock: HandClock
) -> Iterator[Callable[[str], Store]]:
    opened: list[Store] = []

    def make(name: str = "book") -> Store:
        store = Store(at(name), KEY, KINDS, clock)
        opened.append(store)
        return store

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[str], Store]) -> Store:
    return open_store("book")
