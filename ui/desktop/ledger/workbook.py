"""All lists of a place on their way out, into one workbook: asked for a file, written as a job."""

from pathlib import Path

from app.services.listing import HELD
from app.services.workbook import Workbooks, Written, said_of
from ui.desktop.desk import Desk


def export_place(desk: Desk, place: str, name: str) -> None:
    """Write all lists of a place to a file of the person's choosing; ``name`` is the place's word."""
    t = desk.t
    title = t("All lists in one workbook")
    chosen = desk.window.choose_file(title, "(*.xlsx)", save_as=f"{name}.xlsx")
    if not chosen:
        return
    path = Path(chosen)

    def written(made: Written) -> None:
        held = t(HELD, n=made.held) if made.held else ""
        desk.window.note("ok", said_of(made, path.name, t), held)

    desk.work.job(
        title,
        lambda progress: Workbooks(desk.book.records).write(place, path, t, progress),
        written,
        desk.window.problem,
    )
