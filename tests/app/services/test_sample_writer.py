"""The sample goes through the ordinary services, and the book that comes out of it is sound."""

from pathlib import Path

from app.records.meeting import Activity
from app.records.member import Member
from app.sample_book import sample_book


def test_the_sample_is_a_sound_book_with_one_contradiction_and_late_entries(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "home", held=False)
    assert book.examine().ailments == ()
    members = book.records.all(Member)
    assert (len(members), sum(m.may_vote for m in members)) == (30, 24)
    first, last = book.now().date().replace(month=1, day=1), book.now().date()
    errors = book.checking.report(first, last).errors
    april = book.records.all(Activity, where={"title": "4月支委会"})[0]
    assert {e.record for e in errors} == {april.id}
    book.close()
