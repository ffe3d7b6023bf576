"""Whoever sees something sensitive stands in a log that the branch can read and nobody edits."""

from datetime import timedelta

import pytest

from app.records.oversight import AccessWay
from app.workspace import Workspace
from db.model.errors import Closed


def test_an_entry_says_who_saw_what_when_and_for_whom(book: Workspace) -> None:
    book.access.note(AccessWay.export, "2026", about="2026", purpose="inspection", recipient="HQ")
    (entry,) = book.access.of("2026")
    assert (entry.way, entry.what, entry.recipient) == (AccessWay.export, "2026", "HQ")
    assert entry.by == book.pen().by
    assert entry.at == book.now().replace(microsecond=0)


def test_nobody_changes_or_deletes_an_entry_and_no_undo_reaches_it(book: Workspace) -> None:
    member = book.records.add("member", {"name": "高峻"})
    entry = book.access.note(AccessWay.read, "高峻", about=member)
    with pytest.raises(Closed):
        book.records.change(entry, {"purpose": "another"})
    with pytest.raises(Closed):
        book.records.delete(entry)
    book.records.undo()
    assert book.records.raw(member).deleted  # type: ignore[union-attr]
    assert len(book.access.entries()) == 1


def test_entries_are_found_by_day_and_by_way(book: Workspace) -> None:
    today = book.now().date()
    book.access.note(AccessWay.read, "a")
    book.access.note(AccessWay.print, "b")
    assert [e.what for e in book.access.entries(way=AccessWay.print)] == ["b"]
    assert len(book.access.entries(today, today)) == 2
    assert book.access.entries(today + timedelta(days=1)) == []
