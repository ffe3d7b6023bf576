"""A year's meeting is missed only once the notice's day is over, and reminded of before."""

from datetime import date
from typing import Any

import pytest

from app.rules import life
from app.rules.facts import Facts
from app.rules.pack import Entry, Pack, Text
from app.rules.rulebook import Rulebook
from app.rules.shipped import shipped, usual
from app.rules.years import due_years, for_year
from tests.app.rules.conftest import facts, meeting, told

NEXT_MARCH = Rulebook(
    (
        *shipped(),
        Pack(
            "hq",
            "1",
            Text("总部"),
            entries=(
                Entry(
                    "R20",
                    "due",
                    thresholds={"due_on": "03-31", "due_next_year": True},
                    replaces=True,
                ),
            ),
        ),
    )
)


def as_of(today: date, *activities: Any, first: date | None = None, **more: Any) -> Facts:
    since: Any = {"counted_from": date(2020, 1, 1)} | more
    return facts(
        list(activities), first=first or date(today.year, 1, 1), last=today, today=today, **since
    )


@pytest.mark.parametrize(
    ("today", "severity"),
    [(date(2026, 10, 14), None), (date(2026, 10, 15), "info"), (date(2026, 12, 31), "info")],
)
def test_the_last_quarter_reminds_and_the_year_is_not_missed_yet(
    today: date, severity: str | None
) -> None:
    said = [f.severity for f in told(life.yearly, as_of(today))]
    assert said == ([severity] if severity else [])


def test_after_the_day_it_is_missed_in_the_year_it_was_due_in() -> None:
    today = date(2027, 1, 5)
    (missed,) = told(life.yearly, as_of(today, first=date(2026, 1, 1)))
    assert (missed.severity, missed.about, missed.due) == ("warning", "2026", date(2026, 12, 31))
    assert not told(life.yearly, as_of(today))


def test_a_notice_that_moves_it_into_march_moves_the_day() -> None:
    in_february = as_of(date(2027, 2, 1))
    assert [f.severity for f in told(life.yearly, in_february, NEXT_MARCH)] == ["info"]
    in_april = as_of(date(2027, 4, 1))
    (missed,) = told(life.yearly, in_april, NEXT_MARCH)
    assert (missed.severity, missed.due) == ("warning", date(2027, 3, 31))
    held = meeting("m", "organizational_life_meeting", "2027-02-20T10:00:00", for_year=2026)
    assert not told(life.yearly, as_of(date(2027, 4, 1), held), NEXT_MARCH)


def test_a_meeting_that_names_no_year_counts_for_the_one_it_was_held_in() -> None:
    held = meeting("m", "organizational_life_meeting", "2027-02-20T10:00:00")
    assert for_year(held) == 2027
    assert told(life.yearly, as_of(date(2027, 4, 1), held), NEXT_MARCH)


def test_a_branch_founded_or_dissolved_in_a_year_does_not_owe_it() -> None:
    for branch in ({"established_on": "2026-02-01"}, {"dissolved_on": "2026-11-30"}):
        given = as_of(date(2027, 1, 5), first=date(2026, 1, 1), branch=branch)
        assert 2026 not in [due.year for due in due_years(given, usual(), "R20")]
        assert not told(life.yearly, given)


def test_the_first_year_there_is_has_none_before_it() -> None:
    given = facts(first=date.min, last=date(1, 12, 31))
    assert list(due_years(given, usual(), "R20")) == []
