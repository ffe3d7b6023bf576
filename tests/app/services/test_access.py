"""Whoever sees something sensitive stands in a log that the branch can read."""

from app.records.oversight import AccessWay
from app.workspace import Workspace


def test_an_entry_says_who_saw_what_when_and_for_whom(book: Workspace) -> None:
    book.access.note(AccessWay.export, "2026", about="2026", purpose="inspection", recipient="HQ")
    (entry,) = book.access.of("2026")
    assert (entry.way, entry.what, entry.recipient) == (AccessWay.export, "2026", "HQ")
    assert entry.by == book.pen().by
    assert entry.at == book.now().replace(microsecond=0)
