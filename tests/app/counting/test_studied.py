"""Hours count once a member and a year, and nothing is divided for who came late."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.counting.studied import Studied, came_in, hours_by_member, pace, what_applies
from app.records.member import Member, MemberStatusEvent
from app.records.study import HoursKind, StudyRecord
from tests.app.rules.conftest import made

KINDS = st.sampled_from(list(HoursKind))
STUDIES = st.lists(
    st.builds(
        lambda hours, kind, people: StudyRecord(
            topic="x", hours=hours, hours_kind=kind, members=people
        ),
        st.one_of(st.none(), st.integers(0, 400).map(lambda n: n / 2)),
        KINDS,
        st.lists(st.sampled_from("abc"), max_size=5),
    ),
    max_size=12,
)


@given(STUDIES)
def test_each_study_counts_once_for_everybody_in_it(studies: list[StudyRecord]) -> None:
    found = hours_by_member(studies)
    for member in "abc":
        mine = sum(s.hours or 0 for s in studies if member in s.members)
        assert sum(found.get(member, {}).values()) == mine


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 100))
def test_nobody_is_behind_where_there_is_no_hard_number(day: date, required: int) -> None:
    assert Studied(required, exempt=True).pace_on(day) == 0
    assert Studied(required).pace_on(day) == pace(required, day)


def test_who_came_in_the_year_is_known_by_the_latest_coming() -> None:
    member = made(Member, "m", name="甲", joined_on="2019-07-01")
    came = made(MemberStatusEvent, "e", member="m", event="in", on="2026-06-05")
    left = made(MemberStatusEvent, "f", member="m", event="out", on="2026-09-05")
    assert came_in(member, [came, left], 2026) == date(2026, 6, 5)
    assert came_in(member, [came, left], 2025) is None
    assert came_in(made(Member, "n", name="乙", joined_on="2026-03-01"), [], 2026) == date(
        2026, 3, 1
    )


def test_the_higher_value_is_the_committees_alone_and_only_where_there_is_one() -> None:
    assert [what_applies(32, 56, frozenset("a"))(m) for m in "ab"] == [56, 32]
    assert what_applies(32, 0, frozenset("a"))("a") == 32
