"""A table on its way in: asked for or pasted, shown as what it would become, taken as one change."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from app.kinds import Kind
from app.services.listing import Draft, Listings
from app.services.tables import Table, read_tables
from db.model.errors import SuixingError
from db.model.progress import Silent
from ui.desktop.desk import Desk
from ui.desktop.ledger.incoming import Incoming

_TABLES = "(*.xlsx *.xlsm *.csv *.txt)"


class Bringing:
    """Lays what comes in over the list in `views`, whose first is the list; `kind` says of what."""

    def __init__(self, desk: Desk, views: QStackedWidget, kind: Callable[[], Kind]) -> None:
        self._desk, self._views, self._kind = desk, views, kind
        self._taking: Draft | None = None

    def ask(self) -> None:
        """Ask for a table and show what of it is recognised."""
        desk, t = self._desk, self._desk.t
        path = desk.window.choose_file(t("Bring in from Excel"), t("Tables") + f" {_TABLES}")
        if path:
            desk.work.job(
                t("Reading {name}", name=Path(path).name),
                lambda _progress: read_tables(Path(path))[0],
                self.preview,
                desk.window.problem,
            )

    def preview(self, table: Table) -> None:
        """Show what a table would become."""
        desk, kind = self._desk, self._kind()
        draft = Listings(desk.book.records).draft(kind, table, desk.t, desk.today())
        self.close()
        incoming = Incoming(desk, kind, draft)
        incoming.taken.connect(self._take)
        incoming.closed.connect(self.close)
        self._views.addWidget(incoming)
        self._views.setCurrentWidget(incoming)

    def _take(self, draft: Draft) -> None:
        n = len(draft.good())
        # Pressed twice all rows would be there twice.
        if self._taking is draft:
            return
        self._taking = draft
        self._desk.work.edit(
            lambda: Listings(self._desk.book.records).take(draft, Silent()),
            lambda _ids: self._taken(n),
            self._refused,
        )

    def _refused(self, error: SuixingError) -> None:
        self._taking = None
        self._desk.window.problem(error)

    def _taken(self, n: int) -> None:
        self.close()
        self._desk.window.undoable(self._desk.t("Brought in {n} records", n=n))

    def close(self) -> None:
        """Show the list again."""
        while self._views.count() > 1:
            old = self._views.widget(1)
            if old is not None:
                self._views.removeWidget(old)
                old.deleteLater()
