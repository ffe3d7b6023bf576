"""The steps of a meeting, any of which can be opened at any time; and the first run's, upright."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import (
    CENTER,
    Painted,
    draw_box,
    draw_ring,
    draw_words,
    words_width,
)

_SIDE = 24


@dataclass(frozen=True, slots=True)
class Step:
    """One step; state is done, current, open or contradiction, `sub` the upright one's second line."""

    key: str
    text: str
    state: str = "open"
    sub: str = ""


def _draw_mark(painter: QPainter, theme: Theme, box: QRectF, number: int, state: str) -> None:
    if state == "done":
        theme.draw_icon(
            painter, box.adjusted(-1, -1, 1, 1), "check-circle", "state.ok_mark", fill=True
        )
        return
    if state == "contradiction":
        theme.draw_icon(
            painter, box.adjusted(-1, -1, 1, 1), "warning-octagon", "state.error_mark", fill=True
        )
        return
    here = state == "current"
    fill = theme.color("accent.fill") if here else None
    edge = None if here else theme.color("line.control")
    draw_box(painter, box, box.width() / 2, fill, edge, 1.4)
    color = theme.color("text.on_accent" if here else "text.secondary")
    draw_words(
        painter, box, str(number), theme.font("meta", strong=True), color, CENTER, elide=False
    )


_HALVINGS = 24
"""So often a width between two is halved: below a hundredth of a point."""


class Stepper(Painted):
    """Steps in a row, 48 high. Emits `chosen(key)`; Left and Right move, Enter opens."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, steps: Sequence[Step] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._steps: tuple[Step, ...] = ()
        self._at, self._hover = 0, -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps; the current one is where the keys begin."""
        if self._steps and self._steps == tuple(steps):
            return
        self._steps = tuple(steps)
        self._at = next((at for at, step in enumerate(steps) if step.state == "current"), 0)
        here = self._steps[self._at].text if steps else ""
        self.setAccessibleName(here)
        self.setAccessibleDescription(", ".join(step.text for step in steps))
        self.follow_theme()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._widths())) + 24, self.theme.layout("stepper"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self._at = max(0, min(len(self._steps) - 1, self._at + step))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._steps:
            self.chosen.emit(self._steps[self._at].key)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._find(event.position().x())
        if at >= 0:
            self._at = at
            self.chosen.emit(self._steps[at].key)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._find(event.position().x())
        self.update()

    @override
    def leaveEvent(self, event: object) -> None:
        self._hover = -1
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        for at, (step, rect) in enumerate(zip(self._steps, self._rects(), strict=True)):
            here = step.state == "current"
            if at == self._hover and not here:
                draw_box(painter, rect.adjusted(0, 6, 0, -6), 6, theme.color("ground.hover"))
            mark = QRectF(rect.left() + 10, rect.center().y() - _SIDE / 2, _SIDE, _SIDE)
            _draw_mark(painter, theme, mark, at + 1, step.state)
            room = max(0.0, rect.right() - 4 - mark.right() - 8) if not here else rect.width()
            words = QRectF(mark.right() + 8, rect.top(), room, rect.height())
            color = theme.color("text.secondary" if step.state == "open" else "text.primary")
            draw_words(
                painter, words, step.text, theme.font("strong", strong=here), color, elide=not here
            )
            if here:
                line = QRectF(rect.left(), rect.bottom() - 3, rect.width(), 3)
                draw_box(painter, line, 1.5, theme.color("accent.mark"))
            if self.hasFocus() and at == self._at:
                draw_ring(painter, theme, rect.adjusted(1, 4, -1, -6))
        painter.end()

    def _widths(self) -> list[float]:
        font = self.theme.font("strong", strong=True)
        return [words_width(step.text, font) + _SIDE + 36 for step in self._steps]

    def _rects(self) -> list[QRectF]:
        rects, left = [], 16.0
        here = next((at for at, step in enumerate(self._steps) if step.state == "current"), -1)
        for width in fitted(self._widths(), self.width() - 24.0, _SIDE + 24.0, here):
            rects.append(QRectF(left, 0, width - 4, self.height()))
            left += width
        return rects

    def _find(self, x: float) -> int:
        return next(
            (at for at, rect in enumerate(self._rects()) if rect.left() <= x <= rect.right()), -1
        )


def fitted(widths: Sequence[float], room: float, least: float, whole: int) -> list[float]:
    """Return widths that fit a room: the widest give way first, `whole` never, none below `least`."""
    if sum(widths) <= room:
        return list(widths)
    low, high = least, max(widths, default=least)
    for _ in range(_HALVINGS):
        cap = (low + high) / 2
        wanted = sum(w if at == whole else min(w, cap) for at, w in enumerate(widths))
        low, high = (cap, high) if wanted <= room else (low, cap)
    return [w if at == whole else min(w, low) for at, w in enumerate(widths)]


class UprightStepper(Painted):
    """The steps of the first run, one under the other, to look at."""

    def __init__(
        self, theme: Theme, steps: Sequence[Step] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._steps = tuple(steps)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        self._steps = tuple(steps)
        self.follow_theme()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self.theme.px(55) * len(self._steps))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        pitch = theme.px(55)
        for at, step in enumerate(self._steps):
            top = at * pitch
            _draw_mark(painter, theme, QRectF(1, top + 6, _SIDE, _SIDE), at + 1, step.state)
            here = step.state == "current"
            words = QRectF(37, top, self.width() - 37, theme.line("body"))
            color = theme.color("text.primary" if here else "text.secondary")
            draw_words(painter, words, step.text, theme.font("body", strong=here), color)
            words.moveTop(words.bottom())
            words.setHeight(theme.line("caption"))
            draw_words(
                painter, words, step.sub, theme.font("caption"), theme.color("text.tertiary")
            )
        painter.end()
