"""Late entry is shown from the fourth day on, and is a reminder only after a month."""

from datetime import datetime, timedelta

import pytest

from app.counting.held import days_late
from app.rules.finding import Finding
from app.rules.lateness import late_entries, on_one_day
from app.rules.shipped import usual
from app.words import Catalogue
from tests.app.rules.conftest import facts, meeting, told

HELD = meeting("m", "group_meeting", "2026-03-10T10:00:00")


@pytest.mark.parametrize(("days", "severity"), [(0, None), (3, None), (4, "info"), (31, "warning")])
def test_the_days_decide(days: int, severity: str | None) -> None:
    entered = {"m": datetime(2026, 3, 10, 23, 0) + timedelta(days=days)}  # noqa: DTZ001
    said = late_entries(facts([HELD], entered=entered), usual())
    assert [f.severity for f in said if f] == ([severity] if severity else [])


def test_what_was_entered_before_the_meeting_is_not_late() -> None:
    assert days_late(HELD, datetime(2026, 3, 1, 9, 0)) == 0  # noqa: DTZ001


def late(clock: int | None) -> Finding:
    """Return the finding of a late entry where this clock was so many seconds ahead of HQ's."""
    entered = {"m": datetime(2026, 3, 20, 9, 0)}  # noqa: DTZ001
    (finding,) = told(late_entries, facts([HELD], entered=entered, clock_ahead=clock))
    return finding


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (None, "marked as it is"),
        (300, "marked as it is"),
        (10_800, "about 3 hours ahead of HQ's"),
        (-172_800, "about 2 days behind HQ's"),
        (900, "about 15 minutes ahead of HQ's"),
    ],
)
def test_a_clock_that_is_off_is_said_with_the_days(clock: int | None, words: str) -> None:
    assert words in late(clock).reason(Catalogue("en"))


def test_meetings_entered_in_one_go_long_after_are_told_together() -> None:
    held = [meeting(f"m{n}", "group_meeting", f"2026-0{n}-10T10:00:00") for n in (1, 2, 3)]
    one_day = {f"m{n}": datetime(2026, 4, 20, 9, n) for n in (1, 2, 3)}  # noqa: DTZ001
    (heap,) = told(on_one_day, facts(held, entered=one_day))
    assert (heap.rule, heap.severity, dict(heap.what.params)["n"]) == ("R15", "info", 3)
    two = {m: at for m, at in one_day.items() if m != "m3"}
    assert not told(on_one_day, facts(held, entered=two))


def test_what_was_entered_in_time_makes_no_heap() -> None:
    held = [meeting(f"m{n}", "group_meeting", f"2026-03-1{n}T10:00:00") for n in (1, 2, 3)]
    one_day = {f"m{n}": datetime(2026, 3, 13, 20, n) for n in (1, 2, 3)}  # noqa: DTZ001
    assert not told(on_one_day, facts(held, entered=one_day))
