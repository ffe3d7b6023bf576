"""A book of one branch, with keys that cost nothing to open."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.workspace import Workspace
from db import keys

CHEAP = keys.Cost(1, 1, 8)


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a new book in it, made once: making the tables takes longer than most tests."""
    home = tmp_path_factory.mktemp("new") / "home"
    Workspace.create(
        home, "secret1", branch="109国道项目联合党支部", writer="周建国", cost=CHEAP
    ).workspace.close()
    return home


@pytest.fixture
def book(tmp_path: Path, new_home: Path) -> Iterator[Workspace]:
    """An opened, empty book."""
    made = Workspace.open(shutil.copytree(new_home, tmp_path / "home"), "secret1")
    yield made
    made.close()
