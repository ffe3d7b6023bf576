"""Checks: contradictions first, an explanation in place, the folder as a job."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.rules.finding import Finding
from app.services.folder_order import LastFolder
from app.workspace import Workspace
from db.model.change import Change, Op
from tests.ui.desktop.conftest import Recorder
from ui.desktop.checks.lines import Head
from ui.desktop.checks.sift import EXPLAINED, REMINDERS, WRONG
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.checks import ChecksPage
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.finding import ExplanationLine


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


def test_a_visit_and_what_was_seen_are_reached_from_here(page: ChecksPage, said: Recorder) -> None:
    page.arrive("", "")
    for name in ("inspection", "access"):
        button = page.findChild(QPushButton, name)
        assert button is not None
        button.click()
    assert said.routes == [Route("inspection"), Route("access")]


def test_an_empty_page_has_one_red_button(page: ChecksPage) -> None:
    page.arrive("", "")
    assert len(page.header_actions()) == 1
    assert page.findChild(EmptyState) is not None


def drawn(page: ChecksPage) -> ChecksPage:
    """Let the page show what it made, and what it threw away be gone."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return page


def shown(page: ChecksPage) -> list[Finding]:
    return drawn(page)._found.list.findings()


def words(page: ChecksPage) -> list[str]:
    model = drawn(page)._found.list.model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def press_button(page: ChecksPage, finding: Finding) -> None:
    """Click the button that is painted in a finding's line."""
    listing = drawn(page)._found.list
    at = listing._model.place(finding.explanation_id)
    rect = QRectF(listing.visualRect(listing.model().index(at, 0)))
    button = listing._painter.button(rect, finding)
    assert button is not None
    spot = button.center().toPoint()
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))


def press_way(page: ChecksPage, text: str) -> None:
    """Click a way out of the finding that is open."""
    row = page._found.list.open_row
    assert row is not None
    next(b for b in row.findChildren(QPushButton) if b.text() == text).click()


def test_a_book_without_findings_says_so_and_offers_the_folder(
    page: ChecksPage, said: Recorder
) -> None:
    page.arrive("", "")
    empty = drawn(page).findChildren(EmptyState)[0]
    assert empty.isVisible()
    empty.chosen.emit("make")
    assert said.routes == [Route("folder", "", "year")]


def test_contradictions_stand_first_under_their_head_with_their_way_out(
    page: ChecksPage, meeting: str, said: Recorder
) -> None:
    page.arrive("", "")
    assert words(page)[0].startswith("矛盾，须改正")
    assert words(page)[1].startswith("矛盾: ")
    press_button(page, shown(page)[0])
    assert said.routes == [Route("meeting", meeting, "signin")]


def test_the_list_is_filtered_by_what_it_is(page: ChecksPage, meeting: str) -> None:
    page.arrive("", "")
    whole = len(shown(page))
    page._found.states.chosen.emit(WRONG)
    wrong = len(shown(page))
    page._found.states.chosen.emit(REMINDERS)
    assert wrong + len(shown(page)) == whole
    page._found.states.chosen.emit(EXPLAINED)
    assert shown(page) == []
    page._found._none.acted.emit()
    assert len(shown(page)) == whole


def test_the_list_is_filtered_by_box_rule_month_and_words(page: ChecksPage, meeting: str) -> None:
    page.arrive("", "")
    found = page._found
    whole = shown(page)
    values = [found.boxes.itemData(n) for n in range(found.boxes.count())]
    assert "5" in values
    found.boxes.settled.emit("5")
    assert {f.record for f in shown(page)} == {meeting}
    found.boxes.settled.emit("-1")
    found.rules.settled.emit("R14")
    assert {f.rule for f in shown(page)} == {"R14"}
    found.rules.settled.emit("")
    found.trend.month_chosen.emit(2026, 1)
    assert shown(page) == []
    found.clear_filter()
    found.search.setText("r13")
    assert {f.rule for f in shown(page)} == {"R13"}
    found.search.setText("")
    assert shown(page) == whole


def test_a_finding_opens_in_its_place_with_rule_source_box_and_people(
    page: ChecksPage, meeting: str
) -> None:
    page.arrive("", "")
    listing = drawn(page)._found.list
    listing.setFocus()
    listing.setCurrentIndex(listing.model().index(1, 0))
    QTest.keyClick(listing, Qt.Key.Key_Return)
    row = listing.open_row
    assert row is not None
    texts = [label.text() for label in row.findChildren(QLabel)]
    assert any("R14" in text for text in texts)
    assert any(text.startswith("5 ") for text in texts)
    assert "周建国" in texts
    assert row.line is None
    QTest.keyClick(listing, Qt.Key.Key_Return)
    assert listing.open_row is None


