"""Marks of who brought what promise: they hold for that scope and that file alone."""

import hashlib
import io
from pathlib import Path

from db.blobs import Blobs
from db.given import Given


def test_a_file_is_given_by_the_scope_that_brought_it_alone(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "files", b"k" * 32)
    given = Given(blobs)
    sha, _ = blobs.take(io.BytesIO(b"x"))
    assert not given.has("a", sha)
    given.note("a", sha)
    given.note("a", sha)
    assert given.has("a", sha)
    assert not given.has("b", sha)
    assert list(blobs.all()) == [sha]


def test_a_mark_without_its_file_is_none(tmp_path: Path) -> None:
    given, sha = Given(Blobs(tmp_path / "files", b"k" * 32)), hashlib.sha256(b"y").hexdigest()
    given.note("../..", sha)
    assert not given.has("../..", sha)
    assert all(p.is_relative_to(tmp_path / "files") for p in tmp_path.rglob("*") if p.is_file())
