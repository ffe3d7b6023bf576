"""The frame: from an empty folder to the window, to the lock and back, and away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.choices import ChoiceFile
from app.wiring import BOOK
from app.workspace import Workspace
from db.model.errors import StoreTooNew
from db.model.progress import Progress
from tests.ui.desktop.conftest import BRANCH, CHEAP, PASSPHRASE, SECRETARY, sweep
from ui.desktop.desk import Route
from ui.desktop.frame import Frame
from ui.desktop.pages.first_run import FirstRun
from ui.desktop.pages.lock import LockPage
from ui.desktop.pages.trouble import TroublePage
from ui.desktop.theme.theme import Theme


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def begun(home: Path) -> Path:
    """A home with a book in it."""
    Workspace.create(
        home, PASSPHRASE, branch=BRANCH, writer=SECRETARY, cost=CHEAP
    ).workspace.close()
    return home


@pytest.fixture
def frame(qtbot: QtBot, home: Path, theme: Theme) -> Iterator[Frame]:
    frame = Frame(home, theme, ChoiceFile(home))
    qtbot.addWidget(frame)
    yield frame
    frame.end()
    sweep()
    theme.choose("light", 100)


def unlock(frame: Frame, qtbot: QtBot, secret: str = PASSPHRASE) -> None:
    page = frame.page
    assert isinstance(page, LockPage)
    with qtbot.waitSignal(frame.entered):
        page.secret.line.setText(secret)
        qtbot.keyClick(page.secret.line, Qt.Key.Key_Return)


def opened(frame: Frame, qtbot: QtBot) -> Frame:
    frame.start()
    frame.show()
    unlock(frame, qtbot)
    return frame


def test_an_empty_folder_begins_with_the_first_run(frame: Frame) -> None:
    frame.start()
    assert isinstance(frame.page, FirstRun)


def test_a_book_begins_locked_and_the_passphrase_opens_home(
    begun: Path, frame: Frame, qtbot: QtBot
) -> None:
    opened(frame, qtbot)
    assert frame.session is not None
    assert frame.session.window.route == Route("home")
    assert not frame.locked


def test_a_wrong_passphrase_is_said_at_its_field_and_what_was_typed_stays(
    begun: Path, frame: Frame, qtbot: QtBot
) -> None:
    frame.start()
    frame.show()
    page = frame.page
    assert isinstance(page, LockPage)
    page.secret.line.setText("wrong one")
    page.open_button.click()
    qtbot.waitUntil(lambda: not page.open_button.is_busy())
    assert frame.session is None
    assert page.secret.value() == "wrong one"
    assert page.secret.accessibleDescription()


def test_ctrl_l_writes_what_is_typed_and_closes_the_book(
    begun: Path, frame: Frame, qtbot: QtBot
) -> None:
    opened(frame, qtbot)
    session = frame.session
    assert session is not None
    session.window.go(Route("settings"))
    page = session.window.page
    page.groups["writer"].name.setText("达瓦次仁")  # type: ignore[attr-defined]
    frame.lock()
    assert isinstance(frame.page, LockPage)
    qtbot.waitUntil(lambda: frame.session is None)
    unlock(frame, qtbot)
    assert frame.session is not None
    assert frame.session.book.pen().by == "达瓦次仁"


def test_a_job_keeps_the_book_open_behind_the_lock(begun: Path, frame: Frame, qtbot: QtBot) -> None:
    opened(frame, qtbot)
    session = frame.session
    assert session is not None
    qtbot.waitUntil(lambda: not session.busy())
    goes_on: list[bool] = []

    def job(progress: Progress) -> None:
        while not goes_on:
            progress.step(1, 2)

    session.work.job("long", job)
    frame.lock()
    assert frame.locked
    assert frame.session is session
    goes_on.append(True)
    qtbot.waitUntil(lambda: frame.session is None)
    assert frame.locked


def test_idle_minutes_do_not_lock_while_a_job_is_at_work(
    begun: Path, frame: Frame, qtbot: QtBot
) -> None:
    opened(frame, qtbot)
    session = frame.session
    assert session is not None
    qtbot.waitUntil(lambda: not session.busy())
    goes_on: list[bool] = []

    def job(progress: Progress) -> None:
        while not goes_on:
            progress.step(1, 2)

    session.work.job("long", job)
    frame.lock_when_idle()
    assert not frame.locked
    goes_on.append(True)
    qtbot.waitUntil(lambda: not session.busy())
    frame.lock_when_idle()
    assert frame.locked


def test_a_job_asks_before_the_window_closes_and_stops_when_told(
    begun: Path, frame: Frame, qtbot: QtBot
) -> None:
    opened(frame, qtbot)
    session = frame.session
    assert session is not None
    qtbot.waitUntil(lambda: not session.busy())

    def job(progress: Progress) -> None:
        while True:
            progress.step(1, 2)

    session.work.job("long", job)
    assert not frame.close()
    assert session.window.jobs.bar.isVisible()
    session.window.jobs.bar.cancelled.emit()
    qtbot.waitUntil(frame.isHidden)


def test_the_lock_lets_go_of_everything_that_was_open(
    begun: Path, frame: Frame, qtbot: QtBot
) -> None:
    opened(frame, qtbot)
    session = frame.session
    assert session is not None
    with qtbot.waitSignal(session.destroyed):
        frame.lock()


def test_the_language_changes_at_once_and_the_page_stays(
    begun: Path, frame: Frame, qtbot: QtBot, theme: Theme
) -> None:
    opened(frame, qtbot)
    session = frame.session
    assert session is not None
    session.window.go(Route("settings"))
    session.book.choices.change(language="en")
    qtbot.waitUntil(lambda: session.window.desk.t("Settings") == "Settings")
    assert session.window.route.page == "settings"
    assert session.window.page.title() == "Settings"
    session.book.choices.change(theme="dark", scale=125)
    assert theme.dark
    frame.grab()


def test_a_file_that_was_taken_away_is_said_and_nothing_is_written_elsewhere(
    begun: Path, frame: Frame, qtbot: QtBot
) -> None:
    opened(frame, qtbot)
    session = frame.session
    assert session is not None
    (begun / BOOK).rename(begun / "aside.db")
    session.look_for_file()
    assert session.window.messages.banner.isVisible()
    (begun / "aside.db").rename(begun / BOOK)


def test_what_keeps_the_book_shut_has_a_page_with_ways_on(frame: Frame, qtbot: QtBot) -> None:
    frame.show()
    frame.trouble(StoreTooNew("too new", safe="untouched", hint="install the newer one"))
    page = frame.page
    assert isinstance(page, TroublePage)
    assert page.title.text() == "too new"
    page.again_asked.emit()
    assert isinstance(frame.page, FirstRun)


def test_an_error_nobody_caught_comes_to_the_banner(
    begun: Path, frame: Frame, qtbot: QtBot
) -> None:
    opened(frame, qtbot)
    assert frame.session is not None
    frame.failed.emit(StoreTooNew("a bug"))
    assert frame.session.window.messages.banner.accessibleName() == "a bug"


def test_the_sample_opens_without_a_passphrase_and_goes_when_it_is_left(
    frame: Frame, qtbot: QtBot
) -> None:
    frame.start()
    frame.show()
    with qtbot.waitSignal(frame.entered, timeout=20_000):
        frame.show_sample()
    assert frame.session is not None
    assert frame.session.book.records.counts()["member"] > 10
    frame.session.window.messages.acted.emit("begin")
    assert isinstance(frame.page, FirstRun)


def test_a_backup_is_chosen_in_settings_and_restored_with_its_passphrase(
    begun: Path, frame: Frame, qtbot: QtBot
) -> None:
    opened(frame, qtbot)
    session = frame.session
    assert session is not None
    qtbot.waitUntil(lambda: not session.busy())
    backup = session.book.backups.make()
    session.book.records.add("member", {"name": "later"})
    session.window.restore_asked.emit(backup)
    page = frame.page
    assert isinstance(page, FirstRun)
    with qtbot.waitSignal(frame.entered):
        page.step.secret.line.setText(PASSPHRASE)  # type: ignore[attr-defined]
        page.primary.click()
    assert frame.session is not None
    assert frame.session.book.records.counts().get("member", 0) == 0
