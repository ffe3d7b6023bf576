"""What was entered late is what was entered of the outcome; a plan and a leave noted before are none."""

from datetime import datetime

import pytest

from app.counting.held import days_late, entered, overlap, together
from app.records.meeting import Activity, Attendance
from db.model.record import Record

HELD = datetime(2026, 3, 10, 10, 0)  # noqa: DTZ001 - the site's own time has no zone


def stamp(day: int) -> int:
    return int(datetime.fromisoformat(f"2026-03-{day:02d}T12:00:00+08:00").timestamp() * 1000) << 16


def meeting(made: int) -> Activity:
    body = {"type": "group_meeting", "held_start": HELD.isoformat()}
    return Activity.of(Record("s", "activity", "m", body, {}, {}, False, (), made, "a", made, "a"))


def entry(member: str, status: str | None, made: int) -> Attendance:
    body = {"activity": "m", "member": member, "status": status}
    name = f"m+{member}"
    return Attendance.of(
        Record("s", "attendance", name, body, {}, {}, False, (), made, "a", made, "a")
    )


def late(made: int, *entries: Attendance) -> int:
    activity = meeting(stamp(made))
    return days_late(activity, entered(activity, entries))


@pytest.mark.parametrize(("made", "days"), [(1, 0), (10, 0), (16, 6)])
def test_a_record_without_attendance_is_as_late_as_itself(made: int, days: int) -> None:
    assert late(made) == days


def test_planned_in_time_and_entered_afterwards_is_late_by_the_first_person_present() -> None:
    assert late(1, entry("a", "present", stamp(18)), entry("b", "online", stamp(16))) == 6


def test_a_leave_noted_before_the_meeting_does_not_hide_a_late_entry() -> None:
    assert late(1, entry("a", "leave", stamp(2)), entry("b", "present", stamp(16))) == 6


def test_what_was_signed_at_the_meeting_is_in_time_however_late_it_is_corrected() -> None:
    assert late(1, entry("a", "present", stamp(10)), entry("b", "late", stamp(28))) == 0


def at(record: str, start: str, end: str | None = None, parent: str = "") -> Activity:
    day = "2026-03-10T"
    body = {"type": "group_meeting", "held_start": f"{day}{start}:00", "parent": parent or None}
    body |= {"held_end": f"{day}{end}:00"} if end else {}
    return Activity.of(Record("s", "activity", record, body, {}, {}, False, (), 0, "a", 0, "a"))


@pytest.mark.parametrize(
    ("end", "start", "both"),
    [
        ("11:00", "10:30", True),
        ("11:00", "11:00", False),
        (None, "10:30", False),
        (None, "10:00", True),
    ],
)
def test_without_an_end_only_the_start_is_sure(end: str | None, start: str, both: bool) -> None:
    assert overlap(at("a", "10:00", end), at("b", start)) is both


def test_two_that_name_the_same_third_were_held_as_one() -> None:
    one, other, third = at("a", "10:00", parent="c"), at("b", "10:00", parent="c"), at("c", "10:00")
    assert together(one, other)
    assert together(third, one)
    assert not together(third, at("d", "10:00"))
