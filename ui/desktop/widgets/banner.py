"""What happened, what is safe, and one or two ways forward, in a fixed place under the header."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.labels import ElidingLabel, IconLabel, Label
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.snug import Snug

TONE_ICON = {
    "ok": "check-circle",
    "wait": "clock",
    "info": "info",
    "error": "warning-octagon",
    "mute": "info",
}


class Banner(QFrame):
    """Hidden until it has something to say; a new message replaces a lesser one."""

    acted = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._rank = theme, 0
        give(self, part="banner", tone="info")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = IconLabel(theme, "info", "state.info_text", "icon_nav")
        self._title, self._sentence = ElidingLabel("", "body"), ElidingLabel("", "meta", "primary")
        give(self._title, weight="strong")
        self._actions = QHBoxLayout()
        self._actions.setSpacing(12)
        self._close = IconButton(theme, "x", t("Close"), compact=True)
        self._close.clicked.connect(self._hide)
        self._lay()
        self.hide()

    def _lay(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addLayout(self._actions)
        row.addWidget(self._close)
        self.setMinimumHeight(self._theme.px(58))

    def show_message(
        self,
        tone: str,
        icon: str,
        title: str,
        sentence: str,
        actions: Sequence[tuple[str, str]] = (),
        *,
        closable: bool = True,
    ) -> bool:
        """Say it. `icon` "" takes the tone's own; actions are (key, text) pairs, at most two.

        A contradiction or failure on show is not pushed away by a lesser message: False then.
        """
        rank = ("mute", "ok", "info", "wait", "error").index(tone)
        if self.isVisible() and rank < self._rank:
            return False
        self._rank = rank
        give(self, tone=tone)
        self._icon.set_icon(icon or TONE_ICON[tone], f"state.{tone}_text")
        self._title.setText(title)
        give(self._title, tone=tone)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._show_actions(actions)
        self._close.setVisible(closable)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.show()
        return True

    def _show_actions(self, actions: Sequence[tuple[str, str]]) -> None:
        while (item := self._actions.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for key, text in actions:
            button = Button(self._theme, text, compact=True)
            button.clicked.connect(lambda _on=False, key=key: self.acted.emit(key))
            self._actions.addWidget(button)

    def _hide(self) -> None:
        self.hide()
        self._rank = 0
        self.closed.emit()


class NoteLine(Snug):
    """One sentence on its soft ground: a result, or what does not fit."""

    def __init__(
        self, theme: Theme, tone: str, text: str, icon: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(theme, icon or TONE_ICON[tone], f"state.{tone}_text")
        self._words = Label(text, "body", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        give(self, part="soft", tone=tone)

    def say(self, tone: str, text: str, icon: str = "") -> None:
        """Say another sentence."""
        give(self, tone=tone)
        self._icon.set_icon(icon or TONE_ICON[tone], f"state.{tone}_text")
        self._words.setText(text)
