"""The first run: three ways to begin, a passphrase, a key that was really written down."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from app.services.choices import ChoiceFile
from app.words import Catalogue
from app.workspace import Workspace
from db import keys
from tests.ui.desktop.conftest import BRANCH, CHEAP, PASSPHRASE, SECRETARY
from ui.desktop.pages.first_run import FirstRun
from ui.desktop.start.branch import BranchStep
from ui.desktop.start.key import KeyStep
from ui.desktop.start.passphrase import LEAST, PassphraseStep
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.work import Work

ROSTER = (
    "序号,姓名,党小组,入党日期\n1,周建国,第一党小组,2003-07-01\n2,次仁旺堆,第二党小组,2009.6.18\n"
)


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path, theme: Theme, work: Work) -> Iterator[FirstRun]:
    home = tmp_path / "home"
    page = FirstRun(home, theme, Catalogue("zh_CN"), work, ChoiceFile(home))
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    yield page
    if page.answers.book is not None:
        page.answers.book.close()


def say_branch(first: FirstRun) -> None:
    assert isinstance(first.step, BranchStep)
    first.step.name.setText(BRANCH)
    first.step.type.set_value("joint")
    first.primary.click()


def say_passphrase(first: FirstRun, qtbot: QtBot) -> KeyStep:
    step = first.step
    assert isinstance(step, PassphraseStep)
    step.writer.setText(SECRETARY)
    step.first.line.setText(PASSPHRASE)
    step.again.line.setText(PASSPHRASE)
    first.primary.click()
    qtbot.waitUntil(lambda: isinstance(first.step, KeyStep))
    assert isinstance(first.step, KeyStep)
    return first.step


def test_a_branch_begins_in_three_steps(first: FirstRun, qtbot: QtBot) -> None:
    say_branch(first)
    step = say_passphrase(first, qtbot)
    step.key.last.setText(first.answers.recovery_key[-5:].lower())
    with qtbot.waitSignal(first.opened) as given:
        first.primary.click()
    book = given.args[0]
    assert book.branch() == BRANCH
    assert book.pen().by == SECRETARY
    assert book.records.raw("branch").get("branch_type") == "joint"


def test_one_cannot_go_on_without_a_name_and_is_told_why(first: FirstRun) -> None:
    assert not first.primary.isEnabled()
    assert first.primary.accessibleDescription()


@pytest.mark.parametrize(("one", "two"), [("short", "short"), (PASSPHRASE, "another1"), ("", "")])
def test_a_passphrase_that_is_short_or_differs_makes_no_book(
    first: FirstRun, one: str, two: str
) -> None:
    say_branch(first)
    step = first.step
    assert isinstance(step, PassphraseStep)
    step.writer.setText(SECRETARY)
    step.first.line.setText(one)
    step.again.line.setText(two)
    assert not first.primary.isEnabled()
    assert not Workspace.exists(first.answers.home)


def test_the_screen_and_the_store_agree_on_the_shortest_passphrase() -> None:
    assert LEAST == keys.LEAST


def test_the_key_must_be_typed_back_before_one_goes_on(first: FirstRun, qtbot: QtBot) -> None:
    say_branch(first)
    step = say_passphrase(first, qtbot)
    assert not first.primary.isEnabled()
    step.key.last.setText("XXXXX")
    assert not first.primary.isEnabled()
    step.key.last.setText(first.answers.recovery_key.split("-")[-1])
    assert first.primary.isEnabled()
    assert first.aside.isEnabled()


def test_the_recovery_key_that_was_shown_opens_the_book(first: FirstRun, qtbot: QtBot) -> None:
    say_branch(first)
    say_passphrase(first, qtbot)
    shown = first.answers.recovery_key
    Workspace.open(first.answers.home, shown.lower().replace("-", " ")).close()


def test_the_request_for_hq_lies_in_the_home(first: FirstRun, qtbot: QtBot) -> None:
    say_branch(first)
    say_passphrase(first, qtbot)
    assert (first.answers.home / "enrolment.request").stat().st_size > 0


def test_a_file_that_is_no_certificate_is_refused_in_its_place(
    first: FirstRun, qtbot: QtBot, tmp_path: Path
) -> None:
    say_branch(first)
    step = say_passphrase(first, qtbot)
    wrong = tmp_path / "holiday.cert"
    wrong.write_bytes(b"not a certificate")
    step.enrolment.take(wrong)
    qtbot.waitUntil(lambda: len(step.enrolment._foot.findChildren(type(step.enrolment._foot))) >= 1)
    assert not step.enrolment.is_enrolled()


def test_a_dropped_roster_is_recognised_and_taken(
    first: FirstRun, qtbot: QtBot, tmp_path: Path
) -> None:
    roster = tmp_path / "花名册.csv"
    roster.write_text(ROSTER, "utf-8")
    step = first.step
    assert isinstance(step, BranchStep)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(roster))])
    assert step.rosters.take(mime)
    assert first.answers.roster == roster
    say_branch(first)
    say_passphrase(first, qtbot)
    assert first.answers.imported == 2
    assert first.answers.book is not None
    assert first.answers.book.records.counts()["member"] == 2


def test_a_roster_that_is_none_is_named_and_the_branch_still_begins(
    first: FirstRun, qtbot: QtBot, tmp_path: Path
) -> None:
    step = first.step
    assert isinstance(step, BranchStep)
    wrong = tmp_path / "roster.xlsx"
    wrong.write_bytes(b"\xd0\xcf\x11\xe0 an old .doc under another name")
    step.take(wrong)
    assert first.answers.roster is None
    say_branch(first)
    say_passphrase(first, qtbot)


def test_a_roster_that_changed_since_it_was_dropped_is_told_and_the_branch_is_there(
    first: FirstRun, qtbot: QtBot, tmp_path: Path
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, "utf-8")
    assert isinstance(first.step, BranchStep)
    first.step.take(roster)
    roster.unlink()
    say_branch(first)
    step = say_passphrase(first, qtbot)
    assert first.answers.book is not None
    assert first.answers.problems
    assert step.findChildren(NoteLine)


def test_a_backup_is_restored_with_its_passphrase(
    first: FirstRun, qtbot: QtBot, tmp_path: Path
) -> None:
    old = Workspace.create(tmp_path / "old", PASSPHRASE, branch=BRANCH, cost=CHEAP).workspace
    backup = old.backups.make(tmp_path / "stick.sxbackup")
    old.close()
    step = first.step
    assert isinstance(step, BranchStep)
    step.choose("restore")
    step.take(backup)
    step.secret.line.setText("wrong one")
    first.primary.click()
    qtbot.waitUntil(lambda: not first.primary.is_busy())
    assert first.answers.book is None
    step.secret.line.setText(PASSPHRASE)
    with qtbot.waitSignal(first.opened) as given:
        first.primary.click()
    assert given.args[0].branch() == BRANCH


def test_going_back_keeps_what_was_said(first: FirstRun) -> None:
    say_branch(first)
    first.back.click()
    step = first.step
    assert isinstance(step, BranchStep)
    assert step.name.value() == BRANCH
    assert step.type.value() == "joint"


def test_a_colleagues_file_is_kept_for_after_the_enrolment(first: FirstRun, tmp_path: Path) -> None:
    step = first.step
    assert isinstance(step, BranchStep)
    step.choose("join")
    step.take(tmp_path / "stick.sxb")
    assert first.answers.bundle == tmp_path / "stick.sxb"


def test_the_other_language_is_one_press_away(first: FirstRun, qtbot: QtBot) -> None:
    with qtbot.waitSignal(first.language_asked) as asked:
        first.language.click()
    assert asked.args == ["en"]
