"""Nothing that is made for a page ever shows as a window of its own, not even for a moment.

A widget that is shown before it has its place is a window: it flashes, and takes the keys away.
"""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.sample_book import alliance_book
from app.words import Catalogue
from app.workspace import Workspace
from db.model.query import Query
from tests.ui.desktop.strays import looking
from ui.desktop.desk import Route
from ui.desktop.routes import PAGES
from ui.desktop.tabbed import TabbedPage
from ui.desktop.theme.theme import Theme
from ui.desktop.viewed import ViewsTab
from ui.desktop.window import Window
from ui.desktop.work import Work

_NEEDS = {
    "meeting": "activity", "plan": "plan", "record": "outcome", "history": "matter",
    "agreement": "cobuild_agreement", "visit": "service_visit", "matter": "matter",
}  # fmt: skip
"""Pages that show one record, and a kind of it."""


@pytest.fixture(scope="module")
def alliance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    book = alliance_book(Path(tmp_path_factory.mktemp("alliance")) / "home")
    yield book
    book.close()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, alliance: Workspace) -> Iterator[Window]:
    work = Work()
    window = Window(alliance, theme, Catalogue("zh_CN"), work, alliance.now)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.open()
    yield window
    window.finish()
    work.finish()


def routes(book: Workspace) -> Iterator[Route]:
    """Every page, each place with its tabs and their views."""
    for name, made_by in PAGES.items():
        page = getattr(
            importlib.import_module(f"ui.desktop.pages.{made_by.partition(':')[0]}"),
            made_by.partition(":")[2],
        )
        record = ""
        if name in _NEEDS:
            record = book.records.find(Query(_NEEDS[name], limit=1))[0].id
        yield Route(name, record)
        if issubclass(page, TabbedPage):
            for tab in page.tabs:
                yield Route(name, detail=tab.key)
                module, _, found = tab.made_by.partition(":")
                views = getattr(importlib.import_module(f"ui.desktop.{module}"), found)
                if issubclass(views, ViewsTab):
                    yield from (Route(name, detail=f"{tab.key}:{v.key}") for v in views.views)


def test_no_page_and_no_view_shows_a_window_beside_the_window(
    qtbot: QtBot, window: Window, alliance: Workspace
) -> None:
    found: dict[str, list[str]] = {}
    for route in routes(alliance):
        with looking() as strays:
            window.go(route)
            qtbot.waitUntil(lambda: not window.desk.work.busy, timeout=15_000)
        if strays.seen:
            found[f"{route.page} {route.detail}"] = strays.seen
    assert found == {}
