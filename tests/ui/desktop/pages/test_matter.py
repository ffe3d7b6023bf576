"""One matter: its next step stands in the header, asks for what it lacks, and one undo takes it back."""

import pytest
from pytestqt.qtbot import QtBot

from app.records.service import MatterState, ServiceMatter
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk
from ui.desktop.pages.matter import MatterPage
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.longtext import LongTextField

S = MatterState


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> MatterPage:
    page = MatterPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    return page


def raised(book: Workspace, **fields: object) -> str:
    return book.records.add("matter", {"title": "修便道", "raised_on": "2026-05-02", **fields})


def held(book: Workspace, matter: str) -> ServiceMatter:
    found = book.records.get(ServiceMatter, matter)
    assert found is not None
    return found


def put(page: MatterPage, kind: str, name: str, text: str) -> None:
    editor = page.handling.asked.editor(kind, name)
    assert isinstance(editor, LineField | LongTextField)
    editor.set_value(text)


def test_a_new_matter_begins_with_its_title_and_goes_on(
    qtbot: QtBot, page: MatterPage, book: Workspace, said: Recorder
) -> None:
    page.arrive("", "new")
    assert page.step not in page.header_actions()
    assert page.form is not None
    page.form.fields["title"].editor.settled.emit("加灯")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(said.undoables))
    (matter,) = book.records.all(ServiceMatter)
    assert (matter.title, str(matter.raised_on)) == ("加灯", "2026-05-21")
    assert page.title() == "加灯"
    assert page.step in page.header_actions()


def test_each_step_asks_in_place_and_is_one_change(
    qtbot: QtBot, page: MatterPage, book: Workspace, said: Recorder
) -> None:
    matter = raised(book)
    page.arrive(matter, "")
    page.primary()
    asked = page.handling.asked
    assert not asked.isHidden()
    put(page, "matter", "owner_unit", "物资部")
    page.primary()
    qtbot.waitUntil(lambda: bool(asked.findChildren(DateField)))
    assert held(book, matter).state == S.registered
    due = asked.editor("matter", "due_on")
    assert isinstance(due, DateField)
    due.set_value(page.desk.today())
    page.primary()
    qtbot.waitUntil(lambda: held(book, matter).state == S.assigned)
    qtbot.waitUntil(asked.isHidden)
    page.primary()
    qtbot.waitUntil(lambda: held(book, matter).state == S.in_progress)
    book.records.undo()
    book.records.undo()
    assert (held(book, matter).owner_unit, held(book, matter).due_on) == (None, None)


def test_a_matter_is_closed_with_what_was_told(
    qtbot: QtBot, page: MatterPage, book: Workspace
) -> None:
    matter = raised(book, owner_unit="工程部", due_on="2026-05-20", state="verified",
                    raised_by="白玛村")  # fmt: skip
    page.arrive(matter, "step:closed")
    to_whom = page.handling.asked.editor("feedback", "to_whom")
    assert isinstance(to_whom, LineField)
    assert to_whom.value() == "白玛村"
    page.primary()
    assert held(book, matter).state == S.verified
    put(page, "feedback", "text", "便道已通车")
    page.primary()
    qtbot.waitUntil(lambda: held(book, matter).state == S.closed)
    opened = book.matters.opened(matter)
    assert opened is not None
    assert [f.text for f in opened.feedback] == ["便道已通车"]


def test_progress_and_feedback_are_written_in_place(
    qtbot: QtBot, page: MatterPage, book: Workspace
) -> None:
    matter = raised(book, owner_unit="工程部", due_on="2026-06-20")
    book.matters.step(matter, S.assigned)
    page.arrive(matter, "")
    page.handling.progress.begin()
    editor = page.handling.progress.form.editor("progress_entry", "text")
    assert isinstance(editor, LongTextField)
    page.handling.progress.form.give()
    qtbot.waitUntil(lambda: not page.handling.progress.form.isHidden())
    editor = page.handling.progress.form.editor("progress_entry", "text")
    assert isinstance(editor, LongTextField)
    editor.set_value("看了现场")
    page.handling.progress.form.give()
    qtbot.waitUntil(lambda: held(book, matter).state == S.in_progress)
    page.handling.satisfied.chosen.emit("4")
    qtbot.waitUntil(lambda: held(book, matter).satisfaction == 4)


def test_an_entry_pressed_twice_is_written_once(
    qtbot: QtBot, page: MatterPage, book: Workspace, said: Recorder
) -> None:
    matter = raised(book, owner_unit="工程部", due_on="2026-06-20", state="assigned")
    page.arrive(matter, "")
    page.handling.progress.begin()
    editor = page.handling.progress.form.editor("progress_entry", "text")
    assert isinstance(editor, LongTextField)
    editor.set_value("看了现场")
    page.handling.progress.form.give()
    page.handling.progress.form.give()
    qtbot.waitUntil(lambda: bool(said.undoables))
    qtbot.waitUntil(lambda: not page.desk.work.busy)
    opened = book.matters.opened(matter)
    assert opened is not None
    assert [e.text for e in opened.progress] == ["看了现场"]


def test_who_did_it_cannot_verify_and_is_told_under_the_field(
    qtbot: QtBot, page: MatterPage, book: Workspace
) -> None:
    owner = book.records.add("member", {"name": "马福林"})
    matter = raised(book, owner=owner, due_on="2026-05-20", state="done")
    page.arrive(matter, "step:verified")
    put(page, "matter", "verified_by", "马福林")
    page.primary()
    qtbot.wait_until(lambda: "承办人" in " ".join(_errors(page)))
    assert held(book, matter).state == S.done


def _errors(page: MatterPage) -> list[str]:
    return [field._words.text() for _, field in page.handling.asked._fields.values()]


def test_a_deleted_matter_is_said_to_be_gone(
    qtbot: QtBot, page: MatterPage, book: Workspace, said: Recorder
) -> None:
    matter = raised(book)
    page.arrive(matter, "")
    page.remove()
    qtbot.waitUntil(lambda: said.backs == 1)
    page.arrive(matter, "")
    assert not page.gone.isHidden()


def test_what_was_rejected_is_taken_up_again_with_a_reason_of_its_own(
    qtbot: QtBot, page: MatterPage, book: Workspace
) -> None:
    matter = raised(book, owner_unit="物资部")
    book.matters.step(matter, S.rejected, {"state_reason": "没有场地"})
    page.arrive(matter, "")
    page.primary()
    asked = page.handling.asked
    assert not asked.isHidden()
    put(page, "matter", "state_reason", "场地有了")
    page.primary()
    qtbot.waitUntil(lambda: held(book, matter).state != S.rejected)
    assert held(book, matter).state_reason == "场地有了"


def test_a_second_visit_makes_no_form_anew_until_something_was_written(
    qtbot: QtBot, page: MatterPage, desk: Desk, book: Workspace
) -> None:
    one, other = raised(book), raised(book)
    page.arrive(one, "")
    made = page.form
    page.arrive(one, "")
    assert page.form is made
    page.arrive(other, "")
    assert page.form is not made
    made = page.form
    with qtbot.waitSignal(desk.feed.applied):
        desk.work.edit(
            lambda: book.records.add("member", {"name": "次仁"}), None, desk.window.problem
        )
    page.arrive(other, "")
    assert page.form is not made
