"""What ends on a known day is said before it ends."""

from datetime import date

import pytest

from app.counting.periods import months_after
from app.records.organisation import TermOfOffice
from app.rules.shipped import usual
from app.rules.terms import left, probation, term, term_ends
from tests.app.rules.conftest import facts, made

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
    assert not list(term(given, PACK))


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
