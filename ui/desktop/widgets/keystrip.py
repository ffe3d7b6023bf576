"""Key caps in a row, as many as there is room for: they help, and are the first to give way."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.checks import draw_key
from ui.desktop.widgets.painted import Painted, words_width

_PAD, _GAP = 18, 8


class KeyStrip(Painted):
    """What each key does, in a few words."""

    def __init__(
        self, theme: Theme, texts: Sequence[str] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._texts: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_keys(texts)

    def set_keys(self, texts: Sequence[str]) -> None:
        """Show other keys."""
        self._texts = tuple(texts)
        self.setAccessibleName(", ".join(texts))
        self.follow_theme()

    def shown(self) -> tuple[str, ...]:
        """Return the keys meant to show."""
        return self._texts

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._widths()) + _GAP * len(self._texts)), self.theme.px(20))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.theme.px(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, left = self.open_painter(), 0.0
        for text, width in zip(self._texts, self._widths(), strict=True):
            if left + width > self.width():
                break
            draw_key(painter, self.theme, QRectF(left, 0, width, self.height()), text)
            left += width + _GAP
        painter.end()

    def _widths(self) -> list[float]:
        font = self.theme.font("caption")
        return [words_width(text, font) + _PAD for text in self._texts]
