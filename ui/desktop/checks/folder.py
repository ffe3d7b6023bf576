"""What the folder will hold for the chosen period, and when it was last made."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_moment
from app.services.folder_order import LastFolder
from ui.desktop.desk import Desk
from ui.desktop.exchange.words import size_words
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.labels import IconLabel, Label


class Part(NamedTuple):
    """One part of the folder: its words, how much of it there is."""

    title: str
    amount: str
    kept_out: bool = False


class FolderCard(QWidget):
    """The folder's parts; sensitive bodies are left out, and it says so."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card = Card(desk.theme, desk.t("The folder"))
        self._card.body.setSpacing(9)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show what it will hold."""
        theme, t = self._desk.theme, self._desk.t
        self._card.clear()
        for part in parts:
            if part.kept_out:
                self._card.add_rule()
            icon = "square" if part.kept_out else "check-square"
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            color = "text.tertiary" if part.kept_out else "text.primary"
            line.addWidget(IconLabel(theme, icon, color, "icon_nav", fill=not part.kept_out))
            line.addWidget(Label(part.title, "body", "secondary" if part.kept_out else ""), 1)
            line.addWidget(Label(part.amount, "meta"))
            self._card.add(row)
        self._card.add(
            Label(
                t("Left out; to include it, state the purpose, and the reading is logged"),
                "caption",
                "secondary",
                wrap=True,
            )
        )
        self._card.add_rule()
        self._card.add(Label(t("PDF/A, every page numbered, late entry marked"), "meta", wrap=True))


class LastCard(QWidget):
    """The folder made last. Emits `again_asked`."""

    again_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card = Card(desk.theme, head="")
        self._card.body.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_made(self, made: LastFolder | None, words: str) -> None:
        """Show when it was made, for which period; nothing was made hides the card."""
        t, theme = self._desk.t, self._desk.theme
        self.setVisible(made is not None)
        self._card.clear()
        if made is None:
            return
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(t("Made last"), "meta"), 1)
        row.addWidget(Label(say_moment(made.at, t), "meta"))
        self._card.add(head)
        self._card.add(
            Label(t("{period}, {size}", period=words, size=size_words(made.size, t)), wrap=True)
        )
        again = Button(theme, t("Make again"), icon="arrows-clockwise")
        again.clicked.connect(self.again_asked)
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 4, 0, 0)
        line.addWidget(again)
        line.addStretch(1)
        self._card.add(foot)
