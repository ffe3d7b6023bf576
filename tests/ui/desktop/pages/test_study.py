from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records.study import HoursKind, StudyRecord
from app.services.studying import Step
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.study import StudyPage
from ui.desktop.people.studyplans import NewLine
from ui.desktop.people.studywho import sentence
from ui.desktop.widgets.tickgrid import TickCell


@pytest.fixture
def ids(book: Workspace) -> dict[str, str]:
    add = book.records.add
    one, two = (add("party_group", {"name": f"第{n}党小组"}) for n in "一二")
    found = {
        name: add("member", {"name": name, "group": group, "number": at})
        for at, (name, group) in enumerate(
            [("周建国", one), ("王海燕", one), ("高峻", two), ("次仁旺堆", two)], 1
        )
    }
    meeting = add("activity", {"type": "general_meeting", "held_start": "2026-05-05T19:30:00"})
    for name in ("周建国", "次仁旺堆"):
        add("attendance", {"activity": meeting, "member": found[name], "status": "present"})
    add(
        "study_record",
        {
            "topic": "党章",
            "held_on": "2026-03-01",
            "hours": 12,
            "members": list(found.values())[:2],
        },
    )
    return found


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ids: dict[str, str]) -> StudyPage:
    page = StudyPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    page.arrive("", "")
    return page


def chosen(page: StudyPage, book: Workspace) -> list[str]:
    return [book.records.name(m) for m in page.who.chosen()]


def cells(page: StudyPage) -> dict[str, TickCell]:
    return {cell.name: cell for cell in page.who.grid._flat()}


def fill(page: StudyPage, topic: str = "读书班", hours: str = "2") -> None:
    page.form.topic.setText(topic)
    page.form.hours.setText(hours)


def test_those_at_the_last_meeting_are_ticked_to_begin_with(
    page: StudyPage, book: Workspace
) -> None:
    assert chosen(page, book) == ["周建国", "次仁旺堆"]


def test_the_button_says_for_whom_and_how_much_and_why_it_cannot(page: StudyPage) -> None:
    button = page.header_actions()[-1]
    assert not button.isEnabled()
    assert "主题还空着" in button.toolTip()
    fill(page)
    assert button.isEnabled()
    assert page._write.text().strip() == "记给 2 人，各 2 学时"
    page.who.choose([])
    assert "还没有勾选人" in button.toolTip()


def test_each_row_shows_before_and_after_and_the_sentence_who_stays_behind(page: StudyPage) -> None:
    fill(page)
    notes = {name: cell.note for name, cell in cells(page).items()}
    assert notes == {"周建国": "12→14", "王海燕": "12", "高峻": "0", "次仁旺堆": "0→2"}
    said = page.who.note._words.text()
    assert said == "记完后：4 人中 3 人仍低于按月进度（王海燕 12、高峻 0、次仁旺堆 2，进度 12.4）。"


def test_one_entry_is_one_record_with_undo(
    qtbot: QtBot, page: StudyPage, book: Workspace, said: Recorder, ids: dict[str, str]
) -> None:
    fill(page, "第三期读书班")
    page.form.lecturer.setText("外请专家")
    page.form.note.setText("在工地")
    page.form.how.set_current("away")
    page.primary()
    qtbot.waitUntil(lambda: bool(said.undoables))
    study = next(s for s in book.records.all(StudyRecord) if s.topic == "第三期读书班")
    assert (study.hours, study.hours_kind, study.lecturer, study.text) == (
        2,
        HoursKind.away,
        "外请专家",
        "在工地",
    )
    assert study.members == [ids["周建国"], ids["次仁旺堆"]]
    assert said.undoables == ["已记给 2 人，各 2 学时：第三期读书班"]
    assert page.form.topic.text() == ""
    book.records.undo()
    assert len(book.records.all(StudyRecord)) == 1


def test_initials_and_enter_tick_somebody(page: StudyPage, book: Workspace) -> None:
    page.who.search.setFocus()
    QTest.keyClicks(page.who.search, "gj")
    QTest.keyClick(page.who.search, Qt.Key.Key_Return)
    assert "高峻" in chosen(page, book)
    QTest.keyClicks(page.who.search, "zjg")
    QTest.keyClick(page.who.search, Qt.Key.Key_Space)
    assert "周建国" not in chosen(page, book)
    assert page.who.search.text() == ""


