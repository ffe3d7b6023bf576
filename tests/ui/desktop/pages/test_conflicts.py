"""Two values: read side by side, chosen with a key, adopted, and the next one is there."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.records.meeting import Activity
from app.workspace import Workspace
from db.model.change import Change, Op
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.conflicts import ConflictsPage
from ui.desktop.settling.own import OwnCard
from ui.desktop.settling.sides import SideCard
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyState

BASE = "清理落石 3 处，发放明白卡 40 份。"


def differ(book: Workspace, record: str, seq: int, **values: tuple[str, str]) -> None:
    """Let a colleague and this computer change the same fields of a meeting."""
    found = book.records.raw(record)
    assert found is not None
    seen, pen = found.seen(), book.pen()
    ops = tuple(Op("activity", record, f, v[1], seen.get(f, ())) for f, v in values.items())
    book.records.change(record, {f: v[0] for f, v in values.items()})
    hlc = book.clock() << 16
    book.store.apply([Change(pen.scope, "b" * 16, seq, hlc, "达瓦次仁", "edit", ops)])


@pytest.fixture
def meeting(book: Workspace) -> str:
    """A themed day whose account and place two people changed."""
    record = book.records.add(
        "activity",
        {
            "type": "themed_party_day",
            "title": "“同护一条路”主题党日",
            "minutes": BASE,
            "held_start": "2026-04-28T15:00:00",
            "held_end": "2026-04-28T18:00:00",
            "place_text": "K118",
        },
    )
    differ(
        book,
        record,
        1,
        minutes=(BASE.replace("3", "5"), BASE.replace("40", "62")),
        place_text=("K126", "K120"),
    )
    return record


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ConflictsPage:
    page = ConflictsPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    return page


def drawn(page: ConflictsPage) -> ConflictsPage:
    """Let the page show what it made, and what it threw away be gone."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return page


def text_of(book: Workspace, record: str) -> str | None:
    found = book.records.get(Activity, record)
    assert found is not None
    return found.minutes


def test_nothing_to_choose_is_said(page: ConflictsPage) -> None:
    page.arrive("", "")
    assert drawn(page).findChildren(EmptyState)[0].isVisible()
    assert page.chips() == []


def test_each_side_says_who_which_computer_and_how_late(page: ConflictsPage, meeting: str) -> None:
    page.arrive(meeting, "")
    words = [
        x.text() for card in drawn(page).findChildren(SideCard) for x in card.findChildren(QLabel)
    ]
    assert "周建国" in words
    assert "达瓦次仁" in words
    assert "这台电脑" in words
    assert sum("记于会后 23 天" in w for w in words) == 2


