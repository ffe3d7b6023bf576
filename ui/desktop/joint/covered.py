"""What a coverage of partners leads to: the records behind a cell, its paper, the report by its tags."""

from datetime import date

from app.counting.dimensions import EVERYBODY
from app.said import QUARTERS
from app.services.dimensions import CoverageView
from db.model.record import Record
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.papers import make_paper


def tag_title(view: CoverageView, token: str, t: Translate) -> str:
    """Return what a tag of the pack is called, or the column of what carries none."""
    tags = {view.pack.token(tag): tag for tag in view.pack.tags}
    return tags[token].title(t) if token in tags else t("No tag of it")


def behind_cell(
    desk: Desk, view: CoverageView, row: int, column: int, quarter: int
) -> tuple[str, list[Record]]:
    """Return what a cell is called, and the records behind it."""
    t, records = desk.t, desk.book.records
    partner = (EVERYBODY, *view.coverage.partners)[row]
    token = view.coverage.tokens[column]
    cell = view.coverage.at(partner, token)[quarter]
    found = [r for i in (*cell.done, *cell.planned) if (r := records.raw(i)) is not None]
    title = t(
        "{name}, {tag}, {quarter}",
        name=view.names.get(partner, t("All together")),
        tag=tag_title(view, token, t),
        quarter=t(QUARTERS[quarter]),
    )
    return title, found


def print_coverage(desk: Desk, view: CoverageView) -> None:
    """Print a year's coverage."""
    pack, year, papers = view.pack.id, view.coverage.year, desk.book.press.tags
    title = desk.t("Coverage of partners, {year}", year=year)
    make_paper(desk, title, lambda _p, draft: papers.coverage_pdf(pack, year, draft=draft))


def print_by_tag(desk: Desk, view: CoverageView) -> None:
    """Print what the year holds by the tags of the pack."""
    pack, year, papers = view.pack, view.coverage.year, desk.book.press.tags
    first, last = date(year, 1, 1), date(year, 12, 31)
    make_paper(
        desk,
        pack.title(desk.t),
        lambda _p, draft: papers.tags_pdf(pack.id, first, last, draft=draft),
    )
