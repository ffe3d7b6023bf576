"""How the alliance grew: columns of members, and a line of those who wish to join."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.counting.alliance import Point
from app.dates import say_short_month
from app.reports.alliance import point_name
from db.model.words import N_, Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.barchart import BarChart, BarLegend
from ui.desktop.widgets.cellgrid import Place
from ui.desktop.widgets.painted import draw_box, draw_line, words_width

_TALL, _WIDEST, _DOT = 170, 34, 3.0
_PARTS = (("data.bar", N_("Member units")), ("", N_("Wishing to join")))


class GrowthChart(BarChart):
    """Shows months or quarters; a column leads nowhere, it is said."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, t, parent)
        self._points: tuple[Point, ...] = ()

    def set_points(self, points: Sequence[Point]) -> None:
        """Show these months or quarters."""
        self._points = tuple(points)
        self.at = Place(len(self._points) - 1, 0)
        self.renew()

    def legend(self) -> "GrowthLegend":
        """Return the signs and their words, for a card's head."""
        return GrowthLegend(self.theme, [(color, self.t(words)) for color, words in _PARTS])

    @override
    def count(self) -> int:
        return len(self._points)

    @override
    def leads(self, place: Place) -> bool:
        return False

    @override
    def table_text(self) -> str:
        t = self.t
        rows = [
            (t("Period"), t("Member units"), t("Wishing to join"), t("Came in it"), t("Left in it"))
        ]
        rows += [
            (point_name(p, t), str(p.members), str(p.waiting), str(p.joined), str(p.left))
            for p in self._points
        ]
        return "\n".join("\t".join(row) for row in rows)

    @override
    def summary(self) -> str:
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

    def _most(self) -> int:
        return max((max(p.members, p.waiting) for p in self._points), default=0) or 1

    def _numbered(self) -> set[int]:
        """Return the columns whose number is written: all where there is room, else first and last."""
        font, points = self.theme.font("caption"), self._points
        grown = [at for at, p in enumerate(points) if p.members]
        if grown and words_width(str(points[-1].members), font) + 4 > self.slot(0).width():
            return {grown[0], grown[-1]}
        return set(grown)

    @override
    def paint_column(self, painter: QPainter, at: int) -> None:
        point, slot = self._points[at], self.slot(at)
        if point.members:
            wide = min(float(_WIDEST), max(2.0, slot.width() * 0.66))
            tall = max(2.0, self.room() * point.members / self._most())
            box = QRectF(slot.center().x() - wide / 2, self.foot() - tall, wide, tall)
            self.draw_part(painter, box, self.theme.color("data.bar"))
            if at in self._numbered():
                self.draw_number(painter, at, box.top(), point.members)
        year = point.span.first.year
        if "Q" not in point.span.key:
            month = point.span.number
            self.draw_label(painter, at, say_short_month(month, self.t), str(month))
        elif at == 0 or self._points[at - 1].span.first.year != year:
            self.draw_label(painter, at, str(year))

    @override
    def paint_over(self, painter: QPainter) -> None:
        if not any(p.waiting for p in self._points):
            return
        theme, most = self.theme, self._most()
        color, ground = theme.color("state.wait_mark"), theme.color("ground.surface")
        spots = [
            QPointF(self.slot(at).center().x(), self.foot() - self.room() * point.waiting / most)
            for at, point in enumerate(self._points)
        ]
        for before, spot in pairwise(spots):
            draw_line(painter, before, spot, color, 2)
        for spot in spots:
            box = QRectF(spot.x() - _DOT, spot.y() - _DOT, 2 * _DOT, 2 * _DOT)
            draw_box(painter, box, _DOT, ground, color, 2)

    @override
    def say(self, place: Place) -> str:
        point = self._points[place.column]
        return self.t(
            "{period}: {members} members, {waiting} wish to join; {joined} came, {left} left",
            period=point_name(point, self.t),
            members=point.members,
            waiting=point.waiting,
            joined=point.joined,
            left=point.left,
        )


class GrowthLegend(BarLegend):
    """What is hollow here is the line of those who wish to join."""

    @override
    def draw_mark(self, painter: QPainter, left: float, middle: float, color: str) -> None:
        if color:
            super().draw_mark(painter, left, middle, color)
            return
        mark, ground = self.theme.color("state.wait_mark"), self.theme.color("ground.surface")
        draw_line(painter, QPointF(left, middle), QPointF(left + 12, middle), mark, 2)
        box = QRectF(left + 6 - _DOT, middle - _DOT, 2 * _DOT, 2 * _DOT)
        draw_box(painter, box, _DOT, ground, mark, 2)
