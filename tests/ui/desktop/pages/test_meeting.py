"""What a secretary does on a meeting's page, with keys and mouse; what the book then holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.records.evidence import Attachment
from app.records.meeting import (
    Activity,
    AgendaItem,
    ItemKind,
    Motion,
    MotionKind,
    Presence,
    Resolution,
    Speech,
    State,
)
from app.services.meeting import Meeting
from app.services.people import initials
from app.terms import ActivityType
from app.workspace import Workspace
from db.model.change import Json
from db.model.record import Edit
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk
from ui.desktop.meetings.agenda import ItemRow
from ui.desktop.meetings.evidence import EvidenceStep
from ui.desktop.meetings.filing import FileStep
from ui.desktop.meetings.items import ItemLine
from ui.desktop.meetings.minutes import MinutesStep
from ui.desktop.meetings.motion import MotionBlock
from ui.desktop.meetings.prepare import PrepareStep
from ui.desktop.meetings.signin import SignInStep
from ui.desktop.meetings.speech import SpeechRow
from ui.desktop.meetings.votes import VoteStep
from ui.desktop.pages.meeting import MeetingPage
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.fields import NumberField
from ui.desktop.widgets.finding import FindingCard

moment = datetime.fromisoformat
"""The site's own times have no zone."""

START = moment("2026-05-21T19:30")
NAMES = ("周建国", "达瓦次仁", "王海燕", "阿卜杜热合曼・买买提依明", "胡胜利", "李卓玛")


@dataclass
class Opened:
    """The page over a branch of six, the last one probationary."""

    bot: QtBot
    desk: Desk
    page: MeetingPage
    activity: str
    members: dict[str, str]

    @property
    def book(self) -> Workspace:
        return self.desk.book

    def read(self) -> Meeting:
        found = self.book.meetings.get(self.activity, self.desk.today())
        assert found is not None
        return found

    def until(self, check: Callable[[], bool]) -> None:
        self.bot.waitUntil(check, timeout=5000)

    def rest(self) -> None:
        self.until(lambda: not self.desk.work.busy and not self.page.opened.keeper.busy)

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                # QTest knows keys, and a hanzi has none: an input method sends only the text.
                code = ord(sign.upper()) if sign.isascii() else 0
                event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, sign)
                QApplication.sendEvent(focus, event)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, held)


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Iterator[Opened]:
    records, meetings = desk.book.records, desk.book.meetings
    group = records.add("party_group", {"name": "第一党小组", "number": 1})
    members: dict[str, str] = {}
    for at, name in enumerate(NAMES, 1):
        fields: dict[str, Json] = {"name": name, "number": at, "group": group}
        if at == len(NAMES):
            fields["status"] = "probationary"
        members[name] = records.add("member", fields)
    activity = meetings.new(ActivityType.general_meeting, START, desk.t, today=desk.today())
    page = MeetingPage(desk)
    qtbot.addWidget(page)
    page.resize(1160, 696)
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
    page.arrive(activity, "prepare")
    yield Opened(qtbot, desk, page, activity, members)
    page.hide()


def step(opened: Opened, name: str) -> QWidget:
    opened.page.go_step(name)
    found = opened.page.stack.currentWidget()
    assert found is not None
    return found


def cards(opened: Opened) -> list[FindingCard]:
    return [c for c in opened.page.panel.findChildren(FindingCard) if c.isVisible()]


def test_an_agenda_is_typed_line_by_line(opened: Opened) -> None:
    prepare = step(opened, "prepare")
    assert isinstance(prepare, PrepareStep)
    prepare.agenda.adder.place.edit()
    for title in ("雨季施工党员责任区划分", "接收李卓玛转正申请讨论"):
        opened.type(title)
        opened.key(Qt.Key.Key_Return)
    opened.rest()
    assert [i.title for i in opened.read().items] == [
        "雨季施工党员责任区划分",
        "接收李卓玛转正申请讨论",
    ]


def test_an_item_typed_but_not_confirmed_is_kept_when_the_page_is_left(opened: Opened) -> None:
    prepare = step(opened, "prepare")
    assert isinstance(prepare, PrepareStep)
    prepare.agenda.adder.place.edit()
    opened.type("上季度决议落实情况")
    opened.page.leave()
    opened.rest()
    assert [i.title for i in opened.read().items] == ["上季度决议落实情况"]


