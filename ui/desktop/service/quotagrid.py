"""Six marks of a half-year for each enterprise: there, still time for it, not done; icon and word each."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.counting.quota import Count
from app.dates import say_date
from app.said import along
from app.services.quotas import STATES, Cell, QuotaLine, QuotaView, cell_words
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.arrows import ARROWS
from ui.desktop.widgets.painted import Painted, draw_box, draw_line, draw_ring, draw_words
from ui.desktop.widgets.roles import plain_tip

_ROW, _HEAD, _NAMES, _ICON, _PAD = 44, 34, 0.24, 18, 16
_LOOK = {
    "done": ("check-circle", "state.ok_mark", "state.ok_text"),
    "open": ("circle-dashed", "text.tertiary", "text.secondary"),
    "soon": ("clock", "state.wait_mark", "state.wait_text"),
    "missed": ("clock-counter-clockwise", "state.wait_mark", "state.wait_text"),
    "unasked": ("minus", "text.tertiary", "text.tertiary"),
}
"""Icon, its colour, the colour of the word."""
_SOON_DAYS = 60


class QuotaGrid(Painted):
    """Arrows walk the cells; a press or Enter emits `chosen(partner, count)`."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._lines: Sequence[QuotaLine] = ()
        self._left, self._at, self._hover = 0, (0, 0), (-1, -1)
        # Stands where the current cell is, so that a menu opens under it.
        self.spot = QWidget(self)
        self.spot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_view(self, view: QuotaView) -> None:
        """Show a half-year; the current cell stays where it is still there."""
        self._lines, self._left = view.lines, view.left
        self._at = (self._at[0], max(0, min(self._at[1], len(self._lines) - 1)))
        self._name_it()
        self.follow_theme()

    def cell_at(self, partner: str, count: str) -> Cell | None:
        """Return the cell of an enterprise."""
        line = next((x for x in self._lines if x.partner == partner), None)
        cells = line.cells if line else ()
        return next((c for c in cells if c.counter.count == count), None)

    def words(self, cell: Cell) -> str:
        """Return what stands in a cell."""
        t, records = self.t, cell.counter.records
        if cell.state == "done":
            day = say_date(records[-1].day, t)
            return t("{day}, {n} times", day=day, n=len(records)) if len(records) > 1 else day
        if self._presses(cell):
            return t("{n} day left|{n} days left", n=self._left)
        return t(STATES[cell.state])

    def _presses(self, cell: Cell) -> bool:
        """Tell whether what is open is to be done soon; until then it is nothing to be reminded of."""
        return cell.state == "open" and self._left <= _SOON_DAYS

    def summary(self) -> str:
        """Return the half-year in a sentence."""
        total = len(self._lines) * len(Count)
        done = sum(line.done for line in self._lines)
        said = self.t("{done} of {n} there", done=done, n=total)
        if self._left < 0:
            return said
        return along([said, self.t("{n} day left|{n} days left", n=self._left)], self.t)

    @override
    def sizeHint(self) -> QSize:
        tall = self.theme.px(_HEAD) + len(self._lines) * self.theme.px(_ROW) + 1
        return QSize(720, tall)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(520, self.sizeHint().height())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._find(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self._say(place)) if place else "", self)
            return True
        return super().event(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._find(event.position()) or (-1, -1)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if place[0] >= 0 else Qt.CursorShape.ArrowCursor
        )
        if place != self._hover:
            self._hover = place
            self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover = (-1, -1)
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._find(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = place
            self._name_it()
            self._choose()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS and self._lines:
            across, down = ARROWS[key]
            self._at = (
                max(0, min(len(Count) - 1, self._at[0] + across)),
                max(0, min(len(self._lines) - 1, self._at[1] + down)),
            )
            self._name_it()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        if self._lines:
            column, row = self._at
            self.spot.setGeometry(self._cell(column, row).toRect())
            line = self._lines[row]
            self.chosen.emit(line.partner, line.cells[column].counter.count.value)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        head = theme.px(_HEAD)
        draw_box(painter, QRectF(0, 0, self.width(), head), 0, theme.color("ground.sunken"))
        font, color = theme.font("caption"), theme.color("text.tertiary")
        name = QRectF(_PAD, 0, self._names() - _PAD - 8, head)
        draw_words(painter, name, self.t("Enterprise"), font, color)
        for column, count in enumerate(Count):
            box = QRectF(self._across(column) + 8, 0, self._wide() - 12, head)
            draw_words(painter, box, self.t(count.title_), font, color)
        for row, line in enumerate(self._lines):
            top = self._top(row)
            if top <= event.rect().bottom() and top + theme.px(_ROW) >= event.rect().top():
                self._paint_row(painter, row, line)
        if self.hasFocus() and self._lines:
            draw_ring(painter, theme, self._cell(*self._at).adjusted(2, 2, -2, -2))
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, line: QuotaLine) -> None:
        theme, top = self.theme, self._top(row)
        across = (QPointF(0, top), QPointF(self.width(), top))
        draw_line(painter, *across, theme.color("line.hair"))
        name = QRectF(_PAD, top, self._names() - _PAD - 8, theme.px(_ROW))
        draw_words(painter, name, line.name, theme.font("body"), theme.color("text.primary"))
        for column, cell in enumerate(line.cells):
            box = self._cell(column, row)
            if (column, row) == self._hover:
                inner = box.adjusted(2, 3, -2, -3)
                draw_box(painter, inner, 6, theme.color("ground.hover"))
            self._paint_cell(painter, box, cell)

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        theme, side = self.theme, self.theme.px(_ICON)
        icon, mark, color = _LOOK["soon" if self._presses(cell) else cell.state]
        place = QRectF(box.left() + 8, box.center().y() - side / 2, side, side)
        theme.draw_icon(painter, place, icon, mark, fill=cell.state == "done")
        words = box.adjusted(8 + side + 6, 0, -4, 0)
        draw_words(painter, words, self.words(cell), theme.font("meta"), theme.color(color))

    def _names(self) -> float:
        return max(self.theme.px(150), self.width() * _NAMES)

    def _wide(self) -> float:
        return (self.width() - self._names()) / len(Count)

    def _across(self, column: int) -> float:
        return self._names() + column * self._wide()

    def _top(self, row: int) -> float:
        return float(self.theme.px(_HEAD) + row * self.theme.px(_ROW))

    def _cell(self, column: int, row: int) -> QRectF:
        return QRectF(self._across(column), self._top(row), self._wide(), self.theme.px(_ROW))

    def _find(self, spot: QPointF) -> tuple[int, int] | None:
        row = int((spot.y() - self.theme.px(_HEAD)) // self.theme.px(_ROW))
        column = int((spot.x() - self._names()) // self._wide())
        if 0 <= row < len(self._lines) and 0 <= column < len(Count):
            return column, row
        return None

    def _say(self, place: tuple[int, int]) -> str:
        line = self._lines[place[1]]
        cell = line.cells[place[0]]
        return self.t(
            "{name}, {what}: {state}",
            name=line.name,
            what=self.t(cell.counter.count.title_),
            state=cell_words(cell, self.t),
        )

    def _name_it(self) -> None:
        self.setAccessibleName(self._say(self._at) if self._lines else "")
        self.setAccessibleDescription(self.summary())
        self.update()
