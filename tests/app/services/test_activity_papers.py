"""The register of a period is a PDF, also where nothing was held."""

from datetime import date

from app.counting.outcomes import read_line
from app.services.activity_papers import activities_pdf
from app.workspace import Workspace

TODAY = date(2026, 5, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_a_register_is_made_of_what_the_book_holds(book: Workspace) -> None:
    empty = activities_pdf(book.records, book.exporting, *YEAR, today=TODAY)
    held = book.records.add(
        "activity",
        {"type": "joint_activity", "title": "助销水果", "held_start": "2026-04-18T09:00:00", "partner_text": "张庄村"},
    )  # fmt: skip
    book.outcomes.add(held, read_line("义卖 3000 元"))
    full = activities_pdf(book.records, book.exporting, *YEAR, today=TODAY)
    assert empty.startswith(b"%PDF")
    assert full.startswith(b"%PDF")
    assert full != empty


def test_what_is_still_to_come_is_not_yet_done(book: Workspace) -> None:
    empty = activities_pdf(book.records, book.exporting, *YEAR, today=TODAY)
    fields = {"type": "joint_activity", "title": "联学", "partner_text": "张庄村"}
    book.records.add("activity", {**fields, "held_start": "2026-05-22T09:00:00"})
    assert activities_pdf(book.records, book.exporting, *YEAR, today=TODAY) == empty


def test_the_same_records_make_the_same_paper(book: Workspace) -> None:
    one, two = (activities_pdf(book.records, book.exporting, *YEAR, today=TODAY) for _ in range(2))
    assert one == two
