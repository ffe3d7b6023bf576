"""Draws pages into pictures: one page of an opened home, or every page with the sample's records.

`python -m ui.desktop.screenshots --home DIR --passphrase P --page meetings -o FILE` draws one;
`python -m ui.desktop.screenshots --all FOLDER` draws them all, in both sizes and themes.
"""

import argparse
import os
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.paths import resources
from app.sample_book import alliance_book, sample_book, sealed_book
from app.services.choices import ChoiceFile
from app.services.demo import Demo
from app.services.demo_machines import PASSPHRASE
from app.services.sample import Sample, StoppedClock
from app.words import Catalogue
from app.workspace import Workspace
from db.model.progress import Silent
from ui.desktop.application import application
from ui.desktop.desk import Route
from ui.desktop.pages.first_run import FirstRun
from ui.desktop.pages.lock import LockPage
from ui.desktop.shots import (
    Shot,
    empty_shots,
    held_shots,
    joint_shots,
    kind_shots,
    met_shots,
    planned_shots,
    sealed_shots,
    service_shots,
)
from ui.desktop.theme.theme import Theme
from ui.desktop.window import Window
from ui.desktop.work import Work

SIZES = ((1366, 768), (1920, 1080))
_SETTLED_MS, _MOST_PAUSES = 300, 20
_SOON_MS = 1500


class Unsettled(Demo):
    """The demonstration up to the moment when two laptops differ."""

    @override
    def _settle(self) -> None:
        """Leave both values for the picture."""

    @override
    def _print(self) -> None:
        """Print nothing."""

    @override
    def _take_away(self) -> None:
        """Make no folder: no picture shows it."""

    @override
    def _alliance(self) -> None:
        """Leave the third laptop out: its sheet would go where the others are printed."""


class Studio:
    """Holds the look and draws."""

    def __init__(self, theme: Theme, language: str = "zh_CN") -> None:
        self.theme, self.t = theme, Catalogue(language)

    def draw(self, widget: QWidget, file: Path, work: Work | None = None) -> None:
        """Draw a widget once layouts, and what other threads count or typeset, have settled."""
        loop = QEventLoop()
        for _ in range(_MOST_PAUSES):
            QTimer.singleShot(_SETTLED_MS, loop.quit)
            loop.exec()
            if (work is None or not work.busy) and not _soon(widget):
                break
        file.parent.mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(file))

    def draw_everywhere(
        self, widget: QWidget, folder: Path, name: str, work: Work | None = None
    ) -> None:
        """Draw in both sizes and both themes."""
        for look in ("light", "dark"):
            self.theme.set_choice(look)
            for width, height in SIZES:
                widget.resize(width, height)
                self.draw(widget, folder / f"{name}-{width}-{look}.png", work)

    def draw_book(self, book: Workspace, folder: Path, shots: tuple[Shot, ...]) -> None:
        """Draw pages of a book, and close it."""
        work = Work()
        window = Window(book, self.theme, self.t, work, book.now)
        window.show()
        window.open()
        for shot in shots:
            window.go(shot.route)
            if shot.act is not None:
                shot.act(window)
            self.draw_everywhere(window, folder, shot.name, work)
            window.overlay.close_sheet()
        window.finish()
        work.finish()
        window.deleteLater()
        book.close()


def _soon(widget: QWidget) -> bool:
    """Tell whether a part of a widget is about to do something: a page to be made, a text to settle."""
    timers = widget.findChildren(QTimer)
    return any(t.isActive() and t.isSingleShot() and t.remainingTime() < _SOON_MS for t in timers)


