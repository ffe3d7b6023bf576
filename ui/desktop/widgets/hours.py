"""Hours against what applies: a bar for one person, dots without names for all."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import CENTER, Painted, draw_box, draw_line, draw_words, words_width


def say_number(value: float) -> str:
    """Return a number without needless zeros."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _draw_note(
    painter: QPainter, theme: Theme, spot: QPointF, width: float, text: str, *, strong: bool
) -> None:
    font = theme.font("caption", strong=strong)
    wide = words_width(text, font)
    left = max(0.0, min(width - wide, spot.x() - wide / 2))
    color = "text.primary" if strong else "text.secondary"
    box = QRectF(left, spot.y(), wide + 2, theme.line("caption"))
    draw_words(painter, box, text, font, theme.color(color), CENTER, elide=False)


class HoursBar(Painted):
    """The value, the goal's line with its words, a dotted line for the pace of the year."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t, self._value, self._goal, self._pace = t, 0.0, 32.0, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_hours(self, value: float, goal: float, pace: float = 0.0) -> None:
        """Show hours against a goal; `pace` 0 shows no pace line."""
        self._value, self._goal, self._pace = value, goal, pace
        self.setAccessibleName(f"{say_number(value)}/{say_number(goal)}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self.theme.line("caption") * 2 + 28)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, width = self.open_painter(), self.theme, float(self.width())
        line = theme.line("caption")
        bar = QRectF(0, line + 7, width, 14)
        reach = max(self._goal / 0.9, self._value, 1.0)
        draw_box(painter, bar, 7, theme.color("data.track"))
        if self._value > 0:
            done = QRectF(0, bar.top(), max(14.0, width * self._value / reach), bar.height())
            draw_box(painter, done, 7, theme.color("data.bar"))
        goal = round(width * self._goal / reach)
        draw_line(
            painter,
            QPointF(goal, line),
            QPointF(goal, bar.bottom() + 6),
            theme.color("data.goal"),
            2,
        )
        words = self.t("goal {hours}", hours=say_number(self._goal))
        _draw_note(painter, theme, QPointF(goal, 0), width, words, strong=True)
        if self._pace > 0:
            pace = width * min(1.0, self._pace / reach)
            top, foot = QPointF(pace, bar.top() - 4), QPointF(pace, bar.bottom() + 4)
            draw_line(painter, top, foot, theme.color("text.primary"), 1.2, Qt.PenStyle.DotLine)
            words = self.t("pace {hours}", hours=say_number(self._pace))
            _draw_note(painter, theme, QPointF(pace, bar.bottom() + 5), width, words, strong=False)
        painter.end()


class HoursDots(Painted):
    """One dot a person at their hours, no names, stacked; those under the pace are ochre."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._values: tuple[float, ...] = ()
        self._pace, self._goal = 0.0, 32.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_hours(self, values: Sequence[float], pace: float, goal: float) -> None:
        """Show everyone's hours."""
        self._values, self._pace, self._goal = tuple(values), pace, goal
        under = sum(value < pace for value in values)
        said = self.t(
            "{under} of {n} under the pace of {pace}",
            under=under,
            n=len(values),
            pace=say_number(pace),
        )
        self.setAccessibleName(said)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, 160)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, width = self.open_painter(), self.theme, float(self.width())
        base = self.height() - theme.line("caption") - 4
        reach = max(self._goal * 1.37, *self._values, 8.0) if self._values else self._goal * 1.37
        unit = (width - 16) / reach
        draw_line(painter, QPointF(0, base), QPointF(width, base), theme.color("line.strong"))
        for hours in range(0, int(reach) + 1, 8):
            _draw_note(
                painter, theme, QPointF(8 + hours * unit, base + 3), width, str(hours), strong=False
            )
        for line, text, strong in (
            (self._pace, self.t("pace {hours}", hours=say_number(self._pace)), False),
            (self._goal, self.t("goal {hours}", hours=say_number(self._goal)), True),
        ):
            if line > 0:
                x = round(8 + line * unit)
                style = Qt.PenStyle.SolidLine if strong else Qt.PenStyle.DotLine
                top = QPointF(x, theme.line("caption"))
                draw_line(
                    painter,
                    top,
                    QPointF(x, base),
                    theme.color("data.goal"),
                    2 if strong else 1.2,
                    style,
                )
                _draw_note(painter, theme, QPointF(x, 0), width, text, strong=strong)
        self._paint_dots(painter, base, unit)
        painter.end()

    def _paint_dots(self, painter: QPainter, base: float, unit: float) -> None:
        stacked: Counter[int] = Counter()
        painter.setPen(Qt.PenStyle.NoPen)
        room = base - self.theme.line("caption") - 8
        tall = max(Counter(round(value / 2) for value in self._values).values(), default=1)
        pitch = min(14.0, room / tall)
        for value in sorted(self._values):
            slot = round(value / 2)
            center = QPointF(8 + slot * 2 * unit, base - 8 - stacked[slot] * pitch)
            stacked[slot] += 1
            painter.setBrush(
                self.theme.color("state.wait_mark" if value < self._pace else "data.bar")
            )
            painter.drawEllipse(center, min(5.0, pitch / 2 - 0.5), min(5.0, pitch / 2 - 0.5))
