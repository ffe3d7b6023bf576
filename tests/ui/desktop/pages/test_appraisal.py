"""The appraisal page: steps, ballots as typed, everybody in the roster's order, results sealed."""

import pytest
from pytestqt.qtbot import QtBot

from app.counting.appraising import Level, Result, Tally
from app.workspace import Workspace
from tests.ui.desktop.conftest import CHEAP, Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.appraisal import AppraisalPage

SECRET = "mishi-2026"
NAMES = ("周建国", "王海燕", "高峻", "冯宇轩")


@pytest.fixture
def people(book: Workspace) -> list[str]:
    return [
        book.records.add(
            "member",
            {"name": n, "number": at, "status": "probationary" if n == "冯宇轩" else "full"},
        )
        for at, n in enumerate(NAMES)
    ]


@pytest.fixture
def appraisal(book: Workspace, people: list[str]) -> str:
    book.confidential.begin(SECRET, cost=CHEAP)
    return book.appraising.begin(2025)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, people: list[str]) -> AppraisalPage:
    page = AppraisalPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 700)
    page.show()
    page.activateWindow()
    return page


def test_a_book_without_an_appraisal_offers_to_begin_one(
    qtbot: QtBot, page: AppraisalPage, book: Workspace, said: Recorder
) -> None:
    page.arrive("", "")
    assert page.begin.isVisible()
    assert not page.panel.isVisible()
    page.begin.begin()
    qtbot.waitUntil(lambda: bool(said.routes))
    (made,) = book.appraising.all()
    assert said.routes == [Route("appraisal", made.id)]


def test_a_meeting_leads_to_its_appraisal_or_begins_it(
    page: AppraisalPage, book: Workspace, appraisal: str
) -> None:
    held = book.records.raw(appraisal)
    assert held is not None
    page.arrive(str(held.get("activity")), "")
    assert page._appraisal == appraisal
    fields = {"type": "democratic_appraisal", "title": "评议会", "for_year": 2024}
    page.arrive(book.records.add("activity", fields), "")
    assert page.begin.isVisible()
    assert page.begin.year.value() == 2024
    assert page.begin.meeting.currentText() == "评议会"


def test_the_roster_shows_what_is_sealed_and_never_a_level(
    page: AppraisalPage, book: Workspace, people: list[str], appraisal: str
) -> None:
    result = Result(Level.excellent, Tally(3, 0, 0, 0, 0), "肯干")
    book.appraising.write_result(appraisal, people[1], result)
    page.arrive(appraisal, "")
    page.list.selectAll()
    text = page.list.table_text()
    assert [line.split("\t")[0] for line in text.splitlines()[1:]] == [
        *NAMES[:3],
        "冯宇轩 预备",
    ]
    assert "优秀" not in text
    assert "不定等次" in text
    assert book.access.entries() == []


def test_ballots_that_do_not_add_up_are_said_as_they_are_typed(
    page: AppraisalPage, book: Workspace, people: list[str], appraisal: str
) -> None:
    book.appraising.change(appraisal, {"ballots_issued": 4, "ballots_returned": 3})
    page.arrive(appraisal, "")
    editor = page.panel.result
    editor.numbers["excellent"].setText("2")
    editor.numbers["excellent"].typed.emit(2)
    assert editor.sum.isVisible()
    assert "还差 1 票" in editor.sum._words.text()
    editor.numbers["qualified"].setText("1")
    editor.numbers["qualified"].typed.emit(1)
    assert "票数相符" in editor.sum._words.text()
    editor.numbers["basic"].setText("1")
    editor.numbers["basic"].typed.emit(1)
    assert "多于收回的 3" in editor.sum._words.text()


def test_what_is_typed_for_a_member_is_sealed_and_opens_again(
    qtbot: QtBot, page: AppraisalPage, book: Workspace, people: list[str], appraisal: str
) -> None:
    page.arrive(appraisal, "")
    editor = page.panel.result
    editor.level.set_value("qualified")
    with qtbot.waitSignal(editor.written):
        editor.level.settled.emit("qualified")
    book.confidential.lock()
    page._show_member(people[1])
    page._show_member(people[0])
    assert editor.chip.isVisible()
    assert not editor.level.isVisible()
    editor.open()
    editor.unlock.secret.line.setText(SECRET)
    editor.unlock.give()
    qtbot.waitUntil(editor.level.isVisible)
    assert editor.level.value() == "qualified"
    assert [e.field for e in book.access.entries()] == ["result"]


def test_a_members_own_words_are_handed_in_before_there_is_a_record(
    qtbot: QtBot, page: AppraisalPage, book: Workspace, people: list[str], appraisal: str
) -> None:
    page.arrive(appraisal, "")
    own = page.panel.form.fields["self_text"].editor
    own.text.setPlainText("一年来")  # type: ignore[attr-defined]
    with qtbot.waitSignal(page.panel.form.made):
        own.settle()  # type: ignore[attr-defined]
    assert book.appraising.open_self(appraisal, people[0]) == "一年来"


def test_steps_out_of_order_and_a_third_exceeded_are_said(
    page: AppraisalPage, book: Workspace, people: list[str], appraisal: str
) -> None:
    book.appraising.change(appraisal, {"self_on": "2026-02-10", "mutual_on": "2026-02-09"})
    book.records.change(appraisal, {"excellent": 2})
    page.arrive(appraisal, "")
    assert page.facts.order.isVisible()
    assert "三分之一" in page.facts.third._words.text()
    states = [step.state for step in page.stepper._steps]
    assert states == ["done", "contradiction", "current", "open", "open"]


def test_counting_opens_all_once_and_keeps_two_numbers(
    qtbot: QtBot, page: AppraisalPage, book: Workspace, people: list[str], appraisal: str
) -> None:
    book.appraising.write_result(appraisal, people[0], Result(Level.excellent))
    page.arrive(appraisal, "")
    with qtbot.waitSignal(page.facts.counted):
        page.facts.begin_count()
    assert page.facts.by_level.isVisible()
    assert book.records.raw(appraisal).get("excellent") == 1  # type: ignore[union-attr]
    assert len(book.access.of(appraisal)) == 1
