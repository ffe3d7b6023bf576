"""Ninety days of exchange: circles for the network, squares for the stick, height for bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log1p

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.dates import say_date
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import (
    CENTER,
    LEFT,
    RIGHT,
    Painted,
    draw_box,
    draw_line,
    draw_words,
    words_width,
)

_THIRD = 30


@dataclass(frozen=True, slots=True)
class Beat:
    """One exchange: `by` is net or stick, `size` its bytes both ways."""

    day: date
    by: str
    size: int


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Days from `first` to `today`; `since` the last receipt's day; `pending` changes only here, by day."""

    first: date
    today: date
    beats: tuple[Beat, ...]
    since: date | None = None
    pending: tuple[tuple[date, int], ...] = ()


class SyncTimeline(Painted):
    """The ochre field is the time without a receipt; what is only here grows in it."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._view: TimelineView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_days(self, view: TimelineView) -> None:
        """Show these days."""
        self._view = view
        said = [
            f"{say_date(beat.day, self.t)} {self.t('network' if beat.by == 'net' else 'stick')}"
            for beat in view.beats
        ]
        self.setAccessibleName(", ".join(said))
        self.setAccessibleDescription(self._waiting(view))
        self.update()

    def legend(self) -> "TimelineLegend":
        """Return the signs and their words, for the card's head."""
        return TimelineLegend(self.theme, self.t)

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 96 + self.theme.line("caption") + 8)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None:
            return
        painter, view = self.open_painter(), self._view
        base = self.height() - self.theme.line("caption") - 8.0
        self._paint_days(painter, view, base)
        if view.since is not None and view.since < view.today:
            self._paint_waiting(painter, view, view.since, base)
        start, end = QPointF(8, base), QPointF(self.width() - 8, base)
        draw_line(painter, start, end, self.theme.color("line.strong"), 1)
        largest = max((beat.size for beat in view.beats), default=1)
        for beat in view.beats:
            self._paint_beat(painter, beat, base, log1p(beat.size) / max(1.0, log1p(largest)))
        painter.end()

    def _paint_days(self, painter: QPainter, view: TimelineView, base: float) -> None:
        theme, day = self.theme, view.first
        while day < view.today:
            x = self._x(day)
            draw_line(painter, QPointF(x, 4), QPointF(x, base), theme.color("line.hair"))
            words = QRectF(
                x - (0 if day == view.first else 40), base + 6, 80, theme.line("caption")
            )
            align = CENTER if day != view.first else LEFT
            text = say_date(day, self.t)
            draw_words(
                painter, words, text, theme.font("caption"), theme.color("text.secondary"), align
            )
            day += timedelta(days=_THIRD)
        words = QRectF(self.width() - 88, base + 6, 80, theme.line("caption"))
        text = self.t("Today")
        draw_words(
            painter, words, text, theme.font("caption"), theme.color("text.secondary"), RIGHT
        )

    def _paint_waiting(
        self, painter: QPainter, view: TimelineView, since: date, base: float
    ) -> None:
        theme = self.theme
        field = QRectF(self._x(since), 4, self._x(view.today) - self._x(since), base - 4)
        painter.fillRect(field, theme.color("state.wait_soft"))
        most = max((count for _, count in view.pending), default=1)
        day_wide = max(2.0, self._x(view.today) - self._x(view.today - timedelta(days=1)))
        for day, count in view.pending:
            tall = max(2.0, (base - 44) * count / max(1, most))
            left = min(self._x(day), field.right() - day_wide)
            piece = QRectF(left + 0.5, base - tall, day_wide - 1, tall)
            painter.fillRect(piece, theme.color("state.wait_mark"))
        words = QRectF(field.left() - 60, 6, field.width() + 120, theme.line("caption"))
        if words.right() > self.width():
            words.moveRight(self.width())
        font = theme.font("caption", strong=True)
        align = CENTER if field.width() > words_width(self._waiting(view), font) else RIGHT
        box = field.adjusted(0, 2, 0, 0) if align == CENTER else words
        box.setHeight(theme.line("caption"))
        draw_words(
            painter,
            box,
            self._waiting(view),
            font,
            theme.color("state.wait_text"),
            align,
            elide=False,
        )

    def _paint_beat(self, painter: QPainter, beat: Beat, base: float, part: float) -> None:
        x, top = round(self._x(beat.day)), base - 16 - part * (base - 44)
        color = self.theme.color("state.ok_mark" if beat.by == "net" else "state.info_mark")
        draw_line(painter, QPointF(x, top), QPointF(x, base), color, 3)
        sign = QRectF(x - 6, top - 6, 12, 12)
        draw_box(painter, sign, 6 if beat.by == "net" else 2, color)

    def _x(self, day: date) -> float:
        view = self._view
        if view is None:
            return 0.0
        whole = max(1, (view.today - view.first).days)
        return 8 + (self.width() - 16) * max(0, (day - view.first).days) / whole

    def _waiting(self, view: TimelineView) -> str:
        if view.since is None:
            return ""
        return self.t(
            "1 day without a receipt|{n} days without a receipt", n=(view.today - view.since).days
        )


class TimelineLegend(Painted):
    """The signs of the timeline and their words."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._items: Sequence[tuple[str, float, str]] = (
            ("state.ok_mark", 5, t("network")),
            ("state.info_mark", 2, t("stick")),
            ("state.wait_mark", 1, t("changes only here")),
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        font = self.theme.font("caption")
        width = sum(16 + words_width(text, font) + 12 for _, _, text in self._items)
        return QSize(round(width), self.theme.line("caption") + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, left = self.open_painter(), self.theme, 0.0
        for color, corner, text in self._items:
            draw_box(
                painter, QRectF(left, self.height() / 2 - 5, 10, 10), corner, theme.color(color)
            )
            words = QRectF(left + 16, 0, 240, self.height())
            font, ink = theme.font("caption"), theme.color("text.secondary")
            left += 16 + draw_words(painter, words, text, font, ink, elide=False) + 12
        painter.end()
