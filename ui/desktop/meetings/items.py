"""The agenda while minutes are taken: where one is, what has been said, who sits in, who is missing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.records.meeting import AgendaItem, Presence
from app.services.meeting import Meeting
from db.model.words import Translate
from ui.desktop.meetings.keeper import Bound
from ui.desktop.meetings.lined import AddLine, PressRow
from ui.desktop.meetings.locking import writing
from ui.desktop.meetings.menu import InPlace
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.signin import cell_of
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.drop import FileDrop
from ui.desktop.widgets.labels import ElidingLabel, IconLabel, Label
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.roles import give

WHOLE = ""
"""Stands for the meeting as a whole: its account, the chair's words, speeches on no item."""


class ItemLine(PressRow):
    """One item: number, title, times, state. Emits `pressed`, `dropped(list of Path)`."""

    dropped = Signal(list)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, chosen=False)
        self._chosen = False
        self._number = Label("", "strong", "secondary")
        self._number.setFixedWidth(20)
        self._title, self._sub = Label("", "body", wrap=True), ElidingLabel("", "meta")
        self._mark = IconLabel(theme, "circle-dashed", size="icon")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sub)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self._number)
        row.addLayout(words, 1)
        row.addWidget(self._mark)
        self.setMinimumHeight(theme.px(56))
        FileDrop(self, self.dropped.emit, lambda lit: give(self, chosen=lit or self._chosen))

    def show_line(self, number: str, title: str, sub: str, state: str, *, chosen: bool) -> None:
        """Show an item; states are done, part and open."""
        self._number.setText(number)
        self._title.setText(title)
        give(self._title, weight="medium" if chosen else "")
        self._sub.setText(sub)
        self._sub.setVisible(bool(sub))
        icon, color = {
            "done": ("check-circle", "state.ok_mark"),
            "part": ("circle-half-tilt", "state.info_mark"),
        }.get(state, ("circle-dashed", "text.secondary"))
        self._mark.set_icon(icon, color, fill=state == "done")
        self._chosen = chosen
        give(self, chosen=chosen)
        # The red edge of the chosen one takes its room from the margin: words stay where they were.
        self._row.setContentsMargins(11 if chosen else 14, 6, 12, 6)
        self.setAccessibleName(f"{number} {title}")
        self.setAccessibleDescription(sub)


