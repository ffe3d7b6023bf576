"""Beside the list: the chosen day's meeting, and what the month and the quarter still lack."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date, say_day
from app.services.meeting import Meeting
from app.services.timetable import Asked
from app.terms import ActivityType
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.meetings.standing import ICONS
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.labels import Label

_SHOWN = 3


class DayCard(Card):
    """What is held on the chosen day. Emits `opened(id)`, `printed(id)`, `asked(date)`."""

    opened = Signal(str)
    printed = Signal(str)
    asked = Signal(object)

    def __init__(self, theme: Theme, t: Translate) -> None:
        super().__init__(theme)
        self._theme, self.t = theme, t
        self.body.setContentsMargins(16, 14, 16, 14)

    def show_day(self, day: date, held: Sequence[Meeting], notice: bool, *, today: date) -> None:
        """Show a day and its meetings; `notice` says that the first one's notice went out."""
        t = self.t
        self.clear()
        self.add(Label(say_day(day, t), "meta"))
        if not held:
            self.add(Label(t("Nothing on this day"), "body", "secondary"))
            words = t("Arrange a meeting") if day >= today else t("Record one afterwards")
            button = Button(self._theme, words, "secondary", compact=True)
            button.clicked.connect(lambda: self.asked.emit(day))
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            return
        for meeting in held[:_SHOWN]:
            self._show_meeting(meeting, notice and meeting is held[0])

    def _show_meeting(self, meeting: Meeting, notice: bool) -> None:
        t, a = self.t, meeting.activity
        self.add(Label(a.title or t(a.type.title_), "heading", wrap=True))
        self.add(Label(facts(meeting, t, notice=notice), "body", "secondary", wrap=True))
        # A widget and not a layout alone: what is cleared must go with its parts.
        ways = QWidget()
        row = QHBoxLayout(ways)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        open_it = Button(self._theme, t("Open it"))
        open_it.clicked.connect(lambda: self.opened.emit(meeting.id))
        sheet = Button(self._theme, t("Print sign-in sheet"), "quiet", "printer")
        sheet.clicked.connect(lambda: self.printed.emit(meeting.id))
        row.addWidget(open_it)
        row.addWidget(sheet)
        row.addStretch(1)
        self.add(ways)


def facts(meeting: Meeting, t: Translate, *, notice: bool) -> str:
    """Return what is known of a meeting, said in a sentence: time, place, items, leave, notice."""
    a, count = meeting.activity, meeting.tally
    start = f"{a.held_start:%H:%M}" if a.held_start else t("No time yet")
    said = []
    if meeting.items:
        said.append(t("Agenda {n}", n=len(meeting.items)))
    if count.present:
        said.append(t("{n} present", n=count.present))
    if count.leave:
        said.append(t("{n} on leave", n=count.leave))
    if notice:
        said.append(t("notice sent"))
    rest = _row(said, t)
    if not a.place_text:
        return f"{start} {rest}"
    return t("{time}, {place}. {rest}", time=start, place=a.place_text, rest=rest)


def _row(said: Sequence[str], t: Translate) -> str:
    text = said[0] if said else ""
    for part in said[1:]:
        text = t("{one}, {next}", one=text, next=part)
    return t("{sentence}.", sentence=text) if text else ""


class LackingCard(Card):
    """What is still due. Emits `asked(kind, group, day or None)` and `opened(id)`."""

    asked = Signal(str, str, object)
    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme)
        self._desk = desk
        self.body.setContentsMargins(16, 12, 12, 10)
        self.body.setSpacing(2)

    def show_due(self, due: Sequence[Asked], *, suggest: bool) -> None:
        """Show what is neither held nor arranged; `suggest` adds a day that suits."""
        t, theme = self._desk.t, self._desk.theme
        self.clear()
        today = self._desk.today()
        month = [d for d in due if not d.held and not d.planned]
        self.add(Label(t("Still due this month"), "meta"))
        if not month:
            self.add(Label(t("Nothing: all is held or arranged"), "body", "secondary"))
        for lacking in month:
            title = lacking.title(t)
            if (lacking.until.year, lacking.until.month) != (today.year, today.month):
                title = t("{title} (by {day})", title=title, day=say_date(lacking.until, t))
            later = lacking.kind in {ActivityType.party_lecture, ActivityType.general_meeting}
            action = t("Arrange") if later else t("Record")
            tone = "" if later else "wait"
            row = ListRow(theme, ICONS[lacking.kind], title, tone=tone, action=action, flush=True)
            row.setObjectName(f"due-{lacking.kind}-{lacking.group}")
            row.acted.connect(lambda d=lacking: self._ask(d))
            row.setFixedHeight(theme.px(34))
            self.add(row)
        if suggest and month:
            self._suggest(month[0])

    def _ask(self, lacking: Asked) -> None:
        found = self._desk.book.meetings.suggested(lacking, self._desk.today())
        self.asked.emit(lacking.kind, lacking.group, found[0] if found else None)

    def _suggest(self, lacking: Asked) -> None:
        t = self._desk.t
        found = self._desk.book.meetings.suggested(lacking, self._desk.today())
        if found is None:
            return
        day, away = found
        text = (
            t("{day}: nothing else is held, {n} on leave", day=say_date(day, t), n=away)
            if away
            else t("{day}: nothing else is held, nobody on leave", day=say_date(day, t))
        )
        self.add(Label(text, "caption", "secondary", wrap=True))


def side_column(*parts: QWidget) -> QWidget:
    """Return the parts in a column, not stretched."""
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return side
