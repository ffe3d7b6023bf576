"""A record prints what its kind has of its own, what became of it, and what was appended."""

from datetime import date, datetime

from app.counting.attendance import Branch
from app.records.life import LifeMeeting, RectificationItem
from app.records.meeting import Activity
from app.records.oversight import Correction
from app.reports.further import correction_blocks, course_rows, life_blocks, own_rows
from app.reports.meeting import meeting_sheet
from app.reports.paper import Ending, Head, Prose, Spoken, Table
from app.services.life import Life
from app.services.meeting import Meeting
from app.terms import ActivityType
from tests.app.reports.book import T

DAY = date(2026, 5, 22)


def meeting(kind: ActivityType, **fields: object) -> Meeting:
    return Meeting(Activity.model_validate({"type": kind, **fields}), Branch(), today=DAY)


def test_a_lecture_says_who_lectured_to_whom() -> None:
    lecture = meeting(
        ActivityType.party_lecture, lecture_direction="given", audience_count=26, micro=True,
    )  # fmt: skip
    assert {row[0]: row[1] for row in own_rows(lecture, T)} == {
        "Given or received": "Given to a partner",
        "People who listened": "26",
        "Micro-lecture": "Yes",
    }


def test_what_is_not_written_is_not_made_up() -> None:
    assert not list(own_rows(meeting(ActivityType.party_lecture), T))
    assert not list(course_rows(meeting(ActivityType.general_meeting), T))


def test_a_later_version_says_why_it_was_opened_again() -> None:
    again = meeting(
        ActivityType.general_meeting, version=2, state_reason="A name", reviewed_on=DAY,
        filed_on=DAY, state="archived",
    )  # fmt: skip
    assert [label for label, _ in course_rows(again, T)] == [
        "Version of the record", "Reason", "Reviewed on", "Filed on",
    ]  # fmt: skip


def test_corrections_stand_after_the_record_with_day_and_name() -> None:
    one = Correction(about="a", text="27 were due", field="Due", by="Ma", on=DAY, reason="A slip")
    head, said = correction_blocks([one], T)
    assert isinstance(head, Head)
    assert isinstance(said, Spoken)
    assert said.who == "Ma, 22 May 2026:"
    assert said.lines == ("Due: 27 were due", "Reason: A slip")
    held = Meeting(
        Activity(type=ActivityType.general_meeting), Branch(), corrections=(one,), today=DAY
    )
    blocks = meeting_sheet(held, T, branch="b", seal=None).blocks
    assert blocks[-2] == said
    assert isinstance(blocks[-1], Ending)
    assert not correction_blocks([], T)


def test_the_list_of_the_life_meeting_prints_texts_counts_and_items() -> None:
    activity = Activity(
        type=ActivityType.organizational_life_meeting,
        held_start=datetime.fromisoformat("2026-05-22T19:30"),
    )
    life = Life(
        activity,
        LifeMeeting(activity="a", scheme="As the notice says"),
        items=(RectificationItem(problem="Few patrols", measure="Weekly"),),
        last_items=(RectificationItem(problem="Late papers", done_on=DAY),),
        talks=4,
    )
    blocks = life_blocks(life, Meeting(activity, Branch(), life=life, today=DAY), T)
    words = [line for b in blocks if isinstance(b, Prose) for line in b.lines]
    assert "As the notice says" in words
    assert "4 talks noted" in words
    tables = [b.rows[0] for b in blocks if isinstance(b, Table)]
    assert ("1", "Late papers", "____", "22 May 2026") in tables
    assert ("1", "Few patrols", "Weekly", "____", "____") in tables
