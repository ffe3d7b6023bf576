"""An HQ and laptops over real stores."""

from pathlib import Path

import pytest

from tests.sync.site import Clock, Headquarter, Laptop, laptops


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hq(tmp_path: Path, clock: Clock) -> Headquarter:
    return Headquarter(tmp_path, clock)


@pytest.fixture
def pair(tmp_path: Path, hq: Headquarter, clock: Clock) -> tuple[Laptop, Laptop]:
    one, two = laptops(tmp_path, hq, clock, 2)
    return one, two


@pytest.fixture
def laptop(pair: tuple[Laptop, Laptop]) -> Laptop:
    return pair[0]
