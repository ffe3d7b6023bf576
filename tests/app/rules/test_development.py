"""Time limits of developing members: told once over, judged by the text of the day they began."""

from datetime import date
from typing import Any

import pytest

from app.records.development import DevelopmentCase, DevelopmentStep
from app.rules import development
from app.rules.facts import Facts
from app.rules.shelves import Growth
from tests.app.rules.conftest import facts, grouped, made, told

TODAY = date(2028, 12, 31)
WHOLE = [
    ("application", "2026-06-01"),
    ("first_talk", "2026-06-20"),
    ("activist", "2026-09-01"),
    ("review", "2027-02-20"),
    ("review", "2027-08-15"),
    ("target", "2027-09-10"),
    ("pre_examined", "2027-11-01"),
    ("admission_meeting", "2027-11-30"),
    ("approved", "2028-02-20"),
    ("oath", "2028-03-10"),
    ("conversion_meeting", "2028-12-02"),
]


def given(*steps: tuple[str, str] | dict[str, Any], today: date = TODAY) -> Facts:
    bodies = [s if isinstance(s, dict) else {"step": s[0], "on": s[1]} for s in steps]
    rows = [made(DevelopmentStep, f"s{n}", case="k", **b) for n, b in enumerate(bodies)]
    growth = Growth([made(DevelopmentCase, "k", name="王磊")], grouped(rows, "case"))
    return facts(growth=growth, first=date(2014, 1, 1), last=today, today=today)


def without(*names: str) -> list[tuple[str, str]]:
    return [s for s in WHOLE if s[0] not in names]


def abouts(check: Any, at: Facts) -> list[str]:
    return [f.about for f in told(check, at)]


def test_a_case_that_keeps_its_time_has_nothing_to_answer_for() -> None:
    for check in (development.limits, development.admission_in_time, development.in_order):
        assert not told(check, given(*WHOLE))


@pytest.mark.parametrize(("met", "late"), [("2027-12-01", 0), ("2027-12-02", 1)])
def test_the_admission_meeting_is_within_a_month_of_the_pre_examination(
    met: str, late: int
) -> None:
    at = given(("pre_examined", "2027-11-01"), ("admission_meeting", met))
    assert [f.rule for f in told(development.admission_in_time, at)] == ["R39"] * late


def test_what_is_still_to_come_is_told_once_its_limit_is_over() -> None:
    steps = ("pre_examined", "2027-11-01")
    assert not told(development.admission_in_time, given(steps, today=date(2027, 12, 1)))
    (open_,) = told(development.admission_in_time, given(steps, today=date(2027, 12, 2)))
    assert (open_.due, open_.severity) == (date(2027, 12, 1), "warning")


def test_what_ended_owes_no_further_step() -> None:
    at = given(("pre_examined", "2027-11-01"), ("ended", "2027-11-20"))
    assert not told(development.admission_in_time, at)


def test_before_the_revision_there_was_no_such_limit() -> None:
    at = given(("pre_examined", "2026-05-10"), ("admission_meeting", "2026-08-01"))
    assert not told(development.admission_in_time, at)


def test_activists_are_reviewed_every_half_year() -> None:
    rest = [s for s in WHOLE if s != ("review", "2027-02-20")]
    assert abouts(development.limits, given(*rest)) == ["k/review/2026-09-01"]


def test_an_activist_stays_one_for_a_year_at_least() -> None:
    early = [*without("target"), ("target", "2027-08-31")]
    assert "k/target/early" in abouts(development.limits, given(*early))


@pytest.mark.parametrize(("until", "short"), [("2027-09-17", True), ("2027-09-20", False)])
def test_publicity_lasts_five_working_days(until: str, short: bool) -> None:
    # 2027-09-14 is a Tuesday; the weekend does not count.
    shown = {"step": "publicity_from", "on": "2027-09-14", "until": until}
    assert bool(told(development.limits, given(*WHOLE, shown))) is short


@pytest.mark.parametrize(
    ("days", "hours", "short"), [(3, None, False), (2, 24, False), (2, 20, True)]
)
def test_training_lasts_three_days_or_twenty_four_hours(
    days: float, hours: float | None, short: bool
) -> None:
    step = {"step": "training", "on": "2027-10-01", "days": days, "hours": hours}
    assert bool(told(development.limits, given(*WHOLE, step))) is short


def test_approval_and_oath_keep_their_time() -> None:
    late = [*without("approved", "oath"), ("approved", "2028-03-01"), ("oath", "2028-04-02")]
    assert abouts(development.limits, given(*late)) == [
        "k/approved/2027-11-30",
        "k/oath/2028-03-01",
    ]


def test_probation_is_a_year_and_may_be_extended_once() -> None:
    early = [*without("conversion_meeting"), ("conversion_meeting", "2028-11-29")]
    assert abouts(development.limits, given(*early)) == ["k/conversion_meeting/early"]
    longer: list[Any] = [
        {"step": "extended", "on": "2028-11-30", "until": "2029-05-29"},
        {"step": "extended", "on": "2028-12-01", "until": "2029-11-30"},
    ]
    found = abouts(development.limits, given(*without("conversion_meeting"), *longer))
    assert found == ["k/extensions", "k/extension/2028-11-30"]


def test_steps_in_the_wrong_order_exclude_each_other() -> None:
    wrong = [*without("pre_examined"), ("pre_examined", "2027-12-05")]
    (error,) = told(development.in_order, given(*wrong))
    assert (error.rule, error.severity) == ("D01", "error")
