"""Draws pages into pictures: one page of an opened home, or every page with the sample's records.

`python -m ui.desktop.screenshots --home DIR --passphrase P --page meetings -o FILE` draws one;
`python -m ui.desktop.screenshots --all FOLDER` draws them all, in both sizes and themes.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.counting.periods import quarter_of
from app.counting.shapes import shape_of
from app.paths import resources
from app.records.meeting import Activity
from app.records.member import Member
from app.records.organisation import PartyGroup
from app.sample_book import alliance_book, sample_book, sealed_book
from app.services.blanks import papers_of
from app.services.choices import ChoiceFile
from app.services.demo import Demo
from app.services.demo_machines import PASSPHRASE
from app.services.sample import Sample, StoppedClock
from app.terms import ActivityType
from app.words import Catalogue
from app.workspace import Workspace
from db.model.progress import Silent
from db.model.words import Translate
from ui.desktop.application import application
from ui.desktop.desk import Route
from ui.desktop.pages.first_run import FirstRun
from ui.desktop.pages.lock import LockPage
from ui.desktop.pages.meeting import MeetingPage
from ui.desktop.posed import election, received
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.window import Window
from ui.desktop.work import Work

SIZES = ((1366, 768), (1920, 1080))
YEAR_VIEWS = ("year", "attendance", "hours", "trend", "numbers")
STUDY_VIEWS = ("hours", "book", "plan", "notes")
ENDING_STEPS = ("people", "matters", "folder", "dissolve", "whole", "move")
JOINT_VIEWS = (
    "overview",
    *(f"units:{view}" for view in ("list", "bodies", "coverage", "rules", "conferences")),
    *("agreements", "activities", "activities:lectures", "activities:results", "campaigns"),
    *(f"resources:{view}" for view in ("catalogue", "week", "loans", "points")),
)
EMPTY_PAGES = (
    *("home", "meetings", "members", "study", "ledger", "checks", "conflicts"),
    *("overview", "calendar", "documents", "materials", "plan", "flow", "branch", "ending"),
    *("talks", "appraisal", "access", "inspection", "folder", "joint", "materials"),
)
_SETTLED_MS, _MOST_PAUSES = 300, 20
_SOON_MS = 1500


class Shot(NamedTuple):
    """One picture: its file's name, where to go, and what to do there before it is drawn."""

    name: str
    route: Route
    act: Callable[[Window], object] | None = None


class Unsettled(Demo):
    """The demonstration up to the moment when two laptops differ."""

    @override
    def _settle(self) -> None:
        """Leave both values for the picture."""

    @override
    def _print(self) -> None:
        """Print nothing."""


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


def planned_shots(book: Workspace) -> tuple[Shot, ...]:
    """Return the pictures of the evening before the meeting."""
    meeting, member = _meeting(book), book.records.all(Member)[0].id
    return (
        Shot("home", Route("home")),
        Shot("meetings", Route("meetings")),
        Shot("calendar", Route("meetings", "", "calendar")),
        Shot("meeting-prepare", Route("meeting", meeting, "prepare")),
        Shot("members", Route("members", member)),
        Shot("members-day", Route("members", member, "day:2026-03-01")),
        Shot("members-happened", Route("members", member, "happened")),
        Shot("flow", Route("flow", "", "flow")),
        Shot("flow-contact", Route("flow", "", "contact")),
        Shot("flow-dues", Route("flow", "", "dues")),
        Shot("branch", Route("branch")),
        *(Shot(f"ending-{step}", Route("ending", "", step)) for step in ENDING_STEPS),
        Shot("study", Route("study")),
        *(Shot(f"study-{view}", Route("study", "", view)) for view in STUDY_VIEWS),
        Shot("documents", Route("documents", received(book))),
        *(Shot(f"year-{view}", Route("overview", "", view)) for view in YEAR_VIEWS),
        Shot("coming", Route("calendar")),
        Shot("coming-list", Route("calendar", "", "list")),
        Shot("ledger", Route("ledger")),
        Shot("record", Route("record", _first(book, "contact_entry"))),
        Shot("checks", Route("checks")),
        Shot("folder", Route("folder")),
        Shot("history", Route("history", meeting)),
        Shot("settings", Route("settings")),
        Shot("help", Route("help")),
        Shot("search", Route("home"), lambda window: window.finder.open("crw")),
        Shot("sync-not-enrolled", Route("sync")),
    )


def held_shots(book: Workspace) -> tuple[Shot, ...]:
    """Return the pictures of the meeting that was held."""
    held = _meeting(book)
    steps = ("signin", "minutes", "vote", "evidence", "file")
    return (
        *(Shot(f"meeting-{step}", Route("meeting", held, step)) for step in steps),
        Shot("meeting-election", Route("meeting", election(book, held), "vote")),
        Shot("meeting-transcribe", Route("meeting", held, "evidence"), _come_back),
    )


