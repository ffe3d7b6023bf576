"""Who holds what: this computer, the others of the branch, HQ; and how this clock stands to HQ's."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date, say_year_date
from app.services.delivery import Holder
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.labels import IconLabel, Label

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_WRONG = 5 * _MINUTE
"""Seconds from which on a clock is worth setting."""


class DevicesCard(QWidget):
    """Each device with its holder, what it lacks and when it was heard of; and the clock."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: object = None
        self._card = Card(desk.theme, desk.t("Who holds what"))
        self._card.body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_holders(self, holders: Sequence[Holder], gap: int | None) -> None:
        """Show each computer, and HQ; `gap` seconds this clock is ahead of HQ's, None: unknown."""
        known = tuple(replace(h, seen=None) if h.is_this else h for h in holders)
        if self._shown == (now := (known, gap)):
            return
        self._shown = now
        self._card.clear()
        for holder in holders:
            self._card.add(self._row(holder))
        if gap is not None:
            self._card.add(self._clock(gap))

    def _row(self, holder: Holder) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        icon = "buildings" if holder.kind == "hq" else "laptop"
        row = ListRow(theme, icon, self._name(holder), state_words(holder, self._desk), flush=True)
        row.add(StatusChip(theme, *holding(holder, t)))
        return row

    def _name(self, holder: Holder) -> str:
        t = self._desk.t
        if holder.is_this:
            return t("This computer ({name})", name=holder.name)
        if holder.kind == "hq":
            return holder.name or t("HQ")
        if holder.device and holder.device != holder.name:
            return t("{name}, {device}", name=holder.name, device=holder.device)
        return t("{name}'s computer", name=holder.name)

    def _clock(self, gap: int) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        off = abs(gap) >= _WRONG
        color = "state.wait_text" if off else "text.secondary"
        row.addWidget(IconLabel(theme, "clock", color), 0, Qt.AlignmentFlag.AlignTop)
        words = Label(clock_words(gap, t), "caption", "wait" if off else "secondary", wrap=True)
        row.addWidget(words, 1)
        return box


def holding(holder: Holder, t: Translate) -> tuple[str, str, str]:
    """Return tone, icon and words of what a device has, or of what is wrong with it."""
    if holder.standing == "revoked":
        return "error", "warning-octagon", t("Revoked")
    if holder.standing == "ran out":
        return "wait", "clock", t("Certificate ran out")
    if holder.lacks:
        return "wait", "clock", t("lacks {n}", n=f"{holder.lacks:,}")
    if holder.is_this:
        return "mute", "", t("Most complete")
    return "ok", "check-circle", t("Has all")


def state_words(holder: Holder, desk: Desk) -> str:
    """Return when a device was last heard of and what it lacks."""
    t = desk.t
    if holder.is_this:
        text = t("All {n} changes", n=f"{holder.holds:,}")
    elif holder.seen is None:
        text = t("Not met yet, lacks {n}", n=f"{holder.lacks:,}")
    else:
        same = holder.seen.year == desk.today().year
        day = say_date(holder.seen.date(), t) if same else say_year_date(holder.seen.date(), t)
        said = (
            t("Until {day}, lacks {n}", day=day, n=f"{holder.lacks:,}")
            if holder.kind == "hq"
            else t("Met on {day}, lacks {n}", day=day, n=f"{holder.lacks:,}")
        )
        text = said if holder.lacks else t("Heard of on {day}", day=day)
    if holder.standing == "went on":
        text = t("{text}; went on under a new number", text=text)
    return text


def clock_words(gap: int, t: Translate) -> str:
    """Return how this clock stands to HQ's, what that means, and what to do."""
    away = abs(gap)
    if away < _MINUTE:
        return t("This clock agrees with HQ's.")
    span = span_words(away, t)
    if away < _WRONG:
        said = t("This clock is {span} ahead of HQ's.", span=span)
        return said if gap > 0 else t("This clock is {span} behind HQ's.", span=span)
    if gap > 0:
        return t(
            "This clock is {span} ahead of HQ's. Nothing is lost by it: records keep both times. "
            "Set it in the system's settings.",
            span=span,
        )
    return t(
        "This clock is {span} behind HQ's. Nothing is lost by it: records keep both times. "
        "Set it in the system's settings.",
        span=span,
    )


def span_words(seconds: int, t: Translate) -> str:
    """Return a span in its largest unit: `12 分钟`, `3 小时`, `2 天`."""
    if seconds < 90 * _MINUTE:
        return t("{n} min", n=max(1, round(seconds / _MINUTE)))
    if seconds < 2 * _DAY:
        return t("{n} h", n=round(seconds / _HOUR))
    return t("1 day|{n} days", n=round(seconds / _DAY))
