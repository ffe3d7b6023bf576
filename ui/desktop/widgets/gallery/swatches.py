"""The theme's colours with their names."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import Painted, draw_box, draw_words

_TOKENS = (
    "ground.canvas",
    "ground.sidebar",
    "ground.surface",
    "ground.selected",
    "line.strong",
    "line.control",
    "text.primary",
    "text.secondary",
    "accent.fill",
    "accent.hover",
    "state.ok_mark",
    "state.wait_mark",
    "state.info_mark",
    "state.error_mark",
    "line.focus",
    "data.heat_3",
)


class Swatches(Painted):
    """Two rows of eight."""

    def __init__(
        self, theme: Theme, names: Sequence[str], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._names = tuple(names)

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, 112)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        wide = (self.width() + 8) / 8
        for at, (token, name) in enumerate(zip(_TOKENS, self._names, strict=True)):
            row, column = divmod(at, 8)
            box = QRectF(column * wide, row * 60, wide - 8, 32)
            draw_box(painter, box, 6, theme.color(token), theme.color("line.hair"))
            words = QRectF(box.left(), box.bottom() + 2, box.width(), 18)
            draw_words(painter, words, name, theme.font("caption"), theme.color("text.secondary"))
        painter.end()
