"""A list on its way out: asked for a file, written as a job, said when it is there."""

from pathlib import Path

from app.kinds import Kind
from app.services.listfiles import save_listing
from app.services.listing import HELD, Listing, Listings
from db.model.progress import Progress
from db.model.query import Query
from ui.desktop.desk import Desk


def export_list(desk: Desk, kind: Kind, query: Query) -> None:
    """Write a query's records to a file of the person's choosing."""
    t = desk.t
    name = t(kind.shape.title)
    chosen = desk.window.choose_file(t("Export to Excel"), "(*.xlsx *.csv)", save_as=f"{name}.xlsx")
    if not chosen:
        return
    path = Path(chosen)

    def write(progress: Progress) -> Listing:
        listing = Listings(desk.book.records).table(kind, query, t, progress)
        save_listing(listing, path)
        return listing

    def written(listing: Listing) -> None:
        said = t("{n} records written to {file}", n=len(listing.rows), file=path.name)
        desk.window.note("ok", said, t(HELD, n=listing.held) if listing.held else "")

    desk.work.job(t("Exporting {name}", name=name), write, written, desk.window.problem)
