"""Each stick that was written here, and where it got to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dates import say_date
from app.services.sticks import Journey
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.exchange.words import size_words
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.duerow import ListRow

_FEW = 3


class SticksCard(QWidget):
    """The sticks, newest first. Emits `again_asked` and `receipt_asked(number)`."""

    again_asked = Signal()
    receipt_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._all = desk, False
        self._sticks: tuple[Journey, ...] = ()
        self._shown: object = None
        self.hide()
        self._card = Card(desk.theme, desk.t("Sticks"), head="sunken")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_sticks(self, sticks: Sequence[Journey]) -> None:
        """Show them: a few until all are asked for, and in any case one that is late."""
        t, theme = self._desk.t, self._desk.theme
        if self._shown == (now := (tuple(sticks), self._all)):
            return
        self._shown, self._sticks = now, tuple(sticks)
        self._card.clear()
        self.setVisible(bool(sticks))
        open_ = sum(s.state in {"way", "part"} and not s.again for s in sticks)
        meta = t("{n} on the way|{n} on the way", n=open_) if open_ else ""
        self._card.set_meta(meta)
        more = Button(theme, t("All of them"), "link", compact=True)
        more.clicked.connect(self._show_all)
        self._card.set_action(more)
        more.setHidden(self._all or len(sticks) <= _FEW)
        shown = [s for n, s in enumerate(sticks) if self._all or n < _FEW or s.late]
        for at, stick in enumerate(shown):
            if at:
                self._card.add_rule()
            self._card.add(self._row(stick))

    def _show_all(self) -> None:
        self._all = True
        self.show_sticks(self._sticks)

    def _row(self, stick: Journey) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        row = ListRow(theme, "usb-stick", stick.name, cargo(stick, t))
        row.add(StatusChip(theme, *standing(stick, t)))
        if stick.late:
            again = Button(theme, t("Write again"), compact=True)
            again.clicked.connect(self.again_asked)
            row.add(again)
        if stick.receipt is not None:
            number = stick.receipt.number
            row.set_pressable()
            row.pressed.connect(lambda: self.receipt_asked.emit(number))
        return row


def cargo(stick: Journey, t: Translate) -> str:
    """Return what was on a stick, when and for whom: `5月21日，23 条、4 个附件，6.2 MB；给总部`."""
    what = t("{n} change|{n} changes", n=stick.changes)
    if stick.files:
        what = t(
            "{what} and {n} file|{what} and {n} files",
            what=what,
            n=stick.files,
        )
    whom = t("HQ")
    for name in stick.readers:
        whom = t("{first}, {rest}", first=whom, rest=name)
    return t(
        "{day}: {what}, {size}; for {whom}",
        day=f"{say_date(stick.at.date(), t)} {stick.at:%H:%M}",
        what=what,
        size=size_words(stick.size, t),
        whom=whom,
    )


def standing(stick: Journey, t: Translate) -> tuple[str, str, str]:
    """Return tone, icon and words of where a stick got to."""
    if stick.state == "hq":
        number = stick.receipt.number if stick.receipt else 0
        when = say_date(stick.receipt.at.date(), t) if stick.receipt else ""
        return "ok", "shield-check", t("HQ: receipt {n}, {day}", n=number, day=when)
    if stick.state == "colleague":
        names = stick.with_whom[0]
        for name in stick.with_whom[1:]:
            names = t("{first}, {rest}", first=names, rest=name)
        return "info", "laptop", t("{name} has it", name=names)
    if stick.state == "part":
        return "wait", "circle-half-tilt", t("HQ has a part of it")
    if stick.late:
        return "wait", "clock", t("Not arrived in 30 days")
    if stick.again:
        return "mute", "usb-stick", t("Not heard of; a later one carries it")
    return "info", "usb-stick", t("On the way")
