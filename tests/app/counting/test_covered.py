"""The two coverages: what the number proposes, what the secretary decides, what is set up and sent."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.counting.covered import Share, coverage, differing, reach
from app.records.alliance import CoveredUnit

DAY = date(2026, 5, 21)
days = st.sampled_from([None, date(2025, 1, 1), date(2026, 12, 31)])
surveyed = st.builds(
    lambda n, can, set_up, who, since: CoveredUnit(
        name="单位",
        full_members=n,
        can_set_up=can,
        set_up_on=set_up,
        instructor=who,
        instructor_from=since,
    ),
    st.one_of(st.none(), st.integers(0, 6)),
    st.sampled_from([None, True, False]),
    days,
    st.sampled_from([None, "", " ", "马福林"]),
    days,
)


def unit(**fields: object) -> CoveredUnit:
    return CoveredUnit.model_validate({"name": "标段", **fields})


def test_three_full_members_propose_an_organisation_and_the_secretary_decides() -> None:
    assert [reach(unit(full_members=n), DAY).can for n in (2, 3)] == [False, True]
    assert reach(unit(full_members=3), DAY).proposed
    decided = reach(unit(full_members=3, can_set_up=False), DAY)
    assert (decided.can, decided.proposed, decided.to_send) == (False, False, True)
    assert differing([decided]) == [decided]
    assert reach(unit(), DAY).to_survey


def test_where_an_organisation_is_there_can_be_one() -> None:
    found = reach(unit(full_members=1, set_up_on="2026-01-01"), DAY)
    assert (found.can, found.set_up, found.worked) == (True, True, True)
    assert not reach(unit(full_members=1, set_up_on="2026-06-01"), DAY).set_up


def test_somebody_sent_counts_from_his_day_on() -> None:
    assert reach(unit(liaison="高峻"), DAY).sent
    assert not reach(unit(liaison="高峻", liaison_from="2026-06-01"), DAY).sent
    assert not reach(unit(instructor=" "), DAY).sent


def test_both_percentages_and_the_lists_come_from_the_same_units() -> None:
    found = coverage(
        [
            unit(name="一标", full_members=5, set_up_on="2025-01-01", is_project=True),
            unit(name="二标", full_members=4, is_project=True),
            unit(name="三标", full_members=1, instructor="马福林"),
            unit(name="四标", full_members=0),
            unit(name="五标"),
        ],
        DAY,
    )
    assert (found.organised, found.organised.percent) == (Share(1, 2), 50.0)
    assert (found.worked, found.worked.percent) == (Share(2, 5), 40.0)
    assert [r.unit.name for r in found.projects_without] == ["二标"]
    assert [r.unit.name for r in found.units if r.to_set_up] == ["二标"]
    assert [r.unit.name for r in found.units if r.to_send] == ["四标"]
    assert [r.unit.name for r in found.units if r.to_survey] == ["五标"]
    assert coverage([], DAY).worked.percent is None


@given(st.lists(surveyed, max_size=8))
def test_shares_never_pass_their_whole_and_each_unit_asks_for_one_thing_at_most(
    units: list[CoveredUnit],
) -> None:
    found = coverage(units, DAY)
    assert 0 <= found.organised.done <= found.organised.all <= len(units)
    assert 0 <= found.worked.done <= found.worked.all == len(units)
    assert found.organised.done <= found.worked.done
    for one in found.units:
        assert one.to_set_up + one.to_send + one.to_survey <= 1
        if one.worked and not one.to_set_up and not one.to_survey:
            assert not one.to_send
