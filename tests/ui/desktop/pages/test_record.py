import pytest
from pytestqt.qtbot import QtBot

from app.records.member import ContactEntry
from app.records.plan import Plan
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.record import RecordPage
from ui.desktop.widgets.fields import LineField


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> RecordPage:
    page = RecordPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    return page


def line(page: RecordPage, name: str) -> LineField:
    assert page.form is not None
    editor = page.form.fields[name].editor
    assert isinstance(editor, LineField)
    return editor


def test_any_kind_has_a_page_from_its_declaration(page: RecordPage, book: Workspace) -> None:
    for kind in book.kinds.values():
        page.arrive("", f"new:{kind.name}")
        assert page.form is not None
        assert list(page.form.fields) == [f.name for f in kind.fields]


def test_a_record_is_shown_changed_and_saved_by_itself(
    qtbot: QtBot, page: RecordPage, book: Workspace
) -> None:
    plan = book.records.add("plan", {"title": "年度计划"})
    page.arrive(plan, "")
    assert (page.title(), page.meta()) == ("年度计划", "计划")
    assert page.form is not None
    line(page, "title").setText("2026 年计划")
    with qtbot.waitSignal(page.form.saved):
        line(page, "title").settle()
    assert page.title() == "2026 年计划"
    assert len(page.chips()) == 2


def test_a_new_record_is_there_once_it_has_what_it_needs(
    qtbot: QtBot, page: RecordPage, book: Workspace, said: Recorder
) -> None:
    page.arrive("", "new:plan")
    assert page.title() == "新建：计划"
    assert not page._print.isEnabled()
    line(page, "title").setText("读书计划")
    line(page, "title").settle()
    qtbot.waitUntil(lambda: said.undoables == ["已记下读书计划"])
    (plan,) = book.records.all(Plan)
    assert page.found() is not None
    assert page._print.isEnabled()
    assert plan.title == page.title() == "读书计划"


def test_a_new_record_may_begin_with_what_is_known(page: RecordPage, book: Workspace) -> None:
    member = book.records.add("member", {"name": "张三"})
    page.arrive("", f"new:contact_entry:member={member}")
    assert page.form is not None
    assert page.form.fields["member"].editor.property("text") == "张三"
    assert book.records.all(ContactEntry) == []


def test_deleting_goes_back_with_undo(
    qtbot: QtBot, page: RecordPage, book: Workspace, said: Recorder
) -> None:
    plan = book.records.add("plan", {"title": "年度计划"})
    page.arrive(plan, "")
    page.remove()
    qtbot.waitUntil(lambda: said.backs == 1)
    assert said.undoables == ["已删除“年度计划”"]
    assert book.records.get(Plan, plan) is None


def test_a_record_that_is_gone_or_of_a_newer_release_says_so(
    page: RecordPage, book: Workspace
) -> None:
    plan = book.records.add("plan", {"title": "年度计划"})
    page.arrive(plan, "")
    book.records.delete(plan)
    page.refresh()
    assert page.gone.isVisibleTo(page)
    page.arrive("nowhere.1.0", "")
    assert page.gone.isVisibleTo(page)
    page.arrive("", "new:plan")
    assert not page.gone.isVisibleTo(page)


def test_the_paper_and_the_history_are_one_press_away(
    qtbot: QtBot, page: RecordPage, book: Workspace, said: Recorder
) -> None:
    plan = book.records.add("plan", {"title": "年度计划", "text": "一\n二"})
    page.arrive(plan, "")
    page._history.click()
    page.new()
    assert said.routes == [Route("history", plan), Route("record", detail="new:plan")]
    page.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs or said.problems), timeout=20_000)
    assert said.problems == []
    assert said.pdfs[0][1] == "年度计划"


def test_two_values_are_marked_in_the_header(page: RecordPage, book: Workspace) -> None:
    plan = book.records.add("plan", {"title": "年度计划"})
    page.arrive(plan, "")
    assert len(page.chips()) == 1


def test_a_members_status_and_group_are_not_bare_choices(
    page: RecordPage, book: Workspace, said: Recorder
) -> None:
    who = book.records.add("member", {"name": "高峻"})
    page.arrive(who, "")
    assert page.form is not None
    assert not page.form.fields["status"].editor.isEnabled()
    assert page.form.fields["post"].editor.isEnabled()
    page._happened.click()
    assert said.routes == [Route("members", who, "happened")]
    page.arrive("", "new:plan")
    assert not page._happened.isVisibleTo(page)


def test_the_form_of_a_second_visit_is_the_same_until_something_is_written(
    page: RecordPage, book: Workspace
) -> None:
    plan = book.records.add("plan", {"title": "年度计划"})
    page.arrive(plan, "")
    form = page.form
    page.arrive(plan, "")
    assert page.form is form
    book.records.add("member", {"name": "周建国"})
    page.arrive(plan, "")
    assert page.form is not form
