"""Every paper of the roster is printed from the book as it stood on its day."""

from datetime import date

import pytest

from app.records.member import Member, StatusEvent
from app.services.membership import Happening
from db.model.errors import InvalidRecord
from tests.app.reports.book import Book, opened, words

DAY = date(2026, 5, 21)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return opened(tmp_path_factory.mktemp("papers"))


def test_every_paper_is_printed_from_the_book_and_the_roster_is_that_of_its_day(own: Book) -> None:
    book, papers = own.workspace, own.workspace.press.rosters
    who = book.records.all(Member)[3]
    book.membership.happened(Happening(who.id, StatusEvent.out, date(2026, 5, 1)))
    assert who.name in words(papers.roster_pdf(date(2026, 4, 1)))
    assert who.name not in words(papers.roster_pdf(DAY))
    case = book.reaching.open_case(who.id)
    with pytest.raises(InvalidRecord):
        papers.case_pdf(case)
    book.records.change(case, {"search": "电话两次未通"})
    printed = (
        papers.case_pdf(case),
        papers.branch_pdf(),
        papers.flow_pdf(),
        papers.dues_pdf(2026),
        papers.handover_pdf(),
    )
    assert all(words(pdf).strip() for pdf in printed)
