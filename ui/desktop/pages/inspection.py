"""检查: a team reads the book for a while; begun and ended here, with those that were before."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_moment
from app.records.oversight import Inspection
from ui.desktop.confidential.inspectionforms import BeginForm, EndForm
from ui.desktop.desk import Desk, Route
from ui.desktop.page import Page
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage

_FORM = 680


class InspectionPage(Page):
    """An inspection that was opens its entries in the access log."""

    place = "checks"
    returns = True
    kinds = frozenset({"inspection"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self.begin, self.end = BeginForm(desk), EndForm(desk)
        self.begin.begun.connect(self._begun)
        self.end.ended.connect(self._ended)
        self._start = Button(theme, t("Begin"), "primary", "magnifying-glass-plus")
        self._start.clicked.connect(self.begin.begin)
        self._log = Button(theme, t("Access log"), "secondary", "eye")
        self._log.clicked.connect(lambda: desk.window.go(Route("access")))
        columns = (
            Column("from", t("From"), 200),
            Column("until", t("Until"), 200),
            Column("team", t("Team")),
            Column("state", t("State"), 130),
        )
        self.list = RowList(theme, columns, two_lines=True)
        self.list.opened.connect(lambda i: desk.window.go(Route("access", detail=i)))
        self.none = EmptyLine(theme, "magnifying-glass-plus", t("No inspection was held yet"))
        card = Card(theme, t("Inspections"), head="sunken")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        card.add(self.none)
        self.none.setContentsMargins(16, 4, 16, 4)
        margin = theme.layout("page_margin")
        pane = ScrollPage((margin, 0, margin, 16), gap=16)
        for part in (self.begin, self.end):
            # In a row of its own: a column would measure its words at the whole page's width.
            part.setFixedWidth(theme.px(_FORM))
            row = QHBoxLayout()
            row.addWidget(part)
            row.addStretch(1)
            pane.body.addLayout(row)
        pane.body.addWidget(card)
        pane.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(pane)

    @override
    def title(self) -> str:
        return self.t("Inspection mode")

    @override
    def meta(self) -> str:
        return self.t("A team reads for a while; every reading is written down")

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._log] if self.desk.book.inspecting.record() else [self._log, self._start]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self.refresh()
        self.header_changed.emit()

    @override
    def refresh(self) -> None:
        now = self.desk.book.inspecting.current()
        self.begin.setVisible(now is None)
        self.end.setVisible(now is not None)
        if now is not None:
            self.end.show_current(now)
        found = self.desk.book.records.all(Inspection)
        self.list.set_rows(ListRows([self._row(i, now.record if now else "") for i in found]))
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)
        self.list.fit_height()
        self.header_changed.emit()

    def _row(self, one: Inspection, current: str) -> Row:
        t = self.t
        ended = one.ended_at or one.until_at
        if one.id == current:
            chip = Chip("wait", "circle-half-tilt", t("Under way"))
        elif one.ended_at is not None:
            chip = Chip("ok", "check-circle", t("Ended"))
        else:
            chip = Chip("mute", "laptop", t("On another computer"))
        return Row(
            one.id,
            (
                Text(say_moment(one.from_at, t) if one.from_at else "—", " "),
                Text(say_moment(ended, t) if ended else "—", " "),
                Text(one.team, one.purpose or " "),
                chip,
            ),
        )

    def _begun(self) -> None:
        self.refresh()
        self.desk.window.note("wait", self.t("The book is only read from now on."))

    def _ended(self) -> None:
        self.refresh()
        self.desk.window.note(
            "ok", self.t("The inspection has ended; the book can be written again.")
        )

    @override
    def primary(self) -> None:
        if not self.desk.book.inspecting.record():
            self.begin.begin()
