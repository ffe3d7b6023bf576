"""Who counts as what on a day."""

from datetime import date

from app.records.member import MemberStatusEvent
from app.records.organisation import Office
from app.rules.roll import full_on, holders, names, probationary
from tests.app.rules.conftest import facts, made, office

DAY = date(2026, 5, 8)
GIVEN = facts(
    members={
        "a": {"name": "甲"},
        "b": {"name": "乙", "status": "probationary"},
        "c": {"name": "丙", "relation_here": "organizational_life_only"},
        "d": {"name": "丁"},
    },
    events=[made(MemberStatusEvent, "e", member="d", event="out", on="2026-05-01")],
    offices=[
        office("a", "secretary", to_on="2026-05-08"),
        office("b", "secretary", from_on="2026-05-09"),
    ],
)


def test_full_members_with_their_relation_here_count_in_shares_and_sizes() -> None:
    assert [m.id for m in full_on(GIVEN, DAY)] == ["a"]


def test_probation_is_of_the_day_and_strangers_are_in_none() -> None:
    assert probationary(GIVEN, "b", DAY)
    assert not probationary(GIVEN, "a", DAY)
    assert not probationary(GIVEN, "gone", DAY)


def test_an_office_is_held_on_its_last_day_too() -> None:
    assert holders(GIVEN, (Office.secretary,), DAY) == {"a"}
    assert holders(GIVEN, (Office.secretary,), date(2026, 5, 9)) == {"b"}


def test_names_come_in_the_rosters_order_and_strangers_last() -> None:
    assert names(GIVEN, ["gone", "b", "a"]) == ("甲", "乙", "gone")
