"""The meeting of the sample: one vote that adds up, one that does not."""

from pathlib import Path

from app.records.meeting import Motion
from app.sample_book import sample_book


def test_one_vote_adds_up_and_one_lacks_a_ballot(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "home")
    motions = book.records.all(Motion, order=("number",))
    sums = [(m.yes or 0) + (m.no or 0) + (m.abstain or 0) for m in motions]
    assert sums == [20, 19]
    book.close()
