import json
from collections.abc import Iterator
from datetime import date

import pytest

from app.records.member import Member
from app.services.gathering import Gathering, Shown, records_of, shown_in
from db.model.errors import NotFound
from tests.app.reports.book import Book, opened

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    found = opened(tmp_path_factory.mktemp("gathering"))
    yield found
    found.workspace.close()


@pytest.fixture
def read(book: Book) -> Gathering:
    return book.exporter._read


def test_a_meeting_s_record_is_made_of_all_its_parts(book: Book, read: Gathering) -> None:
    kinds = {record.kind for record in records_of(read.meeting(book.meeting))}
    assert kinds == {"activity", "attendance", "agenda_item", "speech", "motion", "resolution"}


def test_the_told_record_names_whom_it_points_to(book: Book, read: Gathering) -> None:
    told = json.loads(read.told(records_of(read.meeting(book.meeting))))
    assert set(book.names()) >= {n for i, n in told["names"].items() if n in book.names()} != set()
    assert not set(told["names"]) & {r["id"] for r in told["records"]}


def test_meetings_of_a_period_stand_in_order(read: Gathering) -> None:
    days = [m.day for m in read.between(FIRST, LAST)]
    assert days == sorted(days) != []


def test_what_is_shown_is_touched_when_its_latest_part_is(book: Book, read: Gathering) -> None:
    shown = shown_in([read.meeting(book.meeting)])
    assert shown.touched == max(
        *(r.touched for r in shown.records), *(p.record.touched for p in shown.people)
    )
    assert Shown().touched == 0


def test_of_people_the_name_alone_is_looked_at(book: Book) -> None:
    member = book.workspace.records.get(Member, book.member("王海燕"))
    assert member is not None
    assert list(Shown((), (member, member)).texts()) == [(member.id, "王海燕")]


def test_a_member_s_holding_is_his_alone(book: Book, read: Gathering) -> None:
    member = book.workspace.records.get(Member, book.member("王海燕"))
    assert member is not None
    held = read.holding(member, FIRST, LAST)
    assert held.meetings
    assert all(member.id in s.members for s in held.studies)
    assert {o.member for o in held.offices} == {member.id}


def test_the_study_ledger_has_everybody_here(book: Book, read: Gathering) -> None:
    _, shown = read.study_part(FIRST, LAST)
    assert {p.name for p in shown.people} == set(book.names())


def test_what_is_not_there_is_named(read: Gathering) -> None:
    with pytest.raises(NotFound, match=r"gone\.1\.0"):
        read.meeting("gone.1.0")
