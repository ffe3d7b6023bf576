"""Words that could not be written wait in a file that only the book's key opens."""

from pathlib import Path

import pytest

from app.records.member import Member
from app.wiring import UNWRITTEN
from app.workspace import Workspace
from db import keys

SECRET = "gebi2026"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one member in it."""
    home = tmp_path / "home"
    book = Workspace.create(home, SECRET, branch="支部", cost=keys.Cost(1, 1, 8)).workspace
    book.records.add("member", {"name": "周建国"})
    book.close()
    return home


def test_what_was_kept_is_put_back_by_the_next_start(home: Path) -> None:
    book = Workspace.open(home, SECRET)
    member = book.records.all(Member)[0].id
    assert book.recovery.keep("member", member, {"note": "先写一半"})
    assert book.recovery.keep("member", member, {"note": "写完的话"})
    assert book.recovery.keep("member", "", {"name": "新来的"})
    book.close()
    for file in (home / UNWRITTEN).glob("??/*"):
        assert "写完的话".encode() not in file.read_bytes()
    book = Workspace.open(home, SECRET)
    assert len(book.recovery.all()) == 2
    assert book.recovery.put_back() == 2
    assert {m.name: m.note for m in book.records.all(Member)} == {
        "周建国": "写完的话",
        "新来的": None,
    }
    assert book.recovery.all() == []
    book.close()


def test_what_was_written_after_all_is_not_offered(home: Path) -> None:
    book = Workspace.open(home, SECRET)
    member = book.records.all(Member)[0].id
    book.recovery.keep("member", member, {"note": "一句"})
    book.recovery.written(member, "note")
    assert book.recovery.all() == []
    book.close()


def test_what_nobody_wants_is_thrown_away(home: Path) -> None:
    book = Workspace.open(home, SECRET)
    book.recovery.keep("member", "", {"name": "谁"})
    book.recovery.discard()
    assert book.recovery.all() == []
    book.close()


def test_a_folder_that_cannot_be_made_is_no_second_error(home: Path) -> None:
    (home / UNWRITTEN).write_text("a file stands in the way", "utf-8")
    book = Workspace.open(home, SECRET)
    assert not book.recovery.keep("member", "", {"name": "谁"})
    assert book.recovery.all() == []
    book.close()
