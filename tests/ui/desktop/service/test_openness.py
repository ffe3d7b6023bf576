"""通知和意见 on the screen: ticks, the box that keeps no trace, the stages, what shows now, the month's page."""

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.records.meeting import Activity
from app.records.openness import AckWay, Comment, CommentKind, DeliberationState, Opinion
from app.records.service import ServiceMatter
from app.workspace import Workspace
from tests.ui.desktop.conftest import NOW, Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.service.box import BoxView
from ui.desktop.service.bulletins import BulletinView
from ui.desktop.service.deliberations import DeliberationsView
from ui.desktop.service.disclosures import DisclosuresView
from ui.desktop.service.notices import NoticesView
from ui.desktop.service.openness import OpennessTab
from ui.desktop.service.view import View
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import LineField

TODAY = date(2026, 5, 21)


@pytest.fixture
def people(book: Workspace) -> list[str]:
    names = ("周建国", "王海燕", "高峻")
    return [book.records.add("member", {"name": n, "number": at}) for at, n in enumerate(names, 1)]


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> OpennessTab:
    tab = OpennessTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1158, 620)
    tab.show()
    return tab


def seen(tab: OpennessTab, detail: str, record: str = "") -> View:
    tab.arrive(record, detail)
    assert isinstance(tab.inner, View)
    return tab.inner


def notices(tab: OpennessTab) -> NoticesView:
    found = seen(tab, "notices")
    assert isinstance(found, NoticesView)
    return found


def box(tab: OpennessTab) -> BoxView:
    found = seen(tab, "box")
    assert isinstance(found, BoxView)
    return found


def test_a_record_opens_in_the_view_of_its_kind(tab: OpennessTab, book: Workspace) -> None:
    one = book.records.add("disclosure", {"title": "党费"})
    tab.arrive(one, "")
    assert isinstance(tab.inner, DisclosuresView)
    assert tab.inner.chosen == one
    tab.arrive("", "comment")
    assert not isinstance(tab.inner, View)


def test_a_second_record_opens_although_another_one_was_chosen(
    tab: OpennessTab, book: Workspace
) -> None:
    one = book.records.add("disclosure", {"title": "党费"})
    other = book.records.add("disclosure", {"title": "节油奖"})
    for record in (one, other, one):
        tab.arrive(record, "")
        assert isinstance(tab.inner, DisclosuresView)
        assert tab.inner.chosen == record
        assert tab.inner.list.selection() == [record]


def test_a_tick_says_who_knows_how_and_since_when(
    tab: OpennessTab, book: Workspace, people: list[str], qtbot: QtBot
) -> None:
    notice = book.records.add("notice", {"title": "放假", "issued_on": "2026-05-18"})
    view = notices(tab)
    view.way.set_current("phone")
    view.grid.toggle(people[0])
    telling = book.openness.telling
    qtbot.waitUntil(lambda: telling.get(notice).told.knowing == (people[0],))
    known = telling.get(notice).told.known[people[0]]
    assert (known.way, known.on) == (AckWay.phone, TODAY)
    qtbot.waitUntil(lambda: view._count.text() == "1/3 知晓")
    view.grid.toggle(people[0])
    qtbot.waitUntil(lambda: telling.get(notice).told.knowing == ())


def test_the_rest_is_one_change_that_can_be_taken_back(
    tab: OpennessTab, book: Workspace, people: list[str], said: Recorder, qtbot: QtBot
) -> None:
    notice = book.records.add("notice", {"title": "放假", "issued_on": "2026-05-18"})
    book.openness.telling.know(notice, people[:1])
    view = notices(tab)
    assert view._rest.text() == "其余 2 人都已知晓"
    view._rest.click()
    qtbot.waitUntil(lambda: said.undoables == ["已记 2 人知晓"])
    book.records.undo()
    assert book.openness.telling.get(notice).told.knowing == (people[0],)


