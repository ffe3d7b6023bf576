"""Copying rows passes them on: what may stand in no list for others stays behind, and it is said how many."""

from functools import partial

from app.counting.consent import may_be_passed_on
from ui.desktop.desk import Desk
from ui.desktop.widgets.rowlist import RowList


def watch_copies(desk: Desk, rows: RowList) -> RowList:
    """Have a list whose rows are records copy only what may be passed on; return the list."""
    rows.may_leave = partial(_may_leave, desk)
    rows.copied.connect(partial(_say, desk))
    return rows


def _may_leave(desk: Desk, record: str) -> bool:
    found = desk.book.records.raw(record)
    return found is None or may_be_passed_on(found)


def _say(desk: Desk, copied: int, kept_back: int) -> None:
    if kept_back:
        t = desk.t
        desk.window.note(
            "info",
            t("{n} row copied|{n} rows copied", n=copied) if copied else t("Nothing was copied"),
            t(
                "{n} row left out: opinions stay in the book, and whoever is told of has to agree first|"
                "{n} rows left out: opinions stay in the book, and whoever is told of has to agree first",
                n=kept_back,
            ),
        )
