"""Presence as pictures: a strip for one person, a grid by kind, a table by group.

The hue is neither red nor praise. An absence is a hollow box, leave a word, nothing due a dot: none
of them is a colour.
"""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.dates import say_short_month
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.checks import draw_check
from ui.desktop.widgets.painted import CENTER, Painted, draw_box, draw_words, words_width

_NAME = 66
_LEAST = 17


def draw_dot(painter: QPainter, theme: Theme, cell: QRectF) -> None:
    """Draw that nothing was due."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("line.strong"))
    painter.drawEllipse(cell.center(), 1.6, 1.6)


def draw_strip(
    painter: QPainter, theme: Theme, rect: QRectF, values: Sequence[int | None], pitch: float
) -> None:
    """Draw months beside each other: 0 hollow, 1 to 4 the heat, None a dot."""
    side, height = pitch - 2, 16.0
    top = rect.center().y() - height / 2
    for at, value in enumerate(values):
        cell = QRectF(rect.left() + at * pitch, top, side, height)
        if value is None:
            draw_dot(painter, theme, cell)
        elif value == 0:
            draw_box(
                painter, cell, 3, theme.color("ground.surface"), theme.color("line.control"), 1
            )
        else:
            draw_box(painter, cell, 3, theme.color(f"data.heat_{min(4, value)}"))


class HeatStrip(Painted):
    """Twelve months of one person."""

    def __init__(
        self, theme: Theme, values: Sequence[int | None] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._values = tuple(values)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_values(self, values: Sequence[int | None]) -> None:
        """Show other months."""
        self._values = tuple(values)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(13 * 12, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        draw_strip(painter, self.theme, QRectF(self.rect()), self._values, 13)
        painter.end()


class HeatLegend(Painted):
    """What the steps mean, from absent to always there."""

    def __init__(
        self, theme: Theme, least: str, most: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._least, self._most = least, most
        self.setAccessibleName(f"{least} – {most}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        words = self.theme.metrics("caption").horizontalAdvance(self._least + self._most)
        return QSize(words + 17 * 5 + 12, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = self.open_painter(), self.theme, QRectF(self.rect())
        font, color = theme.font("caption"), theme.color("text.secondary")
        left = draw_words(painter, rect, self._least, font, color, elide=False) + 4
        for step in range(5):
            cell = QRectF(left + step * 17, rect.center().y() - 6, 12, 12)
            fill = theme.color("ground.surface" if not step else f"data.heat_{step}")
            draw_box(painter, cell, 3, fill, None if step else theme.color("line.control"))
        draw_words(painter, rect.adjusted(left + 86, 0, 8, 0), self._most, font, color, elide=False)
        painter.end()


class _Grid(Painted):
    """Rows with names and twelve columns, the present month's head in strong type."""

    def __init__(
        self, theme: Theme, t: Translate, pitch: int, height: int, parent: QWidget | None
    ) -> None:
        super().__init__(theme, parent)
        self.t, self._pitch, self._height, self.month = t, pitch, height, 0
        self.names: tuple[str, ...] = ()
        self._label = theme.px(_NAME)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        rows = self.theme.px(self._height) * len(self.names)
        return QSize(self._names_wide() + 12 * self._pitch, rows + self.theme.px(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        self._label = self._names_wide()
        for at in range(12):
            here = at + 1 == self.month
            head = QRectF(self._left(at), 0, self._wide(), theme.px(20))
            color = theme.color("text.primary" if here else "text.secondary")
            words = self.head(at + 1)
            draw_words(
                painter, head, words, theme.font("caption", strong=here), color, CENTER, elide=False
            )
        for row, name in enumerate(self.names):
            label = QRectF(0, self._top(row), self._label - 4, theme.px(self._height))
            draw_words(painter, label, name, theme.font("caption"), theme.color("text.primary"))
            for at in range(12):
                cell = QRectF(self._left(at), self._top(row), self._wide(), theme.px(self._height))
                self.paint_cell(painter, cell, row, at)
        painter.end()

    def head(self, month: int) -> str:
        """Return a column's words."""
        return str(month)

    def paint_cell(self, painter: QPainter, cell: QRectF, row: int, at: int) -> None:
        """Paint one month of one row."""

    def _wide(self) -> float:
        return (self.width() - self._label) / 12

    def _names_wide(self) -> int:
        # Long words take what the months can spare.
        font, least = self.theme.font("caption"), self.theme.px(_NAME)
        longest = max((ceil(words_width(name, font)) for name in self.names), default=0) + 8
        return max(least, min(longest, max(self.width() - 12 * _LEAST, least)))

    def _left(self, at: int) -> float:
        return self._label + at * self._wide()

    def _top(self, row: int) -> float:
        return self.theme.px(22) + row * self.theme.px(self._height)


class AttendanceGrid(_Grid):
    """One person by kind of meeting and month: present, leave, absent, planned, none."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, t, 23, 26, parent)
        self._marks: tuple[tuple[str, ...], ...] = ()

    def set_rows(self, rows: Sequence[tuple[str, Sequence[str]]], month: int) -> None:
        """Show (name, twelve marks) rows; `month` is the present one."""
        self.names = tuple(name for name, _ in rows)
        self._marks = tuple(tuple(marks) for _, marks in rows)
        self.month = month
        here = [sum(mark == "present" for mark in marks) for marks in self._marks]
        said = (f"{name} {count}" for name, count in zip(self.names, here, strict=True))
        self.setAccessibleDescription(", ".join(said))
        self.follow_theme()

    @override
    def paint_cell(self, painter: QPainter, cell: QRectF, row: int, at: int) -> None:
        theme, mark = self.theme, self._marks[row][at]
        side = min(20.0, cell.width() - 2, cell.height() - 2)
        box = QRectF(0, 0, side, side)
        box.moveCenter(cell.center())
        match mark:
            case "present":
                draw_check(painter, theme, box, state=True, fill="data.heat_4")
            case "leave":
                draw_box(painter, box, 4, theme.color("state.wait_soft"))
                self._word(painter, box, self.t("L"), "state.wait_text")
            case "absent":
                draw_box(
                    painter, box, 4, theme.color("ground.surface"), theme.color("line.control")
                )
                self._word(painter, box, self.t("A"), "text.secondary")
            case "planned":
                draw_box(
                    painter,
                    box,
                    4,
                    theme.color("state.info_soft"),
                    theme.color("state.info_mark"),
                    1.4,
                )
                third = box.width() * 0.4
                dot = box.adjusted(third, third, -third, -third)
                draw_box(painter, dot, 2, theme.color("state.info_mark"))
            case _:
                draw_dot(painter, theme, cell)

    def _word(self, painter: QPainter, box: QRectF, word: str, color: str) -> None:
        font = self.theme.font("caption", strong=True)
        draw_words(painter, box, word, font, self.theme.color(color), CENTER, elide=False)


class GroupHeat(_Grid):
    """One row a group, a figure in each month's cell: those present of those due, in per cent."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, t, 36, 32, parent)
        self._parts: tuple[tuple[int | None, ...], ...] = ()

    def set_rows(self, rows: Sequence[tuple[str, Sequence[int | None]]], month: int) -> None:
        """Show (name, twelve per cents) rows; None where nothing was due."""
        self.names = tuple(name for name, _ in rows)
        self._parts = tuple(tuple(parts) for _, parts in rows)
        self.month = month
        self.setAccessibleDescription(
            "; ".join(
                f"{name} " + " ".join("-" if part is None else str(part) for part in parts)
                for name, parts in zip(self.names, self._parts, strict=True)
            )
        )
        self.follow_theme()

    @override
    def head(self, month: int) -> str:
        return say_short_month(month, self.t)

    @override
    def paint_cell(self, painter: QPainter, cell: QRectF, row: int, at: int) -> None:
        part = self._parts[row][at]
        if part is None:
            draw_dot(painter, self.theme, cell)
            return
        step = 4 if part >= 95 else 3 if part >= 90 else 2 if part >= 85 else 1
        box = cell.adjusted(1.5, 2, -1.5, -2)
        draw_box(painter, box, 4, self.theme.color(f"data.heat_{step}"))
        # The step's lightness differs by theme: light words on the strong step only.
        strong = "ground.surface" if step == 4 else "text.primary"
        font = self.theme.font("caption")
        draw_words(painter, box, str(part), font, self.theme.color(strong), CENTER, elide=False)
