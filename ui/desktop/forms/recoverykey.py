"""The recovery key on screen, once: to print, to copy, and to type its last group back."""

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.painted import CENTER, Painted, draw_box, draw_words

_CLIPBOARD_MS = 60_000


class RecoveryKeyCard(Card):
    """`said` is what the key is for, the book's where nothing else is said.

    Emits `print_asked(key)`, and `kept_changed` as the last group is typed back.
    """

    kept_changed = Signal()
    print_asked = Signal(str)

    def __init__(self, theme: Theme, t: Translate, key: str, said: str = "") -> None:
        super().__init__(theme, head="")
        self._theme, self.t, self._key = theme, t, key
        self._said = said or t(
            "When the passphrase is forgotten, only this opens the records. Shown this once."
        )
        self.last = LineField(theme)
        self.last.setMaxLength(8)
        self.last.setFixedWidth(theme.px(120))
        self.last.setAccessibleName(t("Last group of the key"))
        self.last.textChanged.connect(self._check)
        self._chip = StatusChip(theme, "wait", "clock", t("Not yet written down"))
        self.body.setContentsMargins(20, 18, 20, 16)
        self.body.setSpacing(12)
        self.body.addLayout(self._first_line())
        groups = QHBoxLayout()
        groups.setSpacing(8)
        for group in key.split("-"):
            groups.addWidget(_Group(theme, group), 1)
        self.body.addLayout(groups)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(Label(t("Printed or written down? Type the last group back:"), wrap=True), 1)
        foot.addWidget(self.last)
        foot.addWidget(self._chip)
        self.body.addLayout(foot)

    def _first_line(self) -> QHBoxLayout:
        theme, t = self._theme, self.t
        press = Button(theme, t("Print"), icon="printer")
        press.clicked.connect(lambda: self.print_asked.emit(self._key))
        copy = Button(theme, t("Copy"), "quiet", "copy")
        copy.clicked.connect(self._copy)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(t("Recovery key"), "heading"))
        words.addWidget(Label(self._said, "meta", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel(theme, "key", size="icon_large"))
        head.addLayout(words, 1)
        head.addWidget(press)
        head.addWidget(copy)
        return head

    def is_kept(self) -> bool:
        """Tell whether the last group was typed back."""
        return self.last.value().upper() == self._key.rsplit("-", 1)[-1]

    def _check(self) -> None:
        if self.is_kept():
            self._chip.set_status("ok", "check-circle", self.t("Written down"))
        else:
            self._chip.set_status("wait", "clock", self.t("Not yet written down"))
        self.kept_changed.emit()

    def _copy(self) -> None:
        clipboard, key = QGuiApplication.clipboard(), self._key
        clipboard.setText(key)

        def forget() -> None:
            if clipboard.text() == key:
                clipboard.clear()

        # The key must not lie in the clipboard for the rest of the day.
        QTimer.singleShot(_CLIPBOARD_MS, clipboard, forget)


class _Group(Painted):
    """Five letters of the key."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme)
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(80, self.theme.px(44))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = self.open_painter(), self.theme, QRectF(self.rect())
        edge = theme.color("line.hair")
        draw_box(painter, rect, theme.radius("control"), theme.color("ground.sunken"), edge)
        font = QFont(theme.font("title"))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        color = theme.color("text.primary")
        draw_words(painter, rect, self._text, font, color, CENTER, elide=False)
        painter.end()
