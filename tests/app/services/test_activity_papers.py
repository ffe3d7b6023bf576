"""The register of a period is a PDF, also where nothing was held."""

from datetime import date

from app.counting.outcomes import read_line
from app.services.activity_papers import activities_pdf
from app.workspace import Workspace

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_a_register_is_made_of_what_the_book_holds(book: Workspace) -> None:
    empty = activities_pdf(book.records, book.exporting, *YEAR)
    held = book.records.add(
        "activity",
        {"type": "joint_activity", "title": "助销水果", "held_start": "2026-04-18T09:00:00", "partner_text": "张庄村"},
    )  # fmt: skip
    book.outcomes.add(held, read_line("义卖 3000 元"))
    full = activities_pdf(book.records, book.exporting, *YEAR)
    assert empty.startswith(b"%PDF")
    assert full.startswith(b"%PDF")
    assert full != empty


def test_the_same_records_make_the_same_paper(book: Workspace) -> None:
    assert activities_pdf(book.records, book.exporting, *YEAR) == activities_pdf(
        book.records, book.exporting, *YEAR
    )
