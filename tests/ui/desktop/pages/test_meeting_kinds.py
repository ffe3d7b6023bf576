"""Each kind's own workspace: what it asks, its lists, and what a filed record still lets one do."""

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.counting.shapes import shape_of
from app.records.meeting import ItemKind, MotionKind, State
from app.records.oversight import Correction
from app.services.life import record_id
from app.services.meeting import Meeting
from app.terms import ActivityType
from db.model.errors import Closed
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk
from ui.desktop.meetings.filing import FileStep
from ui.desktop.meetings.life import LifeListStep
from ui.desktop.meetings.minutes import MinutesStep
from ui.desktop.meetings.more import MoreMenu
from ui.desktop.meetings.prepare import PrepareStep
from ui.desktop.meetings.signin import SignInStep
from ui.desktop.meetings.votemenu import open_vote_menu
from ui.desktop.meetings.votes import VoteStep
from ui.desktop.pages.meeting import WORDS, MeetingPage
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.duerow import ListRow

START = datetime.fromisoformat("2026-05-21T19:30")
Types = ActivityType


class Kinds:
    """The page over a branch of four, three of them on the committee."""

    def __init__(self, bot: QtBot, desk: Desk) -> None:
        self.bot, self.desk, self.book = bot, desk, desk.book
        records = self.book.records
        self.group = records.add("party_group", {"name": "第一党小组", "number": 1})
        self.members = [
            records.add("member", {"name": name, "number": at, "group": self.group})
            for at, name in enumerate(("周建国", "达瓦次仁", "王海燕", "胡胜利"), 1)
        ]
        offices = ("secretary", "organization_member", "discipline_member")
        for member, office in zip(self.members, offices, strict=False):
            records.add("office_holding", {"member": member, "office": office})
        self.page = MeetingPage(desk)
        bot.addWidget(self.page)
        self.page.resize(1160, 696)
        self.page.show()
        bot.waitExposed(self.page)
        self.activity = ""

    def open(self, kind: Types, step: str = "prepare") -> QWidget:
        group = self.group if kind == Types.group_meeting else ""
        self.activity = self.book.meetings.new(
            kind, START, self.desk.t, group=group, today=self.desk.today()
        )
        self.page.arrive(self.activity, step)
        return self.here()

    def go(self, step: str) -> QWidget:
        self.page.go_step(step)
        return self.here()

    def here(self) -> QWidget:
        found = self.page.stack.currentWidget()
        assert found is not None
        return found

    def read(self) -> Meeting:
        found = self.book.meetings.get(self.activity, self.desk.today())
        assert found is not None
        return found

    def until(self, check: Callable[[], bool]) -> None:
        self.bot.waitUntil(check, timeout=5000)

    def rest(self) -> None:
        self.until(lambda: not self.desk.work.busy and not self.page.opened.keeper.busy)
        self.page.refresh()

    def file(self) -> None:
        self.book.meetings.sign.mark_rest(self.read(), START)
        self.book.meetings.file(self.read(), self.desk.today(), self.desk.t)
        self.page.refresh()


@pytest.fixture
def kinds(qtbot: QtBot, desk: Desk) -> Kinds:
    return Kinds(qtbot, desk)


@pytest.mark.parametrize("kind", ActivityType)
def test_every_kind_shows_its_own_steps_and_fields(kinds: Kinds, kind: ActivityType) -> None:
    prepare = kinds.open(kind)
    assert isinstance(prepare, PrepareStep)
    shape = shape_of(kind)
    shown = [name for name in prepare.extras.bound if name != "chair_delegation"]
    assert shown == list(shape.fields)
    for step in shape.steps:
        kinds.go(step)
        assert kinds.page.step == step
        assert kinds.page.title()
    assert set(shape.steps) <= WORDS.keys()


def test_a_step_that_a_kind_does_not_have_leads_to_the_beginning(kinds: Kinds) -> None:
    kinds.open(Types.organizational_life_meeting, "life")
    assert kinds.page.step == "life"
    kinds.open(Types.party_lecture, "life")
    assert kinds.page.step != "life"
    kinds.go("vote")
    assert kinds.page.step == "prepare"


def test_a_lecture_says_while_it_is_typed_whether_it_is_short_enough(kinds: Kinds) -> None:
    prepare = kinds.open(Types.party_lecture)
    assert isinstance(prepare, PrepareStep)
    kinds.book.records.change(kinds.activity, {"held_end": "2026-05-21T19:50:00"})
    kinds.page.refresh()
    assert "可以作为微党课" in prepare.extras.told()
    kinds.book.records.change(kinds.activity, {"held_end": "2026-05-21T19:51:00"})
    kinds.page.refresh()
    assert "不是微党课" in prepare.extras.told()
    direction = prepare.extras.bound["lecture_direction"].editor
    direction.set_value("given")
    direction.settled.emit("given")
    kinds.rest()
    assert kinds.read().activity.lecture_direction == "given"


