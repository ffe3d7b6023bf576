"""What a temporary branch leaves to its superior, and what it cannot do at all."""

from datetime import date
from typing import Any

import pytest

from app.records.flow import DuesTick
from app.records.meeting import AgendaItem
from app.rules.facts import Facts
from app.rules.rulebook import Situation
from app.rules.shelves import Moves
from app.rules.shipped import usual
from app.rules.temporary import handled
from tests.app.rules.conftest import facts, made, meeting, motion, told

TEMPORARY = usual(Situation("temporary"))
HELD = meeting("m", "general_meeting", "2026-05-15T10:00:00")


def given(matter: str | None = None, *, kind: str = "", **item: Any) -> Facts:
    items = {"m": [made(AgendaItem, "i", activity="m", title="t", matter=matter, **item)]}
    votes = [motion("v", "m", kind=kind, item="i")] if kind else []
    return facts([HELD], items=items, motions=votes)


@pytest.mark.parametrize(
    ("matter", "severity"),
    [
        ("admission", "error"),
        ("conversion", "warning"),
        ("discipline", "warning"),
        ("disposal", "warning"),
        ("dues", "warning"),
        ("delegates", "warning"),
        ("election", "warning"),
    ],
)
def test_each_matter_is_told_as_gravely_as_its_text(matter: str, severity: str) -> None:
    (one,) = told(handled, given(matter), TEMPORARY)
    assert (one.rule, one.severity, one.record) == ("R33", severity, "m")


def test_an_approval_allows_it() -> None:
    for matter in ("admission", "election"):
        assert not told(handled, given(matter, approval_document="党委〔2026〕3号"), TEMPORARY)


def test_a_vote_shows_the_matter_where_the_item_does_not_and_is_told_once() -> None:
    assert [f.severity for f in told(handled, given(kind="admission"), TEMPORARY)] == ["error"]
    both = given("admission", kind="admission")
    assert len(told(handled, both, TEMPORARY)) == 1


def test_ticked_dues_are_told_and_only_of_the_period() -> None:
    ticks = [made(DuesTick, m, member="a", month=m) for m in ("2025-12", "2026-03")]
    (dues,) = told(handled, facts(moves=Moves(dues=ticks)), TEMPORARY)
    assert dict(dues.what.params)["month"] == "2026-03"
    early = facts(moves=Moves(dues=ticks), first=date(2026, 4, 1))
    assert not told(handled, early, TEMPORARY)


@pytest.mark.parametrize("kind", ["ordinary", "joint", "mobile"])
def test_other_branches_handle_all_of_it(kind: str) -> None:
    assert not told(handled, given("admission"), usual(Situation(kind)))
