"""Lectures are counted by capacity and direction; lecturers are not."""

from hypothesis import given
from hypothesis import strategies as st

from app.counting.lectured import lectures
from app.records.meeting import Activity, LectureDirection, LecturerCapacity
from db.model.record import Record


def lecture(n: int, capacity: str | None, direction: str | None, **more: object) -> Activity:
    body = {
        "type": "party_lecture", "lecturer_capacity": capacity, "lecture_direction": direction, **more
    }  # fmt: skip
    return Activity.of(Record("s", "activity", f"l{n}", body, {}, {}, False, (), 1, "a", 1, "a"))


def test_the_three_series_are_counted_apart() -> None:
    found = lectures([
        lecture(1, "expert", "received"), lecture(2, "secretary", None),
        lecture(3, "worker", "own", audience_count=30), lecture(4, "secretary", "given", micro=True),
    ])  # fmt: skip
    assert found.of(LecturerCapacity.expert) == ("l1",)
    assert found.of(LecturerCapacity.secretary) == ("l2", "l4")
    assert found.of(LecturerCapacity.secretary, LectureDirection.own) == ("l2",)
    assert found.micro == ("l4",)
    assert found.listened == 30


def test_what_is_no_lecture_is_not_counted() -> None:
    other = Activity(type="training", lecturer="甲")  # type: ignore[arg-type]
    assert lectures([other]).how_many() == 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, *LecturerCapacity]), st.sampled_from([None, *LectureDirection])
        ),
        max_size=30,
    )
)
def test_every_lecture_stands_in_one_place(pairs: list[tuple[str | None, str | None]]) -> None:
    found = lectures([lecture(n, c, d) for n, (c, d) in enumerate(pairs)])
    ids = [i for placed in found.by.values() for i in placed]
    assert sorted(ids) == sorted(f"l{n}" for n in range(len(pairs)))
    assert sum(len(found.of(c)) for c in (None, *LecturerCapacity)) == len(pairs)
