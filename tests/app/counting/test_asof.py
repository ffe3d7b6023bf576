"""A matter on a day that has passed: never ahead of its days, and today it stands where it stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counting.asof import (
    DEED,
    Came,
    matter_on,
    own_day,
    state_on,
    suggestion_on,
    turn_on,
    without_later,
)
from app.counting.matters import AFTER_DONE, AWAY, BEGUN, WAYS
from app.counting.rotation import turns
from app.records.alliance import DutyRotation
from app.records.service import (
    MatterState,
    PracticalDeed,
    ServiceMatter,
    Suggestion,
    SuggestionState,
)
from tests.app.rules.conftest import made

TODAY = date(2026, 8, 20)
LAST = date(2026, 6, 30)
DAYS = st.integers(-200, 30).map(lambda n: TODAY + timedelta(days=n))
STATES = st.sampled_from(list(MatterState))
_FIELD = {
    MatterState.done: "done_on",
    MatterState.verified: "verified_on",
    MatterState.closed: "closed_on",
}


def matter(state: MatterState, **fields: object) -> ServiceMatter:
    body = {k: v.isoformat() if isinstance(v, date) else v for k, v in fields.items() if v}
    return made(ServiceMatter, "m", title="路灯", state=state.value, **body)


dated = st.builds(
    lambda state, raised, done, verified, closed: matter(
        state, raised_on=raised, done_on=done, verified_on=verified, closed_on=closed
    ),
    STATES, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS,
)  # fmt: skip
histories = st.lists(st.builds(Came, STATES, DAYS), max_size=6).map(
    lambda passed: sorted(passed, key=lambda came: came.on)
)


@given(dated, st.none() | DAYS, histories)
def test_today_it_stands_where_it_stands(
    one: ServiceMatter, begun: date | None, passed: list[Came]
) -> None:
    assert state_on(one, TODAY, TODAY, begun=begun, passed=lambda: passed) == one.state


@given(dated, DAYS, st.none() | DAYS)
def test_by_its_days_alone_it_never_runs_ahead(
    one: ServiceMatter, day: date, begun: date | None
) -> None:
    found = state_on(one, day, TODAY, begun=begun)
    if day >= TODAY:
        assert found == one.state
    elif found is None:
        assert one.raised_on is not None
        assert one.raised_on > day
    elif found in AFTER_DONE:
        on = own_day(one, found)
        assert on is not None
        assert on <= day
        assert one.state in AFTER_DONE[AFTER_DONE.index(found) :]
    elif found == MatterState.in_progress:
        assert begun is not None
        assert begun <= day
    else:
        assert found == MatterState.registered


@st.composite
def lives(draw: st.DrawFn) -> tuple[ServiceMatter, list[Came]]:
    """Draw a matter that went its way step by step, each step written on the day it was taken."""
    on = draw(st.integers(-200, -100).map(lambda n: TODAY + timedelta(days=n)))
    passed, fields = [Came(MatterState.registered, on)], {"raised_on": on}
    for _ in range(draw(st.integers(0, 9))):
        state = passed[-1].state
        ways = (*WAYS[state], *(BEGUN if state in AWAY else ()))
        to = draw(st.sampled_from(ways))
        on += timedelta(days=draw(st.integers(0, 9)))
        if to in BEGUN and state not in BEGUN:
            for name in _FIELD.values():
                fields.pop(name, None)
        if to in _FIELD:
            fields[_FIELD[to]] = on
        passed.append(Came(to, on))
    return matter(passed[-1].state, **fields), passed


@given(lives(), st.integers(0, 250))
def test_on_each_day_it_stands_where_it_stood(
    life: tuple[ServiceMatter, list[Came]], n: int
) -> None:
    one, passed = life
    day = TODAY - timedelta(days=n)
    stood = [came.state for came in passed if came.on <= day]
    assert state_on(one, day, TODAY, passed=lambda: passed) == (stood[-1] if stood else None)


@given(lives(), st.integers(1, 250))
def test_nothing_that_it_says_is_later_than_the_day(
    life: tuple[ServiceMatter, list[Came]], n: int
) -> None:
    one, passed = life
    day = TODAY - timedelta(days=n)
    state = state_on(one, day, TODAY, passed=lambda: passed)
    if state is None:
        return
    then = matter_on(one, state, day, passed)
    assert then.state == state
    for on in (then.done_on, then.verified_on, then.closed_on):
        assert on is None or on <= day
    if state in AFTER_DONE:
        assert then.done_on == [c.on for c in passed if c.state == "done" and c.on <= day][-1]
    assert then.record is one.record


def test_the_history_is_asked_only_where_the_days_do_not_say_that_it_was_done() -> None:
    def unasked() -> list[Came]:
        raise AssertionError("read for nothing")

    closed = matter(MatterState.closed, done_on=date(2026, 6, 1), closed_on=date(2026, 8, 3))
    assert state_on(closed, LAST, TODAY, passed=unasked) == MatterState.done
    assert state_on(closed, TODAY, TODAY, passed=unasked) == MatterState.closed


def test_what_has_no_day_of_its_own_counts_from_the_day_it_was_written() -> None:
    passed = [
        Came(MatterState.registered, date(2026, 5, 1)),
        Came(MatterState.assigned, date(2026, 5, 2)),
        Came(MatterState.suspended, date(2026, 6, 10)),
        Came(MatterState.rejected, date(2026, 8, 3)),
    ]
    one = matter(MatterState.rejected, raised_on=date(2026, 5, 1))
    on = {
        date(2026, 4, 30): None,
        date(2026, 5, 1): MatterState.registered,
        date(2026, 6, 9): MatterState.assigned,
        LAST: MatterState.suspended,
        date(2026, 8, 3): MatterState.rejected,
    }
    for day, state in on.items():
        assert state_on(one, day, TODAY, passed=lambda: passed) == state


def test_what_is_written_down_later_with_its_past_counts_from_its_days() -> None:
    late = [
        Came(MatterState.registered, date(2026, 7, 9)),
        Came(MatterState.done, date(2026, 7, 9)),
    ]
    one = matter(MatterState.done, raised_on=date(2026, 5, 1), done_on=date(2026, 6, 20))
    assert state_on(one, LAST, TODAY, passed=lambda: late) == MatterState.done
    assert (
        state_on(one, date(2026, 6, 19), TODAY, begun=date(2026, 6, 2), passed=lambda: late)
        == MatterState.in_progress
    )
    whole = [Came(MatterState.rejected, date(2026, 7, 9))]
    rejected = matter(MatterState.rejected, raised_on=date(2026, 5, 1))
    assert state_on(rejected, LAST, TODAY, passed=lambda: whole) == MatterState.rejected


def test_a_later_day_that_it_names_counts_though_it_was_written_early() -> None:
    early = [
        Came(MatterState.registered, date(2026, 6, 1)),
        Came(MatterState.done, date(2026, 6, 2)),
    ]
    one = matter(MatterState.done, raised_on=date(2026, 6, 1), done_on=date(2026, 7, 5))
    assert state_on(one, LAST, TODAY, passed=lambda: early) == MatterState.registered


def test_what_was_said_when_it_was_closed_is_not_known_before() -> None:
    one = matter(
        MatterState.closed, done_on=date(2026, 6, 1), result="好了", verified_by="何静",
        verified_on=date(2026, 6, 2), closed_on=date(2026, 8, 3), satisfaction=5,
    )  # fmt: skip
    then = matter_on(one, MatterState.verified, LAST)
    assert (then.state, then.result, then.verified_by) == (MatterState.verified, "好了", "何静")
    assert (then.closed_on, then.satisfaction) == (None, None)
    begun = matter_on(one, MatterState.in_progress, date(2026, 5, 30))
    assert (begun.done_on, begun.result, begun.verified_by) == (None, None, None)


def test_a_suggestion_decided_later_was_still_received() -> None:
    one = made(
        Suggestion, "s", title="一", state="declined", received_on="2026-06-20",
        decided_on="2026-07-02", decision_reason="已有", reply="谢谢", replied_on="2026-06-25",
    )  # fmt: skip
    then = suggestion_on(one, LAST)
    assert (then.state, then.decision_reason, then.reply) == (
        SuggestionState.received, None, "谢谢"
    )  # fmt: skip
    assert suggestion_on(one, date(2026, 7, 2)) == one
    assert suggestion_on(one, date(2026, 6, 24)).reply is None


@pytest.mark.parametrize(("day", "done"), [(LAST, False), (date(2026, 7, 1), True)])
def test_a_deed_and_a_turn_are_as_they_were(day: date, done: bool) -> None:
    deed = made(PracticalDeed, "d", title="修路", done_on="2026-07-01", result="通了")
    then = without_later(deed, day, DEED)
    assert (then.done_on is not None, then.result is not None) == (done, done)
    turn = made(
        DutyRotation, "t", from_on="2026-01-01", to_on="2026-06-30", handed_over_on="2026-07-01"
    )
    (found,) = turns([turn])
    assert (turn_on(found, day).record.handed_over_on is not None) == done
