"""Icons in one stroke: Phosphor's glyphs, and the few drawings of our own beside them.

Glyphs are drawn as text at the size and pixel ratio of the painter, so they are sharp on every
screen. A `QIcon` made here asks for its colour each time it is drawn, so a change of theme needs no
new icons.
"""

from collections.abc import Callable
from pathlib import Path

import qtawesome
from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from qtawesome.iconic_font import IconicFont
from typing_extensions import override

_SET = "ph"


class Icons:
    """Draws icons by name; our own SVGs in `folder` come before Phosphor's."""

    def __init__(self, folder: Path) -> None:
        self._own = {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.svg"))}
        self._glyphs = _load_phosphor()

    def draw(
        self, painter: QPainter, rect: QRectF, name: str, color: QColor, *, fill: bool = False
    ) -> None:
        """Draw an icon into the largest square in the middle of `rect`. An unknown name raises KeyError."""
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(rect.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if name in self._own:
            self._renderer(name, color).render(painter, square)
        else:
            self._draw_glyph(painter, square, f"{name}-fill" if fill else name, color)
        painter.restore()

    def _draw_glyph(self, painter: QPainter, square: QRectF, name: str, color: QColor) -> None:
        painter.setFont(self._glyphs.font(_SET, max(1, round(square.height()))))
        painter.setPen(color)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(square, int(flags), self._glyphs.charmap[_SET][name])

    def _renderer(self, name: str, color: QColor) -> QSvgRenderer:
        drawing = self._own[name].replace("currentColor", color.name())
        return QSvgRenderer(QByteArray(drawing.encode()))


def _load_phosphor() -> IconicFont:
    # Only this one of the sets qtawesome carries: loading all of them costs a tenth of a second.
    folder = Path(qtawesome.__file__).parent / "fonts"
    file = next(folder.glob("phosphor-[0-9]*.ttf"))
    names = next(folder.glob("phosphor-charmap-*.json"))
    return IconicFont((_SET, file.name, names.name))


class ThemedIcon(QIconEngine):
    """A QIcon's engine that draws through `paint_now(painter, rect, mode)`."""

    def __init__(self, paint_now: Callable[[QPainter, QRectF, QIcon.Mode], None]) -> None:
        super().__init__()
        self._paint_now = paint_now

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        self._paint_now(painter, QRectF(rect), mode)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._filled(size, mode)

    @override
    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return self._filled(size, mode)

    @override
    def clone(self) -> QIconEngine:
        return ThemedIcon(self._paint_now)

    def _filled(self, size: QSize, mode: QIcon.Mode) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self._paint_now(painter, QRectF(0, 0, size.width(), size.height()), mode)
        painter.end()
        return pixmap
