"""Ninety days of exchange as a picture, and every exchange as a line."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date
from app.services.delivery import LastReceipt, Met, Timeline
from db.model.words import N_, Translate
from ui.desktop.desk import Desk
from ui.desktop.exchange.words import size_words
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.labels import ElidingLabel, IconLabel, Label
from ui.desktop.widgets.roles import give
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
    """Every exchange, newest first. Emits `all_asked` when all of them are wanted."""

    all_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.most = _FEW + 1
        self._card = Card(desk.theme, desk.t("Exchanges"), head="sunken")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_lines(self, lines: Sequence[Met]) -> None:
        """Show these exchanges, a few of them until all are asked for."""
        theme, t = self._desk.theme, self._desk.t
        self._card.clear()
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
        for at, met in enumerate(lines[:_FEW] if few else lines):
            if at:
                self._card.add_rule()
            self._card.add(_line(self._desk, met))

    def _show_all(self) -> None:
        self.most = _MOST
        self.all_asked.emit()


def _line(desk: Desk, met: Met) -> QWidget:
    theme, t = desk.theme, desk.t
    row = QFrame()
    give(row, part="row")
    row.setFixedHeight(theme.size("row_table"))
    lay = QHBoxLayout(row)
    lay.setContentsMargins(20, 0, 16, 0)
    lay.setSpacing(16)
    when = Label(f"{say_date(met.at.date(), t)} {met.at:%H:%M}", "meta")
    when.setMinimumWidth(theme.px(92))
    icon, color = _ICONS.get(met.way, _ICONS["http"])
    lay.addWidget(when)
    lay.addWidget(IconLabel(theme, icon, color))
    lay.addWidget(ElidingLabel(met_words(met, t)), 1)
    lay.addWidget(Label(_bytes(met, t), "meta"))
    if met.receipt is not None:
        lay.addWidget(
            StatusChip(theme, "ok", "shield-check", t("receipt {number}", number=met.receipt))
        )
    return row


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


def _bytes(met: Met, t: Translate) -> str:
    if met.up and met.down:
        return t("up {up}, down {down}", up=size_words(met.up, t), down=size_words(met.down, t))
    return size_words(met.up or met.down, t)
