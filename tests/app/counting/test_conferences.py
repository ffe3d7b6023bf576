"""What joint conferences decided: late first, then what is open, then what is done."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.counting.conferences import matters, standing_of
from app.records.meeting import Activity, Resolution, ResolutionState
from app.terms import ActivityType
from db.model.record import Record

DAY = date(2026, 5, 21)


def conference(key: str) -> Activity:
    body = {"type": ActivityType.joint_conference.value, "title": key}
    return Activity.of(Record("s", "activity", key, body, {}, {}, False, (), 0, "", 0, ""))


def decided(key: str, state: str = "open", due: str | None = None, at: str = "c") -> Resolution:
    body = {"text": key, "state": state, "due_on": due, "activity": at}
    return Resolution.of(Record("s", "resolution", key, body, {}, {}, False, (), 0, "", 0, ""))


def test_late_ones_stand_first_and_those_of_other_meetings_are_left_out() -> None:
    found = matters(
        [conference("c")],
        [
            decided("done", "done", "2026-01-01"),
            decided("no-day"),
            decided("soon", "doing", "2026-06-01"),
            decided("late", "open", "2026-05-20"),
            decided("later", "open", "2026-05-01"),
            decided("other", at="elsewhere"),
        ],
        DAY,
    )
    assert [m.resolution.text for m in found] == ["later", "late", "soon", "no-day", "done"]
    assert [m.standing for m in found] == ["late", "late", "open", "open", "done"]


def test_what_is_due_today_is_not_late() -> None:
    assert standing_of(decided("today", "open", "2026-05-21"), DAY) == "open"
    assert standing_of(decided("x", "dropped", "2026-05-01"), DAY) == "dropped"


def test_what_was_closed_later_was_still_open_on_the_day() -> None:
    body = {"text": "x", "state": "done", "due_on": "2026-05-20", "closed_on": "2026-05-22"}
    one = Resolution.of(Record("s", "resolution", "r", body, {}, {}, False, (), 0, "", 0, ""))
    assert standing_of(one, DAY) == "late"
    assert standing_of(one, DAY - timedelta(days=1)) == "open"
    assert standing_of(one, DAY + timedelta(days=1)) == "done"
    assert standing_of(decided("y", "dropped"), DAY, DAY + timedelta(days=1)) == "open"
    assert standing_of(decided("y", "dropped"), DAY, DAY) == "dropped"


dues = st.one_of(st.none(), st.integers(-50, 50).map(lambda n: DAY + timedelta(days=n)))


@given(st.lists(st.tuples(st.sampled_from(list(ResolutionState)), dues), max_size=8))
def test_nothing_open_stands_below_what_is_done(
    made: list[tuple[ResolutionState, date | None]],
) -> None:
    resolutions = [
        decided(str(n), state.value, due.isoformat() if due else None)
        for n, (state, due) in enumerate(made)
    ]
    order = [m.standing for m in matters([conference("c")], resolutions, DAY)]
    assert order == sorted(order, key=["late", "open", "done", "dropped"].index)
    assert len(order) == len(made)
