"""A segmented control: two to six words of which one holds; for filters and views, never for actions."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import CENTER, Painted, draw_box, draw_words, words_width
from ui.desktop.widgets.roles import give

_STEP = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_RIM = 3


class SegmentedControl(Painted):
    """Options are (value, text) pairs; arrows move, a click chooses. Emits `chosen(value)`.

    Wider than `most` pixels, it goes on in another line.
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str]] = (),
        current: str = "",
        *,
        most: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._options, self._most = list(options), most
        self._current = current or (options[0][0] if options else "")
        self._hover = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        give(self, ring=True)
        self._name_it()

    def current(self) -> str:
        """Return the value that holds."""
        return self._current

    def set_current(self, value: str) -> None:
        """Show another value as chosen, silently."""
        self._current = value
        self._name_it()
        self.update()

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other options; the present value stays if it is among them."""
        self._options = list(options)
        if self._current not in [value for value, _ in options]:
            self._current = options[0][0] if options else ""
        self._name_it()
        self.follow_theme()

    def set_text(self, value: str, text: str) -> None:
        """Change the words of one option."""
        self.set_options([(v, text if v == value else old) for v, old in self._options])

    def set_most(self, most: int) -> None:
        """Go on in another line from this width on."""
        if most != self._most:
            self._most = most
            self.follow_theme()

    @override
    def sizeHint(self) -> QSize:
        places = self._places()
        width = max((left + width for _, left, width in places), default=0) + 2 * _RIM
        lines = 1 + max((line for line, _, _ in places), default=0)
        return QSize(round(width), lines * self.theme.size("control"))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEP.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        values = [value for value, _ in self._options]
        at = values.index(self._current) + step if self._current in values else 0
        if 0 <= at < len(values):
            self._choose(values[at])

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at >= 0:
            self._choose(self._options[at][0])

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._at(event.position())
        self.update()

    @override
    def leaveEvent(self, event: object) -> None:
        self._hover = -1
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        draw_box(painter, QRectF(self.rect()), 6, theme.color("ground.pressed"))
        for at, ((value, text), rect) in enumerate(zip(self._options, self._rects(), strict=True)):
            here = value == self._current
            if here:
                draw_box(
                    painter,
                    rect,
                    4,
                    theme.color("ground.surface" if self.isEnabled() else "ground.hover"),
                )
            elif at == self._hover:
                draw_box(painter, rect, 4, theme.color("ground.hover"))
            color = "text.primary" if here else "text.secondary"
            font = theme.font("body", strong=here)
            draw_words(painter, rect, text, font, theme.color(color), CENTER, elide=False)
        painter.end()

    def _choose(self, value: str) -> None:
        if value != self._current:
            self.set_current(value)
            self.chosen.emit(value)

    def _widths(self) -> list[float]:
        font = self.theme.font("body", strong=True)
        return [words_width(text, font) + 24 for _, text in self._options]

    def _rects(self) -> list[QRectF]:
        places = self._places()
        tall = self.height() / (1 + max((line for line, _, _ in places), default=0))
        return [
            QRectF(_RIM + left, line * tall + _RIM, width, tall - 2 * _RIM)
            for line, left, width in places
        ]

    def _places(self) -> list[tuple[int, float, float]]:
        """Return the line, the left edge and the width of each option."""
        places, line, left = list[tuple[int, float, float]](), 0, 0.0
        for width in self._widths():
            if left and self._most and left + width + 2 * _RIM > self._most:
                line, left = line + 1, 0.0
            places.append((line, left, width))
            left += width
        return places

    def _at(self, point: QPointF) -> int:
        # Anywhere between top and bottom of its line counts: the rim is not worth missing for.
        return next(
            (
                at
                for at, rect in enumerate(self._rects())
                if rect.adjusted(0, -_RIM, 0, _RIM).contains(point)
            ),
            -1,
        )

    def _name_it(self) -> None:
        shown = dict(self._options).get(self._current, "")
        self.setAccessibleName(shown)
        self.setAccessibleDescription(", ".join(text for _, text in self._options))


class PlaceTabs(SegmentedControl):
    """The parts of a place as words on a line; the one that is seen is underlined in the accent."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        for at, ((value, text), rect) in enumerate(zip(self._options, self._rects(), strict=True)):
            here = value == self._current
            if at == self._hover and not here:
                draw_box(painter, rect, 4, theme.color("ground.hover"))
            color = theme.color("text.primary" if here else "text.secondary")
            font = theme.font("strong", strong=here)
            draw_words(painter, rect, text, font, color, CENTER, elide=False)
            if here:
                line = QRectF(rect.left() + 10, rect.bottom() - 1, rect.width() - 20, 3)
                draw_box(painter, line, 1, theme.color("accent.mark"))
        painter.end()

    @override
    def _widths(self) -> list[float]:
        font = self.theme.font("strong", strong=True)
        return [words_width(text, font) + 28 for _, text in self._options]
