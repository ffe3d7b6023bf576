"""Three clocks from records; a search is proposed and never opened; dues are ticks without amounts."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.records.flow import LostContactCase
from app.records.member import Member
from app.services.sample import StoppedClock
from app.workspace import Workspace
from db.model.errors import InvalidRecord
from tests.app.samples import new_book

TODAY = date(2026, 11, 26)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    clock = StoppedClock(datetime.fromisoformat("2026-11-26T09:00"))
    made = new_book(tmp_path / "home", branch="支部", clock=clock)
    yield made
    made.close()


def member(book: Workspace, name: str = "高峻", **fields: object) -> str:
    return book.records.add("member", {"name": name, **fields})


def met(book: Workspace, who: str, day: str, kind: str = "group_meeting") -> None:
    held = book.records.add("activity", {"type": kind, "held_start": f"{day}T19:30:00"})
    book.records.add("attendance", {"activity": held, "member": who, "status": "present"})


def test_the_clocks_are_read_from_meetings_ticks_and_contacts(book: Workspace) -> None:
    who = member(book)
    met(book, who, "2026-03-01")
    met(book, who, "2026-09-01", "joint_activity")
    book.reaching.tick([who], "2026-02")
    book.records.add("contact_entry", {"member": who, "on": "2026-10-01", "reached": False})
    book.records.add("contact_entry", {"member": who, "on": "2026-04-01", "method": "phone"})
    clocks = book.reaching.clocks([who])[who]
    assert (clocks.life, clocks.dues, clocks.contact) == (
        date(2026, 3, 1), date(2026, 2, 28), date(2026, 9, 1),
    )  # fmt: skip
    book.reaching.tick([who], "2026-11")
    assert book.reaching.clocks([who])[who].dues == TODAY


def test_a_meeting_of_years_ago_is_still_the_last_one(book: Workspace) -> None:
    who = member(book)
    met(book, who, "2022-03-01")
    assert book.reaching.clocks([who])[who].life == date(2022, 3, 1)


def test_a_search_is_proposed_but_no_case_is_opened_and_no_status_changed(book: Workspace) -> None:
    who, near = member(book), member(book, "何静")
    met(book, who, "2026-05-01")
    met(book, near, "2026-11-01")
    members = book.records.all(Member)
    assert [p.member.id for p in book.reaching.proposals(members)] == [who]
    assert book.records.all(LostContactCase) == []
    case = book.reaching.open_case(who)
    found = book.records.get(LostContactCase, case)
    assert found is not None
    assert (found.opened_on, found.last_seen_on) == (TODAY, date(2026, 5, 1))
    assert book.reaching.proposals(members) == []
    assert all(m.is_here for m in book.records.all(Member))


def test_the_paper_of_a_case_waits_for_the_search_log(book: Workspace) -> None:
    case = book.reaching.open_case(member(book))
    with pytest.raises(InvalidRecord) as refused:
        book.reaching.searched(case)
    assert refused.value.field == "search"
    book.records.change(case, {"search": "11月1日电话两次未通；11月3日托老乡打听"})
    assert book.reaching.searched(case).id == case


def test_a_month_of_dues_is_ticked_once_whoever_ticks_it_and_can_be_taken_back(
    book: Workspace,
) -> None:
    one, two = member(book), member(book, "何静")
    book.reaching.tick([one, two], "2026-05")
    book.reaching.tick([one], "2026-05")
    assert book.reaching.paid(2026) == {one: frozenset({5}), two: frozenset({5})}
    book.reaching.tick([one], "2026-05", paid=False)
    assert book.reaching.paid(2026) == {two: frozenset({5})}
    book.reaching.tick([one], "2026-05")
    assert book.reaching.paid(2026)[one] == {5}
    assert book.reaching.paid(2025) == {}
