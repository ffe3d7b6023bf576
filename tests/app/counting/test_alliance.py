"""Where a unit stood on any day, how the alliance grew, what its budget comes to."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.counting.alliance import (
    EARLIEST,
    at_work,
    budget,
    first_day,
    growth,
    life_of,
    next_stages,
    reaching,
    standing,
    state_on,
    stretches,
    tree,
)
from app.records.alliance import (
    AllianceBody,
    BudgetLine,
    JointOrganization,
    PartnerOrganization,
    PartnerState,
    UnitKind,
)
from db.model.record import Record

START = date(2019, 1, 1)
days = st.one_of(
    st.none(), st.integers(0, 2500).map(lambda n: (START + timedelta(days=n)).isoformat())
)
someday = st.integers(0, 2600).map(lambda n: START + timedelta(days=n))
units = st.builds(
    lambda intent, applied, joined, left: unit(
        intent_on=intent, applied_on=applied, joined_on=joined, left_on=left
    ),
    days,
    days,
    days,
    days,
)
INTENT, APPLIED = PartnerState.intent, PartnerState.applied
MEMBER, LEFT = PartnerState.member, PartnerState.left


def unit(name: str = "养护段", **fields: object) -> PartnerOrganization:
    return PartnerOrganization.model_validate({"name": name, **fields})


def body(key: str, above: str | None = None, kind: str = "task_group") -> AllianceBody:
    fields = {"name": key, "above": above, "kind": kind}
    return AllianceBody.of(
        Record("s", "alliance_body", key, fields, {}, {}, False, (), 0, "", 0, "")
    )


def test_a_unit_goes_from_wish_to_member_and_out_by_its_days() -> None:
    one = unit(
        intent_on="2019-01-10",
        applied_on="2019-03-01",
        joined_on="2019-06-01",
        left_on="2021-06-01",
    )
    told = [
        ("2019-01-09", None), ("2019-01-10", INTENT), ("2019-03-01", APPLIED),
        ("2019-06-01", MEMBER), ("2021-05-31", MEMBER), ("2021-06-01", LEFT), ("2025-01-01", LEFT),
    ]  # fmt: skip
    assert [state_on(one, date.fromisoformat(day)) for day, _ in told] == [s for _, s in told]


def test_a_wish_or_an_application_ends_no_membership() -> None:
    late = unit(intent_on="2020-01-01", applied_on="2020-02-01", joined_on="2019-06-01")
    assert state_on(late, date(2020, 3, 1)) == MEMBER


def test_who_left_may_wish_to_come_again_and_be_a_member_again() -> None:
    again = unit(joined_on="2019-06-01", left_on="2020-01-01", intent_on="2021-01-01")
    assert state_on(again, date(2020, 6, 1)) == LEFT
    assert state_on(again, date(2021, 6, 1)) == INTENT
    assert next_stages(again, date(2021, 6, 1)) == (APPLIED, MEMBER)
    fields = reaching(again, MEMBER, date(2021, 7, 1))
    assert fields == {"joined_on": "2021-07-01", "earlier": "2019-06-01/2020-01-01"}
    back = again.model_copy(update={"joined_on": date(2021, 7, 1), "earlier": fields["earlier"]})
    # What was counted before it came again stays counted.
    assert state_on(back, date(2019, 7, 1)) == MEMBER
    assert state_on(back, date(2020, 6, 1)) == LEFT
    assert state_on(back, date(2022, 1, 1)) == MEMBER


def test_who_comes_back_on_the_day_it_left_is_still_a_member() -> None:
    left = unit(joined_on="2019-06-01", left_on="2020-01-01")
    fields = reaching(left, MEMBER, date(2020, 1, 1))
    assert fields == {"left_on": None}
    assert state_on(left.model_copy(update=fields), date(2020, 1, 1)) == MEMBER


def test_earlier_stretches_are_read_forgivingly_and_nonsense_is_left_out() -> None:
    one = unit(
        earlier="2019-06-01/2020-01-01\n2020-02-01 至 2020-03-01\n以前来过\n2021-13-01/2021-14-01"
    )
    assert [s.first for s in stretches(one)] == [date(2019, 6, 1), date(2020, 2, 1)]
    assert state_on(one, date(2020, 2, 15)) == MEMBER
    assert state_on(one, date(2020, 3, 1)) == LEFT


@given(units, someday)
def test_every_unit_stands_in_one_place_and_membership_follows_its_stretches(
    one: PartnerOrganization, day: date
) -> None:
    state = state_on(one, day)
    assert (state == MEMBER) == any(s.holds(day) for s in stretches(one))
    begun = first_day([one])
    assert (state is None) == (begun is None or day < begun)
    assert set(next_stages(one, day)).isdisjoint({state} - {LEFT, None})


@given(st.lists(units, max_size=6), someday)
def test_the_last_point_of_the_curve_is_what_the_list_counts(
    found: list[PartnerOrganization], day: date
) -> None:
    curve = growth(found, day)
    counts = standing(found, day)
    if curve:
        last = curve[-1]
        assert last.span.first <= day <= last.span.last
        assert last.members == len(counts.get(MEMBER, []))
        assert last.waiting == len(counts.get(INTENT, [])) + len(counts.get(APPLIED, []))
    else:
        assert not counts.get(MEMBER)


@given(st.lists(units, max_size=6), someday)
def test_each_step_of_the_curve_is_who_joined_less_who_left(
    found: list[PartnerOrganization], day: date
) -> None:
    before = 0
    for point in growth(found, day):
        # Who joined and left on one day was no member at the end of any.
        assert point.members == before + point.joined - point.left
        before = point.members


def source_units() -> list[PartnerOrganization]:
    """Seven members when the platform went online, forty in the end, 27 others who wish to join."""
    first = [unit(f"发起{n}", applied_on="2019-01-15", joined_on="2019-06-01") for n in range(7)]
    later = [
        unit(f"后来{n}", joined_on=(date(2019, 9, 1) + timedelta(days=20 * n)).isoformat())
        for n in range(33)
    ]
    wish = [
        unit(
            f"意向{n}",
            kind=UnitKind.private_enterprise if n % 2 else UnitKind.state_enterprise,
            intent_on="2020-05-01",
        )
        for n in range(27)
    ]
    return [*first, *later, *wish]


def test_the_numbers_of_the_source_documents_come_out_of_the_records() -> None:
    curve = growth(source_units(), date(2021, 6, 30))
    by_quarter = {p.span.key: p for p in curve}
    assert next(iter(by_quarter)) == "2019-Q1"
    assert (by_quarter["2019-Q1"].members, by_quarter["2019-Q1"].waiting) == (0, 7)
    assert (by_quarter["2019-Q2"].members, by_quarter["2019-Q2"].joined) == (7, 7)
    assert (curve[-1].members, curve[-1].waiting) == (40, 27)


def test_a_young_alliance_grows_by_month() -> None:
    curve = growth(source_units(), date(2019, 8, 15))
    assert [p.span.key for p in curve][:2] == ["2019-01", "2019-02"]
    assert len(curve) == 8
    assert growth([], date(2026, 1, 1)) == []


def test_bodies_stand_below_what_is_above_them() -> None:
    found = tree([body("安全组", "领导小组"), body("办公室", "领导小组", "office"),
                  body("领导小组", None, "leading_group"), body("文体组", "gone")])  # fmt: skip
    assert [(n.body.name, n.depth) for n in found] == [
        ("领导小组", 0), ("办公室", 1), ("安全组", 1), ("文体组", 0),
    ]  # fmt: skip


def test_two_bodies_put_below_each_other_are_still_shown_once() -> None:
    found = tree([body("甲", "乙"), body("乙", "甲")])
    assert [(n.body.name, n.depth) for n in found] == [("乙", 0), ("甲", 1)]


@given(st.lists(st.integers(0, 7), min_size=1, max_size=8))
def test_every_body_is_shown_once_whatever_stands_above_what(above: list[int]) -> None:
    bodies = [body(str(n), str(up)) for n, up in enumerate(above)]
    assert sorted(n.body.id for n in tree(bodies)) == sorted(b.id for b in bodies)


def test_only_bodies_of_the_day_are_at_work() -> None:
    ended = AllianceBody(name="旧组", to_on=date(2020, 1, 1))
    assert at_work([ended, AllianceBody(name="新组")], date(2021, 1, 1)) == [
        AllianceBody(name="新组")
    ]


def test_a_years_lines_add_up_and_what_is_not_spent_yet_is_counted() -> None:
    lines = [
        BudgetLine(purpose="专家", year=2019, planned=3000, spent=2800.5),
        BudgetLine(purpose="运行", year=2019, planned=1000),
        BudgetLine(purpose="人才", year=2020, planned=500, spent=500),
        BudgetLine(purpose="无年份"),
    ]
    found = budget(lines)
    assert [(y.year, y.planned, y.spent, y.open_) for y in found] == [
        (2020, 500, 500, 0), (2019, 4000, 2800.5, 1), (None, 0, 0, 1),
    ]  # fmt: skip


def test_a_joint_organisation_past_its_end_and_not_dissolved_is_told() -> None:
    org = JointOrganization(
        name="联合临时党支部", from_on=date(2025, 1, 1), to_on=date(2025, 6, 30)
    )
    assert life_of(org, date(2024, 12, 31)) == "coming"
    assert life_of(org, date(2025, 6, 30)) == "running"
    assert life_of(org, date(2025, 7, 1)) == "past"
    ended = org.model_copy(update={"dissolved_on": date(2025, 7, 1)})
    assert life_of(ended, date(2025, 7, 1)) == "ended"
    assert life_of(JointOrganization(name="无期限"), date(2025, 7, 1)) == "running"


def test_there_is_a_curve_up_to_the_last_day_there_is_and_none_before_the_first() -> None:
    one = unit(joined_on="9999-11-01")
    assert growth([one], date.max)[-1].members == 1
    assert growth([unit(joined_on="0001-01-01")], date(1, 5, 1)) == []


def test_a_day_of_the_year_one_makes_no_curve_of_two_thousand_years() -> None:
    unit = PartnerOrganization(name="一局", joined_on=date(1, 1, 1))
    points = growth([unit], date(2026, 5, 21))
    assert points[0].span.first == EARLIEST
    assert points[0].members == points[-1].members == 1
