"""The notices of a period and how many know of each; never a list of who does (domain 7)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.reports.paper import Block, Note, Sheet, Table
from app.reports.wording import on, plain
from db.model.words import Translate


class NoticeCount(NamedTuple):
    """One notice: how many were to know, how many let it be known that they do."""

    issued: date | None
    title: str
    audience: str
    due: int
    known: int


def notices_sheet(
    notices: Sequence[NoticeCount], t: Translate, *, branch: str, first: date, last: date
) -> Sheet:
    """Return the notices with their numbers, in the order they were issued."""
    title = t("Notices and how many know of them")
    head = (t("No."), t("Issued on"), t("Notice"), t("To whom"), t("To know"), t("Know"))
    rows = tuple(
        (
            str(n),
            one.issued.isoformat() if one.issued else "",
            plain(one.title),
            plain(one.audience),
            str(one.due),
            str(one.known),
        )
        for n, one in enumerate(notices, 1)
    )
    blocks: list[Block] = [Table((10, 23, -2, -1, 15, 15), head, rows, wide=(2, 3), size=10)]
    blocks.append(Note(t("Counted by notice. Nobody is counted over several of them.")))
    period = t("{start} to {end}", start=on(first, t), end=on(last, t))
    return Sheet(title=title, listed=title, under=(plain(branch), period), blocks=tuple(blocks))
