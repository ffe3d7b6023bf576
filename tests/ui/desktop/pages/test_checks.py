"""Checks: contradictions first, an explanation in place, the folder as a job."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services.folder_order import LastFolder
from app.workspace import Workspace
from db.model.change import Change, Op
from tests.ui.desktop.conftest import Recorder
from ui.desktop.checks.found import EXPLAINED, REMINDERS, WRONG
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.checks import ChecksPage
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.finding import ExplanationLine, FindingRow
from ui.desktop.widgets.segmented import SegmentedControl


@pytest.fixture
def meeting(book: Workspace) -> str:
    """A committee meeting whose sheet does not add up and whose record is half empty."""
    records = book.records
    records.change("branch", {"has_committee": False})
    member = records.add("member", {"name": "周建国"})
    held = records.add(
        "activity",
        {
            "type": "committee_meeting",
            "state": "archived",
            "title": "支委会",
            "held_start": "2026-05-20T19:00:00",
            "held_end": "2026-05-20T20:00:00",
        },
    )
    records.add("attendance", {"activity": held, "member": member})
    return held


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ChecksPage:
    page = ChecksPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    return page


def drawn(page: ChecksPage) -> ChecksPage:
    """Let the page show what it made, and what it threw away be gone."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return page


def rows(page: ChecksPage) -> list[FindingRow]:
    return [r for r in drawn(page).findChildren(FindingRow) if r.isVisible()]


def press_on(row: FindingRow, text: str) -> None:
    next(b for b in row.findChildren(QPushButton) if b.text() == text).click()


def choose(page: ChecksPage, value: str) -> None:
    control = page.findChildren(SegmentedControl)[0]
    control.chosen.emit(value)


def test_a_book_without_findings_says_so_and_offers_the_folder(
    page: ChecksPage, said: Recorder
) -> None:
    page.arrive("", "")
    empty = drawn(page).findChildren(EmptyState)[0]
    assert empty.isVisible()
    empty.chosen.emit("make")
    assert said.routes == [Route("folder", "", "year")]


def test_contradictions_stand_first_with_their_way_out(
    page: ChecksPage, meeting: str, said: Recorder
) -> None:
    page.arrive("", "")
    first = rows(page)[0]
    assert first.accessibleName().startswith("矛盾")
    press_on(first, "去核对")
    assert said.routes == [Route("meeting", meeting, "signin")]


def test_the_list_is_filtered_by_what_it_is(page: ChecksPage, meeting: str) -> None:
    page.arrive("", "")
    whole = len(rows(page))
    choose(page, WRONG)
    wrong = len(rows(page))
    choose(page, REMINDERS)
    assert wrong + len(rows(page)) == whole
    choose(page, EXPLAINED)
    assert rows(page) == []


def test_an_explanation_is_typed_in_place_and_kept(
    page: ChecksPage, meeting: str, book: Workspace, qtbot: QtBot
) -> None:
    page.arrive("", "")
    press_on(rows(page)[1], "写说明")
    (line,) = page.findChildren(ExplanationLine)
    line.field.setFocus()
    QTest.keyClicks(line.field, "K130")
    line.field.settle()
    qtbot.waitUntil(lambda: book.records.counts().get("explanation") == 1)
    # It stays open under the cursor; the next visit shows it as explained.
    qtbot.waitUntil(lambda: any("已保存" in x.text() for x in line.findChildren(type(line._saved))))
    page.arrive("", "")
    choose(page, EXPLAINED)
    assert len(rows(page)) == 1


def test_a_finding_can_be_reached_by_its_name(page: ChecksPage, meeting: str) -> None:
    page.arrive("", "")
    assert page._report is not None
    reminder = page._report.reminders[0]
    page.arrive("", f"finding:{reminder.explanation_id}")
    assert len(page.findChildren(ExplanationLine)) == 1


def test_another_period_is_checked_at_once(page: ChecksPage, meeting: str) -> None:
    page.arrive("", "")
    assert rows(page)
    page._period.set_value("last-quarter")
    page.refresh()
    assert "2026年1月1日" in page.meta()
    assert not any(meeting in r.accessibleName() for r in rows(page))


def test_the_folder_of_the_period_shown_is_one_press_away(page: ChecksPage, said: Recorder) -> None:
    page.arrive("", "")
    page._period.set_value("last-year")
    page.primary()
    assert said.routes == [Route("folder", "", "last-year")]


def test_the_folder_made_last_is_shown(page: ChecksPage, book: Workspace) -> None:
    page.arrive("", "")
    assert page._last.isHidden()
    days = date(2026, 1, 1), date(2026, 5, 21)
    book.foldering.shelfmark.keep(LastFolder(book.now(), Path("/x"), *days, 12, 34_000))
    page.refresh()
    assert not page._last.isHidden()


def test_what_passed_is_shown_when_asked(page: ChecksPage, meeting: str) -> None:
    page.arrive("", "")
    assert page._passed.isHidden()
    page._see.click()
    assert not page._passed.isHidden()


def test_two_values_are_one_press_away(page: ChecksPage, desk: Desk, said: Recorder) -> None:
    book = desk.book
    member = book.records.add("member", {"name": "李卓玛"})
    book.records.change(member, {"post": "队长"})
    op = Op("member", member, "post", "班长", ())
    change = Change(book.pen().scope, "f" * 16, 1, book.clock() << 16, "达瓦次仁", "edit", (op,))
    book.store.apply([change])
    page.arrive("", "")
    row = next(
        r for r in rows(page) if any(b.text() == "去选" for b in r.findChildren(QPushButton))
    )
    press_on(row, "去选")
    assert said.routes == [Route("conflicts", member)]