def test_what_is_said_afterwards_goes_to_the_meeting_and_an_answer_stays_typed(
    tab: OpennessTab, book: Workspace, qtbot: QtBot
) -> None:
    meeting = book.records.add(
        "activity", {"type": "general_meeting", "held_start": "2026-05-14T20:00:00"}
    )
    notice = book.records.add("notice", {"title": "大会", "activity": meeting})
    view = notices(tab)
    view.remarks.kind.set_current("speech")
    view.remarks.text.setText("很受用")
    view.remarks.button.click()
    qtbot.waitUntil(lambda: len(book.openness.telling.get(notice).comments) == 1)
    (comment,) = book.openness.telling.get(notice).comments
    assert (comment.about, comment.kind, comment.author) == (meeting, CommentKind.speech, None)

    def answers() -> list[Button]:
        found = view.remarks.findChildren(Button)
        return [b for b in found if b.text() == "答复" and b.isVisible()]

    qtbot.waitUntil(lambda: len(answers()) == 1)
    answers()[0].click()
    assert view.remarks._reply_line is not None
    view.remarks._reply_line.setText("下次还请")
    view.refresh()
    assert view.remarks._reply_line is not None
    assert view.remarks._reply_line.text() == "下次还请"
    view.remarks._reply_line.returnPressed.emit()
    qtbot.waitUntil(lambda: book.openness.telling.get(notice).comments[0].reply == "下次还请")


def test_what_is_half_typed_under_a_notice_waits_there(tab: OpennessTab, book: Workspace) -> None:
    first = book.records.add("notice", {"title": "一", "issued_on": "2026-05-18"})
    other = book.records.add("notice", {"title": "二", "issued_on": "2026-05-17"})
    view = notices(tab)
    assert view.chosen == first
    view.remarks.text.setText("写到一半")
    view._choose(other)
    assert view.remarks.text.text() == ""
    view._choose(first)
    assert view.remarks.text.text() == "写到一半"


def test_both_lists_are_printed(
    tab: OpennessTab, book: Workspace, people: list[str], said: Recorder, qtbot: QtBot
) -> None:
    book.records.add("notice", {"title": "放假", "issued_on": "2026-05-18"})
    view = notices(tab)
    view._blank.click()
    qtbot.waitUntil(lambda: len(said.pdfs) == 1, timeout=20_000)
    view.print_this()
    qtbot.waitUntil(lambda: len(said.pdfs) == 2, timeout=20_000)
    assert not said.problems
    view.new()
    assert said.routes[-1] == Route("record", "", "new:notice:issued_on=2026-05-21")


# The box


