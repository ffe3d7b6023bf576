"""Who took part, and how far from home they are."""

from hypothesis import given
from hypothesis import strategies as st

from app.counting.together import is_joint, names_in, others, parties, took_place, widest
from app.records.alliance import PartnerScope
from app.records.meeting import Activity
from db.model.record import Record


def held(kind: str = "themed_party_day", **fields: object) -> Activity:
    body = {"type": kind, **fields}
    return Activity.of(Record("s", "activity", "m", body, {}, {}, False, (), 1, "a", 1, "a"))


def test_three_sides_at_one_table_are_three_parties() -> None:
    talk = held("joint_activity", partners=["p1"], partner_text="供应方甲")
    assert parties(talk) == 3


def test_a_partner_named_twice_is_one() -> None:
    assert others(held(partners=["p1", "p1"])) == 1
    assert names_in("甲公司、乙村；甲公司\n 丙局 ") == ("甲公司", "乙村", "丙局")


def test_a_themed_day_is_joint_once_a_partner_stands_on_it() -> None:
    assert not is_joint(held())
    assert is_joint(held(partners=["p1"]))
    assert is_joint(held(partner_text="甲公司"))
    assert is_joint(held("party_lecture", lecture_direction="given"))
    assert not is_joint(held("party_lecture", lecture_direction="own"))


def test_a_joint_activity_is_joint_before_anybody_is_named() -> None:
    assert is_joint(held("joint_activity"))
    assert parties(held("joint_activity")) == 1


def test_what_was_called_off_or_has_no_day_did_not_take_place() -> None:
    assert not took_place(held())
    assert took_place(held(held_start="2019-05-04T09:00:00"))
    assert not took_place(held(held_start="2019-05-04T09:00:00", state="cancelled"))


def test_one_partner_from_outside_makes_it_outside() -> None:
    assert widest([PartnerScope.internal, None, PartnerScope.external]) == PartnerScope.external
    assert widest([None]) is None


@given(st.lists(st.sampled_from([None, *PartnerScope])))
def test_the_widest_scope_is_one_of_those_there_are(scopes: list[PartnerScope | None]) -> None:
    found = widest(scopes)
    assert found is None or found in scopes
    assert (found is None) == (not any(scopes))


@given(st.lists(st.text("甲乙丙公司村", min_size=1, max_size=5), max_size=8))
def test_units_written_in_a_row_are_found_again(names: list[str]) -> None:
    assert names_in("、".join(names)) == tuple(dict.fromkeys(names))
