from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.services.experience import experience, experiences
from app.words import Catalogue
from app.workspace import Workspace
from tests.app.samples import new_book

EN = Catalogue("en")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    made = new_book(tmp_path / "home", branch="支部")
    yield made
    made.close()


def told(book: Workspace, who: str) -> list[str]:
    return [f"{e.day} {e.said(EN)}" for e in experience(book.records, who)]


def test_everything_that_happened_to_a_member_stands_in_one_line_of_time(book: Workspace) -> None:
    add = book.records.add
    who, other = add("member", {"name": "甲"}), add("member", {"name": "乙"})
    meeting = add(
        "activity",
        {"type": "group_meeting", "title": "雨季施工", "held_start": "2026-05-19T19:30:00"},
    )
    untitled = add("activity", {"type": "party_lecture", "held_start": "2026-04-01T19:30:00"})
    add("attendance", {"activity": meeting, "member": who, "status": "present"})
    add("attendance", {"activity": untitled, "member": who, "status": "leave"})
    add("attendance", {"activity": meeting, "member": other, "status": "absent"})
    for text in ("一", "二"):
        add("speech", {"activity": meeting, "speaker": who, "summary": text})
    add(
        "study_record",
        {
            "topic": "党章",
            "held_on": "2026-04-02",
            "hours": 4,
            "hours_kind": "self_study",
            "members": [who],
        },
    )
    add(
        "study_record",
        {
            "topic": "随会",
            "held_on": "2026-04-02",
            "hours": 1,
            "members": [who],
            "activity": meeting,
        },
    )
    add("contact_entry", {"member": who, "on": "2026-03-01", "method": "phone", "result": "安好"})
    add(
        "leave_or_absence",
        {"member": who, "from_on": "2026-02-01", "to_on": "2026-02-10", "reason": "rotation"},
    )
    add(
        "office_holding",
        {"member": who, "office": "liaison", "from_on": "2025-01-01", "to_on": "2025-12-31"},
    )
    add("member_status_event", {"member": who, "event": "in", "on": "2024-12-01"})
    add("reflection", {"member": who, "title": "体会", "held_on": "2024-12-02"})
    assert told(book, who) == [
        "2026-05-19 雨季施工, spoke 2 times",
        "2026-04-02 Self-study, 4 hours: 党章",
        "2026-04-01 Party lecture, on leave",
        "2026-03-01 By phone: 安好",
        "2026-02-01 On rotation leave, until 10 Feb",
        "2025-12-31 Left office: Liaison",
        "2025-01-01 Took office: Liaison",
        "2024-12-02 Wrote a reflection: 体会",
        "2024-12-01 Came in",
    ]
    assert told(book, other) == ["2026-05-19 雨季施工, absent"]


def test_it_is_counted_without_being_read_and_may_begin_late(book: Workspace) -> None:
    who = book.records.add("member", {"name": "甲"})
    for year in (2024, 2025, 2026):
        book.records.add("contact_entry", {"member": who, "on": f"{year}-03-01"})
        book.records.add(
            "study_record",
            {"topic": "党章", "held_on": f"{year}-04-02", "hours": 1, "members": [who]},
        )
        meeting = book.records.add(
            "activity", {"type": "group_meeting", "held_start": f"{year}-05-01T19:30:00"}
        )
        book.records.add("attendance", {"activity": meeting, "member": who, "status": "present"})
    assert experiences(book.records, who) == len(experience(book.records, who)) == 9
    assert [e.day.year for e in experience(book.records, who, date(2026, 1, 1))] == [2026] * 3


def test_a_meeting_that_was_called_off_or_deleted_did_not_happen_to_anybody(
    book: Workspace,
) -> None:
    who, add = book.records.add("member", {"name": "甲"}), book.records.add
    fields = {"type": "group_meeting", "held_start": "2026-05-01T19:30:00"}
    called_off, deleted = add("activity", {**fields, "state": "cancelled"}), add("activity", fields)
    for meeting in (called_off, deleted):
        add("attendance", {"activity": meeting, "member": who, "status": "present"})
    book.records.delete(deleted)
    assert experience(book.records, who) == []
    assert experiences(book.records, who) == 0


def test_braces_in_what_people_wrote_are_text(book: Workspace) -> None:
    who = book.records.add("member", {"name": "甲"})
    book.records.add("contact_entry", {"member": who, "on": "2026-03-01", "result": "{n} {result}"})
    assert told(book, who) == ["2026-03-01 Contact: {n} {result}"]
