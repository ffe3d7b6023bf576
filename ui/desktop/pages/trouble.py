"""What is shown where the book cannot be opened: what happened, what is safe, the ways on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.model.errors import SuixingError
from db.model.words import Translate
from ui.desktop.brand import BrandMark
from ui.desktop.messages import details
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.roles import give

_WIDTH = 560


class TroublePage(QWidget):
    """One error, calmly. Emits `again_asked`, `restore_asked`, `quit_asked`."""

    again_asked = Signal()
    restore_asked = Signal()
    quit_asked = Signal()

    def __init__(
        self, theme: Theme, t: Translate, error: SuixingError, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        give(self, part="page")
        middle = QWidget()
        middle.setFixedWidth(theme.px(_WIDTH))
        column = QVBoxLayout(middle)
        column.setSpacing(theme.space("x3"))
        column.addStretch(2)
        column.addWidget(BrandMark(theme, 48), 0, Qt.AlignmentFlag.AlignLeft)
        self.title = Label(t(error.text, **error.params), "title", wrap=True)
        column.addWidget(self.title)
        if error.safe:
            column.addWidget(NoteLine(theme, "ok", t(error.safe, **error.params)))
        if error.hint:
            column.addWidget(Label(t(error.hint, **error.params), "body", wrap=True))
        column.addLayout(self._ways(theme, t, error))
        column.addStretch(3)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(middle)
        outer.addStretch(1)

    def _ways(self, theme: Theme, t: Translate, error: SuixingError) -> QHBoxLayout:
        again = Button(theme, t("Try again"), "primary")
        again.clicked.connect(self.again_asked)
        restore = Button(theme, t("Restore a backup"))
        restore.clicked.connect(self.restore_asked)
        copy = Button(theme, t("Copy the details"), "quiet", "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details(error)))
        leave = Button(theme, t("Quit"), "quiet")
        leave.clicked.connect(self.quit_asked)
        row = QHBoxLayout()
        row.setSpacing(theme.space("x2"))
        for button in (again, restore, copy):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(leave)
        return row
