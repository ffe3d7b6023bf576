"""What the checks found month by month: columns of contradictions, reminders and explained ones.

Told apart without colour: contradictions stand at the foot and are full, reminders are full and
lighter, explained ones hollow. A column is a way in, and the numbers can be copied as a table.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.counting.monthly import Found
from app.dates import say_month, say_short_month
from db.model.words import N_, Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.barchart import BarChart, BarLegend
from ui.desktop.widgets.cellgrid import Place
from ui.desktop.widgets.painted import draw_box

_TALL, _WIDEST, _MONTHLY = 92, 30, 24
_PARTS = (
    ("wrong", "state.error_mark", N_("Contradictions")),
    ("reminders", "state.wait_mark", N_("Reminders")),
    ("explained", "", N_("Explained")),
)
NO_MONTH = (0, 0)


class TrendChart(BarChart):
    """A month that is chosen emits `month_chosen(year, month)`.

    The one that is chosen already gives the whole period back: (0, 0).
    """

    month_chosen = Signal(int, int)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, t, parent)
        self._months: tuple[Found, ...] = ()
        self._chosen = NO_MONTH

    def set_months(self, months: Sequence[Found], chosen: tuple[int, int] = NO_MONTH) -> None:
        """Show these months; `chosen` is the one that is filtered by."""
        self._months, self._chosen = tuple(months), chosen
        self.renew()

    def legend(self) -> BarLegend:
        """Return the signs and their words, for a card's head."""
        return BarLegend(self.theme, [(color, self.t(words)) for _, color, words in _PARTS])

    @override
    def count(self) -> int:
        return len(self._months)

    @override
    def table_text(self) -> str:
        heads = (self.t("Month"), *(self.t(words) for _, _, words in _PARTS))
        rows = [heads, *((f"{m.year}-{m.month:02d}", *map(str, m[2:5])) for m in self._months)]
        return "\n".join("\t".join(row) for row in rows)

    @override
    def summary(self) -> str:
        wrong, reminders, explained = (
            sum(getattr(m, name) for m in self._months) for name, _, _ in _PARTS
        )
        return self.t(
            "{months} months: {wrong} contradictions, {reminders} reminders, {explained} explained",
            months=len(self._months),
            wrong=wrong,
            reminders=reminders,
            explained=explained,
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, self.theme.px(_TALL))

    @override
    def choose(self, place: Place) -> None:
        month = self._months[place.column]
        here = (month.year, month.month)
        self._chosen = NO_MONTH if here == self._chosen else here
        self.update()
        self.month_chosen.emit(*self._chosen)

    @override
    def paint_column(self, painter: QPainter, at: int) -> None:
        theme, month, slot = self.theme, self._months[at], self.slot(at)
        if (month.year, month.month) == self._chosen:
            draw_box(painter, slot, 4, theme.color("ground.selected"))
        self._paint_label(painter, at)
        if not month.all:
            return
        most = max(m.all for m in self._months)
        wide = min(float(_WIDEST), max(2.0, slot.width() * 0.62))
        top = self.foot()
        for name, color, _ in _PARTS:
            value = getattr(month, name)
            if value:
                tall = max(2.0, self.room() * value / most)
                box = QRectF(slot.center().x() - wide / 2, top - tall, wide, tall)
                edge = None if color else theme.color("line.control")
                self.draw_part(painter, box, theme.color(color or "ground.surface"), edge)
                top -= tall
        if slot.width() >= 20:
            self.draw_number(painter, at, top, month.all, "text.secondary")

    def _paint_label(self, painter: QPainter, at: int) -> None:
        month = self._months[at]
        if len(self._months) <= _MONTHLY:
            self.draw_label(painter, at, say_short_month(month.month, self.t), str(month.month))
        elif month.month == 1:
            self.draw_label(painter, at, str(month.year))

    @override
    def say(self, place: Place) -> str:
        month = self._months[place.column]
        return self.t(
            "{month}: {wrong} contradictions, {reminders} reminders, {explained} explained",
            month=say_month(month.year, month.month, self.t),
            wrong=month.wrong,
            reminders=month.reminders,
            explained=month.explained,
        )
