"""Long text with what was put in underlined and what was taken out struck through, in its place."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme

_READ_LINE = 116


class DiffText(QTextEdit):
    """Shows (op, text) pieces, op same, add or del. To read and to copy from; it grows with its text."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pieces: tuple[tuple[str, str], ...] = ()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        theme.changed.connect(self._draw)

    def show_diff(self, pieces: Sequence[tuple[str, str]]) -> None:
        """Show these pieces one after the other."""
        self._pieces = tuple(pieces)
        self._draw()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, round(self.document().size().height()) + 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _draw(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        block = QTextBlockFormat()
        block.setLineHeight(_READ_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(block)
        for op, text in self._pieces:
            cursor.insertText(text, self._look(op))
        self._fit()

    def _look(self, op: str) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(self._theme.font("read"))
        look.setForeground(self._theme.color("text.primary"))
        if op == "add":
            look.setBackground(self._theme.color("data.add"))
            look.setFontUnderline(True)
        elif op == "del":
            look.setBackground(self._theme.color("data.del"))
            look.setFontStrikeOut(True)
        return look

    def _fit(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + 4)
