"""Late entry is shown from the fourth day on, and is a reminder only after a month."""

from datetime import datetime, timedelta

import pytest

from app.counting.held import days_late
from app.rules.lateness import late_entries
from app.rules.shipped import usual
from tests.app.rules.conftest import facts, meeting

HELD = meeting("m", "group_meeting", "2026-03-10T10:00:00")


@pytest.mark.parametrize(("days", "severity"), [(0, None), (3, None), (4, "info"), (31, "warning")])
def test_the_days_decide(days: int, severity: str | None) -> None:
    entered = {"m": datetime(2026, 3, 10, 23, 0) + timedelta(days=days)}  # noqa: DTZ001
    said = late_entries(facts([HELD], entered=entered), usual())
    assert [f.severity for f in said if f] == ([severity] if severity else [])


def test_what_was_entered_before_the_meeting_is_not_late() -> None:
    assert days_late(HELD, datetime(2026, 3, 1, 9, 0)) == 0  # noqa: DTZ001