def test_a_part_of_a_themed_day_is_held_in_it(kinds: Kinds) -> None:
    prepare = kinds.open(Types.themed_party_day)
    assert isinstance(prepare, PrepareStep)
    prepare.parts.add_part(Types.party_lecture)
    kinds.rest()
    (part,) = kinds.read().linked
    assert (part.type, part.parent) == (Types.party_lecture, kinds.activity)
    kinds.until(lambda: any(r.isVisible() for r in prepare.parts.findChildren(ListRow)))
    row = next(r for r in prepare.parts.findChildren(ListRow) if r.isVisible())
    row.pressed.emit()
    assert kinds.desk.window.routes[-1].record == part.id  # type: ignore[attr-defined]


def test_a_committee_member_without_an_opinion_is_a_press_away(kinds: Kinds) -> None:
    kinds.open(Types.committee_meeting)
    kinds.book.meetings.sign.mark_rest(kinds.read(), START)
    item = kinds.book.meetings.write.add_item(kinds.read(), "突击队人选", ItemKind.vote)
    kinds.page.refresh()
    minutes = kinds.go("minutes")
    assert isinstance(minutes, MinutesStep)
    assert minutes.opinions.isVisible()
    row = minutes.opinions.findChild(ListRow, f"opinion-{kinds.members[1]}")
    assert row is not None
    row.pressed.emit()
    kinds.rest()
    (speech,) = kinds.read().speeches
    assert (speech.speaker, speech.item) == (kinds.members[1], item)


def test_a_joint_conference_notes_the_unit_that_sees_to_a_matter(kinds: Kinds) -> None:
    kinds.open(Types.joint_conference)
    minutes = kinds.go("minutes")
    assert isinstance(minutes, MinutesStep)
    minutes.matters.adder.field.setText("清理落石")
    minutes.matters.add_typed()
    kinds.rest()
    (row,) = minutes.matters.rows()
    row.unit.setText("县公路段")
    row.unit.settle()
    kinds.rest()
    (matter,) = kinds.read().resolutions
    assert (matter.text, matter.owner_unit) == ("清理落石", "县公路段")


def test_the_list_of_the_life_meeting_is_written_where_it_stands(kinds: Kinds) -> None:
    life = kinds.open(Types.organizational_life_meeting, "life")
    assert isinstance(life, LifeListStep)
    row = life.rows["scheme"]
    row.head.pressed.emit()
    assert row.is_open
    assert row.body is not None
    assert row.body.text is not None
    row.body.text.setPlainText("按通知召开")
    row.body.text.settle()
    kinds.rest()
    found = kinds.read().life
    assert found is not None
    assert found.text("scheme") == "按通知召开"
    assert found.record == record_id(kinds.activity)
    row.body.text.setPlainText("按上级通知召开")
    row.body.text.settle()
    kinds.rest()
    assert kinds.read().life.text("scheme") == "按上级通知召开"  # type: ignore[union-attr]
    row.head.pressed.emit()
    assert not row.is_open


def test_what_is_to_be_put_right_gets_measure_and_owner_in_its_row(kinds: Kinds) -> None:
    life = kinds.open(Types.organizational_life_meeting, "life")
    assert isinstance(life, LifeListStep)
    row = life.rows["items"]
    row.open()
    assert row.body is not None
    listing = row.body.listing()
    assert listing is not None
    listing.adder.field.setText("巡查次数偏少")
    listing.add_typed()
    kinds.rest()
    (item,) = kinds.read().life.items  # type: ignore[union-attr]
    assert (item.problem, item.for_year) == ("巡查次数偏少", 2026)


def test_a_filed_record_is_not_typed_in_and_a_correction_is_appended(
    kinds: Kinds, said: Recorder
) -> None:
    prepare = kinds.open(Types.general_meeting)
    assert isinstance(prepare, PrepareStep)
    kinds.file()
    assert kinds.page.closed.isVisible()
    assert prepare.place.isReadOnly()
    sheet = kinds.go("signin")
    assert isinstance(sheet, SignInStep)
    assert not sheet.grid.isEnabled()
    kinds.page.closed.correct.emit()
    file = kinds.here()
    assert isinstance(file, FileStep)
    file.corrections.append()
    assert not kinds.book.records.all(Correction)
    file.corrections.text.setPlainText("应到 5 人")
    file.corrections.append()
    kinds.rest()
    (one,) = kinds.read().corrections
    assert (one.text, one.by) == ("应到 5 人", "周建国")
    assert said.undoables[-1] == "已附更正"


