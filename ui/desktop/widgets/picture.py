"""Pages of a scan or a photo, to read and type from: zoomed, turned, moved about, by mouse or keys."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme

_STEP, _LEAST, _MOST = 1.25, 0.05, 8.0
_PAN = 80


class PictureView(QGraphicsView):
    """Fitted to its width until somebody zooms. Emits `turned(page)` when another page is shown.

    Keys: + and - zoom, 0 fits, R turns it round, arrows move, Page Up and Down change the page.
    """

    turned = Signal(int)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages: tuple[QImage, ...] = ()
        self._page, self._turn, self._fitted = 0, 0, True
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        scene = QGraphicsScene(self)
        scene.addItem(self._item)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setMinimumWidth(220)
        self._follow()
        theme.changed.connect(self._follow)

    def _follow(self) -> None:
        self.setBackgroundBrush(self._theme.color("ground.pressed"))

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Show these pages from the first one on."""
        self._pages, self._turn = tuple(pages), 0
        self.show_page(0)
        self.fit()

    def page(self) -> int:
        """Return which page is shown, from 0."""
        return self._page

    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._pages)

    def show_page(self, page: int) -> None:
        """Show a page, if there is one."""
        if not 0 <= page < len(self._pages):
            return
        self._page = page
        self._item.setPixmap(QPixmap.fromImage(self._pages[page]))
        self.setSceneRect(self._item.sceneBoundingRect())
        if self._fitted:
            self.fit()
        self.turned.emit(page)

    def fit(self) -> None:
        """Show the page as wide as there is room."""
        self._fitted = True
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        size = self._item.pixmap().size()
        across = size.height() if self._turn % 2 else size.width()
        if across:
            self._look(self.viewport().width() / across)
            top = self.sceneRect().topLeft()
            self.centerOn(QPointF(self.sceneRect().center().x(), top.y()))

    def zoom(self, step: int) -> None:
        """Show it larger (1) or smaller (-1)."""
        self._fitted = False
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._look(self.scale_now() * _STEP**step)

    def turn(self) -> None:
        """Turn the page a quarter to the right."""
        self._turn = (self._turn + 1) % 4
        self.fit() if self._fitted else self._look(self.scale_now())

    def scale_now(self) -> float:
        """Return how many pixels of the screen a pixel of the page takes."""
        matrix = self.transform()
        return float((matrix.m11() ** 2 + matrix.m12() ** 2) ** 0.5)

    def _look(self, scale: float) -> None:
        kept = max(_LEAST, min(_MOST, scale))
        self.resetTransform()
        self.rotate(90 * self._turn)
        self.scale(kept, kept)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(1)
            case Qt.Key.Key_Minus:
                self.zoom(-1)
            case Qt.Key.Key_0:
                self.fit()
            case Qt.Key.Key_R:
                self.turn()
            case Qt.Key.Key_PageDown:
                self.show_page(self._page + 1)
            case Qt.Key.Key_PageUp:
                self.show_page(self._page - 1)
            case _:
                super().keyPressEvent(event)

    def pan(self, across: int, down: int) -> None:
        """Move over the page by steps, as the arrow keys do in it."""
        bars = ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down))
        for bar, steps in bars:
            bar.setValue(bar.value() + steps * _PAN)
