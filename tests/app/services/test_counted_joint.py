"""The numbers of the organisation and of joint building: each with its records, nothing added that may not be."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.alliance import CobuildAgreement, CoveredUnit, PartnerOrganization
from app.records.cobuilding import Honour, Mentorship, Outcome
from app.rules.facts import Facts
from app.rules.pack import Text
from app.rules.shared_shelves import Joint
from app.services.counted_joint import joint_numbers, organisation_numbers
from app.services.counted_life import soundness
from app.services.jointwork import JointWork
from app.services.numbered import Group, Number, value_of
from app.tags.pack import Tag, TagPack
from app.words import Catalogue
from tests.app.rules.conftest import TODAY, facts, made, meeting

T = Catalogue("en")
PACK = TagPack("bagong", "1", Text("八共", "Eight"), "", (Tag("study", Text("先进共学", "Study")),))


def shelf(**more: Any) -> Facts:
    return facts(branch={"term_end": "2027-01-01"}, **more)


def numbers(work: JointWork) -> dict[str, Number]:
    own = soundness(work.facts, work.last)
    found = [*organisation_numbers(work, own), *joint_numbers(work, [PACK])]
    assert len({n.key for n in found}) == len(found)
    return {n.key: n for n in found}


def partner(record: str, **fields: Any) -> PartnerOrganization:
    return made(PartnerOrganization, record, name=record, **fields)


def outcome(record: str, label: str, number: float | None, unit: str) -> tuple[Outcome, date]:
    about = f"about-{record}"
    row = made(Outcome, record, about=about, label=label, number=number, unit=unit)
    return row, TODAY


def test_a_branch_alone_is_its_own_soundness() -> None:
    found = numbers(JointWork(shelf()))["org_soundness_rate"]
    assert (found.part, found.whole, found.records) == (1, 1, ("branch",))
    assert "in its term" in found.how(T)


def test_units_surveyed_are_counted_with_it() -> None:
    units = [
        made(CoveredUnit, "a", name="a", set_up_on="2025-01-01"),
        made(CoveredUnit, "b", name="b", full_members=5),
        made(CoveredUnit, "c", name="c", can_set_up=False),
    ]
    found = numbers(JointWork(shelf(), units))
    assert (found["org_soundness_rate"].part, found["org_soundness_rate"].whole) == (2, 3)
    assert found["units_without_organisation"].records == ("b", "c")


def test_members_are_those_of_the_last_day_and_what_came_between_is_said() -> None:
    partners = [
        partner("old", joined_on="2024-01-01"),
        partner("new", joined_on="2026-02-01"),
        partner("gone", joined_on="2024-01-01", left_on="2026-03-01"),
        partner("wish", intent_on="2026-03-01"),
        partner("later", joined_on="2026-12-01"),
    ]
    found = numbers(JointWork(shelf(joint=Joint({p.id: p for p in partners}))))["member_units"]
    assert set(found.records) == {"old", "new"}
    assert found.how(T) == "2 before the period, 1 joined, 1 left; 1 wish to join"


def test_an_agreement_counts_while_it_binds() -> None:
    signed = {"title": "x", "state": "signed", "signed_on": "2026-02-01"}
    agreements = [
        made(CobuildAgreement, "in", valid_to="2027-01-31", **signed),
        made(CobuildAgreement, "over", valid_to="2026-03-31", **signed),
        made(CobuildAgreement, "draft", title="x"),
    ]
    found = numbers(JointWork(shelf(joint=Joint(agreements=agreements))))["agreements_in_force"]
    assert found.records == ("in",)
    assert found.how(T).endswith("2 signed in the period")


def test_joint_activities_are_those_held_with_others_and_stand_under_their_tags() -> None:
    held = [
        meeting(
            "a", "joint_activity", "2026-03-01T09:00:00", partners=["p"], tags=["bagong.study"]
        ),
        meeting("b", "themed_party_day", "2026-03-02T09:00:00", partners=["p", "q"]),
        meeting("c", "general_meeting", "2026-03-03T09:00:00"),
        meeting("d", "joint_activity", "2026-06-30T09:00:00", partners=["p"], state="planned"),
    ]
    found = numbers(JointWork(shelf(activities=held)))
    assert found["joint_activities"].records == ("a", "b")
    assert found["joint_activities"].how(T).endswith("with 2 units")
    assert found["joint_by_tag.bagong.study"].records == ("a",)
    assert found["joint_by_tag.bagong.study"].title(T) == "Eight: Study"


def test_outcomes_of_one_label_and_unit_are_added_and_others_never() -> None:
    rows = [
        outcome("1", "口罩", 6000, "只"), outcome("2", "口罩", 4000, "只"),
        outcome("3", "口罩", 3, "箱"), outcome("4", "帮扶资金", 3000, "元"),
    ]  # fmt: skip
    found = [n for n in joint_numbers(JointWork(shelf(), outcomes=rows)) if n.unit == "amount"]
    assert [(n.title(T), n.value, n.measure) for n in found] == [
        ("口罩", 10000, "只"), ("口罩", 3, "箱"), ("帮扶资金", 3000, "元"),
    ]  # fmt: skip
    assert found[0].records == ("about-1", "about-2")
    assert value_of(found[2], T) == "3,000 元"


def test_a_pair_counts_while_it_runs_and_an_honour_on_its_day() -> None:
    work = JointWork(
        shelf(),
        mentorships=[
            made(Mentorship, "now", mentor="m", apprentice="a", from_on="2025-01-01"),
            made(Mentorship, "past", mentor="m", apprentice="a", from_on="2024-01-01",
                 to_on="2025-12-31"),
            made(Mentorship, "undated", mentor="m", apprentice="a"),
        ],
        honours=[
            made(Honour, "h", title="五星党支部", decided_on="2026-01-20"),
            made(Honour, "i", title="五星党支部", decided_on="2025-01-20"),
        ],
    )  # fmt: skip
    found = numbers(work)
    assert found["mentor_pairs"].records == ("now",)
    assert found["honours"].records == ("h",)


def test_nothing_is_a_zero_or_a_dash_and_every_number_has_its_heading() -> None:
    found = numbers(JointWork(shelf()))
    assert all(n.is_empty for n in found.values() if n.group == Group.joint)
    assert {n.group for n in found.values()} == {Group.organisation, Group.joint}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@given(st.integers(0, 30), st.integers(0, 30))
def test_a_count_is_as_many_as_the_records_behind_it(language: str, joint: int, own: int) -> None:
    held = [
        meeting(f"j{n}", "joint_activity", f"2026-03-{n % 28 + 1:02d}T09:00:00")
        for n in range(joint)
    ] + [meeting(f"o{n}", "study_session", "2026-03-01T09:00:00") for n in range(own)]
    found = numbers(JointWork(shelf(activities=held)))["joint_activities"]
    assert found.value == len(found.records) == joint
    assert value_of(found, Catalogue(language)) == str(joint)
