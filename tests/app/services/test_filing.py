from datetime import datetime

import pytest

from app.counting.attendance import Attendee, Branch
from app.records.meeting import Activity, Attendance
from app.records.member import Member
from app.services.filing import proposed_hours, reason_words, study_id
from app.services.meeting import Meeting
from app.terms import ActivityType
from app.words import Catalogue

moment = datetime.fromisoformat
ZH = Catalogue("zh_CN")


@pytest.mark.parametrize(
    ("kind", "end", "hours"),
    [
        (ActivityType.party_lecture, "2026-05-22T21:10", 1.5),
        (ActivityType.party_lecture, "2026-05-22T21:20", 2.0),
        (ActivityType.committee_meeting, "2026-05-22T21:30", 0.0),
        (ActivityType.party_lecture, None, 0.0),
    ],
)
def test_hours_are_the_length_in_halves_and_none_for_work(
    kind: ActivityType, end: str | None, hours: float
) -> None:
    activity = Activity(
        type=kind, held_start=moment("2026-05-22T19:30"), held_end=moment(end) if end else None
    )
    assert proposed_hours(Meeting(activity, Branch())) == hours


def test_hours_that_were_written_stand() -> None:
    activity = Activity(type=ActivityType.committee_meeting, hours=3.0)
    assert proposed_hours(Meeting(activity, Branch())) == 3.0


def test_a_code_from_elsewhere_is_said_in_words() -> None:
    entry = Attendance(activity="k", member="a", reason="rotation")
    person = Attendee("a", Member(name="A"), True, True, False, entry)
    assert reason_words(person, ZH) == "轮休"


def test_filing_twice_writes_the_same_study_record() -> None:
    assert study_id("k") == study_id("k")
