"""The sign of the program: in the sidebar, over the first run and the lock, in the task bar."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import Painted, draw_box

_ICON = "check-square"


def draw_brand(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """Draw the sign: a ticked sheet on the one deep red."""
    draw_box(painter, rect, rect.width() * 0.2, theme.color("accent.fill"))
    inset = rect.width() * 0.17
    sheet = rect.adjusted(inset, inset, -inset, -inset)
    theme.draw_icon(painter, sheet, _ICON, "text.on_accent")


def brand_icon(theme: Theme) -> QIcon:
    """Return the sign in the sizes that task bars ask for."""
    icon = QIcon()
    for side in (16, 32, 64, 128):
        picture = QPixmap(side, side)
        picture.fill(theme.color("ground.scrim").fromRgb(0, 0, 0, 0))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_brand(painter, theme, QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(picture)
    return icon


class BrandMark(Painted):
    """The sign as a widget, `side` pixels square."""

    def __init__(self, theme: Theme, side: int = 28, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        draw_brand(painter, self.theme, QRectF(self.rect()))
        painter.end()
