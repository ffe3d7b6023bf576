"""Study hours of everybody: a bar by form with the line of what applies; names in the order given."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.counting.studied import COUNTED
from app.records.study import HoursKind
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.hours import say_number
from ui.desktop.widgets.painted import (
    LEFT,
    RIGHT,
    Painted,
    draw_box,
    draw_line,
    draw_name,
    draw_ring,
    draw_words,
    words_width,
)

_ROW, _LEAST_NAME, _MOST_NAME, _FIGURES = 30, 76, 190, 60
_SHADES = ("data.heat_4", "data.heat_3", "data.heat_2", "data.heat_1")


@dataclass(frozen=True, slots=True)
class BarRow:
    """One person: hours by form, what applies (0: no hard number), the pace, a note in words."""

    id: str
    name: str
    parts: tuple[float, ...]
    goal: float = 0.0
    pace: float = 0.0
    note: str = ""

    @property
    def total(self) -> float:
        """Return all hours."""
        return round(sum(self.parts), 2)


class HoursBars(Painted):
    """Up and Down walk, Enter chooses. Emits `chosen(id)`. No bar is measured against another."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._rows: tuple[BarRow, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[BarRow]) -> None:
        """Show these."""
        self._rows = tuple(rows)
        self._at = max(0, min(self._at, len(self._rows) - 1))
        self._name_it()
        self.follow_theme()

    def legend(self, counted: Collection[HoursKind] = COUNTED) -> "FormLegend":
        """Return the shades and the forms they stand for, for a card's head."""
        return FormLegend(self.theme, self.t, counted)

    def summary(self) -> str:
        """Return the year in a sentence, without a name."""
        asked = [row for row in self._rows if row.goal]
        return self.t(
            "{n} people; {under} of {asked} under the pace of the year; no hard number for {free}",
            n=len(self._rows),
            under=sum(row.total < row.pace for row in asked),
            asked=len(asked),
            free=len(self._rows) - len(asked),
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, len(self._rows) * self.theme.px(_ROW) + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(380, self.sizeHint().height())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = int(event.position().y() // self.theme.px(_ROW))
        if 0 <= at < len(self._rows) and event.button() == Qt.MouseButton.LeftButton:
            self._at = at
            self._name_it()
            self.chosen.emit(self._rows[at].id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and self._rows:
            self._at = max(0, min(len(self._rows) - 1, self._at + step))
            self._name_it()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows:
            self.chosen.emit(self._rows[self._at].id)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, row_tall, shown = self.open_painter(), self.theme.px(_ROW), event.rect()
        reach = self._reach()
        for at, row in enumerate(self._rows):
            rect = QRectF(0, at * row_tall, self.width(), row_tall)
            if rect.top() <= shown.bottom() and rect.bottom() >= shown.top():
                self._paint_row(painter, rect, row, reach)
            if self.hasFocus() and at == self._at:
                draw_ring(painter, self.theme, rect.adjusted(1, 1, -1, -1))
        painter.end()

    def _reach(self) -> float:
        # One scale for all, so that hours are read alike; it ends behind the longest goal or bar.
        longest = max((max(row.total, row.goal) for row in self._rows), default=0.0)
        return max(8.0, longest * 1.04)

    def _paint_row(self, painter: QPainter, rect: QRectF, row: BarRow, reach: float) -> None:
        theme, names = self.theme, self._names()
        name = QRectF(0, rect.top(), names - 8, rect.height())
        draw_name(painter, name, row.name, theme.font("meta"), theme.color("text.primary"))
        notes = self._notes()
        track = QRectF(
            names, rect.center().y() - 6, rect.width() - names - _FIGURES - notes - 8, 12
        )
        draw_box(painter, track, 3, theme.color("data.track"))
        left = track.left()
        for value, shade in zip(row.parts, _SHADES, strict=False):
            wide = track.width() * value / reach
            if wide > 0:
                box = QRectF(left, track.top(), max(1.0, wide), track.height())
                draw_box(painter, box, 2, theme.color(shade))
                left += wide
        for value, style, thick in (
            (row.goal, Qt.PenStyle.SolidLine, 2.0),
            (row.pace, Qt.PenStyle.DotLine, 1.2),
        ):
            if value > 0:
                x = round(track.left() + track.width() * value / reach)
                top, foot = QPointF(x, track.top() - 5), QPointF(x, track.bottom() + 5)
                draw_line(painter, top, foot, theme.color("data.goal"), thick, style)
        figures = QRectF(track.right() + 8, rect.top(), _FIGURES, rect.height())
        said = (
            f"{say_number(row.total)}/{say_number(row.goal)}" if row.goal else say_number(row.total)
        )
        color = theme.color("text.secondary")
        draw_words(painter, figures, said, theme.font("meta"), color, RIGHT, elide=False)
        if row.note:
            place = QRectF(figures.right() + 10, rect.top(), notes - 10, rect.height())
            draw_words(painter, place, row.note, theme.font("caption"), color, LEFT)

    def _names(self) -> float:
        font = self.theme.font("meta")
        longest = max((words_width(row.name, font) for row in self._rows), default=0) + 14
        return max(self.theme.px(_LEAST_NAME), min(self.theme.px(_MOST_NAME), longest))

    def _notes(self) -> float:
        font = self.theme.font("caption")
        longest = max((words_width(row.note, font) for row in self._rows if row.note), default=0)
        return min(self.width() * 0.34, longest + 12) if longest else 0.0

    def _name_it(self) -> None:
        if self._rows:
            row = self._rows[self._at]
            said = f"{row.name} {say_number(row.total)}"
            if row.goal:
                said = f"{said}/{say_number(row.goal)}"
            self.setAccessibleName(f"{said} {row.note}".strip())
        self.setAccessibleDescription(self.summary())
        self.update()


class FormLegend(Painted):
    """The shades of the forms that count, the goal's line and the pace's."""

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        counted: Collection[HoursKind],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._items = [
            *((s, t(k.title_)) for s, k in zip(_SHADES, HoursKind, strict=True) if k in counted),
            ("goal", t("What applies")),
            ("pace", t("Pace")),
        ]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        font = self.theme.font("caption")
        return QSize(
            round(sum(16 + words_width(text, font) + 12 for _, text in self._items)),
            self.theme.line("caption") + 2,
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, left = self.open_painter(), self.theme, 0.0
        font, words, middle = (
            theme.font("caption"),
            theme.color("text.secondary"),
            self.height() / 2,
        )
        for color, text in self._items:
            if color in ("goal", "pace"):
                solid = color == "goal"
                style = Qt.PenStyle.SolidLine if solid else Qt.PenStyle.DotLine
                top, foot = QPointF(left + 5, middle - 6), QPointF(left + 5, middle + 6)
                draw_line(
                    painter, top, foot, theme.color("data.goal"), 2.0 if solid else 1.2, style
                )
            else:
                draw_box(painter, QRectF(left, middle - 5, 10, 10), 2, theme.color(color))
            place = QRectF(left + 16, 0, 200, self.height())
            left += 16 + draw_words(painter, place, text, font, words, elide=False) + 12
        painter.end()
