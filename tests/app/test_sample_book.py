"""The sample branch is a whole book that anyone can look around in."""

from pathlib import Path

from app.sample_book import PASSPHRASE, SECRET, sample_book, sealed_book
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


def test_the_sealed_sample_has_talks_and_an_appraisal_that_its_key_opens(tmp_path: Path) -> None:
    book = sealed_book(tmp_path / "home")
    year = book.now().year
    talks = book.talks.year(year).talks
    assert len(talks) > 10
    book.confidential.unlock(SECRET)
    assert all(book.confidential.open(talk.id, "body") for talk in talks)
    (appraisal,) = book.appraising.all()
    assert appraisal.for_year == year - 1
    assert book.appraising.standing(appraisal.id).out_of_order() is None
    book.close()
