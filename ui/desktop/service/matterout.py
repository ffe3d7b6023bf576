"""Matters on their way out as they are seen: the closed-loop list as paper and as a table."""

from pathlib import Path

from app.services.listfiles import save_listing
from app.services.matterlists import Sift
from db.model.progress import Progress
from ui.desktop.desk import Desk
from ui.desktop.papers import make_paper


def print_matters(desk: Desk, sift: Sift) -> None:
    """Print the closed-loop list of the matters of a sift."""
    papers = desk.book.press.matters
    make_paper(
        desk,
        desk.t("Closed-loop list of matters"),
        lambda _progress, draft: papers.closed_loop_pdf(sift, draft=draft),
    )


def export_matters(desk: Desk, sift: Sift) -> None:
    """Write the closed-loop list of a sift to a file of the person's choosing."""
    t, window, papers = desk.t, desk.window, desk.book.press.matters
    name = t("Closed-loop list of matters")
    chosen = window.choose_file(t("Export to Excel"), "(*.xlsx *.csv)", save_as=f"{name}.xlsx")
    if not chosen:
        return
    path = Path(chosen)

    def write(_progress: Progress) -> int:
        listing = papers.listing(sift, t)
        save_listing(listing, path)
        return len(listing.rows)

    def written(n: int) -> None:
        window.note("ok", t("{n} records written to {file}", n=n, file=path.name))

    desk.work.job(t("Exporting {name}", name=name), write, written, window.problem)
