"""Two values: both are read side by side, one is chosen, nothing of the other is lost."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.bookings import Clash
from app.dates import say_date
from app.services.dispute import Dispute, Settled, Side
from db.model.change import Json
from db.model.errors import SuixingError
from db.model.record import Applied
from ui.desktop.desk import Desk, Route
from ui.desktop.page import Page
from ui.desktop.settling.detail import Detail
from ui.desktop.settling.listing import Listing
from ui.desktop.settling.words import words_of
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.scroll import ScrollPage

_LIST_WIDTH = 264


class ConflictsPage(Page):
    """The inbox of what two laptops say differently."""

    place = "sync"
    returns = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._open: list[Dispute] = []
        self._settled: list[Settled] = []
        self._booked_twice: tuple[Clash, ...] = ()
        self._current = ""
        self._detail: Detail | None = None
        self._busy = False
        self._twice = Button(desk.theme, "", "secondary", "calendar-plus")
        self._twice.clicked.connect(self._show_bookings)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._list = Listing(desk)
        self._list.setFixedWidth(desk.theme.px(_LIST_WIDTH))
        self._list.chosen.connect(self._show_key)
        self._list.looked_back.connect(lambda record: self._go(Route("history", record)))
        theme = desk.theme
        margin = theme.layout("page_margin")
        page = ScrollPage(margins=(margin, 0, margin, margin))
        row = QHBoxLayout()
        row.setSpacing(theme.layout("gutter"))
        self._place = QVBoxLayout()
        row.addWidget(self._list, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._place, 1)
        page.body.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)

    # What the window asks

    @override
    def title(self) -> str:
        return self.t("Two laptops, two values")

    @override
    def meta(self) -> str:
        return self.t(
            "Each laptop has its own, neither is lost; choose one, the other stays in the history"
        )

    @override
    def chips(self) -> list[QWidget]:
        if not self._open:
            return []
        words = self.t("{n} to choose", n=len(self._open))
        return [StatusChip(self.desk.theme, "error", "git-fork", words)]

    @override
    def header_actions(self) -> list[QWidget]:
        # Two bookings of one hour are no two values: what leads to them shows while there are any.
        return [self._twice] if self._booked_twice else []

    def _show_bookings(self) -> None:
        self.desk.window.go(Route("joint", self._booked_twice[0].second.id, "resources:week"))

    @override
    def arrive(self, record: str, detail: str) -> None:
        self._read()
        keys = [d.key for d in self._open if d.record == record]
        self._show_key(keys[0] if keys and self._current not in keys else self._current)
        self.setFocus()

    @override
    def refresh(self) -> None:
        self._read()
        self._show_key(self._current)

    @override
    def touched(self, applied: Applied) -> None:
        was = self._detail
        self._read()
        kept = next((d for d in self._open if d.key == self._current), None)
        if was is not None and was.is_touched() and kept == was.dispute:
            self._list.show_all(self._open, self._settled, self._current)
            return
        self._show_key(self._current)

    def _read(self) -> None:
        settling = self.desk.book.settling
        self._open, self._settled = settling.open(), settling.settled()
        self._booked_twice = twice = self.desk.book.sharing.booked_twice()
        said = self.t("1 hour is booked twice|{n} hours are booked twice", n=len(twice))
        self._twice.setText(said)

    # Showing

    def _show_key(self, key: str) -> None:
        dispute = next((d for d in self._open if d.key == key), None)
        if dispute is None and self._open:
            dispute = self._open[0]
        self._current = dispute.key if dispute else ""
        self._list.setVisible(bool(self._open or self._settled))
        self._list.show_all(self._open, self._settled, self._current)
        while (item := self._place.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._detail = None
        self._place.addWidget(self._nothing() if dispute is None else self._read_one(dispute))
        self.header_changed.emit()

    def _read_one(self, dispute: Dispute) -> Detail:
        at = self._open.index(dispute) + 1
        self._detail = detail = Detail(self.desk, dispute, at, len(self._open))
        detail.side_asked.connect(self._keep)
        detail.value_asked.connect(self._settle)
        detail.turned.connect(self._turn)
        return detail

    def _nothing(self) -> QWidget:
        t = self.t
        last = t("Nothing was chosen this month")
        if self._settled:
            last = t("Chosen last on {day}", day=say_date(self._settled[0].at.date(), t))
        return EmptyState(self.desk.theme, t("Nothing to choose"), last)

    def _turn(self, step: int) -> None:
        keys = [d.key for d in self._open]
        if self._current in keys:
            self._show_key(keys[(keys.index(self._current) + step) % len(keys)])
            self.setFocus()

    # Choosing

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if self._detail is not None and text.isdecimal() and self._detail.choose(int(text)):
            return
        super().keyPressEvent(event)

    @override
    def primary(self) -> None:
        if self._detail is not None:
            self._detail.adopt()

    def _keep(self, side: Side) -> None:
        settling, dispute = self.desk.book.settling, self._dispute()
        if dispute is not None:
            self._write(dispute, lambda: settling.keep(dispute, side))

    def _settle(self, value: Json) -> None:
        settling, dispute = self.desk.book.settling, self._dispute()
        if dispute is not None:
            self._write(dispute, lambda: settling.settle(dispute, value))

    def _dispute(self) -> Dispute | None:
        return self._detail.dispute if self._detail is not None else None

    def _write(self, dispute: Dispute, task: Callable[[], Applied]) -> None:
        if self._busy:
            return
        self._busy = True
        self._current = self._next_key(dispute)
        self.desk.work.edit(task, lambda _applied: self._written(dispute), self._failed)

    def _next_key(self, dispute: Dispute) -> str:
        keys = [d.key for d in self._open]
        at = keys.index(dispute.key) if dispute.key in keys else -1
        rest = [*keys[at + 1 :], *keys[:at]] if at >= 0 else keys
        return rest[0] if rest else ""

    def _written(self, dispute: Dispute) -> None:
        self._busy = False
        t = self.t
        what = t("{record}: {fields}", record=words_of(dispute.brief, t), fields=dispute.label(t))
        self.desk.window.undoable(t("Chosen: {what}", what=what))
        self.setFocus()

    def _failed(self, error: SuixingError) -> None:
        self._busy = False
        self.desk.window.problem(error)
        self.refresh()

    def _go(self, route: Route) -> None:
        self.desk.window.go(route)
