"""A visit writes two records at once, says nothing of its own, and is taken back by one undo."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.service import MatterKind, ServiceMatter, ServiceVisit
from app.services.parts import PAGE
from app.services.visiting import (
    Task,
    VisitLine,
    VisitView,
    entry_id,
    handbook_text,
    who_went,
)
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Json
from db.model.errors import InvalidRecord, NotFound
from tests.app.rules.conftest import made
from tests.app.services.decoded import decoded, put

T = Catalogue("en")
TODAY = date(2026, 5, 21)
ANSWERS: dict[str, Json] = {
    "standing": "两条生产线满负荷",
    "difficulties": "用工缺口二十人",
    "needs": "厂区道路",
}


@pytest.fixture
def enterprise(book: Workspace) -> str:
    return book.records.add("partner_organization", {"name": "桥梁一公司"})


def visit(book: Workspace, partner: str, **fields: Json) -> str:
    body: dict[str, Json] = {"partner": partner, "on": "2026-05-20", "leader": "周建国"}
    return book.records.add("service_visit", {**body, **ANSWERS, **fields})


def view(book: Workspace, record: str) -> VisitView:
    found = book.visiting.view(record, TODAY)
    assert found is not None
    return found


def test_the_entry_and_the_tasks_are_one_change(book: Workspace, enterprise: str) -> None:
    owner = book.records.add("member", {"name": "马福林"})
    went = visit(book, enterprise)
    tasks = [
        Task("协调劳务", owner, due_on=date(2026, 6, 30), kind=MatterKind.difficulty),
        Task("  "),
        Task("修厂区路", owner_unit="工程部"),
    ]
    applied = book.visiting.finish(went, tasks, T)
    assert len(applied.changes) == 1
    found = view(book, went)
    assert found.entry is not None
    assert (found.entry.by, found.entry.on) == ("周建国", date(2026, 5, 20))
    assert [(x.matter.title, x.owner, x.matter.state) for x in found.tasks] == [
        ("协调劳务", "马福林", "assigned"),
        ("修厂区路", "工程部", "registered"),
    ]
    assert {(x.matter.source, x.matter.partner, x.matter.raised_on) for x in found.tasks} == {
        ("visit", enterprise, date(2026, 5, 20))
    }


def test_one_undo_takes_both_records_back_and_they_can_be_written_again(
    book: Workspace, enterprise: str
) -> None:
    went = visit(book, enterprise)
    book.visiting.finish(went, [Task("协调劳务")], T)
    book.records.undo()
    assert (view(book, went).entry, view(book, went).tasks) == (None, ())
    book.visiting.finish(went, [Task("协调劳务")], T)
    assert view(book, went).entry is not None
    assert len(view(book, went).tasks) == 1


def test_the_entry_is_the_visitors_own_answers_and_may_be_reworded(
    book: Workspace, enterprise: str
) -> None:
    went = visit(book, enterprise)
    book.visiting.finish(went, [], T)
    entry = view(book, went).entry
    assert entry is not None
    assert entry.text == (
        "How the enterprise stands: 两条生产线满负荷\n"
        "What difficulties it has: 用工缺口二十人\n"
        "What it needs to develop: 厂区道路"
    )
    book.visiting.finish(went, [], T, text="简记")
    again = view(book, went).entry
    assert again is not None
    assert (again.text, again.id) == ("简记", entry_id(went))


def test_finished_again_it_adds_tasks_and_doubles_none(book: Workspace, enterprise: str) -> None:
    went = visit(book, enterprise)
    book.visiting.finish(went, [Task("一")], T)
    book.visiting.finish(went, [Task("二")], T)
    assert [x.matter.title for x in view(book, went).tasks] == ["一", "二"]


@pytest.mark.parametrize("field", ["on", "standing", "difficulties", "needs"])
def test_without_a_day_or_an_answer_nothing_is_written(
    book: Workspace, enterprise: str, field: str
) -> None:
    went = visit(book, enterprise, **{field: None})
    with pytest.raises(InvalidRecord) as refused:
        book.visiting.finish(went, [Task("一")], T)
    assert refused.value.field == field
    assert not book.records.all(ServiceMatter)


def test_a_visit_that_is_not_there_is_not_finished(book: Workspace) -> None:
    with pytest.raises(NotFound):
        book.visiting.finish("nowhere", [], T)
    assert book.visiting.view("nowhere", TODAY) is None


def test_a_task_shows_whether_it_is_late_and_answered(book: Workspace, enterprise: str) -> None:
    went = visit(book, enterprise)
    book.visiting.finish(went, [Task("一", owner_unit="工程部", due_on=date(2026, 5, 20))], T)
    (task,) = view(book, went).tasks
    assert (task.overdue, task.feedback) == (True, 0)
    told = {"matter": task.matter.id, "on": "2026-05-21", "to_whom": "厂长", "text": "已安排"}
    book.records.add("feedback", told)
    assert view(book, went).tasks[0].feedback == 1


def listed(book: Workspace, partner: str = "") -> list[VisitLine]:
    return [line for line in book.visiting.register(partner).lines() if line is not None]


def test_an_enterprises_visits_are_a_series(book: Workspace, enterprise: str) -> None:
    first = visit(book, enterprise, on="2026-02-01")
    second = visit(book, enterprise, on="2026-05-01")
    visit(book, book.records.add("partner_organization", {"name": "村委会"}))
    assert [v.id for v in view(book, first).series] == [second, first]
    assert (view(book, first).number, view(book, second).number) == (1, 2)
    assert [line.visit.id for line in listed(book, enterprise)] == [second, first]


def test_the_list_says_what_is_written_and_what_is_open(book: Workspace, enterprise: str) -> None:
    went = visit(book, enterprise, needs=None)
    (line,) = listed(book)
    assert (line.partner, line.written, line.tasks, line.lacking) == (
        "桥梁一公司", False, 0, ("needs",),
    )  # fmt: skip
    book.records.change(went, {"needs": "道路"})
    book.visiting.finish(went, [Task("一"), Task("二")], T)
    matter = book.records.all(ServiceMatter)[0]
    book.records.change(matter.id, {"state": "rejected", "state_reason": "不属本支部"})
    (line,) = listed(book)
    assert (line.written, line.tasks, line.open) == (True, 2, 1)


def test_a_long_list_reads_only_the_visits_that_are_looked_at(
    book: Workspace, enterprise: str
) -> None:
    put(book, "service_visit", [{"partner": enterprise, "leader": f"第{n}人"} for n in range(300)])
    register = book.visiting.register()
    assert decoded(book, book.visiting.register) == 0
    assert decoded(book, lambda: register.lines()[7]) == PAGE
    assert [line.visit.leader for line in register.lines("第77人") if line] == ["第77人"]
    assert len(register.lines("桥梁一公司")) == 300


_STORED = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40)


@given(st.lists(_STORED, min_size=3, max_size=3))
def test_nothing_is_invented(answers: list[str]) -> None:
    fields = dict(zip(("standing", "difficulties", "needs"), answers, strict=True))
    text = handbook_text(made(ServiceVisit, "v", partner="p", **fields), T)
    labels = ("How the enterprise stands", "What difficulties it has", "What it needs to develop")
    wanted = "\n".join(
        f"{label}: {said.strip()}"
        for label, said in zip(labels, answers, strict=True)
        if said.strip()
    )
    assert text == wanted


def test_the_leader_is_named_once() -> None:
    def who(**fields: str) -> str:
        return who_went(made(ServiceVisit, "v", partner="p", **fields))

    assert who(leader="周建国", visitors="周建国、何静") == "周建国、何静"
    assert who(leader="周建国", visitors="何静") == "周建国  何静"
    assert who(leader="王海 书记", visitors="何静、王海（书记）") == "何静、王海（书记）"
    assert who(leader="王海", visitors="王海燕，何静") == "王海  王海燕，何静"
    assert (who(leader="周建国"), who(visitors="何静"), who()) == ("周建国", "何静", "")
