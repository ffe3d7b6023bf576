"""Everything around openness is joined in one place, and closing leaves the box as it may be left."""

from pathlib import Path

from app.services.openness import Openness
from app.wiring import BOX
from app.workspace import Workspace
from db.model.errors import StoreFull


def test_each_service_is_there_and_opening_a_book_writes_nothing(book: Workspace) -> None:
    found = book.openness
    assert found.telling.notices() == []
    assert found.disclosing.all() == []
    assert found.deliberating.all() == []
    assert found.box.all() == []
    assert not (book.home / BOX).exists()


def test_a_disk_that_takes_nothing_more_does_not_keep_a_book_from_closing(
    book: Workspace, tmp_path: Path
) -> None:
    made = Openness(book, tmp_path / "elsewhere" / BOX, bytes(32))

    class Full:
        """A box whose disk is full."""

        def stir(self) -> None:
            """Fail as a full disk does."""
            raise StoreFull("full")

    made.box = Full()  # type: ignore[assignment]
    made.close()
