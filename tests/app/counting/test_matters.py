"""A matter goes its way: each step asks for what it needs, and no way leads around an answer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counting.matters import (
    BEGUN,
    OVER,
    WAYS,
    By,
    Column,
    Standing,
    column_of,
    compared,
    days_left,
    is_answered,
    is_common,
    is_overdue,
    lacking,
    on_time,
    refusal,
    resting,
    towards,
    waiting_days,
    ways,
)
from app.declare import Ref
from app.kinds import discover
from app.records.service import (
    MatterKind,
    MatterScope,
    MatterState,
    ServiceMatter,
    Suggestion,
    SuggestionState,
)

TODAY = date(2026, 5, 21)
STATES = st.sampled_from(list(MatterState))
TEXTS = st.sampled_from(["", " ", "马福林", "马 福林", "物资部"])
STANDINGS = st.builds(
    Standing,
    STATES,
    TEXTS,
    TEXTS,
    st.none() | st.dates(),
    st.booleans(),
    st.none() | st.dates(),
    TEXTS,
    TEXTS,
    st.integers(0, 3),
    TEXTS,
    TEXTS,
)


def matter(**fields: object) -> ServiceMatter:
    return ServiceMatter.model_validate({"title": "修便道", **fields})


def test_a_matter_goes_from_registered_to_closed_with_what_each_step_asks() -> None:
    at = Standing(MatterState.registered)
    assert lacking(at, MatterState.assigned) == ("owner", "due_on")
    at = at._replace(owner="马福林", due_on=TODAY)
    assert not refusal(at, MatterState.assigned)
    at = at._replace(state=MatterState.in_progress)
    assert refusal(at, MatterState.done)
    at = at._replace(done_on=TODAY, result="便道通了")
    assert not refusal(at, MatterState.done)
    at = at._replace(state=MatterState.done, verified_by="马 福林")
    assert "cannot verify" in refusal(at, MatterState.verified).msgid
    at = at._replace(verified_by="何静")
    assert not refusal(at, MatterState.verified)
    at = at._replace(state=MatterState.verified)
    assert "feedback" in refusal(at, MatterState.closed).msgid
    assert not refusal(at._replace(feedback=1), MatterState.closed)


@pytest.mark.parametrize("over", [*OVER, MatterState.suspended])
def test_what_is_over_or_put_by_can_be_taken_up_again(over: MatterState) -> None:
    at = Standing(over, owner_unit="物资部", due_on=TODAY, begun=True)
    assert MatterState.in_progress in ways(at)
    if over != MatterState.suspended:
        assert refusal(at, MatterState.in_progress).msgid == "The reason is still empty."
    assert not refusal(at._replace(reason="又有新情况"), MatterState.in_progress)


@pytest.mark.parametrize("state", [MatterState.done, MatterState.verified, MatterState.closed])
def test_nothing_is_rejected_after_it_is_done(state: MatterState) -> None:
    assert refusal(Standing(state, reason="不办了"), MatterState.rejected)


@given(STANDINGS, STATES)
def test_every_step_that_is_taken_leaves_what_its_state_promises(
    at: Standing, to: MatterState
) -> None:
    if refusal(at, to):
        return
    assert to != at.state
    match to:
        case MatterState.closed:
            assert at.state == MatterState.verified
            assert at.feedback >= 1
        case MatterState.verified:
            assert at.verified_by.strip()
            assert "".join(at.verified_by.split()) != "".join(at.owner.split())
        case MatterState.done:
            assert at.done_on
            assert at.result.strip()
        case MatterState.assigned:
            assert (at.owner or at.owner_unit).strip()
            assert at.due_on
        case MatterState.rejected | MatterState.suspended:
            assert at.reason.strip()
        case MatterState.transferred:
            assert at.transferred_to.strip()


@given(STANDINGS, STATES)
def test_what_a_step_lacks_is_never_asked_for_without_a_reason_to_refuse(
    at: Standing, to: MatterState
) -> None:
    if to in ways(at) and lacking(at, to):
        assert refusal(at, to)
    if to in ways(at) and not refusal(at, to):
        assert not lacking(at, to)


@given(st.lists(STATES, max_size=12))
def test_no_chain_of_steps_closes_a_matter_that_nobody_was_told_of(
    steps: list[MatterState],
) -> None:
    at = Standing(
        MatterState.registered,
        "马福林",
        "",
        TODAY,
        True,
        TODAY,
        "好了",
        "何静",
        0,
        "原因",
        "村委会",
    )
    for to in steps:
        if not refusal(at, to):
            at = at._replace(state=to)
    assert at.state != MatterState.closed


@given(STANDINGS)
def test_every_state_has_a_column_and_ways_that_end_nowhere(at: Standing) -> None:
    assert column_of(at.state) in Column
    assert ways(at)
    assert resting(at) in BEGUN
    assert set(WAYS) == set(MatterState)


@given(STANDINGS, st.sampled_from(list(Column)))
def test_a_card_moves_only_by_a_step_that_leads_into_the_column(
    at: Standing, column: Column
) -> None:
    to = towards(at, column)
    if to is not None:
        assert to in ways(at)
        assert column_of(to) == column
        assert to not in {MatterState.rejected, MatterState.transferred, MatterState.suspended}


def test_a_card_goes_on_by_its_natural_step() -> None:
    begun = Standing(MatterState.assigned, "马福林", due_on=TODAY)
    assert towards(begun, Column.doing) == MatterState.in_progress
    assert towards(begun, Column.check) == MatterState.done
    assert towards(begun, Column.over) is None
    assert towards(begun._replace(state=MatterState.verified), Column.over) == MatterState.closed


def test_a_suspended_matter_stands_with_those_being_done_and_does_not_run_out() -> None:
    held = matter(state="suspended", due_on="2026-05-01")
    assert column_of(held.state) == Column.doing
    assert days_left(held, TODAY) is None
    assert not is_overdue(held, TODAY)


@given(st.integers(-400, 400), STATES)
def test_a_matter_is_overdue_only_while_it_is_not_done(days: int, state: MatterState) -> None:
    held = matter(state=state, due_on=TODAY + timedelta(days=days))
    assert is_overdue(held, TODAY) == (days < 0 and state in BEGUN)
    if state in BEGUN:
        assert on_time(held, TODAY) is (False if days < 0 else None)


def test_timeliness_is_told_by_the_day_it_was_done() -> None:
    assert on_time(matter(state="closed", due_on="2026-05-10", done_on="2026-05-10"), TODAY)
    assert on_time(matter(state="done", due_on="2026-05-10", done_on="2026-05-11"), TODAY) is False
    assert on_time(matter(state="rejected", due_on="2026-05-10"), TODAY) is None


def test_a_suggestion_waits_until_it_is_decided_or_answered() -> None:
    waiting = Suggestion(title="通勤车晚半小时", received_on=date(2026, 5, 1))
    assert waiting_days(waiting, TODAY) == 20
    assert not is_answered(waiting)
    replied = waiting.model_copy(update={"reply": "下周起改"})
    assert waiting_days(replied, TODAY) is None
    decided = waiting.model_copy(update={"state": SuggestionState.declined})
    assert is_answered(decided)


def test_matters_are_compared_by_kind_and_unit_with_the_most_timely_first() -> None:
    held = [
        matter(kind="difficulty", owner_unit="物资部", state="closed", due_on="2026-05-10",
               done_on="2026-05-09", satisfaction=5),
        matter(kind="difficulty", owner_unit="工程部", state="closed", due_on="2026-05-10",
               done_on="2026-05-12", satisfaction=3),
        matter(kind="request", owner_unit="物资部", state="in_progress", due_on="2026-05-10"),
        matter(kind="request", owner_unit="", state="registered"),
    ]  # fmt: skip
    units = compared(held, By.owner_unit, TODAY)
    assert [(u.name, u.matters, u.judged, u.timely) for u in units] == [
        ("物资部", 2, 2, 1),
        ("工程部", 1, 1, 0),
    ]
    kinds = compared(held, By.kind, TODAY)
    assert [(k.name, k.satisfaction) for k in kinds] == [("difficulty", 4.0), ("request", None)]


def test_no_field_of_a_person_can_be_compared_by() -> None:
    persons = {
        field.name
        for field in discover()["matter"].fields
        if field.ref == "member" or field.name in {"raised_by", "verified_by", "transferred_to"}
    }
    assert "owner" in persons
    assert not persons & {by.value for by in By}
    assert {by.value for by in By} <= {"kind", "owner_unit", "partner", "source"}
    assert Ref("member") not in ServiceMatter.model_fields["owner_unit"].metadata


def test_a_unit_written_as_a_members_name_is_not_compared() -> None:
    named = ("马 福林", "马福林、何静", "何静 马福林", "工程部（马福林）", "物资部")
    held = [matter(owner_unit=unit) for unit in named]
    found = compared(held, By.owner_unit, TODAY, frozenset({"马福林"}))
    assert [one.name for one in found] == ["物资部"]


@given(st.lists(st.tuples(st.sampled_from(list(MatterKind)), st.integers(1, 5)), max_size=30))
def test_a_mean_of_satisfaction_stays_between_one_and_five(
    said: list[tuple[MatterKind, int]],
) -> None:
    held = [matter(kind=kind, satisfaction=value) for kind, value in said]
    for row in compared(held, By.kind, TODAY):
        assert row.satisfaction is not None
        assert 1 <= row.satisfaction <= 5
        assert row.said == row.matters


def test_a_common_problem_is_told_by_its_scope() -> None:
    assert is_common(matter(scope=MatterScope.common))
    assert not is_common(matter(scope=MatterScope.individual))
    assert not is_common(matter())