def test_the_merged_text_is_adopted_with_ctrl_enter_and_the_next_one_shown(
    page: ConflictsPage, meeting: str, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    page.arrive(meeting, "")
    assert page._detail is not None
    assert page._detail.dispute.field == "minutes"
    page.primary()
    qtbot.waitUntil(lambda: len(book.settling.open()) == 1)
    assert text_of(book, meeting) == "清理落石 5 处，发放明白卡 62 份。"
    qtbot.waitUntil(lambda: bool(said.undoables))
    qtbot.waitUntil(lambda: page._detail is not None and page._detail.dispute.field == "place_text")


@pytest.mark.parametrize(
    ("key", "text"), [(Qt.Key.Key_1, "5 处，发放明白卡 40"), (Qt.Key.Key_2, "3 处，发放明白卡 62")]
)
def test_a_side_is_chosen_by_its_number(
    page: ConflictsPage, meeting: str, book: Workspace, qtbot: QtBot, key: Qt.Key, text: str
) -> None:
    page.arrive(meeting, "")
    sides = [c.side for c in drawn(page).findChildren(SideCard)]
    mine = 0 if sides[0].mine else 1
    wanted = key if mine == 0 else (Qt.Key.Key_2 if key == Qt.Key.Key_1 else Qt.Key.Key_1)
    QTest.keyClick(page, wanted)
    page.primary()
    qtbot.waitUntil(lambda: len(book.settling.open()) == 1)
    assert text in (text_of(book, meeting) or "")


def test_a_short_value_is_not_chosen_for_anybody(
    page: ConflictsPage, meeting: str, book: Workspace, qtbot: QtBot
) -> None:
    page.arrive(meeting, "")
    page._turn(1)
    page.primary()
    assert len(book.settling.open()) == 2
    QTest.keyClick(page, Qt.Key.Key_1)
    page.primary()
    qtbot.waitUntil(lambda: len(book.settling.open()) == 1)


def test_ones_own_text_can_be_written_and_adopted(
    page: ConflictsPage, meeting: str, book: Workspace, qtbot: QtBot
) -> None:
    page.arrive(meeting, "")
    (own,) = drawn(page).findChildren(OwnCard)
    own._edit()
    own.editor.selectAll()
    QTest.keyClicks(own.editor, "12")
    page.primary()
    qtbot.waitUntil(lambda: text_of(book, meeting) == "12")


def test_what_is_being_written_is_not_drawn_over_by_a_sync(
    page: ConflictsPage, meeting: str, book: Workspace, qtbot: QtBot
) -> None:
    page.arrive(meeting, "")
    (own,) = drawn(page).findChildren(OwnCard)
    own._edit()
    own.editor.setPlainText("half")
    before = page._detail
    book.records.add("member", {"name": "新来的"})
    qtbot.wait(50)
    assert page._detail is before


def test_where_both_changed_one_place_the_editor_has_both(
    page: ConflictsPage, book: Workspace
) -> None:
    record = book.records.add("activity", {"type": "training", "minutes": BASE})
    differ(book, record, 1, minutes=(BASE.replace("3", "5"), BASE.replace("3", "7")))
    page.arrive(record, "")
    (own,) = drawn(page).findChildren(OwnCard)
    assert own.editor.isVisible()
    assert "5 / 7" in own.text() or "7 / 5" in own.text()
    assert page._detail is not None
    page.primary()
    assert len(book.settling.open()) == 1


def test_undo_brings_the_choice_back(
    page: ConflictsPage, meeting: str, book: Workspace, qtbot: QtBot
) -> None:
    page.arrive(meeting, "")
    page.primary()
    qtbot.waitUntil(lambda: len(book.settling.open()) == 1)
    book.records.undo()
    assert text_of(book, meeting) in {BASE.replace("3", "5"), BASE.replace("40", "62")}


def test_what_was_chosen_leads_to_its_history(
    page: ConflictsPage, meeting: str, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    page.arrive(meeting, "")
    page.primary()
    qtbot.waitUntil(lambda: len(book.settling.settled()) == 1)
    page.refresh()
    rows = [r for r in drawn(page).findChildren(ListRow) if r.isVisible()]
    rows[-1].pressed.emit()
    assert said.routes == [Route("history", meeting)]


def test_two_members_with_one_code_are_a_choice_too(
    page: ConflictsPage, book: Workspace, qtbot: QtBot
) -> None:
    for name in ("甲", "乙"):
        book.records.add("member", {"name": name, "code": "7"})
    page.arrive("", "")
    assert page._detail is not None
    assert page._detail.dispute.form == "same"
    QTest.keyClick(page, Qt.Key.Key_2)
    page.primary()
    qtbot.waitUntil(lambda: book.settling.open() == [])


def test_two_bookings_of_one_hour_are_said_here_and_lead_to_the_week(
    qtbot: QtBot, desk: Desk, book: Workspace, said: Recorder
) -> None:
    page = ConflictsPage(desk)
    qtbot.addWidget(page)
    page.arrive("", "")
    assert page.header_actions() == []
    room = book.records.add("shared_resource", {"name": "第一会议室", "kind": "room"})
    hours = {"resource": room, "from_at": "2026-05-22T09:00:00", "to_at": "2026-05-22T11:00:00"}
    pen = book.pen()
    edits = [book.records.edit_new("booking", hours) for _ in range(2)]
    made = book.store.write(pen.scope, pen.actor, edits, by=pen.by, what="new").ids
    page.refresh()
    (button,) = page.header_actions()
    assert isinstance(button, Button)
    assert button.text() == "1 处重复预约"
    button.click()
    assert said.routes[-1].record in made