def draw_all(folder: Path, language: str = "zh_CN") -> None:
    """Draw every page into a folder."""
    app = application()
    studio = Studio(Theme(app, resources(), "light", calm=True), language)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        place = Path(name)
        book = sample_book(place / "planned", held=False)
        studio.draw_book(book, folder, planned_shots(book))
        book = sample_book(place / "held")
        studio.draw_book(book, folder, held_shots(book))
        book = sample_book(place / "kinds")
        studio.draw_book(book, folder, kind_shots(book, studio.t))
        studio.draw_book(met_book(place / "demo"), folder, met_shots())
        book = alliance_book(place / "alliance")
        studio.draw_book(book, folder, (*joint_shots(book), *service_shots(book)))
        book = sealed_book(place / "sealed")
        studio.draw_book(book, folder, sealed_shots(book))
        clock = StoppedClock(Sample().now)
        book = Workspace.create(
            place / "empty", PASSPHRASE, branch=_branch(), clock=clock
        ).workspace
        studio.draw_book(book, folder, empty_shots())
        _draw_outside(studio, place / "new", folder)


def met_book(folder: Path) -> Workspace:
    """Make two laptops that met HQ and differ in one field; return the first one's book."""
    now = Sample().now
    Unsettled(folder, Silent(), (now + timedelta(days=31)).date()).run()
    clock = StoppedClock(now + timedelta(days=5))
    book = Workspace.open(folder / "laptop-1", PASSPHRASE, clock=clock)
    # The demonstration's HQ lives in the present, its laptops in the sample's month.
    book.store.settings.put("clock_gap", None)
    topic = Sample().text["meeting"]["title"]
    book.records.add("study_record", {"topic": topic, "hours": 2})
    book.syncing.write_bundle(folder / "stick" / "suixing.sxbundle", Silent())
    return book


def _draw_outside(studio: Studio, home: Path, folder: Path) -> None:
    """Draw what is seen before a book is open."""
    work = Work()
    first = FirstRun(home, studio.theme, studio.t, work, ChoiceFile(home))
    first.show()
    first.answers.branch = _branch()
    first.show_step(0)
    studio.draw_everywhere(first, folder, "first-run")
    first.show_step(1)
    studio.draw_everywhere(first, folder, "first-run-passphrase")
    first.answers.recovery_key = "K7MDA-4Q2XB-9RTAC-HW6PD-3NVEE-B8ZCF"
    first.show_step(2)
    studio.draw_everywhere(first, folder, "first-run-key")
    lock = LockPage(studio.theme, studio.t)
    lock.show()
    studio.draw_everywhere(lock, folder, "lock")
    work.finish()


def _branch() -> str:
    return str(Sample().text["branch"]["name"])


def draw_one(asked: argparse.Namespace) -> None:
    """Draw one page of a home."""
    theme = Theme(application(), resources(), asked.theme, asked.scale, calm=True)
    studio = Studio(theme, asked.language)
    clock = StoppedClock(datetime.fromisoformat(asked.now)) if asked.now else None
    opened = {"clock": clock} if clock else {}
    book = Workspace.open(Path(asked.home), asked.passphrase, **opened)
    work = Work()
    window = Window(book, theme, studio.t, work, book.now)
    width, _, height = asked.size.partition("x")
    window.resize(int(width), int(height))
    window.show()
    window.open(Route(asked.page, asked.record, asked.detail))
    studio.draw(window, Path(asked.o), work)
    window.finish()
    work.finish()
    book.close()


def main() -> int:
    """Draw what the arguments ask for."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked = _arguments().parse_args()
    if asked.all:
        draw_all(Path(asked.all), asked.language)
    else:
        draw_one(asked)
    # Qt objects of the pictures may go in any order: nothing after this is worth waiting for.
    sys.stdout.flush()
    os._exit(0)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", default="", metavar="FOLDER")
    parser.add_argument("--home", default="")
    parser.add_argument("--passphrase", default="")
    parser.add_argument("--now", default="", help="a moment the clock stands at, 2026-05-21T20:14")
    parser.add_argument("--page", default="home")
    parser.add_argument("--record", default="")
    parser.add_argument("--detail", default="")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--theme", default="light", choices=("light", "dark"))
    parser.add_argument("--scale", type=int, default=100, choices=(100, 112, 125))
    parser.add_argument("--language", default="zh_CN", choices=("zh_CN", "en"))
    parser.add_argument("-o", default="page.png")
    return parser


if __name__ == "__main__":
    sys.exit(main())
