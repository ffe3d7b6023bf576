"""docs/coverage.md: what serves each of the 87 mechanisms, and that all of it exists."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from typer.main import get_command

from app.cli import build
from app.kinds import discover
from tests.house.tree import ROOT
from ui.desktop.routes import PAGES, page_class
from ui.desktop.tabbed import TabbedPage

_ROW = re.compile(r"^\| (\d+) \|([^|]+)\|([^|]+)\|([^|]+)\|([^|]+)\|$", re.MULTILINE)
_WORD = re.compile(r"`([^`]+)`")
MECHANISMS = 87


class Served(NamedTuple):
    """One mechanism: its number and name, the kinds, the page and the command that serve it."""

    number: int
    name: str
    kinds: tuple[str, ...]
    page: str
    command: tuple[str, ...]


def rows() -> Iterator[Served]:
    text = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    for found in _ROW.finditer(text):
        (page,) = _WORD.findall(found[4])
        (command,) = _WORD.findall(found[5])
        kinds = tuple(_WORD.findall(found[3]))
        yield Served(int(found[1]), found[2].strip(), kinds, page, tuple(command.split()[1:]))


ROWS = tuple(rows())
each = pytest.mark.parametrize("row", ROWS, ids=lambda r: str(r.number))


def test_every_mechanism_stands_once() -> None:
    assert [row.number for row in ROWS] == list(range(1, MECHANISMS + 1))


@each
def test_its_records_exist(row: Served) -> None:
    assert row.name
    assert row.kinds
    assert set(row.kinds) <= set(discover())


@each
def test_its_page_exists(row: Served) -> None:
    name, _, tab = row.page.partition(":")
    assert name in PAGES
    if tab:
        page = page_class(name)
        assert issubclass(page, TabbedPage)
        assert tab in {spec.key for spec in page.tabs}


@each
def test_its_command_exists(row: Served) -> None:
    command = get_command(build())
    for word in row.command:
        command = getattr(command, "commands", {})[word]


def test_every_kind_of_the_two_places_serves_something() -> None:
    named = {kind for row in ROWS for kind in row.kinds}
    ours = {n for n, k in discover().items() if k.shape.place in ("joint", "service")}
    assert ours - named == set()
