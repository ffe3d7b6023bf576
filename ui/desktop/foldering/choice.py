"""Which boxes go into the folder: twenty ticks, with how much each holds and about how many pages."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.boxing import Outline
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.checks import CheckRow
from ui.desktop.widgets.roles import plain_tip

_TWO_COLUMNS = 560
_FRONT = 4
"""Pages of cover and check page."""


class BoxCard(QWidget):
    """The boxes of a period. Emits `changed` when other ones are chosen."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._outlines = desk, tuple[Outline, ...]()
        self._rows: dict[int, CheckRow] = {}
        self._out: set[int] = set()
        self._sensitive = False
        self._card = Card(desk.theme, desk.t("Boxes of the folder"), head="sunken")
        self._all = Button(desk.theme, "", "link", compact=True)
        self._all.clicked.connect(self._toggle_all)
        self._card.set_action(self._all)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(16, 8, 12, 10)
        self._grid.setHorizontalSpacing(desk.theme.layout("gutter"))
        self._grid.setVerticalSpacing(0)
        self._card.add(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_outlines(self, outlines: Sequence[Outline]) -> None:
        """Show what each box holds; what was left out stays out."""
        self._outlines = tuple(outlines)
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows = {o.box.number: self._row(o) for o in outlines}
        self._lay()
        self._show_sums()

    def allow_sensitive(self, *, allowed: bool) -> None:
        """Let the sensitive boxes be chosen, or leave them out."""
        self._sensitive = allowed
        for outline in self._outlines:
            self._show_state(outline)
        self._show_sums()

    def chosen(self) -> tuple[int, ...]:
        """Return the numbers of the boxes that are in."""
        return tuple(o.box.number for o in self._outlines if self._is_in(o))

    def pages(self) -> int:
        """Return about how many pages the folder will have."""
        return _FRONT + sum(o.pages for o in self._outlines if self._is_in(o))

    def _is_in(self, outline: Outline) -> bool:
        return self._may_be(outline) and outline.box.number not in self._out

    def _may_be(self, outline: Outline) -> bool:
        return outline.concerned and (self._sensitive or not outline.box.sensitive)

    def _row(self, outline: Outline) -> CheckRow:
        theme, t, number = self._desk.theme, self._desk.t, outline.box.number
        row = CheckRow(theme, f"{number:02d} {t(outline.box.title)}")
        row.setObjectName(f"box-{number}")
        row.toggled.connect(lambda ticked: self._tick(number, ticked=ticked))
        self._rows[number] = row
        self._show_state(outline)
        return row

    def _show_state(self, outline: Outline) -> None:
        t, row = self._desk.t, self._rows[outline.box.number]
        reason = ""
        if not outline.concerned:
            reason = t("A branch of this type keeps no such box.")
        elif not self._may_be(outline):
            reason = t("Left out; to include it, state the purpose, and the reading is logged")
        row.explain(reason)
        if not reason:
            row.setToolTip(plain_tip(t(outline.box.holds)))
        row.set_state(self._is_in(outline))
        row.set_meta(t("left out") if reason else amount(outline, t))

    def _tick(self, number: int, *, ticked: bool) -> None:
        (self._out.discard if ticked else self._out.add)(number)
        self._show_sums()
        self.changed.emit()

    def _toggle_all(self) -> None:
        whole = {o.box.number for o in self._outlines}
        self._out = set() if self._out else whole
        for outline in self._outlines:
            self._show_state(outline)
        self._show_sums()
        self.changed.emit()

    def _show_sums(self) -> None:
        t, count = self._desk.t, len(self.chosen())
        self._card.set_meta(
            t(
                "{n} box, about {pages} pages|{n} boxes, about {pages} pages",
                n=count,
                pages=self.pages(),
            )
        )
        self._all.set_label(t("Choose all") if self._out else t("Choose none"))

    # Laying out

    def _lay(self) -> None:
        while self._grid.takeAt(0) is not None:
            pass
        rows = list(self._rows.values())
        columns = 2 if self.width() >= self._desk.theme.px(_TWO_COLUMNS) else 1
        down = -(-len(rows) // columns)
        for at, row in enumerate(rows):
            self._grid.addWidget(row, at % down, at // down)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self._desk.theme.px(_TWO_COLUMNS)
        if (event.oldSize().width() >= wide) != (event.size().width() >= wide):
            self._lay()


def amount(outline: Outline, t: Translate) -> str:
    """Return how much a box holds: `14 次 · 约 43 页`; that nothing is on record."""
    if outline.empty:
        return t("Nothing on record")
    held = t("{n} record|{n} records", n=outline.records)
    if outline.meetings:
        held = t("{n} meeting|{n} meetings", n=outline.meetings)
    return t("{held}, ~{n} p.", held=held, n=outline.pages)
