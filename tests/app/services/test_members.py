from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.records.member import Member, Standing, StatusEvent
from app.services.members import standing_of
from app.services.membership import Happening
from app.terms import ActivityType
from app.workspace import Workspace
from tests.app.samples import new_book

DAY = timedelta(days=1)

TODAY = date(2026, 5, 21)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    made = new_book(tmp_path / "home", branch="支部")
    yield made
    made.close()


def member(book: Workspace, name: str, **fields: object) -> str:
    return book.records.add("member", {"name": name, **fields})


def meeting(book: Workspace, day: str, kind: str = "general_meeting", **fields: object) -> str:
    given = {"type": kind, "held_start": f"{day}T19:30:00", **fields}
    return book.records.add("activity", given)


def attend(
    book: Workspace, activity: str, who: str, status: str | None, *, due: bool = True
) -> None:
    fields = {"activity": activity, "member": who, "due": due}
    book.records.add("attendance", fields | ({"status": status} if status else {}))


def test_the_roster_stands_in_the_units_order_and_nobody_goes_before_their_number(
    book: Workspace,
) -> None:
    member(book, "丙", number=3)
    member(book, "无号")
    member(book, "甲", number=1)
    gone = member(book, "走了", number=2, status="removed")
    assert [m.name for m in book.members.roster()] == ["甲", "丙", "无号"]
    assert [m.id for m in book.members.roster(everyone=True)][-1] == gone


def test_a_month_shows_how_much_of_what_was_due_was_attended(book: Workspace) -> None:
    who = member(book, "甲")
    for day, status in (
        ("2026-01-05", "present"),
        ("2026-01-20", "absent"),
        ("2026-02-05", "leave"),
        ("2026-03-05", "late"),
    ):
        attend(book, meeting(book, day), who, status)
    attend(book, meeting(book, "2026-03-08"), who, "absent", due=False)
    attend(book, meeting(book, "2026-03-09", state="cancelled"), who, "absent")
    attend(book, meeting(book, "2025-03-09"), who, "absent")
    year = book.members.year(2026)
    assert year.strip(who)[:4] == (2, 0, 4, None)
    assert year.sum(who) == (4, 2, 1, 1)


def test_the_grid_has_a_row_a_kind_and_of_several_the_mark_to_look_at(book: Workspace) -> None:
    who = member(book, "甲")
    attend(book, meeting(book, "2026-01-05", "group_meeting"), who, "present")
    attend(book, meeting(book, "2026-01-15", "group_meeting"), who, "leave")
    attend(book, meeting(book, "2026-02-05", "committee_meeting"), who, "present")
    grid = dict(book.members.year(2026).grid(who))
    assert list(grid)[:4] == [
        ActivityType.general_meeting,
        ActivityType.group_meeting,
        ActivityType.themed_party_day,
        ActivityType.party_lecture,
    ]
    assert grid[ActivityType.group_meeting][:2] == ("leave", "none")
    assert grid[ActivityType.committee_meeting][1] == "present"


def test_what_lies_ahead_is_planned_for_those_due_and_counts_for_nobody(book: Workspace) -> None:
    group = book.records.add("party_group", {"name": "第一党小组"})
    here, other = member(book, "甲", group=group), member(book, "乙")
    meeting(book, "2026-05-28", "group_meeting", group=group)
    meeting(book, "2026-05-29")
    year = book.members.year(2026)
    assert dict(year.grid(here))[ActivityType.group_meeting][4] == "planned"
    assert dict(year.grid(other))[ActivityType.group_meeting][4] == "none"
    assert dict(year.grid(other))[ActivityType.general_meeting][4] == "planned"
    assert year.strip(here) == (None,) * 12
    assert year.sum(here).due == 0


def test_the_last_contact_is_the_latest_meeting_or_call(book: Workspace) -> None:
    who = member(book, "甲")
    assert book.members.last_met(who, TODAY) is None
    attend(book, meeting(book, "2026-05-19", "group_meeting"), who, "present")
    attend(book, meeting(book, "2026-05-20"), who, "absent")
    attend(book, meeting(book, "2026-05-28"), who, "present")
    book.records.add("contact_entry", {"member": who, "on": "2026-05-10", "method": "phone"})
    met = book.members.last_met(who, TODAY)
    assert met == (date(2026, 5, 19), "Group meeting")
    book.records.add("contact_entry", {"member": who, "on": "2026-05-21", "method": "phone"})
    met = book.members.last_met(who, TODAY)
    assert met == (TODAY, "By phone")


def test_offices_are_those_held_on_the_day(book: Workspace) -> None:
    who = member(book, "甲")
    book.records.add(
        "office_holding", {"member": who, "office": "secretary", "from_on": "2024-01-01"}
    )
    book.records.add("office_holding", {"member": who, "office": "liaison", "to_on": "2025-01-01"})
    assert [o.office.value for o in book.members.offices(who, TODAY)] == ["secretary"]


def test_meetings_attended_come_latest_first(book: Workspace) -> None:
    who = member(book, "甲")
    for day in ("2026-01-05", "2026-03-05"):
        attend(book, meeting(book, day, title=day), who, "present")
    assert [g.title for g in book.members.year(2026).attended(who)] == ["2026-03-05", "2026-01-05"]


