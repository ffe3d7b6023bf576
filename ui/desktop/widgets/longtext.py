"""Long text that grows with what is written and settles while one writes.

It is plain text in a rich editor: only that one can set the line pitch that Chinese is read at.
"""

from math import ceil

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.roles import give, look_again

_PAUSE_MS = 1000
# Of the family's own line, which is 1.45 em: 27 px at 16.
_PITCH = 116
# Edge and padding above and below, as in the style sheet.
_EDGES = 14


class LongTextField(QTextEdit):
    """The value is the text. Emits `settled(str)` 1 s after the last key, at Enter, and on leaving.

    Grows from `rows` lines with its content up to `most` lines, then scrolls; 0 means it never does.
    """

    settled = Signal(object)

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        placeholder: str = "",
        rows: int = 3,
        most: int = 0,
        *,
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._rows, self._most, self._last = theme, rows, most, text
        self._edges = 0 if bare else _EDGES
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.settle)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        # A field without a label is called by what it asks for.
        self.setAccessibleName(placeholder)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        give(self, part="field", wrong=False, kind="bare" if bare else "")
        self._put(text)
        self.textChanged.connect(self._timer.start)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        theme.changed.connect(self._grow)
        self._grow()

    def value(self) -> str:
        """Return the text as it stands."""
        return self.toPlainText()

    def set_value(self, value: str | None) -> None:
        """Show a text, silently."""
        self._last = value or ""
        if self._last != self.toPlainText():
            self.blockSignals(True)
            self._put(self._last)
            self.blockSignals(False)
        self._timer.stop()
        self._grow()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""
        give(self, wrong=wrong)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        if read_only != self.isReadOnly():
            self.setReadOnly(read_only)
            look_again(self)

    def settle(self) -> None:
        """Emit `settled` now if the text is not what it last was."""
        self._timer.stop()
        text = self.toPlainText()
        if text != self._last:
            self._last = text
            self.settled.emit(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height())

    def _put(self, text: str) -> None:
        # The pitch is no edit of the person's: it must not be what Ctrl+Z takes back first.
        self.setUndoRedoEnabled(False)
        self.clear()
        block = QTextBlockFormat()
        block.setLineHeight(_PITCH, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(block)
        cursor.insertText(text)
        self.setUndoRedoEnabled(True)

    def _height(self) -> int:
        line = self._theme.line("read")
        margins = self._edges + 2 * ceil(self.document().documentMargin())
        written = ceil(self.document().size().height()) + self._edges
        height = max(self._rows * line + margins, written)
        return min(height, self._most * line + margins) if self._most else height

    def _grow(self) -> None:
        height = self._height()
        cut = ceil(self.document().size().height()) + self._edges > height
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if cut else policy.ScrollBarAlwaysOff
        )
        if height != self.minimumHeight():
            self.setFixedHeight(height)
