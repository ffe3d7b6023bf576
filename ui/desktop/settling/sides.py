"""The value both grew from, and each side: who wrote it, on which computer, when, how late."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date
from app.services.dispute import Dispute, Side
from ui.desktop.desk import Desk
from ui.desktop.settling.words import words_of
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.checks import RadioRow
from ui.desktop.widgets.difftext import DiffText
from ui.desktop.widgets.labels import Avatar, IconLabel, Label, NameLabel
from ui.desktop.widgets.roles import give


class BaseBox(QFrame):
    """The text or value that both sides grew from."""

    def __init__(self, desk: Desk, dispute: Dispute) -> None:
        super().__init__()
        t = desk.t
        give(self, part="card")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 16, 9)
        row.setSpacing(14)
        icon = IconLabel(desk.theme, "clock-counter-clockwise")
        row.addWidget(icon)
        words = QVBoxLayout()
        words.setSpacing(0)
        what = t("The text before") if dispute.form == "text" else t("The value before")
        words.addWidget(Label(self._origin(desk, dispute, what), "caption", "secondary"))
        words.addWidget(Label(dispute.base or t("(empty)"), wrap=True))
        row.addLayout(words, 1)

    @staticmethod
    def _origin(desk: Desk, dispute: Dispute, what: str) -> str:
        t, at = desk.t, dispute.base_at
        if at is None:
            return t("{what}; both sides grew from it", what=what)
        when = f"{say_date(at.date(), t)} {at:%H:%M}"
        return t(
            "{what}, {name}, {when}; both sides grew from it",
            what=what,
            name=dispute.base_by,
            when=when,
        )


class SideCard(QWidget):
    """One side, with the mark that takes it."""

    def __init__(self, desk: Desk, dispute: Dispute, side: Side, key: str) -> None:
        super().__init__()
        theme, t = desk.theme, desk.t
        self.side = side
        card = Card(theme, head="")
        card.body.setContentsMargins(18, 14, 18, 8)
        card.add(self._head(desk, side))
        card.add_rule()
        if side.pieces:
            text = DiffText(theme)
            text.show_diff(side.pieces)
            card.add(text)
        else:
            card.add(Label(words_of(side.text, t), "read", wrap=True))
        words = t("Keep this one") if dispute.form == "same" else t("Use this one")
        self.mark = RadioRow(theme, words, key)
        self.mark.setAutoExclusive(False)
        self.mark.setAccessibleName(t("{what}: {name}", what=words, name=side.by))
        card.body.addStretch(1)
        card.add(self.mark)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        card.setSizePolicy(card.sizePolicy().Policy.Preferred, card.sizePolicy().Policy.Expanding)

    @staticmethod
    def _head(desk: Desk, side: Side) -> QWidget:
        theme, t = desk.theme, desk.t
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Avatar(theme, side.by, 32), 0, Qt.AlignmentFlag.AlignVCenter)
        who, when = QVBoxLayout(), QVBoxLayout()
        for column in (who, when):
            column.setSpacing(0)
        who.addWidget(NameLabel(side.by))
        device = t("this computer") if side.mine else side.device or t("another computer")
        who.addWidget(Label(device, "caption", "secondary", wrap=True))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        moment = Label(f"{say_date(side.at.date(), t)} {side.at:%H:%M}", "meta")
        late = Label(
            t("entered {n} day after|entered {n} days after", n=side.late) if side.late else "",
            "caption",
            "secondary",
        )
        for label in (moment, late):
            label.setAlignment(right)
            when.addWidget(label)
        row.addLayout(who, 1)
        row.addLayout(when)
        return box
