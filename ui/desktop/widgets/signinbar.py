"""The one field of the sign-in step: initials find a person, the keys beside it say what comes next."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.fields import TextEntry
from ui.desktop.widgets.keystrip import KeyStrip
from ui.desktop.widgets.scroll import FlowRow
from ui.desktop.widgets.signcells import REASONS
from ui.desktop.widgets.signin import SignInGrid


class SignInBar(QWidget):
    """Gives its grid the keys while letters are typed. Emits `not_found(str)` for initials of nobody.

    The input method is off in the field: letters arrive at once and Space is free. Chinese can still
    be pasted.
    """

    not_found = Signal(str)

    def __init__(
        self, theme: Theme, t: Translate, grid: SignInGrid, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.t, self._grid = t, grid
        self.field = TextEntry(theme, "", t("Name or initials"), "magnifying-glass")
        self.field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhLowercaseOnly
        )
        self.field.setAccessibleName(t("Name or initials"))
        self.field.setFixedWidth(264)
        self.field.textEdited.connect(self._seek)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.field)
        self._usual = (t("Space present"), t("F3 leave"), t("F4 absent"), t("Ctrl Z undo"))
        self._reasons = tuple(f"{at} {t(text)}" for at, (_, text) in enumerate(REASONS, 1))
        self.keys = KeyStrip(theme, self._usual)
        self._row.addWidget(self.keys, 1)
        self._tools = FlowRow(8)
        self._row.addWidget(self._tools)
        grid.asking.connect(self._ask)
        grid.marked.connect(lambda _id, _state: self.field.clear())
        self._ask(asking=False)

    def add_tool(self, widget: QWidget) -> None:
        """Put a filter or an action at the right; they take a second line where there is no room."""
        self._tools.add(widget)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            return True
        return self._grid.take_key(event, typing=bool(self.field.text()))

    def _seek(self, text: str) -> None:
        found = self._grid.seek(text)
        self.field.set_wrong(bool(text.strip()) and not found)
        if text.strip() and not found:
            self.not_found.emit(text.strip())

    def _ask(self, asking: bool) -> None:
        self.keys.set_keys(self._reasons if asking else self._usual)
