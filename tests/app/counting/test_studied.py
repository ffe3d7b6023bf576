"""Hours count once a member and a year, and nothing is divided for who came late."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.counting.studied import (
    Studied,
    came_in,
    counted_hours,
    hours_by_member,
    pace,
    studies_of,
    trainings_by_member,
    what_applies,
)
from app.records.meeting import Activity
from app.records.member import Member, MemberStatusEvent
from app.records.study import HoursKind, StudyRecord
from tests.app.rules.conftest import made, meeting

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
    assert [what_applies(32, ({"a"}, 56))(m) for m in "ab"] == [56, 32]
    assert what_applies(32, ({"a"}, 0))("a") == 32


@given(STUDIES, st.sets(KINDS))
def test_what_counts_and_what_stands_beside_it_are_all_there_is(
    studies: list[StudyRecord], counted: set[HoursKind]
) -> None:
    for mine in hours_by_member(studies).values():
        one = Studied(32, mine, counted=counted)
        assert one.total + one.beside == sum(mine.values())
        assert one.total == sum(one.parts()) == counted_hours(mine, counted)


def test_self_study_is_no_concentrated_study() -> None:
    one = Studied(32, {HoursKind.concentrated: 20, HoursKind.self_study: 30, HoursKind.online: 4})
    assert (one.total, one.beside) == (24, 30)


FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def given_by(meetings: list[Activity], records: list[StudyRecord] | None = None) -> list[str]:
    found = studies_of(records or [], meetings, lambda meeting: [f"{meeting}1"], FIRST, LAST)
    return [s.id or s.activity or "" for s in found]


def test_a_filed_meeting_counts_by_its_record_else_by_itself_and_once() -> None:
    held = meeting("m", "study_session", "2026-03-05T10:00:00", hours=4)
    written = made(StudyRecord, "s", topic="t", held_on="2026-03-05", hours=4, activity="m")
    assert given_by([held]) == ["m"]
    assert given_by([held], [written]) == ["s"]
    assert given_by([meeting("m", "study_session", "2025-03-05T10:00:00", hours=4)]) == []
    assert given_by([meeting("m", "study_session", "2026-03-05T10:00:00")]) == []
    open_one = meeting("m", "study_session", "2026-03-05T10:00:00", hours=4, state="minuted")
    assert given_by([open_one]) == []


def test_meetings_held_as_one_give_their_hours_once() -> None:
    first = meeting("m", "general_meeting", "2026-03-05T10:00:00", hours=2)
    second = meeting("n", "party_lecture", "2026-03-05T11:00:00", hours=2, parent="m")
    written = made(StudyRecord, "s", topic="t", held_on="2026-03-05", hours=2, activity="m")
    assert given_by([first, second]) == ["m"]
    assert given_by([first, second], [written]) == ["s"]


def test_a_training_is_one_by_its_mark_or_by_its_kind_of_meeting() -> None:
    held = meeting("m", "training", "2026-03-05T10:00:00")
    marked = made(StudyRecord, "s", topic="t", held_on="2026-04-05", members=["a"], training=True)
    found = studies_of([marked], [held], lambda _meeting: ["a", "b"], FIRST, LAST)
    assert trainings_by_member(found, [held]) == {"a": 2, "b": 1}
    filed = made(StudyRecord, "f", topic="t", held_on="2026-03-05", members=["b"], activity="m")
    assert trainings_by_member([filed], [held]) == {"b": 1}