def _come_back(window: Window) -> None:
    """Have the sign-in sheet printed and back, and show it beside the page's editors."""
    book, held, page = window.desk.book, window.route.record, window.page
    scan = book.exporting.sign_in_pdf(held, keep=True)
    found = book.meetings.get(held, book.now().date())
    if found is None or not isinstance(page, MeetingPage):
        return
    (paper,) = papers_of(found)
    book.blanks.came_back(paper.id, book.attachments.add_bytes(held, scan, f"{paper.serial}.pdf"))
    window.go(Route("meeting", held, "evidence"))
    page.go_step("evidence", paper.id, "transcribe")


def kind_shots(book: Workspace, t: Translate) -> tuple[Shot, ...]:
    """Return the pictures of each kind's own workspace, of a filed record and of the quarter's plan."""
    meetings, now, made = book.meetings, book.now(), []
    start = now.replace(minute=30, second=0, microsecond=0) + timedelta(days=7)
    groups = book.records.all(PartyGroup)
    for at, kind in enumerate(ActivityType):
        group = groups[0].id if kind == ActivityType.group_meeting and groups else ""
        day = start + timedelta(days=at)
        name = meetings.new(kind, day, t, group=group, today=now.date())
        made += [
            Shot(f"kind-{kind}-{step}", Route("meeting", name, step))
            for step in shape_of(kind).steps
            if step in {"prepare", "life", "appraisal"}
        ]
    filed = book.records.all(Activity, where={"state": "archived"})[0].id
    book.planning.draft(quarter_of(now.date()), t)
    return (
        *made,
        Shot("meeting-filed", Route("meeting", filed, "file")),
        Shot("plan", Route("plan")),
    )


def met_shots() -> tuple[Shot, ...]:
    """Return the pictures of a book that has met HQ and a colleague."""
    return (
        Shot("sync", Route("sync")),
        Shot("sync-receipt", Route("sync"), lambda window: _press(window, "receipt")),
        Shot("conflicts", Route("conflicts")),
    )


def _press(window: Window, name: str) -> None:
    """Press the first row of a page that has such a name, as the Enter key does."""
    rows = (row for row in window.page.findChildren(ListRow) if row.objectName() == name)
    row = next(rows, None)
    if row is not None:
        row.pressed.emit()


def empty_shots() -> tuple[Shot, ...]:
    """Return the pictures of a book with nothing in it yet."""
    return tuple(Shot(f"empty-{page}", Route(page)) for page in EMPTY_PAGES)


def sealed_shots(book: Workspace) -> tuple[Shot, ...]:
    """Return the pictures of what is sealed; the last ones are taken in an inspection."""
    talk, appraisal = _first(book, "heart_to_heart_talk"), _first(book, "appraisal")
    return (
        Shot("talks", Route("talks", talk)),
        Shot("talks-table", Route("talks", talk, "table")),
        Shot("talks-register", Route("talks", talk, "register")),
        Shot("appraisal", Route("appraisal", appraisal)),
        Shot("access", Route("access")),
        Shot("settings-confidential", Route("settings", "confidential")),
        Shot("history-sealed", Route("history", talk)),
        Shot("inspection", Route("inspection")),
        Shot("inspection-under-way", Route("members"), _inspect),
    )


def joint_shots(book: Workspace) -> tuple[Shot, ...]:
    """Return the pictures of the place 共建, in the book of the sample alliance."""
    meeting = next(a.id for a in book.records.all(Activity) if len(a.partners) > 1)
    named = ("partner_organization", "campaign", "brand", "mentorship")
    return (
        *(Shot(f"joint-{v.replace(':', '-')}", Route("joint", "", v)) for v in JOINT_VIEWS),
        Shot("joint-agreement", Route("agreement", _first(book, "cobuild_agreement"))),
        *(Shot(f"joint-record-{k}", Route("record", _first(book, k))) for k in named),
        Shot("joint-meeting", Route("meeting", meeting, "prepare")),
        Shot("settings-tags", Route("settings", "", "tags")),
    )


def _inspect(window: Window) -> None:
    inspecting, until = window.desk.book.inspecting, window.desk.now() + timedelta(hours=4)
    inspecting.start(Sample().text["organization"]["name"], "", until)


def _meeting(book: Workspace) -> str:
    sample = Sample()
    title = sample.text["meeting"]["title"]
    return book.records.all(Activity, where={"title": title})[0].id


def _first(book: Workspace, kind: str) -> str:
    found = book.records.find(book.records.query(kind, limit=1))
    return found[0].id if found else ""


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
        studio.draw_book(_met(place / "demo"), folder, met_shots())
        book = alliance_book(place / "alliance")
        studio.draw_book(book, folder, joint_shots(book))
        book = sealed_book(place / "sealed")
        studio.draw_book(book, folder, sealed_shots(book))
        clock = StoppedClock(Sample().now)
        book = Workspace.create(
            place / "empty", PASSPHRASE, branch=_branch(), clock=clock
        ).workspace
        studio.draw_book(book, folder, empty_shots())
        _draw_outside(studio, place / "new", folder)


def _met(folder: Path) -> Workspace:
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
