"""The secretary chairs or lets another do so; a group's leader chairs the group."""

from dataclasses import replace
from typing import Any

from app.records.flow import GroupMembership
from app.records.organisation import PartyGroup
from app.rules import chairs
from app.rules.facts import Facts
from tests.app.rules.conftest import facts, made, meeting, office, told

PEOPLE: dict[str, dict[str, Any]] = {m: {} for m in "sdabc"}
SEATED = [office("s", "secretary"), office("d", "deputy_secretary")]


def given(kind: str = "general_meeting", people: int = 5, **fields: Any) -> Facts:
    held = meeting("m", kind, "2026-05-08T10:00:00", **fields)
    here = dict(list(PEOPLE.items())[:people])
    group = made(PartyGroup, "g", name="一组", leader="a")
    return replace(facts([held], members=here, offices=SEATED), groups=[group])


def test_the_secretary_needs_no_delegation() -> None:
    assert not told(chairs.chaired, given(chair="s"))


def test_another_chair_without_a_delegation_is_told() -> None:
    (other,) = told(chairs.chaired, given(chair="d"))
    assert (other.rule, other.severity, other.people) == ("R34", "warning", ("d",))
    assert not told(chairs.chaired, given(chair="d", chair_delegation="书记休假，委托副书记"))


def test_who_is_not_of_the_committee_does_not_chair_even_so() -> None:
    (other,) = told(chairs.chaired, given(chair="a", chair_delegation="书记休假"))
    assert "not of the committee" in other.what.msgid


def test_where_no_secretary_is_on_record_nothing_is_asked() -> None:
    held = meeting("m", "general_meeting", "2026-05-08T10:00:00", chair="a")
    assert not told(chairs.chaired, facts([held], members=PEOPLE))


def test_who_led_the_group_that_day_chaired_it() -> None:
    now = given("group_meeting", group="g", chair="s")
    then = replace(
        now,
        offices=[*now.offices, office("s", "group_leader", to_on="2026-12-31")],
        grouped=[made(GroupMembership, "x", member="s", group="g")],
    )
    assert not told(chairs.chaired, then)
    ended = replace(then, offices=[*now.offices, office("s", "group_leader", to_on="2020-12-31")])
    assert told(chairs.chaired, ended)


def test_a_groups_leader_chairs_the_group() -> None:
    assert not told(chairs.chaired, given("group_meeting", group="g", chair="a"))
    assert told(chairs.chaired, given("group_meeting", group="g", chair="s"))


def test_a_lecture_has_no_chair_of_its_own() -> None:
    assert not told(chairs.chaired, given("party_lecture", chair="a"))


def test_chair_and_recorder_are_two_people_but_in_a_small_branch() -> None:
    (one,) = told(chairs.two_people, given(chair="s", recorder="s"))
    assert one.severity == "info"
    assert not told(chairs.two_people, given(people=4, chair="s", recorder="s"))
    assert not told(chairs.two_people, given(chair="s", recorder="a"))
