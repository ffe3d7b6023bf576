from dataclasses import replace
from datetime import date, datetime

import msgspec
import pytest

from app.counting.attendance import Branch
from app.records.evidence import Attachment
from app.records.meeting import (
    Activity,
    AgendaItem,
    Motion,
    Resolution,
    Speech,
    VoteMethod,
)
from app.reports.meeting import late, meeting_sheet
from app.reports.paper import Facts, Prose, Room, Sheet, Signing, Spoken, Table
from app.services.meeting import Meeting
from app.terms import ActivityType, Stance
from db.model.record import Record
from tests.app.reports.book import Book, T

DAY = date(2026, 5, 22)


@pytest.fixture
def meeting(book: Book) -> Meeting:
    found = book.workspace.meetings.get(book.meeting, DAY)
    assert found is not None
    return found


def sheet(meeting: Meeting) -> Sheet:
    return meeting_sheet(meeting, T, branch="支部", seal=None)


def facts(found: Sheet) -> dict[str, str]:
    return {
        row[i]: row[i + 1]
        for block in found.blocks
        if isinstance(block, Facts)
        for row in block.rows
        for i in range(0, len(row), 2)
    }


def empty(**fields: object) -> Meeting:
    values = {"type": ActivityType.general_meeting, **fields}
    return Meeting(Activity.model_validate(values), Branch(), today=DAY)


def test_due_and_present_are_counted_full_and_probationary_apart(meeting: Meeting) -> None:
    table = next(b for b in sheet(meeting).blocks if isinstance(b, Table))
    count = meeting.tally
    assert [row[1:] for row in table.rows] == [
        (str(count.due), str(count.present), str(count.due - count.present)),
        (str(count.full_due), str(count.full_present), str(count.full_due - count.full_present)),
        (
            str(count.probationary_due),
            str(count.probationary_present),
            str(count.probationary_due - count.probationary_present),
        ),
    ]


def test_everyone_stands_once_present_absent_or_not_recorded(meeting: Meeting) -> None:
    found = facts(sheet(meeting))
    rows = ("Those present", "Not present, and why", "Not recorded yet")
    everyone = " ".join(found.get(row, "") for row in rows)
    for person in meeting.people:
        assert everyone.count(person.member.name) == 1


def test_nothing_is_invented_where_nothing_was_written() -> None:
    found = sheet(empty())
    told = facts(found)
    for label in ("Title", "Time", "Place", "Chair", "Recorder", "Validity", "Those present"):
        assert set(told[label]) == {"_"}
    table = next(b for b in found.blocks if isinstance(b, Table))
    assert {cell for row in table.rows for cell in row[2:]} == {"____"}
    assert sum(isinstance(b, Room) for b in found.blocks) == 2
    assert not any(isinstance(b, Spoken) for b in found.blocks)


def test_dissent_is_printed_as_it_was_said(meeting: Meeting) -> None:
    item = meeting.items[1].id
    against = Speech(
        activity=meeting.id,
        item=item,
        speaker_name="宋工",
        summary="不同意。",
        stance=Stance.oppose,
    )
    found = sheet(replace(meeting, speeches=(*meeting.speeches, against)))
    assert Spoken("宋工 (Against):", ("不同意。",)) in found.blocks


def test_speeches_stand_under_their_item_in_order(meeting: Meeting) -> None:
    spoken = [b.who.rstrip(":") for b in sheet(meeting).blocks if isinstance(b, Spoken)]
    speakers = [meeting.name(s.speaker) for i in meeting.items for s in meeting.speeches_on(i.id)]
    assert [who for who in spoken if who != "Resolution"] == speakers


def vote(**numbers: int) -> Motion:
    values = {"activity": "a", "title": "方案", "method": VoteMethod.show_of_hands, **numbers}
    return Motion.model_validate(values)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"yes": 15, "no": 3, "abstain": 2}, "Carried: 15 in favour, more than 12 needed"),
        ({"yes": 12, "no": 6, "abstain": 2}, "Not carried: 12 in favour, more than 12 needed"),
        ({"yes": 15, "no": 3, "abstain": 3}, "the numbers do not agree (sum 21, valid 20)"),
        ({"present": 5, "yes": 5, "no": 0, "abstain": 0}, "No outcome: 5 entitled"),
        ({"yes": 15}, "____"),
        ({}, "____"),
    ],
)
def test_the_outcome_is_derived_and_only_from_numbers_that_agree(
    numbers: dict[str, int], said: str
) -> None:
    known = {"eligible": 24, "present": 20, **numbers}
    found = facts(sheet(replace(empty(), motions=(vote(**known),))))
    assert said in found["Result"]


