"""An order that cannot be is refused with the field that is wrong; the last folder is remembered."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.services.folder_order import FolderOrder, LastFolder, Shelfmark, checked
from app.workspace import Workspace
from db.model.errors import InvalidRecord

DAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("order", "field"),
    [
        (FolderOrder(DAY, date(2026, 4, 30)), "last"),
        (FolderOrder(DAY, DAY, boxes=(3, 21)), "boxes"),
        (FolderOrder(DAY, DAY, boxes=(10,)), "purpose"),
        (FolderOrder(DAY, DAY, sensitive=True, purpose="  "), "purpose"),
    ],
)
def test_the_wrong_field_is_named(order: FolderOrder, field: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        checked(order)
    assert caught.value.field == field


def test_what_can_be_made_passes() -> None:
    checked(FolderOrder(DAY, DAY))
    checked(FolderOrder(DAY, DAY, boxes=(10, 4), sensitive=True, purpose="核查"))


def test_the_last_folder_is_remembered_on_this_computer(book: Workspace) -> None:
    mark = Shelfmark(book.store.settings)
    assert mark.last() is None
    made = LastFolder(datetime.fromisoformat("2026-05-01T10:00"), Path("/x/检查"), DAY, DAY, 3, 9)
    mark.keep(made)
    assert mark.last() == made
