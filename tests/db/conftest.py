"""A store of one or several laptops, with a clock that tests turn by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.model.kind import FieldSpec, KindSpec
from db.store import Store

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
def open_store(tmp_path: Path, clock: HandClock) -> Iterator[Callable[[str], Store]]:
    opened: list[Store] = []

    def make(name: str = "book") -> Store:
        store = Store(tmp_path / f"{name}.db", KEY, KINDS, clock)
        opened.append(store)
        return store

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[str], Store]) -> Store:
    return open_store("book")
