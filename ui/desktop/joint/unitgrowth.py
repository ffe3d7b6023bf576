"""How the alliance grew: columns of members, and a line of those who wish to join."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.counting.alliance import Point
from app.dates import say_short_month
from app.reports.alliance import point_name
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

_TALL, _WIDEST, _DOT = 170, 34, 3.0
_PARTS = (("data.bar", N_("Member units")), ("", N_("Wishing to join")))


class GrowthChart(Painted):
    """Left and Right walk, Ctrl+C copies the numbers."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._points: tuple[Point, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_points(self, points: Sequence[Point]) -> None:
        """Show these months or quarters."""
        self._points = tuple(points)
        self._at = max(0, len(self._points) - 1)
        self._name_it()

    def legend(self) -> "GrowthLegend":
        """Return the signs and their words, for a card's head."""
        return GrowthLegend(self.theme, self.t)

    def table_text(self) -> str:
        """Return the numbers as a table of tabs."""
        t = self.t
        rows = [
            (t("Period"), t("Member units"), t("Wishing to join"), t("Came in it"), t("Left in it"))
        ]
        rows += [
            (point_name(p, t), str(p.members), str(p.waiting), str(p.joined), str(p.left))
            for p in self._points
        ]
        return "\n".join("\t".join(row) for row in rows)

    def summary(self) -> str:
        """Return the curve in a sentence: from when, from how many, to how many."""
        if not self._points:
            return ""
        first = next((p for p in self._points if p.members), self._points[0])
        last = self._points[-1]
        return self.t(
            "{first}: {n} members; now {members}, {waiting} wish to join",
            first=point_name(first, self.t),
            n=first.members,
            members=last.members,
            waiting=last.waiting,
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self.theme.px(_TALL))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._find(event.pos().x())
            QToolTip.showText(event.globalPos(), plain_tip(self._say(at)) if at >= 0 else "", self)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.table_text())
        elif step is not None and self._points:
            self._at = max(0, min(len(self._points) - 1, self._at + step))
            self._name_it()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, foot = self.open_painter(), self._foot()
        draw_line(
            painter, QPointF(0, foot), QPointF(self.width(), foot), self.theme.color("line.strong")
        )
        most = max((max(p.members, p.waiting) for p in self._points), default=0) or 1
        shown = self._numbered()
        for at, point in enumerate(self._points):
            self._paint_column(painter, at, point, most, said=at in shown)
            self._paint_label(painter, at, point)
        self._paint_waiting(painter, most)
        if self.hasFocus() and self._points:
            draw_ring(painter, self.theme, self._slot(self._at).adjusted(0, 1, 0, -1))
        painter.end()

    def _numbered(self) -> set[int]:
        """Return the columns whose number is written: all where there is room, else first and last."""
        font, points = self.theme.font("caption"), self._points
        grown = [at for at, p in enumerate(points) if p.members]
        if grown and words_width(str(points[-1].members), font) + 4 > self._slot(0).width():
            return {grown[0], grown[-1]}
        return set(grown)

    def _paint_column(
        self, painter: QPainter, at: int, point: Point, most: int, *, said: bool
    ) -> None:
        theme, slot, foot = self.theme, self._slot(at), self._foot()
        if not point.members:
            return
        wide = min(float(_WIDEST), max(2.0, slot.width() * 0.66))
        tall = max(2.0, self._room() * point.members / most)
        box = QRectF(slot.center().x() - wide / 2, foot - tall, wide, tall - 1)
        draw_box(painter, box, min(2.0, wide / 4), theme.color("data.bar"))
        if said:
            line = theme.line("caption")
            place = QRectF(slot.left(), foot - tall - line, slot.width(), line)
            font, color = theme.font("caption"), theme.color("text.primary")
            draw_words(painter, place, str(point.members), font, color, CENTER, elide=False)

    def _paint_waiting(self, painter: QPainter, most: int) -> None:
        theme, before = self.theme, None
        if not any(p.waiting for p in self._points):
            return
        color, ground = theme.color("state.wait_mark"), theme.color("ground.surface")
        spots = []
        for at, point in enumerate(self._points):
            y = self._foot() - self._room() * point.waiting / most
            spot = QPointF(self._slot(at).center().x(), y)
            if before is not None:
                draw_line(painter, before, spot, color, 2)
            before = spot
            spots.append(spot)
        for spot in spots:
            box = QRectF(spot.x() - _DOT, spot.y() - _DOT, 2 * _DOT, 2 * _DOT)
            draw_box(painter, box, _DOT, ground, color, 2)

    def _room(self) -> float:
        return self._foot() - self.theme.line("caption") - 2

    def _paint_label(self, painter: QPainter, at: int, point: Point) -> None:
        theme, slot = self.theme, self._slot(at)
        first = at == 0 or self._points[at - 1].span.first.year != point.span.first.year
        monthly = "Q" not in point.span.key
        if not (monthly or first):
            return
        text = say_short_month(point.span.number, self.t) if monthly else str(point.span.first.year)
        font, color = theme.font("caption"), theme.color("text.secondary")
        if monthly and words_width(text, font) > slot.width():
            text = str(point.span.number)
        place = QRectF(slot.left(), self._foot() + 2, slot.width(), theme.line("caption"))
        if not monthly:
            place.setWidth(words_width(text, font) + 4)
        draw_words(painter, place, text, font, color, CENTER, elide=False)

    def _foot(self) -> float:
        return float(self.height() - self.theme.line("caption") - 4)

    def _slot(self, at: int) -> QRectF:
        wide = self.width() / max(1, len(self._points))
        return QRectF(at * wide, 0, wide, self.height())

    def _find(self, x: float) -> int:
        if not self._points or not 0 <= x < self.width():
            return -1
        return min(len(self._points) - 1, int(x * len(self._points) / self.width()))

    def _say(self, at: int) -> str:
        point = self._points[at]
        return self.t(
            "{period}: {members} members, {waiting} wish to join; {joined} came, {left} left",
            period=point_name(point, self.t),
            members=point.members,
            waiting=point.waiting,
            joined=point.joined,
            left=point.left,
        )

    def _name_it(self) -> None:
        self.setAccessibleName(self._say(self._at) if self._points else "")
        self.setAccessibleDescription(self.summary())
        self.update()


class GrowthLegend(Painted):
    """The signs of the columns and their words."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._items = [(color, t(words)) for color, words in _PARTS]
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
            middle = self.height() / 2
            if color:
                draw_box(painter, QRectF(left, middle - 5, 10, 10), 2, theme.color(color))
            else:
                mark, ground = theme.color("state.wait_mark"), theme.color("ground.surface")
                draw_line(painter, QPointF(left, middle), QPointF(left + 12, middle), mark, 2)
                box = QRectF(left + 6 - _DOT, middle - _DOT, 2 * _DOT, 2 * _DOT)
                draw_box(painter, box, _DOT, ground, mark, 2)
            place = QRectF(left + 16, 0, 200, self.height())
            left += 16 + draw_words(painter, place, text, font, words, elide=False) + 14
        painter.end()
