"""The head of a page: where one is, what state it is in, and what can be done, always top right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.labels import ElidingLabel
from ui.desktop.widgets.roles import give


class PageHeader(QWidget):
    """Title with chips, one line under it, actions at the right. Emits `back_asked`."""

    back_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        title: str,
        meta: str = "",
        *,
        back: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        give(self, part="clear")
        self._theme = theme
        self._fit()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        margin = theme.layout("page_margin")
        row = QHBoxLayout(self)
        row.setContentsMargins(margin - (8 if back else 0), 0, margin, 0)
        row.setSpacing(theme.space("x2"))
        self.back = IconButton(theme, "arrow-left", t("Back"), "Alt+Left")
        self.back.clicked.connect(self.back_asked)
        row.addWidget(self.back)
        self.back.setVisible(back)
        row.addLayout(self._words(title, meta), 1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(theme.space("x2"))
        row.addLayout(self._actions)
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(self._theme.layout("header")))

    def _words(self, title: str, meta: str) -> QVBoxLayout:
        self._title, self._meta = ElidingLabel(title, "title"), ElidingLabel(meta, "meta")
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._first = QHBoxLayout()
        self._first.setSpacing(10)
        self._first.addWidget(self._title)
        self._first.addStretch(1)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addStretch(1)
        words.addLayout(self._first)
        words.addWidget(self._meta)
        words.addStretch(1)
        return words

    def set_title(self, text: str) -> None:
        """Change the page's name."""
        self._title.setText(text)

    def title(self) -> str:
        """Return the page's name."""
        return self._title.whole()

    def set_meta(self, text: str) -> None:
        """Change the line under the name."""
        self._meta.setText(text)

    def add_chip(self, widget: QWidget) -> None:
        """Put a chip after the name."""
        self._first.insertWidget(self._first.count() - 1, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_action(self, widget: QWidget) -> None:
        """Put an action at the right, after those already there."""
        self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
