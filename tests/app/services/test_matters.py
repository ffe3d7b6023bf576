"""Matters in a book: each step is one change with its day, nothing closes unanswered, undo brings back."""

from datetime import date, timedelta

import pytest

from app.counting.matters import By, Column
from app.records.service import MatterState, ServiceMatter
from app.services.answering import Answering
from app.services.matterlists import Pick, Sift, grouped
from app.workspace import Workspace
from db.model.errors import InvalidRecord, NotFound
from db.model.record import Edit, id_of

S = MatterState


@pytest.fixture
def owner(book: Workspace) -> str:
    return book.records.add("member", {"name": "马福林"})


def raised(book: Workspace, **fields: object) -> str:
    return book.records.add("matter", {"title": "修便道", "raised_on": "2026-05-01", **fields})


def state(book: Workspace, matter: str) -> MatterState:
    held = book.records.get(ServiceMatter, matter)
    assert held is not None
    return held.state


def verified(book: Workspace, owner: str) -> str:
    matter = raised(book)
    steps = book.matters
    steps.step(matter, S.assigned, {"owner": owner, "due_on": "2026-06-01"})
    steps.step(matter, S.in_progress)
    steps.step(matter, S.done, {"result": "便道通了"})
    steps.step(matter, S.verified, {"verified_by": "何静"})
    return matter


def test_a_matter_is_carried_to_its_answer_and_each_step_has_its_day(
    book: Workspace, owner: str
) -> None:
    matter = verified(book, owner)
    told = {"on": "2026-05-20", "to_whom": "白玛村委会", "text": "便道已通车"}
    book.matters.step(matter, S.closed, {"feedback": told})
    opened = book.matters.opened(matter)
    assert opened is not None
    held, today = opened.line.matter, book.now().date()
    assert (held.state, held.done_on, held.verified_on, held.closed_on) == (
        S.closed, today, today, today
    )  # fmt: skip
    assert [f.to_whom for f in opened.feedback] == ["白玛村委会"]
    assert [p.state for p in opened.states] == [
        S.registered, S.assigned, S.in_progress, S.done, S.verified, S.closed
    ]  # fmt: skip
    assert opened.ways == (S.in_progress,)


def test_closing_with_its_feedback_is_one_change_that_one_undo_takes_back(
    book: Workspace, owner: str
) -> None:
    matter = verified(book, owner)
    told = {"on": "2026-05-20", "to_whom": "村委会", "text": "已通"}
    book.matters.step(matter, S.closed, {"feedback": told})
    book.records.undo()
    opened = book.matters.opened(matter)
    assert opened is not None
    assert (opened.line.matter.state, opened.feedback) == (S.verified, ())
    assert opened.line.matter.closed_on is None


def test_a_matter_is_not_closed_without_feedback_whoever_writes_it(
    book: Workspace, owner: str
) -> None:
    matter = verified(book, owner)
    with pytest.raises(InvalidRecord, match="Nobody was told yet") as raw:
        book.records.change(matter, {"state": "closed"})
    assert raw.value.params["way"] == "close"
    with pytest.raises(InvalidRecord, match="Nobody was told yet"):
        book.matters.step(matter, S.closed)
    with pytest.raises(InvalidRecord, match="Nobody was told yet"):
        raised(book, state="closed")
    book.matters.add_entry("feedback", matter, {"to_whom": "村委会", "text": "已通"})
    book.records.change(matter, {"state": "closed"})
    assert state(book, matter) == S.closed


def test_a_feedback_without_words_closes_nothing(book: Workspace, owner: str) -> None:
    matter = verified(book, owner)
    for told in ({"to_whom": "村委会", "text": " "}, {"to_whom": "", "text": "已通"}):
        with pytest.raises(InvalidRecord, match="still empty"):
            book.matters.step(matter, S.closed, {"feedback": {"on": "2026-05-20", **told}})
        with pytest.raises(InvalidRecord):
            book.matters.add_entry("feedback", matter, told)
    assert state(book, matter) == S.verified


def test_an_older_matter_is_written_down_closed_together_with_its_answer(book: Workspace) -> None:
    records = book.records
    matter = records.edit_new("matter", {"title": "发口罩", "state": "closed"})
    told = {"matter": id_of(0), "on": "2026-02-10", "to_whom": "十二家单位", "text": "发放一万只"}
    ids = records.write([matter, records.edit_new("feedback", told)], what="new").ids
    assert state(book, ids[0]) == S.closed


def test_older_lists_are_taken_in_as_they_are(book: Workspace) -> None:
    edit = book.records.edit_new("matter", {"title": "去年的事", "state": "closed"})
    made = book.records.write([edit], what="import").ids[0]
    assert state(book, made) == S.closed


def test_what_arrives_is_not_looked_at_and_a_foreign_state_does_no_harm(book: Workspace) -> None:
    Answering(book.records).look([Edit("matter", {"state": "of a later release"}, "x")])


def test_the_last_feedback_of_a_closed_matter_stays(book: Workspace, owner: str) -> None:
    matter = verified(book, owner)
    first = book.matters.add_entry("feedback", matter, {"to_whom": "村委会", "text": "已通"})
    second = book.matters.add_entry("feedback", matter, {"to_whom": "村民", "text": "已通"})
    book.matters.step(matter, S.closed)
    book.records.delete(second)
    with pytest.raises(InvalidRecord, match="keeps the feedback"):
        book.records.delete(first)
    other = book.records.add("matter", {"title": "另一件"})
    with pytest.raises(InvalidRecord, match="keeps the feedback"):
        book.records.change(first, {"matter": other})
    book.records.change(first, {"matter": matter})
    book.records.delete(matter, first)


