from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.records.member import ContactEntry, Member, MemberStatusEvent, StatusEvent
from app.services.membership import Happening
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.members import MembersPage
from ui.desktop.people.happening import GROUP
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.rows import Bar, Strip, Text

LONG = "阿卜杜热合曼・买买提依明"


@pytest.fixture
def ids(book: Workspace) -> dict[str, str]:
    add = book.records.add
    one = add("party_group", {"name": "第一党小组", "number": 1})
    two = add("party_group", {"name": "第二党小组", "number": 2})
    people: Sequence[dict[str, object]] = (
        {"name": "周建国", "group": one, "post": "项目经理"},
        {"name": "次仁旺堆", "group": two, "post": "一工区队长"},
        {"name": LONG, "group": two, "post": "测量班", "joined_on": "2014-06-26"},
        {"name": "拉毛才让", "group": two, "status": "probationary"},
        {"name": "何静", "group": one, "relation_here": "organizational_life_only"},
        {"name": "走了的", "status": "removed"},
    )
    found = {}
    for number, fields in enumerate(people, 1):
        found[str(fields["name"])] = add("member", {**fields, "number": number})
    meeting = add(
        "activity",
        {
            "type": "general_meeting",
            "title": "第一季度党员大会",
            "held_start": "2026-02-05T19:30:00",
        },
    )
    add("attendance", {"activity": meeting, "member": found[LONG], "status": "present"})
    add(
        "study_record",
        {"topic": "党章", "held_on": "2026-03-01", "hours": 17, "members": [found[LONG]]},
    )
    return found


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ids: dict[str, str]) -> MembersPage:
    page = MembersPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    page.arrive("", "")
    return page


def names(page: MembersPage) -> list[str]:
    source = page.list._rows.source
    cells = [source.row(at).cells[0] for at in range(len(source))]
    return [cell.text for cell in cells if isinstance(cell, Text)]


def words(page: MembersPage) -> str:
    return "\n".join(
        label.text() for label in page.profile.findChildren(QLabel) if label.isVisibleTo(page)
    )


def test_what_is_done_seldom_stands_in_a_menu(page: MembersPage, said: Recorder) -> None:
    page._more.open_menu().chosen.emit("ending")
    assert said.routes == [Route("ending")]


def test_the_roster_shows_those_who_count_in_the_units_order(page: MembersPage) -> None:
    assert names(page) == ["周建国", "次仁旺堆", LONG, "拉毛才让", "何静"]
    assert page.meta() == "5 人：正式 3，预备 1，编入 1。2 个党小组"


def test_months_hours_and_tags_stand_in_the_row(page: MembersPage) -> None:
    row = page.list._rows.source.row(2)
    assert row.cells[1] == Text("测量班，二组", role="meta", tone="secondary")
    assert row.cells[2] == Strip((None, 4, *(None,) * 10))
    assert row.cells[3] == Bar(17, 32, "17/32")
    tags = [page.list._rows.source.row(at).cells[0].plain() for at in (3, 4)]
    assert tags == ["拉毛才让 预备", "何静 编入"]


def test_nobody_can_be_sorted_by_hours_or_attendance(page: MembersPage) -> None:
    assert not any(column.sort for column in page.list._columns)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("crw", ["次仁旺堆"]),
        ("测量", [LONG]),
        ("二党小组", ["次仁旺堆", LONG, "拉毛才让"]),
        ("买提", [LONG]),
        ("无此人", []),
    ],
)
def test_the_filter_takes_initials_names_posts_and_groups(
    page: MembersPage, typed: str, found: list[str]
) -> None:
    page.tools.search.setText(typed)
    assert names(page) == found
    assert page._none.isVisibleTo(page) == (not found)


def test_segments_show_the_probationary_those_placed_here_and_those_gone(page: MembersPage) -> None:
    for key, found in (("probationary", ["拉毛才让"]), ("placed", ["何静"]), ("gone", ["走了的"])):
        page.tools.standing.set_current(key)
        page.tools.standing.chosen.emit(key)
        assert names(page) == found


def test_a_group_can_be_chosen_from_elsewhere_too(page: MembersPage, book: Workspace) -> None:
    page.arrive("", f"group:{book.members.groups()[0].id}")
    assert names(page) == ["周建国", "何静"]
    page.tools.clear()
    assert len(names(page)) == 5


