"""What desktop tests stand on: a real book with cheap keys, a desk, the real window."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.words import Catalogue
from app.workspace import Workspace
from db import keys
from db.model.errors import SuixingError
from ui.desktop.desk import Desk, Remedy, Route
from ui.desktop.feed import Feed
from ui.desktop.theme.theme import Theme
from ui.desktop.window import Window
from ui.desktop.work import Work

NOW = datetime.fromisoformat("2026-05-21T20:14")
"""The day of the target pictures, a Thursday; the site's own time (UTC+8)."""
CHEAP = keys.Cost(1, 1, 8)
PASSPHRASE = "gebi2026"
BRANCH = "109国道改造项目部联合党支部"
SECRETARY = "周建国"


def wall_clock() -> int:
    """Return the moment of the pictures, ms since 1970 UTC."""
    return int(NOW.replace(hour=NOW.hour - 8, tzinfo=UTC).timestamp() * 1000)


@dataclass
class Recorder:
    """A Messenger that remembers what a page said. `files` and `folders` answer its questions."""

    routes: list[Route] = field(default_factory=list)
    backs: int = 0
    undoables: list[str] = field(default_factory=list)
    problems: list[SuixingError] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    pdfs: list[tuple[bytes, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    ways: tuple[Remedy, ...] = ()
    details: list[str] = field(default_factory=list)
    undone: int = 0

    def go(self, route: Route) -> None:
        self.routes.append(route)

    def back(self) -> None:
        self.backs += 1

    def undoable(self, text: str) -> None:
        self.undoables.append(text)

    def undo(self) -> None:
        self.undone += 1

    def problem(self, error: SuixingError, *ways: Remedy) -> None:
        self.problems.append(error)
        self.ways = ways

    def note(self, tone: str, title: str, sentence: str = "", *ways: Remedy) -> None:
        self.notes.append((tone, title, sentence))
        self.ways = ways

    def show_details(self, text: str) -> None:
        self.details.append(text)

    def choose_file(self, title: str, pattern: str, *, save_as: str = "") -> str:
        return self.files.pop(0) if self.files else ""

    def choose_folder(self, title: str) -> str:
        return self.folders.pop(0) if self.folders else ""

    def show_pdf(self, pdf: bytes, name: str) -> None:
        self.pdfs.append((pdf, name))


def sweep() -> None:
    """Destroy every widget that is left; Qt itself waits with that for a loop to turn."""
    for widget in QApplication.topLevelWidgets():
        if widget.parent() is None:
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def swept(qapp: QApplication) -> Iterator[None]:
    """What a test made goes with it: else it follows each theme, and holds its book in memory."""
    yield
    sweep()


@pytest.fixture
def turned(theme: Theme) -> Iterator[Theme]:
    """The look, put back afterwards. Ask for it before what it is shown on."""
    yield theme
    sweep()
    theme.choose("light", 100)


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a new book in it, made once: making the tables takes longer than most tests."""
    home = tmp_path_factory.mktemp("new") / "home"
    Workspace.create(
        home, PASSPHRASE, branch=BRANCH, writer=SECRETARY, clock=wall_clock, cost=CHEAP
    ).workspace.close()
    return home


@pytest.fixture
def book(tmp_path: Path, new_home: Path) -> Iterator[Workspace]:
    """A new book of the pictures' branch, whose clock stands at NOW."""
    home = shutil.copytree(new_home, tmp_path / "home")
    book = Workspace.open(home, PASSPHRASE, clock=wall_clock)
    yield book
    book.close()


@pytest.fixture
def work() -> Iterator[Work]:
    """The lanes, emptied at the end."""
    work = Work()
    yield work
    work.finish()
    work.deleteLater()


@pytest.fixture
def said() -> Recorder:
    """What the page under test says to the window."""
    return Recorder()


@pytest.fixture
def desk(book: Workspace, theme: Theme, work: Work, said: Recorder) -> Desk:
    """A desk whose window only remembers; it speaks Chinese, as people see first."""
    feed = Feed()
    book.store.listen(feed.announce)
    return Desk(book, theme, Catalogue("zh_CN"), feed, work, said, lambda: NOW)


@pytest.fixture
def window(qtbot: QtBot, book: Workspace, theme: Theme, work: Work) -> Iterator[Window]:
    """The real window over the book, 1366 x 768, shown and active."""
    window = Window(book, theme, Catalogue("zh_CN"), work, lambda: NOW)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open()
    yield window
    window.finish()
