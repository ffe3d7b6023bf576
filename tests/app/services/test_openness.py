"""Everything around openness is joined in one place, and closing leaves the box as it may be left."""

from app.wiring import BOX
from app.workspace import Workspace


def test_each_service_is_there_and_opening_a_book_writes_nothing(book: Workspace) -> None:
    found = book.openness
    assert found.telling.notices() == []
    assert found.disclosing.all() == []
    assert found.deliberating.all() == []
    assert book.box.all() == []
    assert not (book.home / BOX).exists()


def test_a_box_that_cannot_be_written_does_not_keep_a_book_from_closing(book: Workspace) -> None:
    book.box.drop("opinion", {"text": "Warm water at shift change"})
    # What stands in the way of the box's own part refuses the write, as a full disk does.
    (book.home / f"{BOX}.part").mkdir()
    before = (book.home / BOX).read_bytes()
    book.close()
    assert (book.home / BOX).read_bytes() == before
    Workspace.open(book.home, "secret1").close()
