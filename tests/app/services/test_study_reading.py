"""What gave hours is read alike for pages and paper: records, and filed meetings without one."""

from datetime import date

from app.services.study_reading import hour_givers, studies_between
from app.workspace import Workspace

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def held(book: Workspace, day: str, kind: str = "study_session", **fields: object) -> str:
    body = {"type": kind, "held_start": f"{day}T10:00:00", "state": "archived", **fields}
    return book.records.add("activity", body)  # type: ignore[arg-type]


def test_studies_come_by_day_and_a_filed_meeting_once(book: Workspace) -> None:
    one, two = (book.records.add("member", {"name": n}) for n in ("甲", "乙"))
    meeting = held(book, "2026-03-05", hours=3)
    for member, status, due in ((one, "present", True), (two, "present", False)):
        book.records.add(
            "attendance",
            {"activity": meeting, "member": member, "status": status, "due": due},
        )
    book.records.add("study_record", {"topic": "四月", "held_on": "2026-04-05", "hours": 1})
    book.records.add("study_record", {"topic": "二月", "held_on": "2026-02-05", "hours": 1})
    book.records.add("study_record", {"topic": "去年", "held_on": "2025-02-05", "hours": 1})
    found = studies_between(book.records, FIRST, LAST)
    assert [s.held_on.month for s in found if s.held_on] == [2, 3, 4]
    assert (found[1].activity, found[1].members, found[1].hours) == (meeting, [one], 3)


def test_only_filed_meetings_with_hours_and_trainings_give_any(book: Workspace) -> None:
    training = held(book, "2026-03-05", "training")
    hours = held(book, "2026-05-05", hours=2)
    held(book, "2026-05-05")
    held(book, "2026-05-05", hours=2, state="minuted")
    held(book, "2025-05-05", hours=2)
    assert {a.id for a in hour_givers(book.records, FIRST, LAST)} == {training, hours}
