"""Icons in one stroke: Phosphor's glyphs, and the few drawings of our own beside them.

Glyphs are drawn as text at the size and pixel ratio of the painter, so they are sharp on every
screen. A `QIcon` is a bundle of pixmaps and not a drawing engine of ours: Qt may destroy an engine
after Python is gone, and a program must not crash while it closes.
"""

from collections.abc import Callable
from pathlib import Path

import qtawesome
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from qtawesome.iconic_font import IconicFont

_SET = "ph"


class Icons:
    """Draws icons by name; our own SVGs in `folder` come before Phosphor's."""

    def __init__(self, folder: Path) -> None:
        self._own = {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.svg"))}
        self._glyphs = _load_phosphor()

    def draw(
        self, painter: QPainter, rect: QRectF, name: str, color: QColor, *, fill: bool = False
    ) -> None:
        """Draw an icon into the largest square in the middle of `rect`; nothing for an unknown name."""
        if not self.knows(name):
            # Most icons are drawn inside a paint event, where an exception takes the program along.
            return
        glyph = "" if name in self._own else self._glyph(f"{name}-fill" if fill else name)
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(rect.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if glyph:
            painter.setFont(self._glyphs.font(_SET, max(1, round(side))))
            painter.setPen(color)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
            painter.drawText(square, int(flags), glyph)
        else:
            self._renderer(name, color).render(painter, square)
        painter.restore()

    def knows(self, name: str) -> bool:
        """Tell whether there is an icon of that name."""
        return name in self._own or name in self._glyphs.charmap[_SET]

    def _glyph(self, name: str) -> str:
        return str(self._glyphs.charmap[_SET][name])

    def _renderer(self, name: str, color: QColor) -> QSvgRenderer:
        drawing = self._own[name].replace("currentColor", color.name())
        return QSvgRenderer(QByteArray(drawing.encode()))


def _load_phosphor() -> IconicFont:
    # Only this one of the sets qtawesome carries: loading all of them costs a tenth of a second.
    folder = Path(qtawesome.__file__).parent / "fonts"
    file = next(folder.glob("phosphor-[0-9]*.ttf"))
    names = next(folder.glob("phosphor-charmap-*.json"))
    return IconicFont((_SET, file.name, names.name))


def paint_pixmap(size: QSize, ratio: float, paint: Callable[[QPainter], None]) -> QPixmap:
    """Return a clear pixmap of `size` at a pixel ratio with what `paint` draws on it."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        paint(painter)
    finally:
        # A pixmap destroyed under its painter takes the program with it.
        painter.end()
    return pixmap