def test_a_matter_put_by_goes_on_where_it_was_and_one_that_is_over_needs_a_reason(
    book: Workspace, owner: str
) -> None:
    matter = raised(book, owner=owner, due_on="2026-06-01")
    book.matters.step(matter, S.assigned)
    book.matters.step(matter, S.in_progress)
    with pytest.raises(InvalidRecord, match="reason"):
        book.matters.step(matter, S.suspended)
    book.matters.step(matter, S.suspended, {"state_reason": "等材料"})
    book.matters.resume(matter)
    assert state(book, matter) == S.in_progress
    held = book.records.get(ServiceMatter, matter)
    assert held is not None
    assert held.state_reason is None
    book.matters.step(matter, S.rejected, {"state_reason": "不在本单位职责内"})
    with pytest.raises(InvalidRecord, match="reason"):
        book.matters.resume(matter)
    book.matters.resume(matter, "上级交办")
    assert state(book, matter) == S.in_progress


def test_opening_a_closed_matter_again_takes_its_end_off(book: Workspace, owner: str) -> None:
    matter = verified(book, owner)
    book.matters.add_entry("feedback", matter, {"to_whom": "村委会", "text": "已通"})
    book.matters.step(matter, S.closed, {"satisfaction": 5})
    book.matters.resume(matter, "又冲毁了")
    held = book.records.get(ServiceMatter, matter)
    assert held is not None
    assert (held.state, held.done_on, held.verified_by, held.closed_on, held.satisfaction) == (
        S.in_progress, None, None, None, None
    )  # fmt: skip
    assert held.result == "便道通了"


def test_the_project_leaves_and_the_village_committee_goes_on(book: Workspace) -> None:
    matter = raised(book)
    with pytest.raises(InvalidRecord, match="Who goes on"):
        book.matters.step(matter, S.transferred)
    book.matters.step(matter, S.transferred, {"transferred_to": "白玛村委会"})
    assert state(book, matter) == S.transferred
    book.matters.resume(matter, "村里做不了")
    held = book.records.get(ServiceMatter, matter)
    assert held is not None
    assert (held.state, held.transferred_to) == (S.registered, None)


def test_whoever_did_it_does_not_verify_it(book: Workspace, owner: str) -> None:
    matter = raised(book, owner=owner, due_on="2026-06-01")
    book.matters.step(matter, S.assigned)
    book.matters.step(matter, S.done, {"result": "好了", "done_on": "2026-05-20"})
    with pytest.raises(InvalidRecord, match="cannot verify"):
        book.matters.step(matter, S.verified, {"verified_by": "马 福林"})


def test_progress_begins_what_was_assigned_in_the_same_change(book: Workspace, owner: str) -> None:
    matter = raised(book, owner=owner, due_on="2026-06-01")
    book.matters.step(matter, S.assigned)
    book.matters.add_entry("progress_entry", matter, {"text": "看了现场"})
    assert state(book, matter) == S.in_progress
    book.records.undo()
    assert state(book, matter) == S.assigned
    opened = book.matters.opened(matter)
    assert opened is not None
    assert opened.progress == ()


def test_the_board_has_a_column_for_each_and_the_list_can_be_sifted(
    book: Workspace, owner: str
) -> None:
    today = book.now().date()
    late = raised(book, owner=owner, due_on=(today - timedelta(days=3)).isoformat(), kind="request")
    soon = raised(book, due_on=(today + timedelta(days=3)).isoformat(), scope="common")
    bare = raised(book)
    done = verified(book, owner)
    gone = raised(book, state="rejected", source="masses")
    lines = book.matters.lines()
    assert [line.id for line in lines] == [late, soon, done, bare, gone] or (
        {line.id for line in lines[2:4]} == {done, bare}
    )
    board = book.matters.lists.board().columns
    assert {line.id for line in board[Column.todo]} == {late, soon, bare}
    assert [line.id for line in board[Column.check]] == [done]
    assert [line.id for line in board[Column.over]] == [gone]

    def ids(sift: Sift) -> set[str]:
        return {line.id for line in book.matters.lines(sift)}

    assert ids(Sift(Pick.overdue)) == {late}
    assert ids(Sift(Pick.open)) == {late, soon, bare, done}
    assert ids(Sift(owner=owner, kind="request")) == {late}
    assert ids(Sift(common=True)) == {soon}
    assert ids(Sift(source="masses")) == {gone}
    assert ids(Sift(state="verified")) == {done}
    assert ids(Sift(first=date(2026, 6, 1))) == set()


def test_kinds_and_units_are_compared_only_where_the_branch_chose_to(
    book: Workspace, owner: str
) -> None:
    del owner
    raised(book, owner_unit="物资部", kind="request")
    raised(book, owner_unit="马福林", kind="request")
    lines = book.matters.lines()
    assert not book.matters.compares()
    assert book.matters.comparison(By.owner_unit, lines) == []
    book.records.change("branch", {"compare_units": True})
    assert [row.name for row in book.matters.comparison(By.owner_unit, lines)] == ["物资部"]
    assert [row.matters for row in book.matters.comparison(By.kind, lines)] == [2]


def test_common_problems_stand_apart_by_whether_they_have_a_solution(book: Workspace) -> None:
    solved = raised(book, scope="common", shared_solution="两家合用一台水车")
    open_ = raised(book, scope="common")
    found = grouped(book.matters.lines(Sift(common=True)))
    assert [line.id for line in found["solved"]] == [solved]
    assert [line.id for line in found["open"]] == [open_]


def test_a_matter_that_is_gone_is_said_to_be(book: Workspace) -> None:
    assert book.matters.opened("nothing") is None
    with pytest.raises(NotFound):
        book.matters.step("nothing", S.assigned)
