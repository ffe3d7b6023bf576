"""Six counters a half-year, each the records behind it."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.counting.periods import half_of
from app.counting.quota import Count, Counter, Evidence, pairings, quota, state_of
from app.records.meeting import Activity
from app.records.service import ServiceMatter, ServiceVisit
from tests.app.counting.test_agreements import agreement
from tests.app.rules.conftest import made, meeting

HALF = half_of(date(2026, 3, 1))
DAY = "2026-03-10"
START = f"{DAY}T14:00:00"


def visit(record: str = "v", **fields: Any) -> ServiceVisit:
    return made(ServiceVisit, record, **({"partner": "p", "on": DAY} | fields))


def joint(record: str = "m", kind: str = "joint_activity", **fields: Any) -> Activity:
    return meeting(record, kind, START, **({"partners": ["p"]} | fields))


def matter(record: str = "x", **fields: Any) -> ServiceMatter:
    body = {
        "title": "修路灯",
        "partner": "p",
        "kind": "difficulty",
        "state": "done",
        "done_on": DAY,
    }
    return made(ServiceMatter, record, **(body | fields))


def counted(
    visits: list[ServiceVisit] | None = None,
    activities: list[Activity] | None = None,
    matters: list[ServiceMatter] | None = None,
) -> dict[Count, list[str]]:
    found = quota("p", HALF, visits or [], activities or [], matters or [])
    return {c.count: [e.record for e in c.records] for c in found if c.records}


def test_there_are_six_and_each_wants_one() -> None:
    found = quota("p", HALF, [], [], [])
    assert [c.count for c in found] == list(Count)
    assert {c.needed for c in found} == {1}
    assert not any(c.met for c in found)


def test_a_visit_counts_on_its_day_for_its_enterprise() -> None:
    others = [visit("w", partner="q"), visit("x", on=None), visit("y", on="2026-07-01")]
    assert counted([visit(), *others]) == {Count.visits: ["v"]}


def test_a_visit_held_as_a_meeting_counts_once() -> None:
    held = joint(kind="service_visit")
    assert counted([], [held]) == {Count.visits: ["m"]}
    assert counted([visit(activity="m")], [held]) == {Count.visits: ["v"]}
    # A sheet whose day was not written yet takes nothing away.
    assert counted([visit(activity="m", on=None)], [held]) == {Count.visits: ["m"]}


def test_a_discussion_meeting_counts_once_it_was_held_with_the_enterprise() -> None:
    assert counted([], [joint(joint_kind="discussion")]) == {Count.discussion: ["m"]}
    assert counted([], [joint(joint_kind="discussion", state="planned")]) == {}
    assert counted([], [joint(joint_kind="discussion", partners=["q"])]) == {}


def test_a_themed_party_day_with_the_enterprise_counts_under_either_name() -> None:
    assert counted([], [joint(kind="themed_party_day")]) == {Count.party_day: ["m"]}
    assert counted([], [joint(joint_kind="joint_party_day")]) == {Count.party_day: ["m"]}
    both = joint(kind="themed_party_day", joint_kind="joint_party_day")
    assert counted([], [both]) == {Count.party_day: ["m"]}
    assert counted([], [joint(kind="themed_party_day", partners=[])]) == {}


def test_matters_count_by_their_kind_once_they_are_done() -> None:
    done = [matter("x"), matter("y", kind="policy"), matter("z", kind="project", state="closed")]
    assert counted([], [], done) == {
        Count.difficulty: ["x"],
        Count.policy: ["y"],
        Count.project: ["z"],
    }
    open_ = [matter("x", state="in_progress"), matter("y", state="transferred")]
    assert counted([], [], [*open_, matter("z", kind="request")]) == {}


def test_a_matter_counts_on_the_day_it_was_done_and_not_without_one() -> None:
    assert counted([], [], [matter(done_on=None)]) == {}
    assert counted([], [], [matter(done_on=None, verified_on=DAY)]) == {Count.difficulty: ["x"]}
    assert counted([], [], [matter(done_on="2025-12-31", closed_on=DAY)]) == {}


def test_records_stand_by_their_day() -> None:
    found = counted([visit("late", on="2026-06-30"), visit("early", on="2026-01-01")])
    assert found == {Count.visits: ["early", "late"]}


def test_an_enterprise_is_counted_under_an_agreement_with_a_quota() -> None:
    plain, six = agreement("a"), agreement("b", quota=True, parties=["p", "q"])
    assert [(p.partner, p.agreement.id, p.whole) for p in pairings([plain, six], HALF)] == [
        ("p", "b", True),
        ("q", "b", True),
    ]
    over = agreement("c", quota=True, valid_from="2025-01-01", valid_to="2025-12-31")
    assert not list(pairings([over], HALF))


def test_nothing_is_missed_of_a_half_year_that_was_paired_in_part() -> None:
    (part,) = pairings([agreement(quota=True, valid_from="2026-03-01")], HALF)
    assert not part.whole
    nothing = Counter(Count.visits, 1, ())
    over = HALF.last + timedelta(days=1)
    assert state_of(nothing, HALF, over, whole=False) == "unasked"


def test_a_renewed_agreement_goes_on_without_a_gap() -> None:
    old = agreement("a", quota=True, valid_to="2026-03-31", state="renewed")
    new = agreement("b", quota=True, valid_from="2026-04-01", renews="a")
    assert [(p.agreement.id, p.whole) for p in pairings([old, new], HALF)] == [("b", True)]


def test_there_is_time_until_the_last_day() -> None:
    nothing = Counter(Count.visits, 1, ())
    done = Counter(Count.visits, 1, (Evidence("v", "service_visit", HALF.first),))
    assert state_of(nothing, HALF, HALF.last) == "open"
    assert state_of(nothing, HALF, HALF.last + timedelta(days=1)) == "missed"
    assert state_of(done, HALF, HALF.last + timedelta(days=1)) == "done"


ON = st.dates(date(2025, 10, 1), date(2026, 9, 30)).map(date.isoformat)
NAMES = st.text("abc", min_size=1, max_size=3)
WHO = st.sampled_from(["p", "q"])
VISITS = st.lists(st.builds(lambda r, p, d: visit(r, partner=p, on=d), NAMES, WHO, ON), max_size=8)
MATTERS = st.lists(
    st.builds(
        lambda r, p, k, s, d: matter(r, partner=p, kind=k, state=s, done_on=d),
        NAMES,
        WHO,
        st.sampled_from(["policy", "difficulty", "project", "other"]),
        st.sampled_from(["registered", "done", "closed", "rejected"]),
        ON,
    ),
    max_size=8,
)


@given(VISITS, MATTERS)
def test_every_record_that_counts_is_of_the_half_year_and_of_the_enterprise(
    visits: list[ServiceVisit], matters: list[ServiceMatter]
) -> None:
    found = quota("p", HALF, visits, [], matters)
    for counter in found:
        assert all(HALF.first <= e.day <= HALF.last for e in counter.records)
        assert [e.day for e in counter.records] == sorted(e.day for e in counter.records)
    mine = [v for v in visits if v.partner == "p" and v.on and HALF.first <= v.on <= HALF.last]
    assert len(found[0].records) == len(mine)


@given(VISITS, MATTERS, ON)
def test_another_record_never_unmakes_a_counter(
    visits: list[ServiceVisit], matters: list[ServiceMatter], day: str
) -> None:
    before = quota("p", HALF, visits, [], matters)
    after = quota("p", HALF, [*visits, visit("new", on=day)], [], [*matters, matter("new")])
    assert all(b.met <= a.met for b, a in zip(before, after, strict=True))


@given(VISITS, st.randoms())
def test_the_order_of_reading_makes_no_difference(visits: list[ServiceVisit], dice: Any) -> None:
    mixed = list(visits)
    dice.shuffle(mixed)
    assert quota("p", HALF, visits, [], []) == quota("p", HALF, mixed, [], [])
