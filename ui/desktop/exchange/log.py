"""Ninety days of exchange as a picture, and every exchange as a line."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dates import say_date, say_year_date
from app.services.delivery import LastReceipt, Met, Timeline
from app.services.refused import RefusedMatter
from app.services.signed import Opened
from db.model.words import N_, Translate
from ui.desktop.desk import Desk
from ui.desktop.exchange.receipt import ReceiptPart
from ui.desktop.exchange.words import size_words, time_words
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.roles import plain_tip
from ui.desktop.widgets.timeline import Beat, SyncTimeline, TimelineView

_FEW, _MOST = 4, 200
_TALL = 210
_ICONS = {
    "http": ("arrows-clockwise", "state.ok_text"),
    "stick-out": ("usb-stick", "state.info_text"),
    "stick-in": ("export", "state.info_text"),
}
_WAYS = {
    "http": N_("Synced by network"),
    "stick-out": N_("Written to a stick"),
    "stick-in": N_("Read from a stick"),
}


class TimelineCard(QWidget):
    """The last 90 days."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        card = Card(desk.theme, desk.t("The last 90 days"), desk.t("height is how much went over"))
        self._picture = SyncTimeline(desk.theme, desk.t)
        card.set_action(self._picture.legend())
        card.add(self._picture)
        card.body.setContentsMargins(20, 4, 20, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def set_wide(self, *, wide: bool) -> None:
        """Take more height where the page has it."""
        self._picture.setMinimumHeight(_TALL if wide else 0)

    def show_days(self, line: Timeline, receipt: LastReceipt | None) -> None:
        """Show these days; the ochre field begins with the last receipt."""
        beats = tuple(
            Beat(b.at.date(), "net" if b.way == "http" else "stick", b.bytes) for b in line.beats
        )
        pending = tuple((p.day, p.count) for p in line.pending)
        since = receipt.at.date() if receipt and pending else None
        self._picture.set_days(TimelineView(line.start, line.end, beats, since, pending))


class LogCard(QWidget):
    """Every exchange, newest first; a receipt opens in its place.

    Emits `all_asked` when all of them are wanted, `receipt_asked(number)` when one is to be opened,
    0 when it is to be folded.
    """

    all_asked = Signal()
    receipt_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.most = _FEW + 1
        self.opened: ReceiptPart | None = None
        self._shown: object = None
        self._rows: dict[int, ListRow] = {}
        self._card = Card(desk.theme, desk.t("Exchanges"), head="sunken")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_lines(
        self,
        lines: Sequence[Met],
        receipt: Opened | None = None,
        refused: Sequence[RefusedMatter] = (),
    ) -> None:
        """Show these exchanges, a few of them until all are asked for; `receipt` is open.

        `refused` is what was not taken in, latest first.
        """
        theme, t = self._desk.theme, self._desk.t
        if self._shown == (now := (tuple(lines), receipt, self.most, tuple(refused))):
            return
        self._shown, self._rows = now, {}
        self._card.clear()
        self.opened = ReceiptPart(self._desk, receipt) if receipt is not None else None
        few = self.most != _MOST
        more = Button(theme, t("All of them"), "link", compact=True)
        more.clicked.connect(self._show_all)
        self._card.set_action(more)
        more.setHidden(not few or len(lines) <= _FEW)
        if not lines:
            empty = EmptyLine(
                theme,
                "arrows-clockwise",
                t("No exchange yet"),
                t("The first one sends everything recorded so far"),
            )
            empty.setContentsMargins(16, 0, 16, 0)
            self._card.add(empty)
        shown = lines[:_FEW] if few else lines
        beside = next((m for m in shown if receipt and m.receipt == receipt.number), None)
        if beside is None:
            self._add_opened()
        for at, met in enumerate(shown):
            if at:
                self._card.add_rule()
            self._card.add(self._line(met))
            if met is beside:
                self._add_opened()
        if refused:
            self._card.add_rule()
            self._card.add(self._refused(refused))

    def _add_opened(self) -> None:
        """Put the open receipt under its exchange, or on top where that is not in the list."""
        if self.opened is not None:
            self.opened.closed.connect(lambda: self.receipt_asked.emit(0))
            self.opened.asked.connect(self.receipt_asked)
            self._card.add(self.opened)

    def _show_all(self) -> None:
        self.most = _MOST
        self.all_asked.emit()

    def _line(self, met: Met) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        icon, color = _ICONS.get(met.way, _ICONS["http"])
        row = ListRow(theme, "", met_words(met, t), right=amounts(met, t))
        row.lead(IconLabel(theme, icon, color))
        when = Label(f"{say_date(met.at.date(), t)} {met.at:%H:%M}", "meta")
        when.setMinimumWidth(theme.px(92))
        row.lead(when)
        if met.receipt is not None:
            number = met.receipt
            words = t("receipt {number}", number=number)
            row.add(StatusChip(theme, "ok", "shield-check", words))
            row.setAccessibleDescription(words)
            row.setObjectName("receipt")
            row.setToolTip(plain_tip(t("Open the receipt")))
            row.set_pressable(
                chosen=self.opened is not None and self.opened.opened.number == number
            )
            row.pressed.connect(lambda: self._toggle(number))
            self._rows[number] = row
        return row

    def _refused(self, refused: Sequence[RefusedMatter]) -> QWidget:
        """Say how much was not taken in, and the latest reason; all of them behind Details."""
        t, window = self._desk.t, self._desk.window
        title = t("{n} matter was not taken in|{n} matters were not taken in", n=len(refused))
        reason = refused[0].reason.said(t)
        row = ListRow(self._desk.theme, "info", title, reason, tone="wait", action=t("Details"))
        said = "\n".join(refused_words(matter, t) for matter in refused)
        row.acted.connect(lambda: window.show_details(said))
        return row

    def take_focus(self, number: int) -> None:
        """Put the focus to the exchange that brought a receipt."""
        if number in self._rows:
            self._rows[number].setFocus()

    def _toggle(self, number: int) -> None:
        here = self.opened is not None and self.opened.opened.number == number
        self.receipt_asked.emit(0 if here else number)


def met_words(met: Met, t: Translate) -> str:
    """Return what an exchange did: `联网同步，送出 31 条，收到 4 条`."""
    text = t(_WAYS.get(met.way, _WAYS["http"]))
    if met.sent:
        text = t("{what}, {n} sent", what=text, n=met.sent)
    if met.got:
        text = t("{what}, {n} received", what=text, n=met.got)
    if met.note:
        text = t("{what}, {note}", what=text, note=met.note)
    return text


def refused_words(matter: RefusedMatter, t: Translate) -> str:
    """Return one matter in a line: day, whose, why, how often."""
    when = f"{say_year_date(matter.at.date(), t)} {matter.at:%H:%M}"
    text = t("{when}, {who}: {why}", when=when, who=matter.who, why=matter.reason.said(t))
    return t("{what} ({n} times)", what=text, n=matter.times) if matter.times > 1 else text


def amounts(met: Met, t: Translate) -> str:
    """Return bytes each way, and how long it was on the link: `上 22 KB，下 9 KB，7 秒`."""
    if met.up and met.down:
        text = t("up {up}, down {down}", up=size_words(met.up, t), down=size_words(met.down, t))
    else:
        text = size_words(met.up or met.down, t)
    if not met.ms:
        return text
    return t("{what}, {time}", what=text, time=time_words(met.ms / 1000, t))
