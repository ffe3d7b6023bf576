"""One sample book for all tests that only read it, and the shipped fonts."""

from collections.abc import Iterator

import pytest

from app.reports.typesetting import Faces, faces
from tests.app.reports.book import Book, opened


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    found = opened(tmp_path_factory.mktemp("book"))
    yield found
    found.workspace.close()


@pytest.fixture(scope="session")
def shipped() -> Faces:
    return faces(machine=False)
