"""What ends on a known day is said before it ends."""

from datetime import date

import pytest

from app.counting.periods import months_after
from app.records.member import MemberStatusEvent
from app.records.organisation import TermOfOffice
from app.rules.rulebook import Situation
from app.rules.shipped import usual
from app.rules.terms import left, probation, shifts, term, term_ends
from tests.app.rules.conftest import facts, made, told

PACK = usual()


@pytest.mark.parametrize(
    ("end", "severity"),
    [
        ("2026-11-22", None),
        ("2026-11-20", "info"),
        ("2026-08-01", "warning"),
        ("2026-05-20", "warning"),
    ],
)
def test_a_term_is_said_six_months_ahead_and_warned_three(end: str, severity: str | None) -> None:
    said = [f.severity for f in term(facts(branch={"term_end": end}), PACK) if f]
    assert said == ([severity] if severity else [])


def test_an_extension_moves_the_end() -> None:
    terms = [made(TermOfOffice, "t", number="3", end="2026-06-01", extended_to="2027-06-01")]
    assert term_ends(facts(terms=terms)) == date(2027, 6, 1)


def test_a_temporary_branch_has_no_term() -> None:
    given = facts(branch={"term_end": "2026-06-01", "branch_type": "temporary"})
    assert not list(term(given, usual(Situation("temporary"))))


def test_an_extension_over_a_year_or_without_approval_is_told() -> None:
    one = {"number": "2", "start": "2020-03-01", "end": "2023-03-01", "extended_to": "2024-06-01"}
    wrong = told(shifts, facts(terms=[made(TermOfOffice, "t", **one)]))
    assert [f.field for f in wrong] == ["extended_to", "extension_document"]
    within = {**one, "extended_to": "2024-03-01", "extension_document": "批复"}
    assert not told(shifts, facts(terms=[made(TermOfOffice, "t", **within)]))


def test_an_early_election_is_told_where_it_is_more_than_a_year_early() -> None:
    old = made(TermOfOffice, "a", number="1", start="2023-03-01", end="2026-03-01")
    late, early = "2025-03-01", "2025-02-28"
    for start, wrong in ((late, 0), (early, 1)):
        new = made(TermOfOffice, "b", number="2", start=start, end="2028-02-01")
        assert len(told(shifts, facts(terms=[old, new]))) == wrong


def test_a_term_has_the_years_of_the_text() -> None:
    long = made(TermOfOffice, "a", number="1", start="2023-03-01", end="2026-03-02")
    assert [f.field for f in told(shifts, facts(terms=[long]))] == ["end"]


def test_the_superiors_reminder_is_said_to_have_come_or_to_be_asked_for() -> None:
    whys = []
    for reminded in (None, "2026-05-01"):
        one = made(TermOfOffice, "t", number="1", end="2026-10-01", reminded_on=reminded)
        (finding,) = told(term, facts(terms=[one]))
        whys.append(finding.why.msgid)
    assert "ask where nothing has come" in whys[0]
    assert "has reminded" in whys[1]


def test_probation_that_was_extended_ends_later() -> None:
    more = {"member": "a", "event": "extend_probation", "on": "2026-05-02", "until": "2026-11-01"}
    given = facts(
        members={"a": {"status": "probationary", "joined_on": "2025-05-01"}},
        events=[made(MemberStatusEvent, "e", **more)],
    )
    assert not told(probation, given)


@pytest.mark.parametrize(
    ("joined", "severity"),
    [("2025-06-18", "info"), ("2025-05-01", "warning"), ("2025-09-01", None)],
)
def test_probation_is_said_a_month_ahead(joined: str, severity: str | None) -> None:
    given = facts(members={"a": {"status": "probationary", "joined_on": joined}})
    said = [f.severity for f in probation(given, PACK) if f]
    assert said == ([severity] if severity else [])


def test_months_end_where_a_month_is_shorter() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_what_is_left_is_said_in_months_and_then_in_days() -> None:
    assert dict(left(date(2026, 5, 21), date(2026, 11, 20)).params)["n"] == 5
    assert dict(left(date(2026, 5, 21), date(2026, 6, 18)).params)["n"] == 28
