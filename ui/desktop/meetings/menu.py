"""A short list of actions under a button, and one widget shown until it is pressed to edit."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.popups import Popup

Entry = tuple[str, str, str]
"""Key, icon, words."""


class Menu(QWidget):
    """Emits `chosen(key)`."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, entries: Sequence[Entry], current: str = "", width: int = 240
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for key, icon, text in entries:
            row = ListRow(theme, icon, text)
            row.setObjectName(f"menu-{key}")
            row.set_pressable(chosen=key == current)
            row.pressed.connect(lambda k=key: self.chosen.emit(k))
            column.addWidget(row)
        self.setFixedWidth(width)

    def open_under(self, widget: QWidget) -> Popup:
        """Show below a widget; it closes with the choice."""
        popup = Popup(self, widget)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.chosen.connect(lambda _key: popup.close())
        popup.open_under(widget)
        first = self.findChild(ListRow)
        if first is not None:
            first.setFocus()
        return popup


class InPlace(QWidget):
    """Shows words; a press or Enter turns them into their editor until the cursor leaves it."""

    opened = Signal()
    closed = Signal()

    def __init__(self, words: QWidget, editor: QWidget) -> None:
        super().__init__()
        self._words, self._editor = words, editor
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(words)
        column.addWidget(editor)
        editor.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words.setCursor(Qt.CursorShape.IBeamCursor)
        words.installEventFilter(self)
        for part in (editor, *editor.findChildren(QWidget)):
            part.installEventFilter(self)

    def edit(self) -> None:
        """Open the editor and put the cursor in."""
        self._show(editing=True)
        self._editor.setFocus()
        self.opened.emit()

    def is_editing(self) -> bool:
        """Tell whether the editor is open."""
        return not self._editor.isHidden()

    def show_words(self) -> None:
        """Close the editor."""
        if self.is_editing():
            self._show(editing=False)
            self.closed.emit()

    def _show(self, *, editing: bool) -> None:
        self._words.setVisible(not editing)
        self._editor.setVisible(editing)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
            and not self.is_editing()
        ):
            self.edit()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._words:
            if event.type() == QEvent.Type.MouseButtonPress:
                self.edit()
                return True
        elif event.type() == QEvent.Type.FocusOut and self.is_editing():
            # Asked once the focus has arrived: it may have gone to a part of the editor.
            QTimer.singleShot(0, self, self._close_if_left)
        return False

    def _close_if_left(self) -> None:
        focus = QApplication.focusWidget()
        inside = focus is not None and (focus is self._editor or self._editor.isAncestorOf(focus))
        if not inside and QApplication.activePopupWidget() is None:
            self.show_words()