def test_the_profile_tells_facts_hours_and_attendance(
    qtbot: QtBot, page: MembersPage, ids: dict[str, str]
) -> None:
    page.list.select(ids[LONG])
    qtbot.waitUntil(lambda: LONG in words(page))
    said = words(page)
    for text in (
        "第二党小组",
        "2014年6月26日",
        "在本支部，有表决权",
        "2月5日 党员大会",
        "17，本年要求 32",
        "应到 1，实到 1，假 0，缺 0",
    ):
        assert text in said, text


def test_a_member_is_edited_beside_the_list(
    qtbot: QtBot, page: MembersPage, ids: dict[str, str], book: Workspace
) -> None:
    page.list.select(ids["周建国"])
    QTest.keyClick(page, Qt.Key.Key_F2)
    form = page.profile.form
    post = form.fields["post"].editor
    assert isinstance(post, LineField)
    post.setText("党支部书记")
    with qtbot.waitSignal(form.saved):
        post.settle()
    member = book.records.get(Member, ids["周建国"])
    assert member is not None
    assert member.post == "党支部书记"
    page.profile.close_form()
    qtbot.waitUntil(lambda: "党支部书记" in words(page))


def test_a_new_member_needs_only_a_name_and_stands_last(
    qtbot: QtBot, page: MembersPage, book: Workspace, said: Recorder
) -> None:
    page.new()
    name = page.profile.form.fields["name"].editor
    assert isinstance(name, LineField)
    name.setText("索南多杰")
    with qtbot.waitSignal(page.profile.added):
        name.settle()
    assert book.members.roster()[-1].name == "索南多杰"
    assert said.undoables == ["已加入索南多杰"]
    book.records.undo()
    assert "索南多杰" not in [m.name for m in book.members.roster()]


def test_a_contact_is_logged_in_place(
    qtbot: QtBot, page: MembersPage, ids: dict[str, str], book: Workspace, said: Recorder
) -> None:
    page.list.select(ids["何静"])
    page.profile.begin_contact()
    contact = page.profile.contact
    contact.how.set_current("message")
    contact.result.setPlainText("一切安好")
    with qtbot.waitSignal(contact.closed):
        contact.log.click()
    (entry,) = book.records.all(ContactEntry)
    assert (entry.member, str(entry.on), entry.method, entry.result) == (
        ids["何静"],
        "2026-05-21",
        "message",
        "一切安好",
    )
    assert said.undoables == ["已记一次联系：何静"]


def test_a_contact_without_a_day_says_so_at_the_field(
    qtbot: QtBot, page: MembersPage, ids: dict[str, str], book: Workspace, said: Recorder
) -> None:
    page.list.select(ids["何静"])
    page.profile.begin_contact()
    page.profile.contact.day.setText("三十二号")
    page.profile.contact.write()
    day = page.profile.contact.day
    qtbot.waitUntil(lambda: "三十二号" in day.accessibleDescription())
    assert book.records.all(ContactEntry) == []
    assert said.problems == []


def test_deleting_comes_back_with_undo(
    qtbot: QtBot, page: MembersPage, ids: dict[str, str], book: Workspace, said: Recorder
) -> None:
    page.list.select(ids["何静"])
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: said.undoables == ["已删除何静"])
    assert book.records.get(Member, ids["何静"]) is None
    book.records.undo()
    assert book.records.get(Member, ids["何静"]) is not None


def test_what_was_written_elsewhere_shows_at_once(
    qtbot: QtBot, page: MembersPage, book: Workspace
) -> None:
    book.records.add("member", {"name": "新来的", "number": 9})
    qtbot.waitUntil(lambda: "新来的" in names(page))


def test_the_ways_on_lead_where_they_say(
    page: MembersPage, ids: dict[str, str], said: Recorder
) -> None:
    page.list.select(ids[LONG])
    page.profile.study_asked.emit(ids[LONG])
    page.list.opened.emit(ids[LONG])
    said.files.append("名册.xlsx")
    page.import_file()
    assert said.routes == [
        Route("study", ids[LONG]),
        Route("record", ids[LONG]),
        Route("roster", detail="名册.xlsx"),
    ]


def test_a_file_dropped_anywhere_on_the_page_is_previewed(
    page: MembersPage, said: Recorder, tmp_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "名册.csv"))])
    event = QDropEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    assert said.routes == [Route("roster", detail=str(tmp_path / "名册.csv"))]


def test_rows_copied_from_a_spreadsheet_are_previewed(page: MembersPage, said: Recorder) -> None:
    QGuiApplication.clipboard().setText("姓名\t岗位\n张三\t安全员")
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert said.routes == [Route("roster", detail="paste")]


