"""What is shared, on the real page: booked, moved, told where two meet, lent and brought back."""

from datetime import date, datetime, time, timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records.resources import Booking, BookingState, Loan
from app.workspace import Workspace
from tests.ui.desktop.conftest import NOW, Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.bookings import BookingsView
from ui.desktop.joint.resources import ResourcesTab
from ui.desktop.joint.shareviews import CatalogueView, LoansView
from ui.desktop.pages.joint import JointPage
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cellgrid import Place
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.fields import ComboField
from ui.desktop.window import Window

TODAY = NOW.date()


@pytest.fixture
def room(book: Workspace) -> str:
    return book.records.add("shared_resource", {"name": "第一会议室", "kind": "room"})


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, room: str) -> ResourcesTab:
    tab = ResourcesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1158, 620)
    tab.show()
    return tab


def booked(book: Workspace, room: str, start: str, end: str, whom: str) -> str:
    day = TODAY.isoformat()
    times = {"from_at": f"{day}T{start}:00", "to_at": f"{day}T{end}:00"}
    return book.records.add("booking", {"resource": room, "for_whom": whom, **times})


def test_the_catalogue_says_what_is_free(tab: ResourcesTab) -> None:
    tab.arrive("", "catalogue")
    view = tab.inner
    assert isinstance(view, CatalogueView)
    cells = view.list._rows.source.row(0).cells
    assert [c.plain() for c in cells] == ["第一会议室 场所", "本支部", "", "空闲", ""]


def test_pressing_an_empty_place_begins_a_booking_there(
    qtbot: QtBot, tab: ResourcesTab, book: Workspace, room: str
) -> None:
    tab.arrive("", "week")
    view = tab.inner
    assert isinstance(view, BookingsView)
    view.grid.setFocus()
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    field = view.form.fields["for_whom"].editor
    field._put("一工区")  # type: ignore[attr-defined]
    field.settled.emit("一工区")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(book.records.all(Booking)))
    (made,) = book.records.all(Booking)
    assert (made.resource, made.for_whom) == (room, "一工区")
    assert made.from_at is not None
    assert made.from_at.date() == date(2026, 5, 18)


def test_a_taken_time_is_refused_where_it_was_typed(
    qtbot: QtBot, tab: ResourcesTab, book: Workspace, room: str
) -> None:
    booked(book, room, "09:00", "11:00", "一工区")
    tab.arrive("", "week")
    view = tab.inner
    assert isinstance(view, BookingsView)
    view.begin(room, TODAY)
    field = view.form.fields["for_whom"].editor
    field.settled.emit("二工区")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: view.form.fields["from_at"].wrong)
    assert len(book.records.all(Booking)) == 1


def test_two_that_meet_are_told_and_moving_one_ends_it(
    qtbot: QtBot, tab: ResourcesTab, book: Workspace, room: str
) -> None:
    mine = booked(book, room, "09:00", "11:00", "一工区")
    pen = book.pen()
    day = TODAY.isoformat()
    theirs = {"from_at": f"{day}T10:00:00", "to_at": f"{day}T12:00:00"}
    edit = book.records.edit_new("booking", {"resource": room, **theirs})
    book.store.write(pen.scope, pen.actor, [edit], by=pen.by, what="new")
    tab.arrive(mine, "week")
    view = tab.inner
    assert isinstance(view, BookingsView)
    assert view.clash.isVisible()
    view.move_to(mine, datetime.fromisoformat("2026-05-22T09:00"))
    qtbot.waitUntil(lambda: not book.sharing.week(TODAY).clashing)
    view.refresh()
    assert not view.clash.isVisible()


def test_a_booking_is_called_off_with_undo(
    qtbot: QtBot, tab: ResourcesTab, book: Workspace, room: str, said: Recorder
) -> None:
    made = booked(book, room, "09:00", "11:00", "一工区")
    tab.arrive(made, "week")
    view = tab.inner
    assert isinstance(view, BookingsView)
    view.cancel()
    qtbot.waitUntil(lambda: bool(said.undoables))
    found = book.records.get(Booking, made)
    assert found is not None
    assert found.state == BookingState.cancelled


def test_what_was_lent_comes_back_in_a_press(
    qtbot: QtBot, tab: ResourcesTab, book: Workspace, said: Recorder
) -> None:
    chairs = book.records.add("shared_resource", {"name": "桌椅", "kind": "material"})
    loan = book.records.add("loan", {"resource": chairs, "quantity": 20, "due_on": "2026-05-16"})
    tab.arrive("", "loans")
    view = tab.inner
    assert isinstance(view, LoansView)
    (row,) = view.findChildren(ListRow)
    (back,) = row.findChildren(Button)
    back.click()
    qtbot.waitUntil(lambda: said.undoables == ["已归还：桌椅"])
    found = book.records.get(Loan, loan)
    assert found is not None
    assert found.returned_on == TODAY


