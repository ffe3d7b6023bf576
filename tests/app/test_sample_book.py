"""The sample branch is a whole book that anyone can look around in."""

from pathlib import Path

from app.sample_book import PASSPHRASE, sample_book
from app.services.sample import Sample
from app.workspace import Workspace


def test_the_sample_stands_at_its_evening_with_people_and_meetings(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "sample")
    assert book.now().date() == Sample().now.date()
    counts = book.records.counts()
    assert counts["member"] >= 20
    assert counts["activity"] >= 10
    assert book.pen().by
    book.close()


def test_the_sample_opens_again(tmp_path: Path) -> None:
    sample_book(tmp_path / "sample").close()
    book = Workspace.open(tmp_path / "sample", PASSPHRASE)
    assert book.branch()
    book.close()
