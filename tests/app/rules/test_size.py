"""Sizes of a branch, its committee and a joint branch."""

from typing import Any

import pytest

from app.records.organisation import Project
from app.rules.facts import Facts
from app.rules.pack import Entry, Pack, Text
from app.rules.rulebook import Rulebook, Situation
from app.rules.shelves import Papers
from app.rules.shipped import shipped, usual
from app.rules.size import size
from tests.app.rules.conftest import facts, made, office, told


def given(full: int, *, young: int = 0, placed: int = 0, seats: int = 0, **branch: Any) -> Facts:
    people: dict[str, dict[str, Any]] = {f"f{n}": {} for n in range(full)}
    people |= {f"y{n}": {"status": "probationary"} for n in range(young)}
    people |= {f"p{n}": {"relation_here": "organizational_life_only"} for n in range(placed)}
    names = ["secretary", *["organization_member"] * 20]
    seated = [office(f"f{n}", names[n]) for n in range(seats)]
    project = made(Project, "x", name="t", start="2026-01-01", end="2026-07-01")
    return facts(members=people, offices=seated, branch=branch, papers=Papers(project=project))


def names(at: Facts) -> list[str]:
    return [f.about.partition("/")[2] for f in told(size, at)]


@pytest.mark.parametrize(("full", "few"), [(2, True), (3, False)])
def test_three_full_members_make_a_branch(full: int, few: bool) -> None:
    assert names(given(full, young=4, placed=4)) == (["few"] if few else [])


def test_a_joint_branch_may_have_fewer() -> None:
    assert names(given(2, branch_type="joint")) == []


@pytest.mark.parametrize(("units", "wrong"), [(5, []), (6, ["units"])])
def test_a_joint_branch_covers_five_units(units: int, wrong: list[str]) -> None:
    lines = "\n".join(f"单位{n}" for n in range(units)) + "\n"
    assert names(given(2, branch_type="joint", covers_units=lines)) == wrong


def test_seven_full_members_have_a_committee() -> None:
    assert names(given(7)) == ["committee"]
    assert names(given(6)) == []
    assert names(given(7, seats=3)) == []


def test_a_committee_has_three_members_at_least_and_generally_seven_at_most() -> None:
    assert names(given(10, seats=2, has_committee=True)) == ["seats"]
    assert names(given(10, seats=8)) == ["seats"]


def test_a_branch_generally_has_fifty_members() -> None:
    assert names(given(51, seats=5)) == ["many"]
    assert names(given(50, seats=5)) == []


def test_a_mobile_branch_is_what_its_approval_document_says() -> None:
    assert names(given(2, branch_type="mobile", rules_as="joint")) == []
    assert names(given(2, branch_type="mobile")) == ["few"]


def test_a_temporary_branch_has_no_size_of_its_own() -> None:
    assert not told(size, given(1, branch_type="temporary"), usual(Situation("temporary")))


def test_where_hq_asks_a_long_project_is_told_that_it_may_have_its_own_branch() -> None:
    asks = Entry("R12", severity="warning", scope=frozenset({"temporary"}))
    book = Rulebook(
        (*shipped(), Pack("hq", "1", Text("总部"), entries=(asks,))), Situation("temporary")
    )
    (own,) = told(size, given(3, branch_type="temporary"), book)
    assert (own.about, own.severity) == ("2026/own", "info")
    assert not told(size, given(2, branch_type="temporary"), book)