def test_the_lists_behind_are_a_press_away(tab: ResourcesTab, said: Recorder) -> None:
    tab.arrive("", "loans")
    tab.out.click()
    assert said.routes[-1].detail == "resources:loan"
    tab.arrive("", "loan")
    assert "借用" in tab.meta()


def test_before_anything_is_shared_the_bookings_lead_to_the_catalogue(
    qtbot: QtBot, desk: Desk, said: Recorder
) -> None:
    view = BookingsView(desk)
    qtbot.addWidget(view)
    view.show()
    view.arrive("", "")
    # A page has one red button: the empty view has its own.
    assert view.header_actions() == []
    view.none.chosen.emit("share")
    assert said.routes[-1].detail == "new:shared_resource"


def test_the_form_of_a_booking_closes_and_takes_the_weeks_place_where_there_is_no_room(
    qtbot: QtBot, desk: Desk, room: str
) -> None:
    view = BookingsView(desk)
    qtbot.addWidget(view)
    view.resize(1158, 560)
    view.show()
    view.arrive("", "")
    view.begin(room, TODAY)
    assert view._side.isVisible()
    assert view.grid.isVisible()
    view.resize(800, 560)
    assert not view.grid.isVisible()
    view.close_form()
    assert view.grid.isVisible()
    assert not view._side.isVisible()


def test_by_keys_both_bookings_of_a_day_are_opened_and_the_second_one_moves(
    qtbot: QtBot, window: Window, book: Workspace, room: str
) -> None:
    first = booked(book, room, "09:00", "10:00", "一工区")
    second = booked(book, room, "14:00", "15:00", "二工区")
    window.go(Route("joint"))
    window.go(Route("joint", first, "resources:week"))
    tab = window.page
    assert isinstance(tab, JointPage)
    view = cast("ResourcesTab", tab.inner).inner
    assert isinstance(view, BookingsView)
    view.grid.setFocus()
    view.grid.put(Place(TODAY.weekday(), 0))
    for opened in (first, second, first, second):
        QTest.keyClick(view.grid, Qt.Key.Key_Return)
        assert view.form.record == opened
    QTest.keyClick(view.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)

    def starts(booking: str) -> datetime | None:
        found = book.records.get(Booking, booking)
        return found.from_at if found else None

    before = TODAY - timedelta(days=1)
    qtbot.waitUntil(lambda: starts(second) == datetime.combine(before, time(14)))
    assert starts(first) == datetime.combine(TODAY, time(9))
    assert window.page is tab


def test_the_form_of_a_booking_that_was_taken_back_closes(
    qtbot: QtBot, tab: ResourcesTab, book: Workspace, room: str
) -> None:
    made = booked(book, room, "09:00", "11:00", "一工区")
    tab.arrive(made, "week")
    view = tab.inner
    assert isinstance(view, BookingsView)
    assert view.form.isVisible()
    book.records.undo()
    view.refresh()
    assert view.form.record == ""
    assert not view.form.isVisible()


def test_what_is_booked_while_another_week_shows_is_of_that_week(tab: ResourcesTab) -> None:
    tab.arrive("", "week:2026-06-03")
    view = tab.inner
    assert isinstance(view, BookingsView)
    view.new()
    assert view.form.fields["from_at"].editor.value() == datetime.fromisoformat("2026-06-01T09:00")  # type: ignore[attr-defined]
    tab.arrive("", f"week:{TODAY.isoformat()}")
    view.new()
    assert view.form.fields["from_at"].editor.value() == datetime.combine(TODAY, time(9))  # type: ignore[attr-defined]


def test_a_mistyped_year_shows_the_last_week_there_is(tab: ResourcesTab, book: Workspace) -> None:
    room = book.records.add("shared_resource", {"name": "第二会议室", "kind": "room"})
    times = {"from_at": "9999-12-31T09:00:00", "to_at": "9999-12-31T10:00:00"}
    made = book.records.add("booking", {"resource": room, "for_whom": "一工区", **times})
    tab.arrive(made, "week")
    view = tab.inner
    assert isinstance(view, BookingsView)
    assert view.form.record == made
    view._turn(7)
    tab.arrive("", "week:0001-01-01")
    view._turn(-7)
    assert view._span.text().startswith("1月1日")


def test_a_room_shared_since_the_week_was_opened_can_be_booked(
    tab: ResourcesTab, book: Workspace, room: str
) -> None:
    tab.arrive("", "week")
    view = tab.inner
    assert isinstance(view, BookingsView)
    new = book.records.add("shared_resource", {"name": "第二会议室", "kind": "room"})
    view.refresh()
    view.new()
    editor = view.form.fields["resource"].editor
    assert isinstance(editor, ComboField)
    assert {editor.findData(one) >= 0 for one in (room, new)} == {True}
    view.begin(new, TODAY)
    assert editor.value() == new
