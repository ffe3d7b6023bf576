"""Days at the site, through the real window: from the first start, over lock and plug, to tomorrow."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.records.meeting import Activity, Presence, Speech
from app.records.member import Member
from app.services.choices import ChoiceFile
from app.workspace import Workspace
from db import keys
from db.doctor import examine
from db.model.progress import Silent
from ui.desktop.desk import Route
from ui.desktop.frame import Frame
from ui.desktop.pages.first_run import FirstRun
from ui.desktop.pages.lock import LockPage
from ui.desktop.pages.settings import SettingsPage
from ui.desktop.settings.writing import BranchGroup
from ui.desktop.start.branch import BranchStep
from ui.desktop.start.key import KeyStep
from ui.desktop.start.passphrase import PassphraseStep
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.longtext import LongTextField

BRANCH, SECRETARY, PASSPHRASE = "109国道项目联合党支部", "周建国", "snow line 2026"
ROSTER = (
    "109国道项目联合党支部党员花名册,,,\n"
    "序号,姓 名,所在党小组,入党时间\n"
    "1,周建国,第一党小组,2008.6.26\n"
    "2,达瓦次仁,第一党小组,2011-07-01\n"
    "3,次仁旺堆,第二党小组,2016年6月26日\n"
)
CTRL = Qt.KeyboardModifier.ControlModifier


class Person:
    """Sits before one laptop: starts the program, types where the focus is, closes it."""

    def __init__(self, bot: QtBot, theme: Theme, home: Path) -> None:
        self._bot, self._theme, self.home = bot, theme, home
        self.frame = self.start()

    def start(self) -> Frame:
        self.frame = Frame(self.home, self._theme, ChoiceFile(self.home))
        self.frame.start()
        with self._bot.waitActive(self.frame):
            self.frame.show()
            self.frame.activateWindow()
        return self.frame

    def type(self, text: str) -> None:
        for sign in text:
            focus = QApplication.focusWidget()
            assert focus is not None
            code = Qt.Key(ord(sign.upper()) if sign.isascii() else 0)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, sign)
                QApplication.sendEvent(focus, event)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.frame, key, held)

    def until(self, check: Callable[[], bool]) -> None:
        self._bot.waitUntil(check, timeout=15_000)

    @property
    def book(self) -> Workspace:
        assert self.frame.session is not None
        return self.frame.session.book

    def go(self, route: Route) -> None:
        assert self.frame.session is not None
        self.frame.session.window.go(route)

    def begin(self, roster: Path) -> None:
        """Go through the first run."""
        first = self.frame.page
        assert isinstance(first, FirstRun)
        assert isinstance(first.step, BranchStep)
        self.type(BRANCH)
        first.step.take(roster)
        first.primary.click()
        assert isinstance(first.step, PassphraseStep)
        self.type(SECRETARY)
        first.step.first.line.setText(PASSPHRASE)
        first.step.again.line.setText(PASSPHRASE)
        first.primary.click()
        self.until(lambda: isinstance(first.step, KeyStep))
        self.type(first.answers.recovery_key[-5:])
        with self._bot.waitSignal(self.frame.entered, timeout=15_000):
            first.primary.click()

    def unlock(self) -> None:
        assert isinstance(self.frame.page, LockPage)
        with self._bot.waitSignal(self.frame.entered, timeout=15_000):
            self.frame.page.secret.line.setText(PASSPHRASE)
            self.frame.page.open_button.click()

    def leave(self) -> None:
        """Close the program as the window's x does."""
        assert self.frame.session is not None
        self.until(lambda: not self.frame.session.busy())  # type: ignore[union-attr]
        assert self.frame.close()
        self.frame.end()

    def sign_in(self, letters: str) -> None:
        self.type(letters)
        self.key(Qt.Key.Key_Space)


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Person]:
    person = Person(qtbot, theme, tmp_path / "home")
    yield person
    person.frame.end()
    person.frame.close()


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    file = tmp_path / "花名册.csv"
    file.write_bytes(ROSTER.encode("gb18030"))
    return file


