"""One visit: answered, finished into two records at once, its tasks opened from there."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.records.service import HandbookEntry, ServiceMatter, ServiceVisit
from app.services.visiting import Task
from app.workspace import Workspace
from db.model.change import Json
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.visit import VisitPage
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.duerow import ListRow


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> VisitPage:
    page = VisitPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    return page


@pytest.fixture
def unit(book: Workspace) -> str:
    return book.records.add("partner_organization", {"name": "桥梁一公司"})


def visit(book: Workspace, unit: str, **fields: Json) -> str:
    body: dict[str, Json] = {
        "partner": unit, "on": "2026-05-20", "leader": "周建国",
        "standing": "两条生产线", "difficulties": "用工难", "needs": "道路",
    }  # fmt: skip
    return book.records.add("service_visit", {**body, **fields})


def chip(page: VisitPage) -> str:
    (status,) = [c for c in page.chips() if isinstance(c, StatusChip)]
    return status.text()


def rows(qtbot: QtBot, card: QWidget, page: QWidget) -> list[ListRow]:
    # Rows that were just laid out show with the next turn of the loop.
    def there() -> list[ListRow]:
        return [r for r in card.findChildren(ListRow) if r.isVisibleTo(page)]

    qtbot.waitUntil(lambda: bool(there()))
    return there()


def test_a_new_visit_is_of_today_and_of_the_enterprise_it_was_begun_for(
    page: VisitPage, book: Workspace, unit: str
) -> None:
    page.arrive("", f"new:{unit}")
    assert page.form is not None
    assert page.form.fields["on"].editor.value() == date(2026, 5, 21)  # type: ignore[attr-defined]
    assert page.form.fields["partner"].editor.value() == unit  # type: ignore[attr-defined]
    assert book.records.all(ServiceVisit) == []
    assert page._finish not in page.header_actions()


def test_begun_for_a_paired_enterprise_it_names_the_agreement(
    page: VisitPage, book: Workspace, unit: str
) -> None:
    body: dict[str, Json] = {
        "title": "协议", "parties": [unit], "quota": True, "state": "signed",
        "valid_from": "2026-01-01",
    }  # fmt: skip
    made = book.records.add("cobuild_agreement", body)
    page.arrive("", f"new:{unit}")
    assert page.form is not None
    assert page.form.fields["agreement"].editor.value() == made  # type: ignore[attr-defined]


def test_an_answer_that_is_lacking_is_said_at_its_field_and_nothing_is_written(
    qtbot: QtBot, page: VisitPage, book: Workspace, unit: str
) -> None:
    page.arrive(visit(book, unit, needs=None), "")
    assert chip(page) == "缺 1 个回答"
    page.primary()
    assert page.form is not None
    field = page.form.fields["needs"]
    qtbot.waitUntil(lambda: field.wrong)
    assert book.records.all(HandbookEntry) == []


def test_finishing_writes_the_handbook_and_the_tasks_which_one_undo_takes_back(
    qtbot: QtBot, page: VisitPage, book: Workspace, unit: str, said: Recorder
) -> None:
    went = visit(book, unit)
    page.arrive(went, "")
    assert "发展现状：两条生产线" in page.finishing.text.toPlainText()
    line = page.finishing.lines.add_line()
    line.title.setText("修厂区路")
    line.due.set_value(date(2026, 6, 30))
    page.finishing.lines.add_line()
    page.primary()
    qtbot.waitUntil(lambda: said.undoables == ["已写入工作手册和任务清单，任务 1 项"])
    (entry,) = book.records.all(HandbookEntry)
    (task,) = book.records.all(ServiceMatter)
    assert (entry.visit, entry.by) == (went, "周建国")
    assert entry.text == "发展现状：两条生产线\n困难问题：用工难\n发展需求：道路"
    assert (task.title, task.visit, task.due_on) == ("修厂区路", went, date(2026, 6, 30))
    assert chip(page) == "手册清单已写"
    assert page.entry.isVisibleTo(page)
    book.records.undo()
    page.refresh()
    assert (book.records.all(HandbookEntry), book.records.all(ServiceMatter)) == ([], [])
    assert page.finishing.isVisibleTo(page)


def test_a_reworded_entry_is_written_as_it_was_reworded(
    qtbot: QtBot, page: VisitPage, book: Workspace, unit: str
) -> None:
    page.arrive(visit(book, unit), "")
    page.finishing.text.setPlainText("简记：三件事都记下了")
    page.refresh()
    assert page.finishing.text.toPlainText() == "简记：三件事都记下了"
    page.finish()
    qtbot.waitUntil(lambda: bool(book.records.all(HandbookEntry)))
    assert book.records.all(HandbookEntry)[0].text == "简记：三件事都记下了"


def test_more_tasks_are_added_later_and_each_leads_to_its_matter(
    qtbot: QtBot, page: VisitPage, book: Workspace, unit: str, said: Recorder
) -> None:
    page.arrive(visit(book, unit), "")
    page.finish()
    qtbot.waitUntil(lambda: bool(book.records.all(HandbookEntry)))
    page.refresh()
    assert not page.tasks.write.isVisibleTo(page)
    page.tasks.lines.add_line().title.setText("协调劳务")
    page.tasks.write.click()
    qtbot.waitUntil(lambda: bool(book.records.all(ServiceMatter)))
    qtbot.waitUntil(lambda: not page.tasks.lines.rows)
    page.refresh()
    (matter,) = book.records.all(ServiceMatter)
    (row,) = rows(qtbot, page.tasks, page)
    row.pressed.emit()
    assert said.routes == [Route("matter", matter.id)]


def test_pressed_twice_the_tasks_are_written_once(
    qtbot: QtBot, page: VisitPage, book: Workspace, unit: str, said: Recorder
) -> None:
    page.arrive(visit(book, unit), "")
    page.finishing.lines.add_line().title.setText("修厂区路")
    page.primary()
    page.primary()
    qtbot.waitUntil(lambda: bool(said.undoables))
    page.refresh()
    page.tasks.lines.add_line().title.setText("协调劳务")
    page.tasks.write.click()
    page.tasks.write.click()
    qtbot.waitUntil(lambda: len(said.undoables) == 2)
    qtbot.waitUntil(lambda: not page.desk.work.busy)
    titles = sorted(m.title for m in book.records.all(ServiceMatter))
    assert titles == sorted(["修厂区路", "协调劳务"])


def test_a_line_can_be_taken_out_again(page: VisitPage, book: Workspace, unit: str) -> None:
    page.arrive(visit(book, unit), "")
    line = page.finishing.lines.add_line()
    line.title.setText("修厂区路")
    line.removed.emit()
    assert page.finishing.asked() == ("", [])


def test_what_was_typed_for_one_visit_is_not_written_for_another(
    page: VisitPage, book: Workspace, unit: str
) -> None:
    first = visit(book, unit)
    page.arrive(first, "")
    line = page.finishing.lines.add_line()
    line.title.setText("修厂区路")
    line.due.set_value(date(2026, 6, 30))
    page.finishing.text.setPlainText("简记")
    page.arrive(visit(book, unit, standing="另一家"), "")
    text, tasks = page.finishing.asked()
    assert (text, tasks) == ("", [])
    assert "另一家" in page.finishing.text.toPlainText()
    page.arrive(first, "")
    assert page.finishing.asked() == ("简记", [Task("修厂区路", due_on=date(2026, 6, 30))])


def test_a_task_half_typed_for_a_written_visit_is_not_written_for_another(
    qtbot: QtBot, page: VisitPage, book: Workspace, unit: str
) -> None:
    first, other = visit(book, unit), visit(book, unit)
    for one in (first, other):
        page.arrive(one, "")
        page.finish()
        qtbot.waitUntil(lambda: not page.desk.work.busy)
    page.arrive(first, "")
    page.tasks.lines.add_line().title.setText("协调劳务")
    page.arrive(other, "")
    assert page.tasks.lines.tasks() == []
    assert not page.tasks.write.isVisibleTo(page)
    page.arrive(first, "")
    assert [task.title for task in page.tasks.lines.tasks()] == ["协调劳务"]


def test_the_series_of_an_enterprise_stands_beside_it(
    qtbot: QtBot, page: VisitPage, book: Workspace, unit: str, said: Recorder
) -> None:
    first = visit(book, unit, on="2026-02-01")
    page.arrive(visit(book, unit), "")
    assert page.title() == "走访桥梁一公司"
    assert page.meta().startswith("对这家企业的第 2 次走访")
    found = rows(qtbot, page.series, page)
    assert len(found) == 2
    found[1].pressed.emit()
    assert said.routes == [Route("visit", first)]


def test_it_prints(
    qtbot: QtBot, page: VisitPage, book: Workspace, unit: str, said: Recorder
) -> None:
    page.arrive(visit(book, unit), "")
    page.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs or said.problems), timeout=20_000)
    assert said.problems == []