def test_standing_says_how_the_roster_counts_somebody(book: Workspace) -> None:
    member(book, "正式")
    member(book, "预备", status="probationary")
    member(book, "编入", status="probationary", relation_here="organizational_life_only")
    member(book, "除名", status="removed")
    found = {m.name: standing_of(m) for m in book.records.all(Member)}
    assert found == {"正式": "full", "预备": "probationary", "编入": "placed", "除名": "gone"}


def test_groups_stand_in_their_order(book: Workspace) -> None:
    for name, number in (("二组", 2), ("一组", 1), ("机关", None)):
        book.records.add("party_group", {"name": name} | ({"number": number} if number else {}))
    assert [g.name for g in book.members.groups()] == ["一组", "二组", "机关"]


def test_the_roster_of_a_day_keeps_the_units_order_and_the_standing_of_that_evening(
    book: Workspace,
) -> None:
    first = member(book, "甲", number=1)
    member(book, "乙", number=2)
    young = member(book, "丙", number=3, status="probationary")
    book.membership.happened(Happening(first, StatusEvent.out, date(2026, 4, 1)))
    book.membership.happened(Happening(young, StatusEvent.admit, date(2025, 3, 5)))
    book.membership.happened(Happening(young, StatusEvent.convert, date(2026, 3, 6)))

    def on(day: str) -> list[tuple[str, str]]:
        found = book.members.as_of(date.fromisoformat(day))
        return [(m.name, m.status.value) for m in found if m.is_here]

    assert on("2025-03-04") == [("甲", "full"), ("乙", "full")]
    assert on("2025-03-05")[-1] == ("丙", "probationary")
    assert on("2026-03-05") == [("甲", "full"), ("乙", "full"), ("丙", "probationary")]
    assert on("2026-03-06")[-1] == ("丙", "full")
    assert on("2026-04-01") == [("乙", "full"), ("丙", "full")]


def test_the_roster_of_a_day_says_who_was_placed_and_in_which_group(book: Workspace) -> None:
    groups = [book.records.add("party_group", {"name": name}) for name in ("一组", "二组")]
    who = member(book, "甲", group=groups[0], relation_here="organizational_life_only")
    book.records.add("flow_record", {"member": who, "direction": "in", "from_on": "2026-01-01"})
    book.membership.move(who, groups[1], date(2026, 3, 1))
    book.membership.happened(Happening(who, StatusEvent.in_, date(2026, 5, 1)))
    seen = {
        day: next(m for m in book.members.as_of(date.fromisoformat(day)) if m.id == who)
        for day in ("2025-12-31", "2026-02-01", "2026-04-01", "2026-05-02")
    }
    assert not seen["2025-12-31"].is_here
    assert [standing_of(m) for m in seen.values()][1:] == ["placed", "placed", "full"]
    assert [m.group for m in seen.values()][1:] == [groups[0], groups[1], groups[1]]


def test_what_was_entered_as_a_record_of_its_own_counts_in_the_roster(book: Workspace) -> None:
    today = book.now().date()
    gone, stays, later = member(book, "走了"), member(book, "留下"), member(book, "将走")
    event = "member_status_event"
    book.records.add(event, {"member": gone, "event": "out", "on": (today - DAY).isoformat()})
    book.records.add(event, {"member": later, "event": "out", "on": (today + DAY).isoformat()})
    assert book.records.raw(gone).get("status", "full") == "full"  # type: ignore[union-attr]
    assert {m.id for m in book.members.roster()} == {stays, later}
    everyone = {m.id: m.status for m in book.members.roster(everyone=True)}
    assert everyone[gone] == Standing.left


def test_a_removal_without_a_day_counts_from_when_it_was_written(book: Workspace) -> None:
    who = member(book, "甲")
    event = "member_status_event"
    book.records.add(event, {"member": who, "event": "in", "on": "2024-01-02"})
    book.records.add(event, {"member": who, "event": "remove"})
    assert book.members.roster() == []
    assert [m.is_here for m in book.members.as_of(book.now().date() - DAY)] == [True]


def test_a_group_entered_with_its_days_is_the_rosters_group(book: Workspace) -> None:
    one, two = (book.records.add("party_group", {"name": n}) for n in ("一组", "二组"))
    who = member(book, "甲", group=one)
    start = book.now().date() - DAY
    book.records.add(
        "group_membership", {"member": who, "group": two, "from_on": start.isoformat()}
    )
    (found,) = book.members.roster()
    assert found.group == two
    assert book.members.as_of(start - DAY)[0].group == one
    sheet = meeting(book, (start - DAY).isoformat())
    opened = book.meetings.get(sheet, book.now().date())
    assert opened is not None
    assert [p.group for p in opened.people] == [one]


def test_who_is_due_and_unmarked_at_a_meeting_held_counts_as_due_and_not_as_absent(
    book: Workspace,
) -> None:
    who = member(book, "甲")
    attend(book, meeting(book, "2026-01-05", state="minuted"), who, "present")
    attend(book, meeting(book, "2026-01-06", state="minuted"), who, None)
    assert book.members.year(2026).sum(who) == (2, 1, 0, 0)