def test_a_slip_leaves_nothing_on_the_screen_and_nothing_in_the_book(
    tab: OpennessTab, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    before = book.records.counts()
    view = box(tab)
    view.new()
    assert not view.opinions.isVisible(), "who writes sees no list of what others said"
    view.form.text.setPlainText("食堂")
    view.form.drop.click()
    qtbot.waitUntil(lambda: view.form.text.toPlainText() == "")
    assert not view.form.text.document().isUndoAvailable()
    assert not view.form.text.document().isRedoAvailable()
    assert book.records.counts() == before
    assert said.undoables == []
    assert book.records.undo() is None
    assert book.recovery.all() == []


def test_a_slip_dropped_with_two_presses_lies_there_once(
    tab: OpennessTab, book: Workspace, qtbot: QtBot
) -> None:
    view = box(tab)
    view.new()
    for text in ("一", "二"):
        view.form.text.setPlainText(text)
        for _ in range(3):
            view.form.drop.click()
        qtbot.waitUntil(lambda: view.form.text.toPlainText() == "" and view.form.drop.isEnabled())
    assert not book.box.may_open(), "two lie there, not six"


def test_half_a_slip_is_forgotten_when_the_writer_goes_away(tab: OpennessTab) -> None:
    view = box(tab)
    view.new()
    view.form.text.setPlainText("写到一半")
    tab.arrive("", "notices")
    view.new()
    assert view.form.text.toPlainText() == ""


def test_a_name_makes_it_a_record_at_once(tab: OpennessTab, book: Workspace, qtbot: QtBot) -> None:
    view = box(tab)
    view.new()
    assert view.form.drop.text() == "投进意见箱"
    view.form.name.setText("高峻")
    assert view.form.drop.text() == "署名递交"
    view.form.text.setPlainText("班车")
    view.form.drop.click()
    qtbot.waitUntil(lambda: len(book.records.all(Opinion)) == 1)
    assert book.records.all(Opinion)[0].author == "高峻"


def test_an_empty_slip_is_not_dropped(tab: OpennessTab, book: Workspace) -> None:
    view = box(tab)
    view.new()
    view.form.drop.click()
    assert not (book.home / "box").exists()


def test_the_box_opens_when_it_may_and_says_why_it_may_not(
    tab: OpennessTab, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    view = box(tab)
    assert not view._open.isEnabled()
    assert "3 份" in view._open.toolTip()
    for text in ("一", "二", "三"):
        book.box.drop("opinion", {"text": text, "kind": "view"})
    view.refresh()
    assert view._open.isEnabled()
    view.open_box()
    qtbot.waitUntil(lambda: [n[1] for n in said.notes] == ["取出 3 份意见"])
    assert len(book.records.all(Opinion)) == 3
    assert not view._open.isEnabled()


def test_a_box_that_cannot_be_read_is_said_and_the_page_goes_on(
    tab: OpennessTab, book: Workspace, said: Recorder
) -> None:
    (book.home / "box").write_text("bm90aGluZw==", "ascii")
    view = box(tab)
    assert not view._open.isEnabled()
    assert said.problems


def test_an_answer_and_a_matter(
    tab: OpennessTab, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    one = book.box.give({"text": "热水器坏了", "author": "高峻"})
    other = book.box.give({"text": "班车"})
    view = box(tab)
    view.arrive(one, "")
    view.opinions.reply.setPlainText("半截答复")
    view.opinions._choose(other)
    assert view.opinions.reply.value() == ""
    view.opinions._choose(one)
    assert view.opinions.reply.value() == "半截答复"
    view.opinions.reply.setPlainText("周五修")
    view.opinions.answer.click()

    def replied() -> bool:
        found = book.records.get(Opinion, one)
        return found is not None and found.reply == "周五修"

    qtbot.waitUntil(replied)
    view.opinions.matter.click()
    qtbot.waitUntil(lambda: book.records.counts().get("matter") == 1)
    qtbot.waitUntil(lambda: view.opinions.matter.text() == "看这件事项")
    view.opinions.matter.click()
    assert said.routes[-1].page == "matter"


def test_half_an_answer_stays_at_its_opinion_whatever_arrives(
    tab: OpennessTab, book: Workspace
) -> None:
    one = book.box.give({"text": "热水器坏了", "author": "高峻"})
    other = book.box.give({"text": "班车", "author": "高峻"})
    view = box(tab)
    view.arrive(one, "")
    view.opinions.reply.setPlainText("半截答复")
    view.opinions.list.setFocus()
    book.records.add("notice", {"title": "放假"})
    view.refresh()
    assert view.opinions.reply.value() == "半截答复"
    view.opinions.reply.setFocus()
    book.records.delete(one)
    view.refresh()
    assert view.opinions.chosen == other
    assert view.opinions.reply.value() == ""


def test_what_could_not_be_noted_down_stands_in_its_line_again(
    tab: OpennessTab, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    book.records.add("notice", {"title": "放假", "issued_on": "2026-05-18"})
    book.records.add("deliberation", {"title": "换班", "state": "opinions"})
    book.inspecting.start("检查组", "抽查", NOW + timedelta(hours=2))
    for at, detail in enumerate(("notices", "deliberations"), 1):
        view = seen(tab, detail)
        assert isinstance(view, NoticesView | DeliberationsView)
        card = view.remarks if isinstance(view, NoticesView) else view.opinions
        card.text.setText("路上积水")
        card.name.setText("高峻")
        card.button.click()
        qtbot.waitUntil(lambda at=at: len(said.problems) == at)  # type: ignore[misc]
        assert (card.text.text(), card.name.text()) == ("路上积水", "高峻")


def test_an_opinion_half_typed_for_a_deliberation_that_is_gone_is_not_said_of_another(
    tab: OpennessTab, book: Workspace
) -> None:
    one = book.records.add("deliberation", {"title": "一", "state": "opinions"})
    other = book.records.add("deliberation", {"title": "二", "state": "opinions"})
    view = seen(tab, "deliberations", one)
    assert isinstance(view, DeliberationsView)
    view.opinions.text.setText("写到一半")
    book.records.delete(one)
    view.refresh()
    assert view.chosen == other
    assert view.opinions.text.text() == ""


def test_an_opinion_without_a_name_asks_for_a_title_that_is_not_filled_in(
    tab: OpennessTab, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    one = book.records.add("opinion", {"text": "热水器坏了"})
    view = box(tab)
    view.arrive(one, "")
    view.opinions.matter.click()
    asked = view.opinions.titled
    title = asked.editor("matter", "title")
    assert isinstance(title, LineField)
    assert (asked.isHidden(), title.value()) == (False, "")
    assert not view.opinions.answer.isVisible()
    asked.give()
    qtbot.waitUntil(lambda: "自拟" in asked._fields["matter", "title"][1]._error)
    assert book.records.counts().get("matter") is None
    title.set_value("职工生活设施检修")
    asked.give()
    qtbot.waitUntil(lambda: view.opinions.matter.text() == "看这件事项")
    assert asked.isHidden()
    assert view.opinions.answer.isVisible()
    (matter,) = book.records.all(ServiceMatter)
    assert (matter.title, matter.content) == ("职工生活设施检修", None)
    view.opinions.matter.click()
    assert said.routes[-1] == Route("matter", matter.id)


def test_what_members_are_asked_and_what_shows_can_be_spoken_about(
    tab: OpennessTab, book: Workspace, qtbot: QtBot
) -> None:
    asked = book.records.add(
        "deliberation", {"title": "活动室", "state": "opinions", "opened_on": "2026-05-20"}
    )
    shown = book.records.add("disclosure", {"title": "党费", "from_on": "2026-05-20"})
    view = box(tab)
    view.new()
    view.form.about.set_value(asked)
    view.form.stance.set_current("oppose")
    view.form.text.setPlainText("太吵")
    assert view.form.slip() == (
        "comment",
        {"about": asked, "kind": "opinion", "stance": "oppose", "text": "太吵"},
    )
    view.form.about.set_value(shown)
    assert view.form.slip()[1] == {"about": shown, "kind": "question", "text": "太吵"}
    view.form.drop.click()
    qtbot.waitUntil(lambda: view.form.text.toPlainText() == "")
    assert book.records.all(Comment) == []


# Deliberations


def test_a_deliberation_goes_through_its_stages(
    tab: OpennessTab, book: Workspace, qtbot: QtBot
) -> None:
    one = book.records.add("deliberation", {"title": "活动室", "proposal": "开到十点"})
    held = book.records.add(
        "activity",
        {"type": "general_meeting", "title": "大会", "held_start": "2026-05-25T19:30:00"},
    )
    view = seen(tab, "deliberations")
    assert isinstance(view, DeliberationsView)
    use = book.openness.deliberating

    def stands(state: DeliberationState) -> None:
        qtbot.waitUntil(lambda: use.get(one).deliberation.state == state)
        view.refresh()

    view.stage.until.set_value(TODAY + timedelta(days=5))
    view.stage.asked.emit(view.stage.until.value())
    stands(DeliberationState.opinions)
    view.opinions.text.setText("赞成")
    view.opinions.name.setText("高峻")
    view.opinions.button.click()
    qtbot.waitUntil(lambda: len(use.get(one).opinions) == 1)
    view.opinions.text.setText("不赞成")
    view.opinions.kind.set_current("oppose")
    view.opinions.button.click()
    qtbot.waitUntil((book.home / "box").exists)
    assert len(use.get(one).opinions) == 1, "without a name it lies in the box"
    view.stage.summed_up.emit("多数赞成")
    stands(DeliberationState.vote)
    view.stage.brought.emit(held)
    qtbot.waitUntil(lambda: use.get(one).motion is not None)
    decided = book.records.add("resolution", {"activity": held, "text": "开到十点"})
    view.refresh()
    assert view.stage.resolution.value() == decided
    view.stage.resolved.emit(decided)
    stands(DeliberationState.resolved)
    view.stage.reopened.emit()
    stands(DeliberationState.vote)
    view.stage.dropped.emit("不办了")
    stands(DeliberationState.dropped)


def test_a_meeting_can_be_begun_from_it_and_a_reason_is_asked_for(
    tab: OpennessTab, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    one = book.records.add("deliberation", {"title": "活动室", "state": "vote"})
    view = seen(tab, "deliberations")
    assert isinstance(view, DeliberationsView)
    view.stage.dropped.emit(" ")
    qtbot.waitUntil(lambda: len(said.problems) == 1)
    view.stage.brought.emit("new:committee_meeting")
    qtbot.waitUntil(lambda: book.openness.deliberating.get(one).activity is not None)
    view.print_this()
    qtbot.waitUntil(lambda: len(said.pdfs) == 1, timeout=20_000)


def test_pressed_twice_it_is_brought_to_one_meeting(
    tab: OpennessTab, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    one = book.records.add("deliberation", {"title": "活动室", "state": "vote"})
    view = seen(tab, "deliberations")
    assert isinstance(view, DeliberationsView)
    for _ in range(2):
        view.stage.brought.emit("new:committee_meeting")
    qtbot.waitUntil(lambda: bool(said.undoables))
    qtbot.waitUntil(lambda: not view.desk.work.busy)
    assert len(book.records.all(Activity)) == 1
    assert book.openness.deliberating.get(one).activity is not None


# Disclosures and the bulletin


def test_a_disclosure_shows_its_end_and_its_open_questions(
    tab: OpennessTab, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    one = book.records.add(
        "disclosure", {"title": "党费", "from_on": "2026-05-15", "to_on": "2026-05-24"}
    )
    book.openness.telling.say(one, "明细呢", kind=CommentKind.question)
    view = seen(tab, "disclosures")
    assert isinstance(view, DisclosuresView)
    (row,) = view.rows()
    assert [c.plain() for c in row.cells] == [
        "党费 5月15日 至 5月24日  1 个提问待答",
        "还有 3 天撤下",
    ]
    assert view.meta() == "1 项正在公开"
    view.remarks.said.emit("贴哪里", "question", "高峻")
    qtbot.waitUntil(lambda: len(book.openness.disclosing.get(one).waiting) == 2)
    view.print_this()
    qtbot.waitUntil(lambda: len(said.pdfs) == 1, timeout=20_000)
    view._register.click()
    qtbot.waitUntil(lambda: len(said.pdfs) == 2, timeout=20_000)


def test_who_stands_by_it_are_names_on_this_record(
    tab: OpennessTab, book: Workspace, people: list[str], qtbot: QtBot
) -> None:
    one = book.records.add("disclosure", {"title": "评优结果", "from_on": "2026-05-15"})
    view = seen(tab, "disclosures")
    assert isinstance(view, DisclosuresView)

    def standing() -> tuple[str, ...]:
        return book.openness.telling.standing_by(one)

    view.assent.field._add(people[1])
    qtbot.waitUntil(lambda: standing() == (people[1],))
    view.assent.field._add(people[0])
    qtbot.waitUntil(lambda: standing() == (people[0], people[1]))
    view.assent.taken_back.emit([people[1]])
    qtbot.waitUntil(lambda: standing() == (people[0],))


def test_the_bulletin_turns_its_months_and_prints(
    tab: OpennessTab, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    book.records.add("notice", {"title": "放假安排", "issued_on": "2026-05-10"})
    view = seen(tab, "bulletin")
    assert isinstance(view, BulletinView)
    assert view.meta() == "2026 年 5 月"
    assert not view._after.isEnabled()
    view._before.click()
    assert view.meta() == "2026 年 4 月"
    view._after.click()
    view.print_this()
    qtbot.waitUntil(lambda: len(said.pdfs) == 1, timeout=20_000)
    assert said.pdfs[0][1] == "支部简报 2026-05"


def test_who_joined_meanwhile_can_stand_by_a_disclosure(
    tab: OpennessTab, book: Workspace, people: list[str]
) -> None:
    one = book.records.add("disclosure", {"title": "节油奖", "from_on": "2026-05-01"})
    view = seen(tab, "disclosures", one)
    assert isinstance(view, DisclosuresView)
    new = book.records.add("member", {"name": "新来的", "number": 9})
    view.refresh()
    assert new in [person.id for person in view.assent.field.line._people]
