"""Documents: whom each went round to, where it was studied, and never before it was issued."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.study import DocumentReceipt
from app.services.receiving import Received, Use, before_issue
from app.words import Catalogue
from app.workspace import Workspace
from db.model.errors import NotFound

TODAY = date(2026, 5, 21)
T = Catalogue("en")


@pytest.fixture
def people(book: Workspace) -> list[str]:
    names = ("周建国", "王海燕", "高峻")
    return [book.records.add("member", {"name": n, "number": at}) for at, n in enumerate(names)]


def received(book: Workspace, **fields: object) -> str:
    body = {"title": "学习通知", "issued_on": "2026-05-10", **fields}
    return book.records.add("document_receipt", body)


def one(book: Workspace, document: str) -> Received:
    found = book.receiving.get(document, book.members.roster())
    assert found is not None
    return found


def test_a_tick_is_one_record_however_often_it_is_made(book: Workspace, people: list[str]) -> None:
    paper = received(book, all_members=True)
    book.receiving.tick(paper, people[:2], date(2026, 5, 12))
    book.receiving.tick(paper, people, TODAY)
    found = one(book, paper)
    assert found.read == {
        people[0]: date(2026, 5, 12),
        people[1]: date(2026, 5, 12),
        people[2]: TODAY,
    }
    assert book.records.counts()["circulation"] == 3
    book.receiving.untick(paper, people[:1])
    assert one(book, paper).waiting == (people[0],)
    book.receiving.tick(paper, people[:1], TODAY)
    assert one(book, paper).waiting == ()


def test_all_members_means_todays_roster_in_its_order(book: Workspace, people: list[str]) -> None:
    assert one(book, received(book, all_members=True)).due == tuple(people)
    assert one(book, received(book)).due == ()


def test_where_it_was_studied_comes_from_meetings_and_studies(book: Workspace) -> None:
    paper = received(book)
    meeting = book.records.add(
        "activity",
        {"type": "group_meeting", "title": "组会", "held_start": "2026-05-14T20:00:00",
         "documents": [paper]},
    )  # fmt: skip
    study = book.records.add("study_record", {"topic": "自学", "held_on": "2026-05-12"})
    book.receiving.cite(study, paper)
    book.receiving.cite(study, paper)
    assert [(u.record, u.title) for u in one(book, paper).uses] == [
        (study, "自学"),
        (meeting, "组会"),
    ]
    book.receiving.no_longer(meeting, paper)
    assert [u.record for u in one(book, paper).uses] == [study]
    with pytest.raises(NotFound):
        book.receiving.cite("nowhere", paper)


def test_what_was_studied_before_it_was_issued_is_said_at_once(book: Workspace) -> None:
    paper = received(book)
    said = book.receiving.too_early([paper], date(2026, 5, 9))
    assert said is not None
    assert said(T) == "“学习通知” was only issued on 10 May"
    assert book.receiving.too_early([paper], date(2026, 5, 10)) is None
    assert book.receiving.too_early([paper], None) is None
    assert book.receiving.too_early(["nowhere"], date(2026, 5, 1)) is None


def test_only_places_on_or_after_the_issue_are_offered(book: Workspace) -> None:
    paper = received(book)
    for day in ("2026-05-09", "2026-05-10", "2026-05-20"):
        book.records.add("study_record", {"topic": day, "held_on": day})
    found = book.records.get(DocumentReceipt, paper)
    assert found is not None
    assert [u.title for u in book.receiving.places(found)] == ["2026-05-20", "2026-05-10"]


def test_it_is_overdue_until_everybody_has_seen_it(book: Workspace, people: list[str]) -> None:
    paper = received(book, all_members=True, asks_until="2026-05-20")
    assert one(book, paper).is_overdue(TODAY)
    assert not one(book, paper).is_overdue(date(2026, 5, 20))
    book.receiving.tick(paper, people, TODAY)
    assert not one(book, paper).is_overdue(TODAY)
    assert book.receiving.unsettled(book.members.roster()) == []


@given(st.dates(), st.one_of(st.none(), st.dates()), st.one_of(st.none(), st.dates()))
def test_early_is_what_lies_before_the_issue_and_nothing_else(
    day: date, issued: date | None, held: date | None
) -> None:
    paper = DocumentReceipt(title="x", issued_on=issued)
    found = Received(paper, uses=(Use("activity", "a", held, "x"), Use("activity", "b", day, "y")))
    early = {u.record for u in found.early}
    assert ("b" in early) == (issued is not None and day < issued) == before_issue(paper, day)
    assert ("a" in early) == (issued is not None and held is not None and held < issued)