def test_an_untyped_number_is_a_blank_and_never_nought() -> None:
    table = [
        b for b in sheet(replace(empty(), motions=(vote(eligible=24, yes=20),))).blocks
        if isinstance(b, Table)
    ][1]  # fmt: skip
    assert table.rows == (("24", "____", "20", "____", "____"),)


def test_a_resolution_names_who_does_it_until_when(meeting: Meeting) -> None:
    made = Resolution(
        text="名单上墙", activity=meeting.id, owner=meeting.people[0].member.id, due_on=DAY
    )
    open_ = Resolution(text="再议", activity=meeting.id)
    blocks = sheet(replace(meeting, resolutions=(made, open_))).blocks
    name = meeting.people[0].member.name
    assert (
        Spoken("Resolution:", ("名单上墙", f"Responsible: {name}; due on: 22 May 2026")) in blocks
    )
    assert Spoken("Resolution:", ("再议", "Responsible: ____; due on: ____")) in blocks


def test_an_item_without_decision_says_so() -> None:
    item = AgendaItem(activity="a", number=1, title="议题", no_decision=True)
    found = sheet(replace(empty(), items=(item,)))
    assert "No decision taken" in str(found.blocks)


def test_a_late_entry_is_printed_and_one_in_time_is_not(book: Book) -> None:
    workspace = book.workspace
    found = {
        a.title: late(m, T)
        for a in workspace.records.all(Activity)
        if (m := workspace.meetings.get(a.id, DAY)) is not None
    }
    assert found["5月支委会"] == "Entered 13 days after"
    assert found["第二季度党员大会"] == ""


def test_chair_recorder_and_reviewer_sign(meeting: Meeting) -> None:
    signing = next(b for b in sheet(meeting).blocks if isinstance(b, Signing))
    assert signing.rows == (("Chair:", "周建国"), ("Recorder:", "王海燕"), ("Reviewed by:", ""))


def test_those_attending_without_vote_stand_with_their_capacity() -> None:
    found = facts(sheet(empty(non_voting="宋工，监理\n扎西，县交通运输局")))
    assert found["Attending without vote"] == "宋工，监理, 扎西，县交通运输局"


def test_a_lecture_names_the_lecturer_and_asks_for_the_account() -> None:
    start = datetime.fromisoformat("2026-05-22 19:30")
    held = empty(type=ActivityType.party_lecture, lecturer="达瓦次仁", held_start=start)
    found = sheet(held)
    assert facts(found)["Lecturer"] == "达瓦次仁"
    assert "Account of the activity" in str(found.blocks)
    assert "Validity" not in facts(found)


def test_the_sheet_is_plain_text_throughout(meeting: Meeting) -> None:
    assert msgspec.json.decode(msgspec.json.encode(sheet(meeting)))


def attached(record: str, name: str) -> Attachment:
    body = {"name": name, "belongs_to": "a"}
    return Attachment.of(Record("s", "attachment", record, body, {}, {}, False, (), 1, "", 1, ""))


def test_what_is_not_here_is_said_where_the_attachments_are_listed() -> None:
    files = (attached("here", "一.jpg"), attached("away", "二.pdf"))
    meeting = replace(empty(), attachments=files)
    whole = meeting_sheet(meeting, T, branch="支部", seal=None)
    partly = meeting_sheet(meeting, T, branch="支部", seal=None, lacking=["away"])
    lines = [b.lines for b in partly.blocks if isinstance(b, Prose)]
    assert ("1. 一.jpg", "2. 二.pdf") in [b.lines for b in whole.blocks if isinstance(b, Prose)]
    away = "2. 二.pdf (the original is not on this computer)"
    assert ("1. 一.jpg", away, "1 of 2 originals are here") in lines