def test_a_change_of_a_filed_record_is_refused_with_the_ways_on(
    kinds: Kinds, said: Recorder
) -> None:
    kinds.open(Types.general_meeting)
    kinds.file()
    activity = kinds.activity
    kinds.page.opened.write(lambda records: records.change(activity, {"title": "另一个"}))
    kinds.until(lambda: bool(said.problems))
    assert isinstance(said.problems[0], Closed)
    assert "附一条更正" in said.problems[0].said(kinds.desk.t)


def test_what_only_writes_is_not_offered_in_a_filed_record(kinds: Kinds) -> None:
    votes = kinds.open(Types.general_meeting, "vote")
    assert isinstance(votes, VoteStep)
    write = kinds.book.meetings.write
    motion = write.add_motion(kinds.read(), "值班安排", item="", kind=MotionKind.ordinary)
    write.add_resolution(kinds.read(), "值班表每周公布", item="")
    kinds.book.records.add("agenda_item", {"activity": kinds.activity, "title": "值班"})
    kinds.page.refresh()
    tools = [w for w in votes.findChildren(QWidget) if w.property("writes")]
    assert len(tools) == 2
    assert all(w.isVisibleTo(votes) for w in tools)
    kinds.file()
    assert not any(w.isVisibleTo(votes) for w in tools)
    menu = open_vote_menu(kinds.desk, MotionKind.ordinary, votes, closed=True)
    assert [row.objectName() for row in menu.findChildren(ListRow)] == [
        "menu-details", "menu-print-ballots", "menu-print-tally",
    ]  # fmt: skip
    prepare = kinds.go("prepare")
    assert isinstance(prepare, PrepareStep)
    (item,) = (i.id for i in kinds.read().items if i.title == "值班")
    prepare.agenda.link_asked.connect(lambda _item: pytest.fail("nothing is linked there"))
    for key in ("link", "remove"):
        prepare.agenda._do(item, key)
    kinds.rest()
    assert item in {i.id for i in kinds.read().items}
    assert motion in {m.id for m in kinds.read().motions}


def test_a_filed_record_offers_explaining_and_no_way_that_writes_into_it(kinds: Kinds) -> None:
    kinds.open(Types.general_meeting)
    kinds.file()
    assert kinds.page.opened.noted
    cards = [kinds.page.panel._card(one) for one in kinds.page.opened.noted]
    offered = {button.text() for card in cards for button in card.findChildren(Button)}
    assert offered == {kinds.desk.t("Explain")}


def test_by_phone_the_reason_is_asked_at_once_and_only_then(kinds: Kinds) -> None:
    prepare = kinds.open(Types.committee_meeting)
    assert isinstance(prepare, PrepareStep)
    why = prepare._bound["mode_reason"].editor
    assert not why.isVisible()
    kinds.book.records.change(kinds.activity, {"mode": "phone"})
    kinds.page.refresh()
    assert why.isVisible()
    kinds.page.go_step("prepare", kinds.activity, "mode_reason")
    why.setText("塌方断路")
    why.settle()
    kinds.rest()
    assert kinds.read().activity.mode_reason == "塌方断路"
    assert why.isVisible()


def test_opened_again_with_a_reason_it_may_be_typed_in(kinds: Kinds) -> None:
    prepare = kinds.open(Types.general_meeting)
    assert isinstance(prepare, PrepareStep)
    kinds.file()
    MoreMenu(kinds.page.opened).give_reason("reopen", "签到有误")
    kinds.rest()
    held = kinds.read().activity
    assert (held.state, held.version, held.state_reason) == (State.reopened, 2, "签到有误")
    kinds.go("prepare")
    assert not prepare.place.isReadOnly()
    assert "签到有误" in kinds.page.closed.words()


def test_the_day_of_filing_with_the_superior_is_a_press(kinds: Kinds) -> None:
    kinds.open(Types.general_meeting)
    kinds.file()
    file = kinds.go("file")
    assert isinstance(file, FileStep)
    file.report()
    kinds.rest()
    assert kinds.read().activity.filed_on == kinds.desk.today()


def test_a_meeting_is_kept_as_the_template_of_its_kind(kinds: Kinds, said: Recorder) -> None:
    kinds.open(Types.training)
    kinds.book.records.change(kinds.activity, {"place_text": "K126 值班室"})
    kinds.page.refresh()
    MoreMenu(kinds.page.opened).keep_template()
    kinds.rest()
    assert said.routes[-1].page == "record"
    kinds.open(Types.training)
    assert kinds.read().activity.place_text == "K126 值班室"
