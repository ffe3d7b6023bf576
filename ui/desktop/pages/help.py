"""F1: every key there is, in groups, so that nobody has to learn them from anybody."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.desk import Desk
from ui.desktop.keys import EVERYWHERE, IN_LISTS, MINUTES, SIGN_IN, Key
from ui.desktop.page import Page
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.labels import KeyCap, Label
from ui.desktop.widgets.scroll import ScrollPage


class HelpPage(Page):
    """Four cards of keys."""

    returns = True
    kinds = frozenset({"help"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        t, margin = desk.t, desk.theme.layout("page_margin")
        scroll = ScrollPage((margin, 0, margin, margin))
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._card(t("Everywhere"), EVERYWHERE))
        left.addStretch(1)
        for title, keys in (
            (t("In lists"), IN_LISTS),
            (t("Sign-in"), SIGN_IN),
            (t("Minutes"), MINUTES),
        ):
            right.addWidget(self._card(title, keys))
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(desk.theme.layout("gutter"))
        for column in (left, right):
            column.setSpacing(desk.theme.layout("stack"))
            row.addLayout(column, 1)
        scroll.body.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _card(self, title: str, keys: Sequence[Key]) -> Card:
        card = Card(self.desk.theme, title)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(key for key in keys if key.says):
            shown = "Ctrl+1 … 9" if key.act == "place1" else key.keys.replace("Return", "Enter")
            grid.addWidget(KeyCap(shown), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Label(self.t(key.says), wrap=True), row, 1)
        card.add(holder)
        return card

    @override
    def title(self) -> str:
        return self.t("All keys")

    @override
    def meta(self) -> str:
        return self.t("F1 opens this page, Esc goes back")
