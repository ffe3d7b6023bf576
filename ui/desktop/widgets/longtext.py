"""Long text that grows with what is written and settles while one writes."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.roles import give

_PAUSE_MS = 1000
_EDGES = 16


class LongTextField(QPlainTextEdit):
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
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.settle)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        give(self, wrong=False, kind="bare" if bare else "")
        self.setPlainText(text)
        self.textChanged.connect(self._typed)
        theme.changed.connect(self._grow)
        self._grow()

    def value(self) -> str:
        """Return the text as it stands."""
        return self.toPlainText()

    def set_value(self, value: str | None) -> None:
        """Show a text, silently; the cursor stays where it can."""
        self._last = value or ""
        if self._last != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(self._last)
            self.blockSignals(False)
        self._timer.stop()
        self._grow()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""
        give(self, wrong=wrong)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        self.setReadOnly(read_only)
        self.style().unpolish(self)
        self.style().polish(self)

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
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self._height())

    def _typed(self) -> None:
        self._timer.start()
        self._grow()

    def _height(self) -> int:
        line = self.fontMetrics().lineSpacing()
        # QPlainTextEdit measures its document in lines, not pixels.
        shown = max(self._rows, int(self.document().size().height()))
        if self._most:
            shown = min(shown, self._most)
        return shown * line + _EDGES + 2 * int(self.document().documentMargin())

    def _grow(self) -> None:
        height = self._height()
        never_scrolls = not self._most or self.document().size().height() <= self._most
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if never_scrolls
            else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        self.setVerticalScrollBarPolicy(policy)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
