"""A list on its way out: asked for a file, written as a job, said when it is there."""

from collections.abc import Callable
from pathlib import Path

from app.kinds import Kind
from app.services.listfiles import save_listing
from app.services.listing import HELD, Listing, Listings
from db.model.progress import Progress
from db.model.query import Query
from ui.desktop.desk import Desk


def export_list(desk: Desk, kind: Kind, query: Query) -> None:
    """Write a query's records to a file of the person's choosing."""
    listings, t = Listings(desk.book.records), desk.t
    export_table(desk, t(kind.shape.title), lambda p: listings.table(kind, query, t, p))


def export_table(desk: Desk, name: str, make: Callable[[Progress], Listing]) -> None:
    """Write a table, made beside the screen, to a file of the person's choosing."""
    t = desk.t
    chosen = desk.window.choose_file(t("Export to Excel"), "(*.xlsx *.csv)", save_as=f"{name}.xlsx")
    if not chosen:
        return
    path = Path(chosen)

    def write(progress: Progress) -> Listing:
        listing = make(progress)
        save_listing(listing, path)
        return listing

    def written(listing: Listing) -> None:
        said = t("{n} records written to {file}", n=len(listing.rows), file=path.name)
        desk.window.note("ok", said, t(HELD, n=listing.held) if listing.held else "")

    desk.work.job(t("Exporting {name}", name=name), write, written, desk.window.problem)
