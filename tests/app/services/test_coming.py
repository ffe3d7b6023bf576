"""The calendar: what has an hour, what falls due, and nothing that is done already."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.said import shown
from app.services.calendar_entry import Coming, due_within
from app.services.sample import StoppedClock
from app.words import Catalogue
from app.workspace import Workspace
from tests.app.samples import new_book

NOW = datetime(2026, 5, 21, 20, 14)  # noqa: DTZ001
T = Catalogue("en")
YEAR = (date(2026, 5, 1), date(2027, 4, 30))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    made = new_book(tmp_path / "home", branch="b", clock=StoppedClock(NOW))
    made.records.change("branch", {"has_committee": False})
    yield made
    made.close()


def found(book: Workspace, source: str, span: tuple[date, date] = YEAR) -> list[Coming]:
    return [c for c in book.calendar.between(*span) if c.source == source]


def said(one: Coming) -> str:
    return str(shown(one.title, T))


def test_each_month_and_quarter_to_come_asks_until_it_is_planned(book: Workspace) -> None:
    before = [(c.day, c.begin) for c in found(book, "quarter")]
    assert (date(2026, 6, 30), "general_meeting") in before
    planned = {"type": "general_meeting", "held_start": "2026-06-12T19:30:00", "title": "大会"}
    meeting = book.records.add("activity", planned)
    after = [(c.day, c.begin) for c in found(book, "quarter")]
    assert set(before) - set(after) == {(date(2026, 6, 30), "general_meeting")}
    (one,) = found(book, "meeting")
    assert (one.record, one.start, said(one)) == (meeting, datetime(2026, 6, 12, 19, 30), "大会")  # noqa: DTZ001
    book.records.change(meeting, {"state": "cancelled"})
    assert found(book, "meeting") == []
    assert [(c.day, c.begin) for c in found(book, "quarter")] == before


def test_a_period_that_is_over_is_no_business_of_the_calendar(book: Workspace) -> None:
    days = [c.day for c in book.calendar.between(date(2026, 1, 1), date(2026, 12, 31))]
    assert min(days) == date(2026, 5, 31)


def test_the_term_is_announced_six_and_three_months_before(book: Workspace) -> None:
    book.records.change("branch", {"term_end": "2026-12-31"})
    assert [c.day for c in found(book, "term")] == [
        date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31),
    ]  # fmt: skip
    book.records.change("branch", {"branch_type": "temporary"})
    assert found(book, "term") == []


def test_a_probation_ends_a_year_after_admission_and_is_not_named_outside(book: Workspace) -> None:
    fields = {"name": "李卓玛", "status": "probationary", "joined_on": "2025-08-31"}
    book.records.add("member", fields)
    (one,) = found(book, "probation")
    assert (one.day, said(one)) == (date(2026, 8, 31), "Probation of 李卓玛 ends")
    assert str(shown(one.open_title, T)) == "A probation ends"


def test_an_extended_probation_ends_later(book: Workspace) -> None:
    fields = {"name": "李卓玛", "status": "probationary", "joined_on": "2025-08-31"}
    member = book.records.add("member", fields)
    longer = {"member": member, "event": "extend_probation", "on": "2026-08-20"}
    book.records.add("member_status_event", longer | {"until": "2027-02-28"})
    assert [c.day for c in found(book, "probation")] == [date(2027, 2, 28)]


def test_what_has_a_day_of_its_own_stands_on_it_until_it_is_done(book: Workspace) -> None:
    add = book.records.add
    member = add("member", {"name": "甲"})
    plan = add("plan_item", {"title": "读书班", "due_on": "2026-06-05"})
    made = {
        "resolution": add("resolution", {"text": "修水渠\n再查", "due_on": "2026-06-01"}),
        "rectification": add("rectification_item", {"problem": "记录过简", "due_on": "2026-06-02"}),
        "document": add("document_receipt", {"title": "通知", "asks_until": "2026-06-03"}),
        "contact": add(
            "flow_record", {"member": member, "direction": "out", "next_contact_on": "2026-06-04"}
        ),
        "plan": plan,
        "inspection": add("inspection_finding", {"problem": "缺签到", "due_on": "2026-06-06"}),
    }
    kept = {c.source: c.record for c in book.calendar.between(*YEAR) if c.source in made}
    assert kept == made
    assert said(found(book, "resolution")[0]) == "修水渠"
    book.records.change(made["resolution"], {"state": "done"})
    book.records.change(made["rectification"], {"done_on": "2026-05-30"})
    book.records.change(made["contact"], {"to_on": "2026-05-30"})
    book.records.change(made["inspection"], {"closed_on": "2026-05-30"})
    add("study_record", {"topic": "读书班", "plan_item": plan})
    assert [c.source for c in book.calendar.between(*YEAR) if c.source in made] == ["document"]


def test_a_matter_stands_on_its_day_until_it_is_done_and_is_not_named_outside(
    book: Workspace,
) -> None:
    matter = book.records.add("matter", {"title": "户 017 用水", "due_on": "2026-06-07"})
    (entry,) = found(book, "matter")
    assert (entry.record, said(entry)) == (matter, "户 017 用水")
    assert entry.open_title != entry.title
    book.records.change(matter, {"state": "suspended", "state_reason": "等水泵"})
    assert found(book, "matter") == []


def test_the_years_meetings_are_due_by_its_end_and_count_for_the_year_they_are_for(
    book: Workspace,
) -> None:
    wanted = [(c.begin, c.day.year) for c in found(book, "year")]
    assert ("organizational_life_meeting", 2026) in wanted
    book.records.add(
        "activity",
        {
            "type": "organizational_life_meeting",
            "held_start": "2026-01-20T09:00:00",
            "for_year": 2025,
        },
    )
    assert ("organizational_life_meeting", 2026) in [
        (c.begin, c.day.year) for c in found(book, "year")
    ]
    book.records.add(
        "activity", {"type": "organizational_life_meeting", "held_start": "2026-12-20T09:00:00"}
    )
    assert ("organizational_life_meeting", 2026) not in [
        (c.begin, c.day.year) for c in found(book, "year")
    ]


def test_what_is_due_falls_into_month_quarter_year_and_later(book: Workspace) -> None:
    entries = book.calendar.between(*YEAR)
    parts = due_within(entries, NOW.date())
    assert sum(map(len, parts.values())) == sum(c.is_due for c in entries)
    assert {c.day for c in parts["month"]} == {date(2026, 5, 31)}
    assert all(c.day.month == 6 for c in parts["quarter"])
    assert all(c.day.year == 2027 for c in parts["later"])


def test_what_fell_due_and_is_open_still_is_not_forgotten(book: Workspace) -> None:
    late = book.records.add("resolution", {"text": "旧账", "due_on": "2026-04-01"})
    assert [c.record for c in book.calendar.overdue(NOW.date())] == [late]
