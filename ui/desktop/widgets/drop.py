"""Where files come in: by drop on the zone or anywhere on its page, by Ctrl+V, by a button."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.painted import Painted, draw_box, draw_ring, draw_words
from ui.desktop.widgets.roles import plain_tip


def files_in(mime: QMimeData) -> list[Path]:
    """Return the local files that a drop or a paste carries."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


class FileDrop(QObject):
    """Lets a widget take files; `lit(True)` while some hover over it."""

    def __init__(
        self,
        widget: QWidget,
        taken: Callable[[list[Path]], object],
        lit: Callable[[bool], object] | None = None,
    ) -> None:
        super().__init__(widget)
        self._taken, self._lit = taken, lit or (lambda _lit: None)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and (files := files_in(event.mimeData())):
            # A drag that comes in is an event of the same family: only a drop gives the files.
            event.acceptProposedAction()
            dropped = event.type() == QEvent.Type.Drop
            self._lit(not dropped)
            if dropped:
                self._taken(files)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._lit(False)
        return False


class DropZone(Painted):
    """Emits `dropped(list of Path)`, `pasted(QImage)`, and `asked` when it is clicked or its button is."""

    dropped = Signal(list)
    pasted = Signal(QImage)
    asked = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        sentence: str,
        button: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._lit = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(
            IconLabel(theme, "download-simple", size="icon_nav"), 0, Qt.AlignmentFlag.AlignHCenter
        )
        for text, role, tone in ((title, "body", ""), (sentence, "caption", "secondary")):
            label = Label(text, role, tone, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        if button:
            way = Button(theme, button, compact=True)
            way.clicked.connect(self.asked)
            column.addWidget(way, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def watch(self, page: QWidget) -> None:
        """Let the whole page take the drop and Ctrl+V; the zone lights up."""
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def take(self, mime: QMimeData) -> bool:
        """Take files or a picture from a drop or the clipboard; False where there is neither."""
        if files := files_in(mime):
            self.dropped.emit(files)
            return True
        if mime.hasImage():
            self.pasted.emit(QImage(mime.imageData()))
            return True
        return False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter:
            self.dragEnterEvent(event)
            return event.isAccepted()
        if event.type() == QEvent.Type.DragLeave:
            self._light(lit=False)
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.dropEvent(event)
            return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.matches(QKeySequence.StandardKey.Paste) and self.take(
                QGuiApplication.clipboard().mimeData()
            )
        return False

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()
            self._light(lit=True)

    @override
    def dragLeaveEvent(self, event: QEvent) -> None:
        self._light(lit=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._light(lit=False)
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.asked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(QGuiApplication.clipboard().mimeData())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = (
            "state.info_soft"
            if self._lit
            else "ground.hover"
            if self.underMouse()
            else "ground.sunken"
        )
        draw_box(painter, rect, 6, theme.color(ground))
        if self.hasFocus():
            draw_ring(painter, theme, QRectF(self.rect()))
        else:
            edge = theme.color("state.info_mark" if self._lit else "line.control")
            painter.setPen(QPen(edge, 1.4, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 6, 6)
        painter.end()

    def _light(self, *, lit: bool) -> None:
        self._lit = lit
        self.update()


class EvidenceTile(Painted):
    """A picture of 150x92 or the sign of its kind, the name, and kind, size, place.

    ``about`` is said by the tooltip; ``get`` names the button of a file that is not here. Emits
    `opened`, `removed`, `fetched`.
    """

    opened = Signal()
    removed = Signal()
    fetched = Signal()
    _KINDS = {"pdf": "file-pdf", "image": "image", "audio": "speaker-high", "video": "video-camera"}

    def __init__(
        self,
        theme: Theme,
        name: str,
        meta: str,
        picture: QPixmap | None = None,
        kind: str = "file",
        *,
        about: str = "",
        get: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._name, self._meta, self._picture, self._kind = name, meta, picture, kind
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{meta}. {about}" if about else meta)
        self.setToolTip(plain_tip(" · ".join(filter(None, (name, about)))))
        if get:
            button = IconButton(
                theme, "cloud-arrow-down", get, edged=True, compact=True, parent=self
            )
            button.clicked.connect(self.fetched)
            button.move(150 - button.sizeHint().width() - 4, 4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(150, 96 + self.theme.line("body") + self.theme.line("caption"))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        frame = QRectF(0, 0, 150, 92)
        draw_box(painter, frame, 6, theme.color("ground.pressed"))
        if self._picture is None or self._picture.isNull():
            sign = QRectF(55, 26, 40, 40)
            theme.draw_icon(painter, sign, self._KINDS.get(self._kind, "file"), "text.secondary")
        else:
            ratio = self.devicePixelRatioF()
            shown = self._picture.scaled(
                round(150 * ratio),
                round(92 * ratio),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            shown.setDevicePixelRatio(ratio)
            size = shown.deviceIndependentSize()
            painter.drawPixmap(
                round((150 - size.width()) / 2), round((92 - size.height()) / 2), shown
            )
        words = QRectF(0, 94, 150, theme.line("body"))
        draw_words(painter, words, self._name, theme.font("body"), theme.color("text.primary"))
        words.moveTop(words.bottom())
        words.setHeight(theme.line("caption"))
        draw_words(painter, words, self._meta, theme.font("caption"), theme.color("text.tertiary"))
        if self.hasFocus():
            draw_ring(painter, theme, frame)
        painter.end()