def test_an_explanation_is_typed_in_place_and_kept(
    page: ChecksPage, meeting: str, book: Workspace, qtbot: QtBot
) -> None:
    page.arrive("", "")
    reminder = next(f for f in shown(page) if not f.is_error)
    page._found.open_line(reminder.explanation_id)
    (line,) = page.findChildren(ExplanationLine)
    line.field.setFocus()
    QTest.keyClicks(line.field, "K130")
    line.field.settle()
    qtbot.waitUntil(lambda: book.records.counts().get("explanation") == 1)
    # It stays open under the cursor; once it is shut the list shows it as explained.
    qtbot.waitUntil(lambda: any("已保存" in x.text() for x in line.findChildren(type(line._saved))))
    assert page._found.list.open_row is not None
    press_way(page, "关闭")
    page._found.states.chosen.emit(EXPLAINED)
    qtbot.waitUntil(lambda: [f.explanation for f in shown(page)] == ["K130"])


def test_f2_goes_straight_into_the_line_that_explains(page: ChecksPage, meeting: str) -> None:
    page.arrive("", "")
    listing = drawn(page)._found.list
    reminder = next(f for f in shown(page) if not f.is_error)
    listing.setCurrentIndex(listing.model().index(listing._model.place(reminder.explanation_id), 0))
    QTest.keyClick(listing, Qt.Key.Key_F2)
    assert listing.open_row is not None
    assert listing.open_row.line is not None


def test_heads_take_no_choice_and_rows_are_copied_as_a_table(
    page: ChecksPage, meeting: str
) -> None:
    page.arrive("", "")
    listing = drawn(page)._found.list
    assert isinstance(listing.lines()[0], Head)
    assert not listing.model().index(0, 0).flags() & Qt.ItemFlag.ItemIsSelectable
    listing.selectAll()
    QTest.keyClick(listing, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert len(copied) == len(shown(page)) + 1
    assert all(row.count("\t") == 5 for row in copied)


def test_a_finding_can_be_reached_by_its_name(page: ChecksPage, meeting: str) -> None:
    page.arrive("", "")
    assert page._report is not None
    reminder = page._report.reminders[0]
    page.arrive("", f"finding:{reminder.explanation_id}")
    assert len(drawn(page).findChildren(ExplanationLine)) == 1


def test_another_period_is_checked_at_once(page: ChecksPage, meeting: str) -> None:
    page.arrive("", "")
    assert shown(page)
    page._period.set_value("last-quarter")
    page.refresh()
    assert "2026年1月1日" in page.meta()
    assert not any(meeting == f.record for f in shown(page))


def test_ten_years_are_checked_beside_the_screen(
    page: ChecksPage, meeting: str, qtbot: QtBot
) -> None:
    page.arrive("", "")
    page._period.set_value("ten-years")
    page.refresh()
    qtbot.waitUntil(lambda: page._report is not None and page._report.first == date(2017, 1, 1))
    qtbot.waitUntil(lambda: any(meeting == f.record for f in shown(page)))
    assert len(page._found.trend._months) == 113
    page.refresh()
    qtbot.waitUntil(lambda: "项通过" in page._passed_words.text())


def test_thousands_of_findings_make_no_widgets(page: ChecksPage, meeting: str) -> None:
    page.arrive("", "")
    assert page._report is not None
    one = page._report.reminders[0]
    many = tuple(replace(one, about=f"2026-05/{n}") for n in range(5000))
    before = len(drawn(page).findChildren(QWidget))
    page._found.show_report(replace(page._report, findings=many), lambda _id: None)
    assert len(shown(page)) == 5000
    assert len(page.findChildren(QWidget)) <= before


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
    assert not page._passed.isVisible()
    page._see.click()
    assert page._passed.isVisible()
    assert not page._found.isVisible()
    page._see.click()
    assert page._found.isVisible()


def test_two_values_are_one_press_away(page: ChecksPage, desk: Desk, said: Recorder) -> None:
    book = desk.book
    member = book.records.add("member", {"name": "李卓玛"})
    book.records.change(member, {"post": "队长"})
    op = Op("member", member, "post", "班长", ())
    change = Change(book.pen().scope, "f" * 16, 1, book.clock() << 16, "达瓦次仁", "edit", (op,))
    book.store.apply([change])
    page.arrive("", "")
    press_button(page, next(f for f in shown(page) if f.record == member))
    assert said.routes == [Route("conflicts", member)]
