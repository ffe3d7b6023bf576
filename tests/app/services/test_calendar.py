"""What a month and a quarter need, and the year as marks."""

from datetime import date, datetime
from typing import Any

from app.records.meeting import Activity
from app.records.organisation import PartyGroup
from app.rules.facts import Facts
from app.services.calendar import (
    Due,
    Line,
    names_said,
    near,
    progress,
    this_month,
    this_quarter,
    year_at_a_glance,
)
from app.words import Catalogue
from tests.app.rules.conftest import facts, made, meeting, seat

NOW = datetime(2026, 5, 21, 20, 14)  # noqa: DTZ001
ENGLISH = Catalogue("en")


def year(*activities: Activity, **more: Any) -> Facts:
    more.setdefault("branch", {"has_committee": True})
    return facts(activities, last=date(2026, 12, 31), **more)


def line(due: Due, kind: str) -> Line:
    return next(x for x in due.lines if x.type == kind)


def test_nothing_yet_is_due_and_begins_its_kind() -> None:
    due = this_month(year(), NOW)
    committee = line(due, "committee_meeting")
    assert (committee.state, committee.record, committee.is_due) == ("open", "", True)
    assert (due.missing, due.days_left) == (2, 10)
    assert this_quarter(year(), NOW).days_left == 40


def test_a_branch_without_committee_or_groups_is_not_asked_for_their_meetings() -> None:
    due = this_month(year(branch={"has_committee": False}), NOW)
    assert [x.type.value for x in due.lines] == ["themed_party_day"]


def test_groups_are_counted_each_and_the_first_missing_one_is_begun() -> None:
    held = meeting("a", "group_meeting", "2026-05-06T10:00:00", group="one")
    found = line(this_month(year(held, groups=("one", "two")), NOW), "group_meeting")
    assert (found.state, found.done, found.total, found.group) == ("part", 1, 2, "two")


def test_a_planned_meeting_is_opened_and_no_longer_due() -> None:
    planned = meeting("a", "general_meeting", "2026-05-22T19:30:00", state="notified")
    found = line(this_quarter(year(planned), NOW), "general_meeting")
    assert (found.state, found.record, found.is_due) == ("planned", "a", False)
    assert "tomorrow 19:30" in found.sub(ENGLISH)


def test_a_meeting_whose_hour_has_come_goes_on() -> None:
    begun = meeting("a", "committee_meeting", "2026-05-21T19:00:00", state="notified")
    assert progress(begun, NOW) == "running"


def test_a_filed_meeting_says_how_many_came() -> None:
    held = meeting("a", "committee_meeting", "2026-05-08T10:00:00")
    rows = [seat("a", "x", "present"), seat("a", "y", "leave")]
    found = line(this_month(year(held, seats=rows), NOW), "committee_meeting")
    assert found.state == "filed"
    assert found.sub(ENGLISH) == "8 May, 1 present"


def test_the_most_urgent_comes_first() -> None:
    held = meeting("a", "committee_meeting", "2026-05-08T10:00:00")
    assert [x.state for x in this_month(year(held), NOW).lines] == ["open", "filed"]


def test_meetings_held_together_say_so() -> None:
    lead = meeting("a", "general_meeting", "2026-05-22T19:30:00", state="notified")
    day = meeting("b", "themed_party_day", "2026-05-22T19:30:00", state="notified", parent="a")
    found = line(this_month(year(lead, day), NOW), "themed_party_day")
    assert "Together with the General meeting" in found.sub(ENGLISH)


def test_what_group_names_share_is_said_once() -> None:
    named = [made(PartyGroup, str(n), name=f"第{s}党小组") for n, s in enumerate("一二三")]
    assert names_said(named[:2]) == ("第一", "第二党小组")
    assert names_said(named[2:]) == ("第三党小组",)
    assert names_said([]) == ()
    other = [made(PartyGroup, "a", name="拌和站"), made(PartyGroup, "b", name="机关")]
    assert names_said(other) == ("拌和站", "机关")


def test_days_near_are_said_as_people_say_them() -> None:
    said = [near(NOW.replace(day=d), NOW)(ENGLISH) for d in (20, 21, 22, 23)]
    assert said == ["yesterday 20:14", "today 20:14", "tomorrow 20:14", "23 May 20:14"]


def test_the_year_marks_what_is_held_planned_half_done_and_wrong() -> None:
    held = meeting("a", "committee_meeting", "2026-03-08T10:00:00")
    planned = meeting("b", "committee_meeting", "2026-06-08T10:00:00", state="planned")
    half = meeting("c", "group_meeting", "2026-05-06T10:00:00", group="one")
    wrong = meeting("d", "general_meeting", "2026-02-06T10:00:00")
    given = year(held, planned, half, wrong, groups=("one", "two"))
    marks = {
        (row.type.value, mark.month): mark.state
        for row in year_at_a_glance(given, NOW, frozenset({"d"}))
        for mark in row.marks
    }
    assert marks["committee_meeting", 3] == "done"
    assert marks["committee_meeting", 6] == "planned"
    assert marks["committee_meeting", 7] == "open"
    assert marks["group_meeting", 5] == "part"
    assert marks["general_meeting", 2] == "wrong"
    assert ("general_meeting", 3) not in marks


def test_late_entry_shows_in_the_year() -> None:
    held = meeting("a", "committee_meeting", "2026-03-08T10:00:00")
    late = datetime(2026, 3, 20, 9, 0)  # noqa: DTZ001
    rows = year_at_a_glance(year(held, entered={"a": late}), NOW)
    committee = next(row for row in rows if row.type == "committee_meeting")
    mark = committee.mark(3)
    assert mark is not None
    assert mark.late