def test_a_first_day_without_a_network_is_all_there_the_next_morning(
    person: Person, roster: Path
) -> None:
    person.begin(roster)
    assert {m.name for m in person.book.records.all(Member)} == {"周建国", "达瓦次仁", "次仁旺堆"}
    meeting = person.book.records.add(
        "activity",
        {
            "type": "general_meeting",
            "title": "第一次党员大会",
            "held_start": f"{person.book.now().date()}T19:30:00",
            "place_text": "一号营地会议室",
        },
    )
    person.book.records.add("agenda_item", {"activity": meeting, "number": 1, "title": "便道"})
    person.go(Route("meeting", meeting, "signin"))
    person.sign_in("zjg")
    person.sign_in("crwd")
    person.go(Route("meeting", meeting, "minutes"))
    person.type("zjg")
    person.key(Qt.Key.Key_Return)
    person.until(lambda: isinstance(QApplication.focusWidget(), LongTextField))
    person.type("先把便道的落石清了。")
    person.leave()

    person.start()
    person.unlock()
    (again,) = person.book.records.all(Activity)
    read = person.book.meetings.get(again.id, person.book.now().date())
    assert read is not None
    here = [e for e in read.entries.values() if e.status == Presence.present]
    assert len(here) == 2
    assert person.book.records.all(Speech)[0].summary == "先把便道的落石清了。"
    assert person.book.backups.listed()
    report = examine(
        person.book.store, person.book.blobs, person.book.attachments.wanted(), Silent()
    )
    assert report.ailments == ()


def test_a_lock_in_the_middle_of_a_sentence_keeps_the_sentence(
    person: Person, roster: Path
) -> None:
    person.begin(roster)
    person.go(Route("settings"))
    assert person.frame.session is not None
    page = person.frame.session.window.page
    assert isinstance(page, SettingsPage)
    group = page.groups["branch"]
    assert isinstance(group, BranchGroup)
    field = group.form.fields["approval_document"].editor
    field.setFocus()
    person.type("党发〔2026〕7号")
    person.key(Qt.Key.Key_L, CTRL)
    assert isinstance(person.frame.page, LockPage)
    person.until(lambda: person.frame.session is None)
    person.unlock()
    branch = person.book.records.raw("branch")
    assert branch is not None
    assert branch.get("approval_document") == "党发〔2026〕7号"


def test_what_was_deleted_comes_back_from_another_page(person: Person, roster: Path) -> None:
    person.begin(roster)
    member = person.book.records.all(Member)[0]
    person.book.records.delete(member.id)
    person.go(Route("checks"))
    person.key(Qt.Key.Key_Z, CTRL)
    person.until(lambda: person.book.records.get(Member, member.id) is not None)


@pytest.mark.slow
@pytest.mark.parametrize("lines", [3, 12])
def test_the_plug_is_pulled_while_minutes_are_typed_and_nothing_acknowledged_is_lost(
    tmp_path: Path, lines: int
) -> None:
    home = tmp_path / "home"
    book = Workspace.create(
        home, PASSPHRASE, branch=BRANCH, writer=SECRETARY, cost=keys.Cost(1, 1, 8)
    ).workspace
    book.records.add("member", {"name": SECRETARY, "number": 1})
    fields = {"type": "general_meeting", "title": "x", "held_start": "2026-05-21T19:30:00"}
    meeting = book.records.add("activity", fields)
    book.records.add("agenda_item", {"activity": meeting, "number": 1, "title": "雨季施工"})
    book.close()
    line = [sys.executable, "-m", "tests.journeys.windowed", str(home), PASSPHRASE, meeting]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(lines)]
        process.kill()
        said += [rest for rest in process.stdout.read().splitlines() if rest]
    acknowledged = max(int(length) for length in said[:lines])
    book = Workspace.open(home, PASSPHRASE)
    kept = sum(len(speech.summary or "") for speech in book.records.all(Speech))
    assert kept >= acknowledged > 0
    report = examine(book.store, book.blobs, book.attachments.wanted(), Silent())
    assert report.ailments == ()
    book.close()