class ItemsCard(Card):
    """Emits `chosen(item)`, "" for the whole meeting; `dropped(item, list of Path)`."""

    chosen = Signal(str)
    dropped = Signal(str, list)

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme, opened.desk.t("Agenda"), head="sunken")
        self._opened, self.t, self._theme = opened, opened.desk.t, opened.desk.theme
        self._lines: list[ItemLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        plus = IconButton(self._theme, "plus", self.t("Add an item"), compact=True)
        self.adder = AddLine(self._theme, self.t("Add an item"))
        self.adder.field.returnPressed.connect(self.add_typed)
        plus.clicked.connect(self.adder.place.edit)
        self.set_action(writing(plus))
        self.body.addWidget(self.adder)

    def show_items(self, current: str) -> None:
        """Show the items and the meeting as a whole; `current` is being minuted."""
        meeting = self._opened.meeting
        wanted = len(meeting.items) + 1
        while len(self._lines) < wanted:
            line = ItemLine(self._theme)
            at = len(self._lines)
            line.pressed.connect(lambda n=at: self.chosen.emit(self._item_at(n)))
            line.dropped.connect(lambda files, n=at: self.dropped.emit(self._item_at(n), files))
            self._lines.append(line)
            self._column.addWidget(line)
        for at, line in enumerate(self._lines):
            line.setVisible(at < wanted)
        for at, item in enumerate(meeting.items):
            state = item_state(meeting, item, current)
            self._lines[at].show_line(
                str(at + 1), item.title or "", item_words(meeting, item, state, self.t), state,
                chosen=item.id == current,
            )  # fmt: skip
        whole = bool((meeting.activity.minutes or meeting.activity.summary or "").strip())
        self._lines[wanted - 1].show_line(
            "", self.t("The meeting as a whole"), "", "done" if whole else "open",
            chosen=current == WHOLE,
        )  # fmt: skip
        self.set_meta(self.t("1 item|{n} items", n=len(meeting.items)))

    def _item_at(self, at: int) -> str:
        items = self._opened.meeting.items
        return items[at].id if at < len(items) else WHOLE

    def add_typed(self) -> None:
        """Add what stands in the line as an item."""
        title = self.adder.take()
        if not title:
            return
        meeting, write = self._opened.meeting, self._opened.desk.book.meetings.write
        self._opened.write(lambda _records: write.add_item(meeting, title))


def item_state(meeting: Meeting, item: AgendaItem, current: str) -> str:
    """Return done, part or open: how far an item has come."""
    said = meeting.speeches_on(item.id)
    if meeting.concluded(item) or (said and item.ended is not None):
        return "done"
    return "part" if said or item.id == current else "open"


def item_words(meeting: Meeting, item: AgendaItem, state: str, t: Translate) -> str:
    """Return when an item was dealt with, who spoke, and how many files lie with it."""
    files = sum(a.belongs_to == item.id for a in meeting.attachments)
    words = item_times(meeting, item, state, t)
    return f"{words} · {t('1 file|{n} files', n=files)}" if files else words


def item_times(meeting: Meeting, item: AgendaItem, state: str, t: Translate) -> str:
    """Return when an item was dealt with and how many spoke: 19:34 到 19:52 · 3 人发言."""
    spoke = len({s.speaker or s.speaker_name or s.id for s in meeting.speeches_on(item.id)})
    count = t("1 speaker|{n} speakers", n=spoke) if spoke else ""
    if item.started is None:
        return count or (t("being written") if state == "part" else t("Not begun"))
    start = f"{item.started:%H:%M}"
    if item.ended is None:
        now = t("being written") if state == "part" else count
        return " · ".join(p for p in (t("from {start}", start=start), now) if p)
    span = t("{start} until {end}", start=start, end=f"{item.ended:%H:%M}")
    return " · ".join(p for p in (span, count) if p)


class AroundCard(Card):
    """Who sits in (edited here), who is absent or on leave."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme)
        theme, t = opened.desk.theme, opened.desk.t
        self._opened, self.t = opened, t
        self.body.setContentsMargins(14, 12, 14, 14)
        self.body.setSpacing(2)
        self.add(Label(t("Sitting in"), "meta"))
        self._guests = Label("", "body", wrap=True)
        self.editor = LongTextField(theme, "", t("Name and capacity, one a line"), rows=2, most=6)
        self.editor.setAccessibleName(t("Sitting in"))
        self.place = InPlace(self._guests, self.editor)
        self.bound: Bound = opened.keeper.bind(self.editor, "", "non_voting", typing=True)
        self.add(self.place)
        self.add(Label(t("Absent and on leave"), "meta"))
        self._away = Label("", "body", wrap=True)
        self.add(self._away)

    def show_around(self) -> None:
        """Show both lists."""
        meeting, t = self._opened.meeting, self.t
        lines = (meeting.activity.non_voting or "").splitlines()
        text = _row([line.strip() for line in lines if line.strip()], t)
        self._guests.setText(text or t("Nobody; press to write"))
        self._guests.set_tone("" if text else "secondary")
        self.bound.show_record(meeting.activity.record)
        away = []
        for person in meeting.people:
            if person.due and not person.present and (meeting.marked or person.leave):
                note = cell_of(person, t).note if person.status else t("not marked")
                word = note or (t("absent") if person.status == Presence.absent else t("on leave"))
                away.append(f"{person.member.name} {word}")
        self._away.setText(_row(away, t) or t("Nobody"))


def _row(parts: list[str], t: Translate) -> str:
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text = t("{one}, {next}", one=text, next=part)
    return text
