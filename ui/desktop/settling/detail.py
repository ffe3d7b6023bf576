"""One thing to settle, read and chosen in place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.services.dispute import Dispute
from app.services.values import brief
from ui.desktop.desk import Desk
from ui.desktop.settling.own import OwnCard, name_of
from ui.desktop.settling.sides import BaseBox, SideCard
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.checks import RadioRow
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.roles import plain_tip

_NAME = 32
"""Characters of a record's name; the list beside it has the rest."""


class Detail(QWidget):
    """A dispute. Emits `side_asked(Side)`, `value_asked(value)`, `turned(step)`."""

    side_asked = Signal(object)
    value_asked = Signal(object)
    turned = Signal(int)

    def __init__(self, desk: Desk, dispute: Dispute, at: int, count: int) -> None:
        super().__init__()
        self._desk, self.dispute = desk, dispute
        self._marks = QButtonGroup(self)
        self._sides: list[SideCard] = []
        self._own: OwnCard | None = None
        self._adopt: Button | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.theme.layout("stack"))
        column.addWidget(self._head(at, count))
        if dispute.base is not None:
            column.addWidget(BaseBox(desk, dispute))
        column.addLayout(self._lay_sides())
        if dispute.form == "text":
            self._own = OwnCard(desk, dispute, str(len(dispute.sides) + 1))
            self._marks.addButton(self._own.mark)
            self._own.adopt_asked.connect(self.adopt)
            column.addWidget(self._own)
        else:
            column.addLayout(self._lay_adopt())
        column.addWidget(Label(self._no_haste(), "caption", "secondary", wrap=True))
        column.addStretch(1)
        self._marks.buttonToggled.connect(lambda _button, _on: self._follow())
        if self._own is not None and dispute.merged is not None:
            self._own.mark.setChecked(True)
        self._follow()

    def _head(self, at: int, count: int) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        whole = name_of(self.dispute, self._desk)
        name = Label(brief(whole, _NAME), "heading")
        name.setToolTip(plain_tip(whole))
        row.addWidget(name)
        row.addWidget(Label(self.dispute.label(t), "meta"))
        row.addStretch(1)
        up = IconButton(theme, "caret-up", t("The one before"), "Ctrl+[")
        down = IconButton(theme, "caret-down", t("The next one"), "Ctrl+]")
        up.clicked.connect(lambda: self.turned.emit(-1))
        down.clicked.connect(lambda: self.turned.emit(1))
        for button in (up, down):
            button.setVisible(count > 1)
            row.addWidget(button)
        row.addWidget(Label(f"{at} / {count}", "meta"))
        return box

    def _lay_sides(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(12)
        for at, side in enumerate(self.dispute.sides):
            card = SideCard(self._desk, self.dispute, side, str(at + 1))
            self._marks.addButton(card.mark)
            self._sides.append(card)
            grid.addWidget(card, at // 2, at % 2)
        for column in range(min(2, len(self._sides))):
            grid.setColumnStretch(column, 1)
        return grid

    def _lay_adopt(self) -> QHBoxLayout:
        t = self._desk.t
        row = QHBoxLayout()
        hint = t("It goes into the history: who chose, when, and both values")
        if self.dispute.form == "same":
            hint = t("The one kept has it alone; the others lose it, and can be corrected after")
        row.addWidget(Label(hint, "caption", "secondary", wrap=True), 1)
        self._adopt = Button(self._desk.theme, t("Use the chosen one"), "primary", "check")
        self._adopt.clicked.connect(self.adopt)
        row.addWidget(self._adopt, 0, Qt.AlignmentFlag.AlignRight)
        return row

    def _no_haste(self) -> str:
        t = self._desk.t
        if self.dispute.form == "deleted":
            return t("No haste: until somebody chooses, the record stays.")
        if self.dispute.form == "same":
            return t("No haste: both records stay as they are.")
        return t(
            "No haste: until somebody chooses, the later one is shown, always marked as two values."
        )

    def _follow(self) -> None:
        chosen = self._marks.checkedButton()
        t = self._desk.t
        reason = "" if chosen is not None else t("Choose one of them first")
        if self._adopt is not None:
            self._adopt.explain(reason)
        if self._own is not None:
            self._own.adopt.explain(reason)
            mine = chosen is None or chosen is self._own.mark
            words = self._own.adopt_words if mine else t("Use this one")
            self._own.adopt.set_label(words)

    # Choosing

    def choose(self, number: int) -> bool:
        """Mark the n-th choice, from 1; tell whether there is one."""
        marks: list[RadioRow] = [card.mark for card in self._sides]
        if self._own is not None:
            marks.append(self._own.mark)
        if not 1 <= number <= len(marks):
            return False
        marks[number - 1].setChecked(True)
        return True

    def adopt(self) -> None:
        """Settle it with what is marked."""
        chosen = self._marks.checkedButton()
        if chosen is None:
            return
        if self._own is not None and chosen is self._own.mark:
            self.value_asked.emit(self._own.text())
            return
        side = next(card.side for card in self._sides if card.mark is chosen)
        self.side_asked.emit(side)

    def is_touched(self) -> bool:
        """Tell whether somebody wrote an own text, which must not be drawn over."""
        return self._own is not None and self._own.is_changed()
