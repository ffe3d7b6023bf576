"""The half-year's six counters on paper: how each enterprise stands, and the records behind it."""

from collections.abc import Callable, Iterator

from app.counting.quota import Count, half_said
from app.reports.paper import Block, Head, Note, Sheet, Signing, Table
from app.reports.wording import numbered, on, or_blank, plain
from app.services.quotas import QuotaView, cell_words
from db.model.words import Translate

Name = Callable[[str], str]
"""What people call the record of an id."""


def quota_sheet(view: QuotaView, t: Translate, name: Name, *, branch: str) -> Sheet:
    """Return the table of a half-year; where nothing is counted it says so."""
    title = t("Half-year table of paired enterprises")
    half = half_said(view.half)(t)
    under = (plain(branch), t("{half}, as of {day}", half=half, day=on(view.today, t)))
    if not view.lines:
        blocks: tuple[Block, ...] = (Note(t("No agreement is counted in this half-year.")),)
        return Sheet(title=title, listed=half, under=under, blocks=blocks)
    blocks = (
        Head(numbered(1, t("1.")) + t("How each enterprise stands")),
        _standing(view, t),
        *_legend(view, t),
        Head(numbered(2, t("1.")) + t("The records behind it")),
        _behind(view, t, name),
        Signing(((t("Branch secretary:"), ""),), t("Date:")),
    )
    return Sheet(title=title, listed=half, under=under, blocks=blocks)


def _standing(view: QuotaView, t: Translate) -> Table:
    head = (t("No."), t("Enterprise"), *(t(count.title_) for count in Count))
    rows = tuple(
        (str(n), or_blank(line.name), *(plain(cell_words(cell, t)) for cell in line.cells))
        for n, line in enumerate(view.lines, 1)
    )
    return Table((9, -1.7, -1, -1, -1, -1, -1, -1), head, rows, (1,), 10)


def _legend(view: QuotaView, t: Translate) -> Iterator[Note]:
    parts = [line.name for line in view.lines if not line.whole]
    if parts:
        yield Note(
            t(
                "Paired in a part of the half-year only, nothing is missed: {names}",
                names="，".join(plain(p) for p in parts),
            )
        )


def _behind(view: QuotaView, t: Translate, name: Name) -> Table:
    head = (t("No."), t("Enterprise"), t("Counter"), t("Date"), t("Record behind it"))
    found = [
        (line.name, t(cell.counter.count.title_), on(one.day, t), name(one.record))
        for line in view.lines
        for cell in line.cells
        for one in cell.counter.records
    ]
    rows = tuple((str(n), *(or_blank(part) for part in row)) for n, row in enumerate(found, 1))
    return Table((9, -1.2, -1, 34, -2), head, rows or (("", "", t("None yet"), "", ""),), (4,), 10)