def test_an_empty_branch_is_asked_for_its_roster(qtbot: QtBot, desk: Desk) -> None:
    page = MembersPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.arrive("", "")
    assert page.empty.isVisibleTo(page)
    assert page.header_actions() == []
    page.empty.chosen.emit("new")
    assert page.profile.is_editing()


def test_the_members_own_record_prints(
    qtbot: QtBot, page: MembersPage, ids: dict[str, str], said: Recorder
) -> None:
    page.list.select(ids[LONG])
    page.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs or said.problems), timeout=20_000)
    assert said.problems == []
    assert said.pdfs[0][0].startswith(b"%PDF")


def test_only_those_who_were_asked_for_show_in_the_roster_s_order_until_all_are_wanted(
    page: MembersPage, ids: dict[str, str]
) -> None:
    page.arrive("", f"ids:{ids['何静']},{ids['周建国']}")
    assert names(page) == ["周建国", "何静"]
    assert page.tools.some.isVisible()
    assert page.tools.some.text() == "只看这 2 人"
    page.tools.some.click()
    assert len(names(page)) == 5
    assert not page.tools.some.isVisible()
    page.arrive("", f"ids:{ids['何静']}")
    page.arrive("", "")
    assert len(names(page)) == 5


def test_the_roster_of_a_day_is_that_of_the_day(
    page: MembersPage, book: Workspace, ids: dict[str, str], qtbot: QtBot, said: Recorder
) -> None:
    left = Happening(ids["次仁旺堆"], StatusEvent.out, date(2026, 4, 1))
    book.membership.happened(left)
    page.refresh()
    assert "次仁旺堆" not in names(page)
    page.arrive("", "day:2026-03-01")
    assert "次仁旺堆" in names(page)
    page.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs))
    page.dayline.end()
    assert "次仁旺堆" not in names(page)


def test_a_status_changes_by_what_happened_with_its_day(
    page: MembersPage, book: Workspace, ids: dict[str, str], qtbot: QtBot, said: Recorder
) -> None:
    page.arrive(ids["拉毛才让"], "happened")
    form = page.profile.happening
    form.write()
    assert book.records.all(MemberStatusEvent) == []
    form.what.set_value(StatusEvent.convert.value)
    form.day.set_value(date(2026, 5, 8))
    form.write()
    qtbot.waitUntil(lambda: said.undoables == ["拉毛才让：转正"])
    found = book.records.get(Member, ids["拉毛才让"])
    assert found is not None
    assert (found.status.value, found.full_on) == ("full", date(2026, 5, 8))
    book.records.undo()
    assert book.records.get(Member, ids["拉毛才让"]).full_on is None  # type: ignore[union-attr]


def test_a_move_to_another_group_carries_its_day(
    page: MembersPage, book: Workspace, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.arrive(ids["周建国"], "happened")
    form = page.profile.happening
    form.what.set_value(GROUP)
    form._fit()
    assert form.fields["group"].isVisibleTo(form)
    second = book.members.groups()[1].id
    form.group.set_value(second)
    form.day.set_value(date(2026, 5, 1))
    form.write()
    qtbot.waitUntil(
        lambda: book.records.get(Member, ids["周建国"]).group == second  # type: ignore[union-attr]
    )
    assert book.membership.branch().group_of(ids["周建国"], date(2026, 4, 30)) != second


def test_status_and_group_of_a_member_who_is_there_are_not_bare_choices(
    page: MembersPage,
) -> None:
    page.profile.begin_edit()
    assert not page.profile.form.fields["status"].isVisibleTo(page)
    page.profile.close_form()
    page.new()
    assert page.profile.form.fields["status"].isVisibleTo(page)


def test_who_was_called_and_not_reached_is_written_so(
    page: MembersPage, book: Workspace, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.arrive(ids["周建国"], "contact")
    page.profile.contact.reached.set_current("false")
    page.profile.contact.write()
    qtbot.waitUntil(lambda: bool(book.records.all(ContactEntry)))
    assert book.records.all(ContactEntry)[0].reached is False


def test_a_second_visit_reads_nobody_until_something_is_written(
    page: MembersPage, book: Workspace, ids: dict[str, str]
) -> None:
    page.arrive("", "")
    read = page._roster
    page.arrive("", "")
    assert page._roster is read
    book.records.change(ids["周建国"], {"post": "总工程师"})
    page.arrive("", "")
    assert page._roster is not None
    assert "总工程师" in {m.post for m in page._roster.members}
