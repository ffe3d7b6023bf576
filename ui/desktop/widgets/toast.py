"""The word on what was just done, and the way to take it back."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.roles import give


class UndoToast(QFrame):
    """Shows for 8 s or until the next action. Only for what can be undone; Ctrl+Z works after it, too."""

    undone = Signal()
    left = Signal()

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give(self, part="toast")
        self._theme = theme
        self._words = Label("", "body", "inverse")
        self._undo = Button(theme, t("Undo"), "toast")
        self._undo.clicked.connect(self._take_back)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 14, 2)
        row.setSpacing(8)
        row.addWidget(IconLabel(theme, "check", "ground.surface", "icon_small"))
        row.addWidget(self._words)
        row.addWidget(self._undo)
        row.addWidget(Label("Ctrl Z", "body", "inverse"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_done(self, text: str) -> None:
        """Say what was done."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.adjustSize()
        self.show()
        self.raise_()
        self._timer.start(self._theme.motion("toast_stays"))

    def leave(self) -> None:
        """Go, now."""
        self._timer.stop()
        if self.isVisible():
            self.hide()
            self.left.emit()

    def _take_back(self) -> None:
        self.leave()
        self.undone.emit()
