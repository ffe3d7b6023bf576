"""What the checks found month by month: columns of contradictions, reminders and explained ones.

Told apart without colour: contradictions stand at the foot and are full, reminders are full and
lighter, explained ones hollow. A column is a way in, and the numbers can be copied as a table.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.counting.monthly import Found
from app.dates import say_month, say_short_month
from db.model.words import N_, Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import (
    CENTER,
    Painted,
    draw_box,
    draw_line,
    draw_ring,
    draw_words,
    words_width,
)
from ui.desktop.widgets.roles import plain_tip

_TALL, _WIDEST, _MONTHLY = 92, 30, 24
_PARTS = (
    ("wrong", "state.error_mark", N_("Contradictions")),
    ("reminders", "state.wait_mark", N_("Reminders")),
    ("explained", "", N_("Explained")),
)
NO_MONTH = (0, 0)


class TrendChart(Painted):
    """Left and Right walk, Enter chooses, Ctrl+C copies. Emits `month_chosen(year, month)`.

    The month that is chosen already gives the whole period back: (0, 0).
    """

    month_chosen = Signal(int, int)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._months: tuple[Found, ...] = ()
        self._chosen, self._at = NO_MONTH, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_months(self, months: Sequence[Found], chosen: tuple[int, int] = NO_MONTH) -> None:
        """Show these months; `chosen` is the one that is filtered by."""
        self._months, self._chosen = tuple(months), chosen
        self._at = max(0, min(self._at, len(self._months) - 1))
        self._name_it()

    def legend(self) -> "TrendLegend":
        """Return the signs and their words, for a card's head."""
        return TrendLegend(self.theme, self.t)

    def table_text(self) -> str:
        """Return the numbers as a table of tabs."""
        heads = (self.t("Month"), *(self.t(words) for _, _, words in _PARTS))
        rows = [heads, *((f"{m.year}-{m.month:02d}", *map(str, m[2:5])) for m in self._months)]
        return "\n".join("\t".join(row) for row in rows)

    def summary(self) -> str:
        """Return the numbers in a sentence."""
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
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._find(event.pos().x())
            QToolTip.showText(event.globalPos(), plain_tip(self._say(at)) if at >= 0 else "", self)
            return True
        return super().event(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._find(event.position().x())
        if at >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._at = at
            self._choose()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._find(event.position().x()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.table_text())
        elif step is not None and self._months:
            self._at = max(0, min(len(self._months) - 1, self._at + step))
            self._name_it()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        if not self._months:
            return
        month = self._months[self._at]
        here = (month.year, month.month)
        self._chosen = NO_MONTH if here == self._chosen else here
        self._name_it()
        self.month_chosen.emit(*self._chosen)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        foot = self._foot()
        draw_line(
            painter, QPointF(0, foot), QPointF(self.width(), foot), theme.color("line.strong")
        )
        most = max((m.all for m in self._months), default=0)
        for at, month in enumerate(self._months):
            self._paint_month(painter, at, month, most)
        if self.hasFocus() and self._months:
            draw_ring(painter, theme, self._slot(self._at).adjusted(0, 1, 0, -1))
        painter.end()

    def _paint_month(self, painter: QPainter, at: int, month: Found, most: int) -> None:
        theme, slot, foot = self.theme, self._slot(at), self._foot()
        if (month.year, month.month) == self._chosen:
            draw_box(painter, slot, 4, theme.color("ground.selected"))
        self._paint_label(painter, slot, month)
        if not month.all:
            return
        room = foot - theme.line("caption") - 2
        wide = min(float(_WIDEST), max(2.0, slot.width() * 0.62))
        top = foot
        for name, color, _ in _PARTS:
            value = getattr(month, name)
            if value:
                tall = max(2.0, room * value / most)
                box = QRectF(slot.center().x() - wide / 2, top - tall, wide, tall - 1)
                edge = None if color else theme.color("line.control")
                fill = theme.color(color) if color else theme.color("ground.surface")
                draw_box(painter, box, min(2.0, wide / 4), fill, edge)
                top -= tall
        if slot.width() >= 20:
            font, words = theme.font("caption"), theme.color("text.secondary")
            place = QRectF(
                slot.left(), top - theme.line("caption"), slot.width(), theme.line("caption")
            )
            draw_words(painter, place, str(month.all), font, words, CENTER, elide=False)

    def _paint_label(self, painter: QPainter, slot: QRectF, month: Found) -> None:
        theme, monthly = self.theme, len(self._months) <= _MONTHLY
        if not monthly and month.month != 1:
            return
        text = say_short_month(month.month, self.t) if monthly else str(month.year)
        font, color = theme.font("caption"), theme.color("text.secondary")
        place = QRectF(slot.left(), self._foot() + 2, slot.width(), theme.line("caption"))
        if not monthly:
            place.setWidth(words_width(text, font) + 4)
        if monthly and words_width(text, font) > slot.width():
            text = str(month.month)
        draw_words(painter, place, text, font, color, CENTER, elide=False)

    def _foot(self) -> float:
        return float(self.height() - self.theme.line("caption") - 4)

    def _slot(self, at: int) -> QRectF:
        wide = self.width() / max(1, len(self._months))
        return QRectF(at * wide, 0, wide, self.height())

    def _find(self, x: float) -> int:
        if not self._months or not 0 <= x < self.width():
            return -1
        return min(len(self._months) - 1, int(x * len(self._months) / self.width()))

    def _say(self, at: int) -> str:
        month = self._months[at]
        return self.t(
            "{month}: {wrong} contradictions, {reminders} reminders, {explained} explained",
            month=say_month(month.year, month.month, self.t),
            wrong=month.wrong,
            reminders=month.reminders,
            explained=month.explained,
        )

    def _name_it(self) -> None:
        self.setAccessibleName(self._say(self._at) if self._months else "")
        self.setAccessibleDescription(self.summary())
        self.update()


class TrendLegend(Painted):
    """The signs of the columns and their words."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._items = [(color, t(words)) for _, color, words in _PARTS]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        font = self.theme.font("caption")
        width = sum(16 + words_width(text, font) + 14 for _, text in self._items)
        return QSize(round(width), self.theme.line("caption") + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, left = self.open_painter(), self.theme, 0.0
        font, words = theme.font("caption"), theme.color("text.secondary")
        for color, text in self._items:
            box = QRectF(left, self.height() / 2 - 5, 10, 10)
            fill = theme.color(color) if color else theme.color("ground.surface")
            draw_box(painter, box, 2, fill, None if color else theme.color("line.control"))
            place = QRectF(left + 16, 0, 200, self.height())
            left += 16 + draw_words(painter, place, text, font, words, elide=False) + 14
        painter.end()