def test_a_place_is_written_when_its_field_is_left(opened: Opened) -> None:
    prepare = step(opened, "prepare")
    assert isinstance(prepare, PrepareStep)
    prepare.place.setFocus()
    opened.type("一工区会议室")
    prepare.chair.setFocus()
    opened.rest()
    assert opened.read().activity.place_text == "一工区会议室"


def test_an_item_moves_with_alt_and_arrow_and_undo_brings_it_back(opened: Opened) -> None:
    for title in ("一", "二"):
        opened.book.meetings.write.add_item(opened.read(), title)
    prepare = step(opened, "prepare")
    assert isinstance(prepare, PrepareStep)
    opened.page.refresh()
    opened.until(lambda: len(prepare.agenda._items.rows) == 2)
    QTest.keyClick(prepare.agenda._items.rows[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    opened.rest()
    assert [i.title for i in opened.read().items] == ["二", "一"]
    opened.book.records.undo()
    assert [i.title for i in opened.read().items] == ["一", "二"]


def test_a_field_in_use_is_not_overwritten_and_meets_the_other_value_as_a_conflict(
    opened: Opened,
) -> None:
    prepare = step(opened, "prepare")
    assert isinstance(prepare, PrepareStep)
    shown = opened.book.records.raw(opened.activity)
    assert shown is not None
    prepare.place.setFocus()
    opened.type("拌和站")
    # What another laptop wrote, seeing the same as this one did.
    pen = opened.book.pen()
    edit = Edit("activity", {"place_text": "一工区"}, opened.activity, {"place_text": ()})
    opened.book.store.write(pen.scope, "aaaaaaaaaaaaaaaa", [edit], by="王海燕")
    opened.rest()
    assert prepare.place.value() == "拌和站"
    prepare.chair.setFocus()
    opened.rest()
    record = opened.book.records.raw(opened.activity)
    assert record is not None
    assert record.conflicts == ("place_text",)


def test_initials_and_a_key_sign_people_in(opened: Opened) -> None:
    sheet = step(opened, "signin")
    assert isinstance(sheet, SignInStep)
    assert sheet.bar.field.hasFocus()
    opened.type(initials("王海燕"))
    opened.key(Qt.Key.Key_Space)
    assert opened.page.opened.meeting.tally.present == 1
    opened.type(initials("胡胜利"))
    opened.key(Qt.Key.Key_F3)
    opened.key(Qt.Key.Key_2)
    opened.rest()
    entries = opened.read().entries
    assert entries[opened.members["王海燕"]].status == Presence.present
    assert entries[opened.members["王海燕"]].arrival == moment("2026-05-21T20:14")
    away = entries[opened.members["胡胜利"]]
    assert (away.status, away.reason) == (Presence.leave, "轮休")


def test_quick_keys_do_not_wait_for_the_disk(opened: Opened) -> None:
    sheet = step(opened, "signin")
    assert isinstance(sheet, SignInStep)
    for _ in NAMES:
        opened.key(Qt.Key.Key_Space)
    assert opened.page.opened.meeting.tally.present == len(NAMES)
    opened.rest()
    assert opened.read().tally.present == len(NAMES)


def test_the_rest_are_marked_at_once_and_undone_at_once(opened: Opened, said: Recorder) -> None:
    sheet = step(opened, "signin")
    assert isinstance(sheet, SignInStep)
    opened.key(Qt.Key.Key_F4)
    opened.rest()
    QTest.mouseClick(sheet.rest, Qt.MouseButton.LeftButton)
    opened.rest()
    assert (opened.read().tally.present, opened.read().tally.absent) == (5, 1)
    assert said.undoables == ["5 人记为到会"]
    opened.book.records.undo()
    assert opened.read().tally.open == 5


def with_item(opened: Opened, title: str = "责任区划分") -> str:
    made = opened.book.meetings.write.add_item(opened.read(), title, ItemKind.discussion)
    opened.rest()
    opened.page.refresh()
    return made


def test_speeches_are_typed_one_after_another_without_a_form(opened: Opened) -> None:
    item = with_item(opened)
    minutes = step(opened, "minutes")
    assert isinstance(minutes, MinutesStep)
    opened.type(initials("达瓦次仁"))
    opened.key(Qt.Key.Key_Return)
    opened.until(
        lambda: len(minutes._speaking.rows) == 1 and minutes._speaking.rows[0].text.hasFocus()
    )
    opened.type("一工区认领两处。")
    opened.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    opened.type("夜里有人。")
    opened.key(Qt.Key.Key_Return)
    opened.rest()
    opened.type(initials("周建国"))
    opened.key(Qt.Key.Key_Return)
    opened.until(
        lambda: len(minutes._speaking.rows) == 2 and minutes._speaking.rows[1].text.hasFocus()
    )
    opened.type("同意先试一个月。")
    opened.page.leave()
    opened.rest()
    said = opened.read().speeches
    assert [s.summary for s in said] == ["一工区认领两处。\n夜里有人。", "同意先试一个月。"]
    assert [opened.read().name(s.speaker) for s in said] == ["达瓦次仁", "周建国"]
    assert said[0].item == item
    assert said[0].at == moment("2026-05-21T20:14")
    assert opened.read().activity.state == State.minuted


def test_typing_is_kept_a_second_after_the_last_key_as_one_change(opened: Opened) -> None:
    item = with_item(opened)
    opened.book.meetings.write.add_speech(opened.read(), item, speaker=opened.members["周建国"])
    minutes = step(opened, "minutes")
    assert isinstance(minutes, MinutesStep)
    opened.page.refresh()
    opened.until(lambda: len(minutes._speaking.rows) == 1)
    minutes._speaking.rows[0].text.setFocus()
    before = len(opened.book.records.history(minutes._speaking.rows[0].speech))
    for words in ("今年雨季", "比往年早"):
        opened.type(words)
        with opened.bot.waitSignal(opened.page.opened.keeper.kept, timeout=4000):
            pass
    opened.rest()
    speech = opened.book.records.get(Speech, minutes._speaking.rows[0].speech)
    assert speech is not None
    assert speech.summary == "今年雨季比往年早"
    assert len(opened.book.records.history(speech.id)) == before + 1


def test_marked_words_become_a_resolution(opened: Opened) -> None:
    item = with_item(opened)
    opened.book.meetings.write.add_speech(
        opened.read(), item, speaker=opened.members["周建国"], text="先说明。六处高边坡各定一人"
    )
    minutes = step(opened, "minutes")
    assert isinstance(minutes, MinutesStep)
    opened.page.refresh()
    opened.until(lambda: len(minutes._speaking.rows) == 1)
    text = minutes._speaking.rows[0].text
    text.setFocus()
    cursor = text.textCursor()
    cursor.setPosition(4)
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    opened.key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    opened.rest()
    made = opened.book.records.all(Resolution)
    assert [(r.text, r.item) for r in made] == [("六处高边坡各定一人", item)]


def test_the_next_item_is_a_key_away(opened: Opened) -> None:
    first, second = with_item(opened, "一"), with_item(opened, "二")
    opened.book.meetings.write.add_speech(opened.read(), first, name="宋工", text="好")
    minutes = step(opened, "minutes")
    assert isinstance(minutes, MinutesStep)
    minutes.choose(first)
    opened.page.refresh()
    opened.until(lambda: len(minutes._speaking.rows) == 1)
    minutes._speaking.rows[0].text.setFocus()
    opened.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert minutes._item == second


def test_words_alone_and_a_name_with_a_colon_are_taken(opened: Opened) -> None:
    with_item(opened)
    minutes = step(opened, "minutes")
    assert isinstance(minutes, MinutesStep)
    opened.type("宋工：监理的意见已经书面给了项目部。")
    opened.key(Qt.Key.Key_Return)
    opened.rest()
    opened.until(lambda: len(opened.read().speeches) == 1)
    speech = opened.read().speeches[0]
    assert (speech.speaker_name, speech.summary) == ("宋工", "监理的意见已经书面给了项目部。")
    assert opened.read().activity.non_voting == "宋工"


def test_an_activity_without_agenda_is_an_account(opened: Opened) -> None:
    minutes = step(opened, "minutes")
    assert isinstance(minutes, MinutesStep)
    assert minutes.whole.account.hasFocus()
    opened.type("上午植树，下午检查环水保。")
    opened.page.leave()
    opened.rest()
    activity = opened.read().activity
    assert (activity.minutes, activity.state) == ("上午植树，下午检查环水保。", State.minuted)


def with_vote(opened: Opened, kind: MotionKind = MotionKind.ordinary) -> VoteStep:
    opened.book.meetings.sign.mark_rest(opened.read(), START)
    opened.book.meetings.write.add_motion(opened.read(), "责任区划分方案", kind=kind)
    opened.rest()
    opened.page.refresh()
    votes = step(opened, "vote")
    assert isinstance(votes, VoteStep)
    return votes


def test_a_vote_is_empty_until_typed_and_has_an_outcome_once_it_adds_up(opened: Opened) -> None:
    votes = with_vote(opened)
    motion = opened.book.records.all(Motion)[0]
    assert (motion.yes, motion.no, motion.abstain) == (None, None, None)
    block = votes._blocks[motion.id]
    for number in ("4", "1", "0"):
        opened.type(number)
        opened.key(Qt.Key.Key_Tab)
    opened.rest()
    stored = opened.book.records.get(Motion, motion.id)
    assert stored is not None
    assert (stored.yes, stored.no, stored.abstain) == (4, 1, 0)
    assert block._outcome.isVisible()
    assert opened.read().outcome(stored).state == "carried"


def test_a_vote_that_is_one_short_is_a_contradiction_with_a_way_back(opened: Opened) -> None:
    votes = with_vote(opened)
    for number in ("3", "1", "0"):
        opened.type(number)
        opened.key(Qt.Key.Key_Tab)
    opened.rest()
    opened.until(lambda: any(n.finding.rule == "R08" for n in opened.page.opened.noted))
    assert not votes._blocks[opened.book.records.all(Motion)[0].id]._outcome.isVisible()
    opened.until(lambda: any("矛盾" in c.accessibleName() for c in cards(opened)))
    card = next(c for c in cards(opened) if "矛盾" in c.accessibleName())
    card.acted.emit("goto")
    block = next(iter(votes._blocks.values()))
    assert isinstance(block, MotionBlock)
    assert QApplication.focusWidget() is block._fields[0]


def test_a_secret_ballot_wants_the_ballots_returned(opened: Opened) -> None:
    votes = with_vote(opened, MotionKind.conversion)
    block = next(iter(votes._blocks.values()))
    assert isinstance(block, MotionBlock)
    assert block._papers.isVisible()
    for number in ("5", "0", "0"):
        opened.type(number)
        opened.key(Qt.Key.Key_Tab)
    assert not block._outcome.isVisible()
    block._papers.fields["returned"].setFocus()
    opened.type("5")
    assert block._outcome.isVisible()
    opened.page.leave()
    opened.rest()
    assert opened.book.records.all(Motion)[0].returned == 5


def test_a_resolution_gets_words_an_owner_and_a_day_in_its_row(opened: Opened) -> None:
    votes = step(opened, "vote")
    assert isinstance(votes, VoteStep)
    votes.resolutions.add_for("")
    opened.until(lambda: bool(votes.resolutions._written.rows))
    opened.until(votes.resolutions._written.rows[0].text.hasFocus)
    opened.type("测量班每日八点前发位移数据")
    row = votes.resolutions._written.rows[0]
    row.owner_place.edit()
    opened.type(initials("王海燕"))
    opened.key(Qt.Key.Key_Return)
    row.due_place.edit()
    opened.type("525")
    opened.key(Qt.Key.Key_Return)
    opened.rest()
    made = opened.book.records.all(Resolution)[0]
    assert made.text == "测量班每日八点前发位移数据"
    assert made.owner == opened.members["王海燕"]
    assert made.due_on is not None
    assert f"{made.due_on:%m-%d}" == "05-25"


def test_a_pasted_picture_and_a_file_become_evidence(opened: Opened, tmp_path: Path) -> None:
    evidence = step(opened, "evidence")
    assert isinstance(evidence, EvidenceStep)
    picture = QImage(20, 10, QImage.Format.Format_RGB32)
    picture.fill(QColor("gray"))
    evidence.card.paste(picture)
    file = tmp_path / "签到表.txt"
    file.write_text("三十人", encoding="utf-8")
    evidence.card.take([file])
    opened.rest()
    opened.until(lambda: len(opened.read().attachments) == 2)
    found = opened.book.records.all(Attachment)
    assert {a.kind for a in found} == {"photo", "text"}
    assert (
        opened.book.attachments.bytes_of(next(a.id for a in found if a.name == "签到表.txt"))
        == "三十人".encode()
    )


def test_filing_is_one_press_and_one_undo(opened: Opened, said: Recorder) -> None:
    opened.book.meetings.sign.mark_rest(opened.read(), START)
    opened.rest()
    opened.page.refresh()
    file = step(opened, "file")
    assert isinstance(file, FileStep)
    file.hours.setFocus()
    opened.type("2")
    opened.page.primary()
    opened.rest()
    meeting = opened.read()
    assert (meeting.activity.state, meeting.activity.hours) == (State.archived, 2.0)
    assert opened.book.records.counts()["study_record"] == 1
    assert said.undoables == ["已归档“第二季度党员大会”"]
    opened.book.records.undo()
    assert opened.read().activity.state != State.archived


def test_what_contradicts_is_put_right_or_explained_before_filing(opened: Opened) -> None:
    with_vote(opened)
    for number in ("3", "1", "0"):
        opened.type(number)
        opened.key(Qt.Key.Key_Tab)
    opened.rest()
    opened.until(lambda: any(n.finding.is_error for n in opened.page.opened.noted))
    step(opened, "file")
    opened.page.primary()
    opened.rest()
    assert opened.read().activity.state != State.archived
    noted = next(n for n in opened.page.opened.noted if n.finding.is_error)
    opened.book.meetings.explain(noted.finding, "一票漏计，已请监票人写明")
    opened.rest()
    opened.page.refresh()
    opened.page.primary()
    opened.rest()
    assert opened.read().activity.state == State.archived


def test_a_reminder_is_explained_where_it_stands(opened: Opened) -> None:
    opened.page.go_step("prepare")
    card = cards(opened)[0]
    card.acted.emit("explain")
    opened.type("会议室临时改作值班室")
    opened.key(Qt.Key.Key_Return)
    opened.rest()
    assert opened.book.records.counts()["explanation"] == 1


def test_the_header_says_when_it_was_kept(opened: Opened) -> None:
    prepare = step(opened, "prepare")
    assert isinstance(prepare, PrepareStep)
    prepare.place.setFocus()
    opened.type("一工区")
    prepare.chair.setFocus()
    opened.rest()
    assert "20:14 已保存" in {c.text() for c in opened.page.saved.findChildren(QLabel)} | {
        opened.page.saved.accessibleName()
    }


def test_a_meeting_deleted_elsewhere_leads_back_to_the_list(opened: Opened, said: Recorder) -> None:
    opened.book.records.delete(opened.activity)
    opened.rest()
    opened.until(lambda: bool(said.routes))
    assert said.routes[-1].page == "meetings"


def test_a_very_long_name_is_never_cut(opened: Opened) -> None:
    sheet = step(opened, "signin")
    assert isinstance(sheet, SignInStep)
    assert set(NAMES) <= {c.name for c in sheet.grid.cells()}
    assert not opened.page.grab().isNull()


def test_an_empty_meeting_shows_every_step(opened: Opened) -> None:
    for activity in (
        opened.activity,
        opened.book.records.add("activity", {"type": "committee_meeting"}),
    ):
        opened.page.arrive(activity, "")
        for name in ("prepare", "signin", "minutes", "vote", "evidence", "file"):
            opened.page.go_step(name)
            assert not opened.page.grab().isNull()
    assert opened.book.records.get(Activity, opened.activity) is not None
    assert opened.book.records.all(AgendaItem) == []


def dropped(target: QWidget, *files: Path) -> None:
    """Drag files over a widget and let them go there."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    spot, copy = target.rect().center(), Qt.DropAction.CopyAction
    held, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(target, QDragEnterEvent(spot, copy, mime, button, held))
    QApplication.sendEvent(target, QDropEvent(spot.toPointF(), copy, mime, button, held))


def test_a_file_dropped_on_an_item_lies_with_that_item(opened: Opened, tmp_path: Path) -> None:
    book, meeting = opened.book, opened.read()
    first = book.meetings.write.add_item(meeting, "上季度决议落实情况")
    second = book.meetings.write.add_item(opened.read(), "雨季施工责任区")
    opened.page.arrive(opened.activity, "minutes")
    step = opened.page.stack.currentWidget()
    assert isinstance(step, MinutesStep)
    file = tmp_path / "方案.txt"
    file.write_text("六处高边坡", "utf-8")
    lines = [line for line in step.findChildren(ItemLine) if line.isVisible()]
    dropped(lines[1], file)
    opened.until(lambda: bool(opened.read().attachments))
    opened.rest()
    assert [(a.name, a.belongs_to) for a in opened.read().attachments] == [("方案.txt", second)]
    assert "1 个文件" in lines[1].accessibleDescription()
    assert not step.files.isVisible()
    step.choose(second)
    assert step.files.isVisible()
    assert any("方案.txt" in button.text() for button in step.files.findChildren(QPushButton))
    step.choose(first)
    dropped(step, file)
    opened.until(lambda: len(opened.read().attachments) == 2)
    opened.rest()
    assert {a.belongs_to for a in opened.read().attachments} == {first, second}


def test_the_header_s_undo_is_that_of_the_whole_window(opened: Opened, said: Recorder) -> None:
    button = next(w for w in opened.page.header_actions() if "Ctrl+Z" in w.toolTip())
    assert isinstance(button, QPushButton | QToolButton)
    button.click()
    assert said.undone == 1


def test_a_character_without_a_glyph_is_named_under_the_speech(opened: Opened) -> None:
    book = opened.book
    item = book.meetings.write.add_item(opened.read(), "讨论")
    book.meetings.write.add_speech(opened.read(), item, speaker=opened.members["周建国"], text="好")
    opened.page.arrive(opened.activity, "minutes")
    step = opened.page.stack.currentWidget()
    assert isinstance(step, MinutesStep)
    row = step.findChildren(SpeechRow)[0]
    row.text.setPlainText("\ue000好")
    row.text.settle()
    opened.until(row.glyphs.isVisible)
    assert row.glyphs.text() == "“\ue000”字导出时没有字形：可换一种字体，或先出草稿"
    row.text.setPlainText("都好")
    row.text.settle()
    opened.until(lambda: not row.glyphs.isVisible())
    opened.rest()


def test_a_character_without_a_glyph_is_named_under_the_item(opened: Opened) -> None:
    book = opened.book
    book.meetings.write.add_item(opened.read(), "讨论")
    opened.page.arrive(opened.activity, "prepare")
    row = opened.page.findChildren(ItemRow)[0]
    row.editor.setText("讨论\ue000")
    row.editor.settle()
    opened.until(row.glyphs.isVisible)
    assert "\ue000" in row.glyphs.text()
    opened.rest()


def test_the_ballots_step_aside_once_they_are_told_and_the_sentence_says_what_is_missing(
    opened: Opened,
) -> None:
    book = opened.book
    for name in NAMES[:5]:
        book.meetings.sign.mark(opened.read(), opened.members[name], Presence.present)
    item = book.meetings.write.add_item(opened.read(), "转正")
    motion = book.meetings.write.add_motion(opened.read(), "转正", item=item)
    told = {"issued": 5, "returned": 5, "yes": 3, "no": 1, "abstain": 0}
    book.records.change(motion, {"kind": "conversion", "method": "secret_ballot", **told})
    opened.page.arrive(opened.activity, "vote")
    block = opened.page.findChildren(MotionBlock)[0]
    chips = [chip.accessibleName() for chip in block.findChildren(StatusChip) if chip.isVisible()]
    assert chips == ["还差 1 票"]
    assert any(
        "合计 4" in label.text() for label in block.findChildren(QLabel) if label.isVisible()
    )
    assert not any(
        f.isVisible() for f in block.findChildren(NumberField) if f.property("kind") == "aside"
    )
    book.records.change(motion, {"returned": 6})
    opened.rest()
    opened.until(
        lambda: any(
            f.isVisible()
            for f in opened.page.findChildren(NumberField)
            if f.property("kind") == "aside"
        )
    )
