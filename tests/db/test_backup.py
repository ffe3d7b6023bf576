"""A backup counts only when it was read back whole; going back never loses what was there."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from app.workspace import Workspace
from db import backup, keys
from db.model.errors import (
    InvalidRecord,
    StoreDamaged,
    StoreMissing,
    StoreReadOnly,
    StoreTooNew,
    WrongPassphrase,
)
from tests import sqlite

CHEAP = keys.Cost(1, 1, 8)
SECRET = "secret1"


@pytest.fixture
def book(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "home", SECRET, branch="支部", cost=CHEAP).workspace


def test_a_restored_book_goes_on_under_a_new_actor(book: Workspace) -> None:
    member = book.records.add("member", {"name": "周建国"})
    was = book.pen().actor
    made = book.backups.make()
    book.records.change(member, {"post": "队长"})
    book.close()
    again = Workspace.restore(book.home, made, SECRET)
    found = again.records.raw(member)
    assert found is not None
    assert found.body == {"name": "周建国"}
    assert again.pen().actor != was
    assert again.store.settings.get("former_actors") == [was]
    again.records.change(member, {"post": "工长"})
    assert again.examine().ailments == ()
    again.close()


def test_what_was_there_before_a_restore_stays_beside_it(book: Workspace) -> None:
    made = book.backups.make()
    book.close()
    Workspace.restore(book.home, made, SECRET).close()
    assert (book.home / "book.db.old").exists()


def test_an_old_write_ahead_log_is_not_replayed_into_a_restored_book(book: Workspace) -> None:
    made = book.backups.make()
    ids = [book.records.add("member", {"name": f"人{n}"}) for n in range(30)]
    # The process dies: the write-ahead log stays beside the file.
    wal = Path(f"{book.home / 'book.db'}-wal")
    assert wal.stat().st_size > 0
    again = Workspace.restore(book.home, made, SECRET)
    assert all(again.records.raw(i) is None for i in ids)
    assert again.examine().ailments == ()
    again.close()


@pytest.mark.parametrize("place", [100, 5_000, 100_000, -300, -5])
def test_one_changed_byte_in_a_backup_is_noticed_before_anything_is_touched(
    book: Workspace, place: int
) -> None:
    made = book.backups.make()
    book.close()
    raw = bytearray(made.read_bytes())
    raw[place] ^= 1
    made.write_bytes(raw)
    before = (book.home / "book.db").read_bytes()
    with pytest.raises((StoreDamaged, WrongPassphrase)):
        Workspace.restore(book.home, made, SECRET)
    assert (book.home / "book.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip at all" * 100])
def test_what_is_no_backup_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.sxbackup"
    file.write_bytes(content)
    with pytest.raises(StoreDamaged):
        backup.read_manifest(file)


def test_a_backup_that_unpacks_to_more_than_it_is_is_none(tmp_path: Path) -> None:
    file = tmp_path / "x.sxbackup"
    for packing, size in ((zipfile.ZIP_DEFLATED, 50), (zipfile.ZIP_LZMA, 50), (0, 2 << 20)):
        with zipfile.ZipFile(file, "w", packing) as archive:
            archive.writestr("manifest.json", b" " * size)
            archive.writestr("keys.json", b"[]")
        with pytest.raises(StoreDamaged):
            backup.read_manifest(file)
        with pytest.raises(StoreDamaged):
            backup.read_slots(file)


def test_a_missing_backup_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        backup.read_manifest(tmp_path / "none.sxbackup")


def test_a_backup_into_a_folder_that_cannot_be_made_is_refused(book: Workspace) -> None:
    (book.home / "file").write_text("x")
    with pytest.raises(StoreReadOnly):
        book.backups.make(book.home / "file" / "b.sxbackup")


def test_only_the_newest_backups_stay(book: Workspace) -> None:
    for _ in range(backup.KEEP + 3):
        book.backups.make()
    assert len(book.backups.listed()) == backup.KEEP


def test_a_backup_is_due_after_a_day(tmp_path: Path) -> None:
    now = [1_790_000_000_000]
    book = Workspace.create(
        tmp_path / "h", SECRET, branch="支部", cost=CHEAP, clock=lambda: now[0]
    ).workspace
    assert book.backups.due()
    book.backups.make()
    assert not book.backups.due()
    now[0] += 25 * 3_600_000
    assert book.backups.due()
    book.close()


def test_a_clock_turned_back_makes_no_backup_late(book: Workspace) -> None:
    made = book.backups.make()
    assert datetime.fromisoformat(backup.read_manifest(made).made) <= book.now()


def test_the_passphrase_and_the_recovery_key_both_open_it(tmp_path: Path) -> None:
    book, recovery = Workspace.create(tmp_path / "h", SECRET, branch="支部", cost=CHEAP)
    book.close()
    for secret in (SECRET, recovery, recovery.lower().replace("-", " ")):
        Workspace.open(tmp_path / "h", secret).close()
    with pytest.raises(WrongPassphrase):
        Workspace.open(tmp_path / "h", "wrong")


def test_a_changed_passphrase_opens_and_the_old_one_does_not(book: Workspace) -> None:
    book.change_passphrase(SECRET, "another", cost=CHEAP)
    book.close()
    Workspace.open(book.home, "another").close()
    with pytest.raises(WrongPassphrase):
        Workspace.open(book.home, SECRET)


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord):
        Workspace.create(tmp_path / "h", "12345", branch="支部", cost=CHEAP)
    assert not (tmp_path / "h" / "keys.json").exists()


def test_a_second_book_does_not_overwrite_the_first(book: Workspace) -> None:
    with pytest.raises(InvalidRecord):
        Workspace.create(book.home, SECRET, branch="另一个", cost=CHEAP)


def test_a_book_of_a_newer_release_is_left_alone(book: Workspace) -> None:
    sqlite.execute(
        book.store,
        "insert into _sqlite_migrations(migration_set, name, applied_at) "
        "values('suixing', 'm999_later', '2030')",
    )
    book.close()
    before = (book.home / "book.db").read_bytes()
    with pytest.raises(StoreTooNew):
        Workspace.open(book.home, SECRET)
    assert (book.home / "book.db").read_bytes() == before


def test_a_removed_book_is_noticed_before_saved_is_said(book: Workspace) -> None:
    (book.home / "book.db").unlink()
    with pytest.raises(StoreMissing):
        book.records.add("member", {"name": "周建国"})


def test_keys_without_a_book_are_said_to_be_that(book: Workspace) -> None:
    book.close()
    (book.home / "book.db").unlink()
    with pytest.raises(StoreMissing):
        Workspace.open(book.home, SECRET)


@pytest.mark.parametrize("content", [b"", b"[]x", b'[{"name": 3}]', b"\xff\xfe"])
def test_a_damaged_key_file_is_named(book: Workspace, content: bytes) -> None:
    book.close()
    (book.home / "keys.json").write_bytes(content)
    with pytest.raises(StoreDamaged):
        Workspace.open(book.home, SECRET)


def test_a_garbled_book_is_named(book: Workspace) -> None:
    book.close()
    path = book.home / "book.db"
    raw = bytearray(path.read_bytes())
    raw[:4096] = bytes(4096)
    path.write_bytes(raw)
    with pytest.raises(StoreDamaged):
        Workspace.open(book.home, SECRET)


def test_the_file_on_disk_tells_nothing(book: Workspace) -> None:
    book.records.add("member", {"name": "次仁旺堆"})
    made = book.backups.make()
    book.close()
    for path in (book.home / "book.db", made):
        assert "次仁旺堆".encode() not in path.read_bytes()
