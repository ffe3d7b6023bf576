"""Three kinds of talk once a year; nobody is asked to talk with everybody."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.records.talks import HeartToHeartTalk
from app.rules import talking
from app.rules.facts import Facts
from app.rules.shelves import Life
from tests.app.rules.conftest import facts, made, office, told

PEOPLE: dict[str, dict[str, Any]] = {m: {} for m in ("s", "d", "o", "a", "b", "c")}
SEATED = [
    office("s", "secretary"),
    office("d", "deputy_secretary"),
    office("o", "organization_member"),
]
ALL = ("sd", "so", "do", "sa", "db", "oc", "ab", "bc")


def given(pairs: Sequence[str], *, today: date = date(2026, 1, 10), year: int = 2025) -> Facts:
    talks = [
        made(HeartToHeartTalk, f"t{n}", initiator=p[0], partner=p[1], on=f"{year}-06-01")
        for n, p in enumerate(pairs)
    ]
    return facts(
        members=PEOPLE,
        offices=SEATED,
        life=Life(talks=talks),
        first=date(year, 1, 1),
        last=date(year, 12, 31),
        today=today,
        counted_from=date(2020, 1, 1),
    )


def test_a_year_with_its_three_kinds_of_talk_is_in_order() -> None:
    assert not told(talking.yearly, given(ALL))


def test_a_pair_of_the_committee_is_told_by_both_names() -> None:
    (missing,) = told(talking.yearly, given([p for p in ALL if p != "so"]))
    assert (missing.about, missing.people, missing.severity) == (
        "2025/committee",
        ("o", "s"),
        "warning",
    )


def test_a_member_without_the_committee_is_a_reminder_without_another_member_only_said() -> None:
    committee, member = told(talking.yearly, given([p for p in ALL if p not in {"oc", "bc"}]))
    assert (committee.people, committee.severity) == (("c",), "warning")
    assert (member.people, member.severity) == (("c",), "info")


def test_who_began_the_talk_makes_no_difference() -> None:
    assert not told(talking.yearly, given([p[::-1] for p in ALL]))


def test_the_running_year_is_said_from_october_on_and_not_before() -> None:
    assert not told(talking.yearly, given([], today=date(2025, 9, 30)))
    in_october = told(talking.yearly, given([], today=date(2025, 10, 2)))
    assert {f.severity for f in in_october} == {"info"}


def test_who_came_during_the_year_is_not_asked_for_yet() -> None:
    base = given(ALL)
    late = facts(
        members={**PEOPLE, "new": {"joined_on": "2025-05-01"}},
        offices=SEATED,
        life=base.life,
        first=base.first,
        last=base.last,
        today=base.today,
        counted_from=base.counted_from,
    )
    assert not told(talking.yearly, late)
