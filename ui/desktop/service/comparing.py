"""Kinds of matters and responsible units compared, where the branch chose to; never persons."""

from collections.abc import Mapping, Sequence

from app.counting.matters import By, Compared
from db.model.progress import Progress
from ui.desktop.desk import Desk
from ui.desktop.service.matterrows import compared_columns, compared_row
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import ListRows
from ui.desktop.widgets.scroll import ScrollPage


class ComparedView(ScrollPage):
    """Two lists: by kind, by responsible unit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t = desk.theme, desk.t
        self.body.addWidget(
            Label(
                t(
                    "The branch chose to compare, in its settings. Kinds and units alone are compared; persons never are."
                ),
                "meta",
                "secondary",
                wrap=True,
            )
        )
        self.lists = {by: RowList(theme, compared_columns(t(by.title_), t)) for by in By}
        for by, rows in self.lists.items():
            card = Card(theme, t(by.title_), head="sunken")
            card.add(rows)
            self.body.addWidget(card)

    def show_matters(self) -> None:
        """Compare all matters, away from the screen's thread: every one of them counts."""
        matters = self._desk.book.matters

        def compare(_progress: Progress) -> Mapping[By, Sequence[Compared]]:
            lines = matters.lines()
            return {by: matters.comparison(by, lines) for by in By}

        self._desk.work.job(
            self._desk.t("Kinds and units compared"),
            compare,
            self._show,
            self._desk.window.problem,
            quiet=True,
        )

    def _show(self, found: Mapping[By, Sequence[Compared]]) -> None:
        for by, rows in self.lists.items():
            rows.set_rows(ListRows([compared_row(by, one, self._desk.t) for one in found[by]]))
            rows.fit_height()
