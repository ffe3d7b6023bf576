"""The doctor notices every difference between the log, the records, the pages and the files."""

from pathlib import Path

import pytest

from app.workspace import Workspace
from db import keys
from db.model.errors import StoreDamaged
from tests import sqlite


@pytest.fixture
def book(tmp_path: Path) -> Workspace:
    made = Workspace.create(
        tmp_path / "home", "secret1", branch="支部", cost=keys.Cost(1, 1, 8)
    ).workspace
    for n in range(20):
        made.records.add("member", {"name": f"人{n}", "post": "工人"})
    return made


def test_a_sound_book_has_no_ailments(book: Workspace) -> None:
    report = book.examine()
    assert (report.changes, report.records, report.ailments) == (21, 21, ())


@pytest.mark.parametrize(
    "harm",
    [
        "update record set body = '{}' where kind = 'member'",
        "delete from record where kind = 'member'",
        "update record set deleted = 1 where kind = 'member'",
        "update record set registers = '{}' where kind = 'member'",
        "update log set head = x'00' where seq = 5",
        "delete from log where seq = 5",
        "update log set seq = 99 where seq = 5",
    ],
)
def test_any_meddling_is_noticed(book: Workspace, harm: str) -> None:
    sqlite.execute(book.store, harm)
    assert book.examine().ailments


def test_rebuilding_from_the_log_heals_the_records(book: Workspace) -> None:
    before = book.records.find(book.records.query("member"))
    sqlite.execute(book.store, "update record set body = '{}'")
    book.store.rebuild()
    assert book.records.find(book.records.query("member")) == before
    assert book.examine().ailments == ()


def test_a_changed_byte_in_a_page_is_noticed(book: Workspace) -> None:
    sqlite.connection(book.store).execute("pragma wal_checkpoint(truncate)")
    path = book.home / "book.db"
    raw = bytearray(path.read_bytes())
    raw[-2000] ^= 1
    path.write_bytes(raw)
    try:
        found = Workspace.open(book.home, "secret1").examine().ailments
    except StoreDamaged:
        return
    assert found


def test_a_missing_and_a_damaged_file_are_named(book: Workspace) -> None:
    member = book.records.find(book.records.query("member"))[0].id
    one = book.attachments.add_bytes(member, b"a" * 3000, "a.jpg")
    two = book.attachments.add_bytes(member, b"b" * 3000, "b.jpg")
    first, second = (book.records.raw(i) for i in (one, two))
    assert first is not None
    assert second is not None
    book.blobs.path(first.body["hash"]).unlink()
    path = book.blobs.path(second.body["hash"])
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)
    assert len(book.examine().ailments) == 2
