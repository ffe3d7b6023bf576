"""The books that pictures are drawn of."""

from pathlib import Path

from app.services import instep
from ui.desktop.screenshots import met_book


def test_the_book_of_two_laptops_is_made_and_holds_what_its_pictures_show(tmp_path: Path) -> None:
    book = met_book(tmp_path / "demo")
    status = book.syncing.status()
    standing = {one.area.value: one.standing for one in instep.read(book.records, status)}
    book.close()
    assert status.conflicts == 1
    assert standing == {
        "study": "waiting", "activity": "apart", "management": "agreed", "service": "empty",
    }  # fmt: skip
