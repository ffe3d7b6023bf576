"""A book of one branch, with keys that cost nothing to open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.workspace import Workspace
from db import keys

CHEAP = keys.Cost(1, 1, 8)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    """An opened, empty book."""
    made = Workspace.create(
        tmp_path / "home", "secret1", branch="109国道项目联合党支部", writer="周建国", cost=CHEAP
    ).workspace
    yield made
    made.close()