def test_control_a_ticks_everyone_and_then_nobody(page: StudyPage, book: Workspace) -> None:
    QTest.keyClick(page.who.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(chosen(page, book)) == 4
    QTest.keyClick(page.who.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert chosen(page, book) == []


def test_a_pasted_list_ticks_those_it_names_and_tells_the_others(
    page: StudyPage, book: Workspace
) -> None:
    QGuiApplication.clipboard().setText("1 王 海燕\n2 高峻\n3 赵六")
    page.who._paste.click()
    assert chosen(page, book) == ["王海燕", "高峻"]
    assert page.who._pasted._words.text() == "认出 2 人；名册里没有：3 赵六"
    QGuiApplication.clipboard().setText("")
    page.who._paste.click()
    assert "剪贴板里没有名字" in page.who._pasted._words.text()
    assert chosen(page, book) == ["王海燕", "高峻"]


def test_coming_from_a_profile_that_member_alone_is_ticked(
    page: StudyPage, book: Workspace, ids: dict[str, str]
) -> None:
    page.arrive(ids["高峻"], "")
    assert chosen(page, book) == ["高峻"]


def test_hours_that_cannot_be_stand_as_an_error_at_their_field(
    qtbot: QtBot, page: StudyPage, book: Workspace, said: Recorder
) -> None:
    fill(page, hours="900")
    page.primary()
    qtbot.waitUntil(lambda: "900" in page.form.hours.accessibleDescription())
    assert page.form.topic.text() == "读书班"
    assert len(book.records.all(StudyRecord)) == 1
    assert (said.problems, said.undoables) == ([], [])


def test_files_dropped_are_attached_to_the_record(
    qtbot: QtBot, page: StudyPage, book: Workspace, tmp_path: Path, said: Recorder
) -> None:
    proof = tmp_path / "证书.txt"
    proof.write_text("证书", "utf-8")
    fill(page, "网络课")
    page.form.drop.dropped.emit([proof])
    page.primary()
    qtbot.waitUntil(lambda: bool(said.undoables))
    study = next(s for s in book.records.all(StudyRecord) if s.topic == "网络课")
    qtbot.waitUntil(lambda: [a.name for a in book.attachments.of(study.id)] == ["证书.txt"])
    assert study.source == "证书.txt"


def test_the_years_records_are_one_list_and_open(
    qtbot: QtBot, page: StudyPage, book: Workspace, said: Recorder
) -> None:
    page.arrive("", "book")
    assert (page.title(), page.meta()) == ("学习台账", "2026 年 1 条")
    (study,) = book.records.all(StudyRecord)
    page.book.list.opened.emit(study.id)
    assert said.routes == [Route("record", study.id)]
    page.book.list.removed.emit([study.id])
    qtbot.waitUntil(lambda: said.undoables == ["已删除 1 条学习记录"])
    qtbot.waitUntil(lambda: page.book.count() == 0)
    assert page.book._none.isVisibleTo(page)
    book.records.undo()
    qtbot.waitUntil(lambda: page.book.count() == 1)


def test_the_list_is_filtered_by_topic_and_by_name(page: StudyPage) -> None:
    page.arrive("", "book")
    for text, count in (("党章", 1), ("周建国", 1), ("高峻", 0)):
        page.book.search.setText(text)
        assert page.book.count() == count


def test_nobody_behind_is_said_plainly(page: StudyPage) -> None:
    steps = (Step("a", 12, 14, 12.4), Step("b", 30, 30, 21.6))
    assert sentence(steps, {}, page.t) == "记完后：2 人都不低于按月进度（12.4 / 21.6）。"


def test_without_a_roster_the_way_to_it_is_shown(qtbot: QtBot, desk: Desk, said: Recorder) -> None:
    page = StudyPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.arrive("", "")
    assert page.who.nobody.isVisibleTo(page)
    page.who.nobody.acted.emit()
    assert said.routes == [Route("members")]


def test_a_document_cannot_be_studied_before_it_was_issued(
    page: StudyPage, book: Workspace
) -> None:
    paper = {"title": "学习通知", "issued_on": "2026-05-20", "received_on": "2026-05-20"}
    document = book.records.add("document_receipt", paper)
    page.form.begin()
    fill(page)
    page.form.more.documents._add(document)
    assert page._write.isEnabled()
    page.form.day.set_value(date(2026, 5, 19))
    page.form.changed.emit()
    assert not page._write.isEnabled()
    assert "“学习通知”5月20日才印发" in page._write.toolTip()
    assert "5月20日才印发" in page.form.more.documents.accessibleDescription()


def test_an_entry_names_platform_training_and_the_line_of_the_plan(
    qtbot: QtBot, page: StudyPage, book: Workspace, said: Recorder
) -> None:
    plan = book.studyplans.begin(2026, 0, page.t)
    item = book.studyplans.add(plan, "读书班", 4, None)
    page.arrive("", f"line:{item}")
    assert (page.form.topic.value(), page.form.amount()) == ("读书班", 4)
    page.form.more.platform.setText("学习强国")
    page.form.more.training.set_value(True)
    page.who.tick_all()
    page.primary()
    qtbot.waitUntil(lambda: bool(said.undoables))
    study = next(s for s in book.records.all(StudyRecord) if s.topic == "读书班")
    assert (study.platform, study.training, study.plan_item) == ("学习强国", True, item)
    assert book.studyplans.open_lines(2026) == []


def test_hours_of_each_member_say_what_applies_and_what_does_not(
    page: StudyPage, book: Workspace, ids: dict[str, str]
) -> None:
    book.records.change(ids["高峻"], {"hours_exempt": True})
    book.records.add(
        "member_status_event", {"member": ids["王海燕"], "event": "in", "on": "2026-04-10"}
    )
    page.arrive("", "hours")
    rows = {row.name: row for row in page.hours.bars._rows}
    assert list(rows) == ["周建国", "王海燕", "高峻", "次仁旺堆"]
    assert (rows["周建国"].total, rows["周建国"].goal) == (12, 32)
    assert (rows["高峻"].goal, "不作硬性要求" in rows["高峻"].note) == (0, True)
    assert "4月10日来支部" in rows["王海燕"].note
    assert page.hours._said.text() == "4 人；有要求的 3 人中 3 人低于按月进度；不作硬性要求 1 人"


def test_a_plan_is_begun_filled_and_held_from_its_page(
    qtbot: QtBot, page: StudyPage, book: Workspace, said: Recorder
) -> None:
    page.arrive("", "plan")
    page.plans.scope.set_value("2")
    page.plans.begin()
    qtbot.waitUntil(lambda: len(book.studyplans.of_year(2026)) == 1)
    (plan,) = book.studyplans.of_year(2026)
    assert plan.plan.title == "2026 年第二季度学习计划"
    page.arrive("", "plan")
    new = page.plans.findChildren(NewLine)[-1]
    new.title.setText("读书班")
    new.hours.setText("4")
    new.ask()
    qtbot.waitUntil(lambda: bool(book.studyplans.of_year(2026)[0].lines))
    (line,) = book.studyplans.of_year(2026)[0].lines
    page.plans._follow(line)
    qtbot.waitUntil(lambda: any(r.page == "meeting" for r in said.routes))


def test_hours_of_a_line_that_cannot_be_are_said_at_the_field(
    qtbot: QtBot, page: StudyPage, book: Workspace
) -> None:
    book.studyplans.begin(2026, 0, page.t)
    page.arrive("", "plan")
    new = page.plans.findChildren(NewLine)[-1]
    new.title.setText("读书班")
    new.hours.setText("900")
    new.ask()
    qtbot.waitUntil(lambda: "900" in new.hours.accessibleDescription())


def test_reflections_say_who_wrote_about_which_meeting_for_whom(
    page: StudyPage, book: Workspace, ids: dict[str, str], said: Recorder
) -> None:
    meeting = book.records.find(book.records.query("activity"))[0].id
    book.records.change(meeting, {"title": "大会"})
    made = book.records.add(
        "reflection",
        {"member": ids["高峻"], "title": "听课之后", "held_on": "2026-05-20",
         "activity": meeting, "visible_to": "author", "text": "只给书记看"},
    )  # fmt: skip
    page.arrive("", "notes")
    (row,) = [page.notes._row(r) for r in book.studying.reflections(2026)]
    assert [cell.plain() for cell in row.cells[1:]] == ["高峻", "听课之后 关于：大会", "本人和书记"]
    assert "只给书记看" not in str(row)
    page.notes.list.opened.emit(made)
    assert said.routes == [Route("record", made)]
