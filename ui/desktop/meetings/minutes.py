"""The step 记录: the agenda at the left, what is said at the right, typed while people talk."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.records.meeting import AgendaItem, ItemKind
from app.services.meeting import Meeting
from app.services.records import Records
from db.model.words import Translate
from ui.desktop.meetings.files import FilesList, attach
from ui.desktop.meetings.items import WHOLE, AroundCard, ItemsCard
from ui.desktop.meetings.locking import lock
from ui.desktop.meetings.matters import MattersCard
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.opinions import OpinionsCard
from ui.desktop.meetings.pane import EndsList, PaneHead
from ui.desktop.meetings.speech import AddRow, SpeechRow, parted
from ui.desktop.meetings.step import Step
from ui.desktop.meetings.whole import WholePane
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.drop import FileDrop
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.staying import Staying

_LEFT, _LEFT_WIDE = 276, 356


class MinutesStep(Step):
    """Everything typed is kept 1 s after the last key, at each new line, and on leaving."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened)
        self._item: str | None = None
        self._at = self._wanted = self._inserting = ""
        self._speaking = Staying[SpeechRow](lambda row: row.speech)
        self.items, self.around = ItemsCard(opened), AroundCard(opened)
        self.opinions = OpinionsCard(opened)
        self.opinions.asked.connect(lambda member: self._begin_speech(speaker=member))
        self.matters = MattersCard(opened)
        self.items.chosen.connect(self.choose)
        self.items.dropped.connect(
            lambda item, files: attach(opened, item or opened.meeting.id, files)
        )
        FileDrop(self, lambda files: attach(opened, self._item or opened.meeting.id, files))
        left = ScrollPage(margins=(24, 14, 0, 20))
        left.body.addWidget(self.items)
        left.body.addWidget(self.opinions)
        left.body.addWidget(self.around)
        left.setFixedWidth(_LEFT)
        self._left = left
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(left)
        right = QVBoxLayout()
        right.setContentsMargins(0, 14, 0, 12)
        right.addWidget(self._pane(), 1)
        right.addWidget(self.matters)
        row.addLayout(right, 1)

    def _pane(self) -> QWidget:
        theme, t = self.theme, self.t
        card = Card(theme, head="")
        card.setSizePolicy(card.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Expanding)
        card.body.setContentsMargins(0, 0, 0, 0)
        card.body.setSpacing(0)
        self.head = PaneHead(theme, t)
        self.head.inserted.connect(self._insert)
        self.head.resolved.connect(self.make_resolution)
        self.head.put.connect(self._put_to_vote)
        card.add(self.head)
        self._speeches = ScrollPage(gap=8)
        self.whole = WholePane(self.opened)
        self._speaking.column.setSpacing(4)
        self.add_row = AddRow(self.opened, t)
        field = self.add_row.field
        field.settled.connect(lambda member: self._begin_speech(speaker=str(member)))
        field.guest_asked.connect(lambda name: self._begin_speech(name=name))
        field.add_asked.connect(lambda name: self._begin_speech(name=name))
        field.written.connect(self._write_directly)
        self.ends = EndsList(theme, t)
        self.files = FilesList(self.opened)
        body = self._speeches.body
        body.addSpacing(6)
        body.addWidget(self.whole)
        body.addLayout(self._speaking.column)
        for part in (self.add_row, self.ends, self.files):
            body.addWidget(part)
        card.add(self._speeches, 1)
        self._count = Label("", "caption", "secondary", wrap=True)
        card.body.addLayout(_foot(self._count, t))
        return card

    # Showing

    @override
    def show_meeting(self) -> None:
        meeting = self.opened.meeting
        if self._item is None or (self._item and self._current() is None):
            self._item = first_item(meeting)
        self.items.show_items(self._item)
        self.around.show_around()
        self.opinions.show_opinions(self._current())
        self.matters.show_matters()
        item = self._current()
        self.head.show_item((item.title or "") if item else self.t("The meeting as a whole"), item)
        self.whole.setVisible(item is None)
        self.whole.show_whole()
        self._show_speeches()
        self.ends.show_ends(meeting, item)
        self.files.show_files(item.id if item else meeting.id)
        if not self.add_row.field.hasFocus():
            self.add_row.field.set_people(self.opened.people())
        self._count.setText(kept_words(meeting, self.t))

    def _show_speeches(self) -> None:
        meeting = self.opened.meeting
        said = meeting.speeches_on(self._item or None)
        rows = self._speaking.show([s.id for s in said], lambda at: self._make_row(said[at].id))
        for row, speech in zip(rows, said, strict=True):
            row.show_speech(meeting, speech)
        self._seek_wanted()

    def _make_row(self, speech: str) -> SpeechRow:
        found = next(s for s in self.opened.meeting.speeches if s.id == speech)
        row = SpeechRow(self.opened, found)
        row.asked.connect(lambda key, s=speech: self._do(s, key))
        row.entered.connect(lambda s=speech: self._enter(s))
        return row

    def _seek_wanted(self) -> None:
        for row in self._speaking.rows:
            if self._wanted and row.speech == self._wanted:
                self._wanted = ""
                row.ask_glyphs()
                row.text.setFocus()
                row.text.moveCursor(row.text.textCursor().MoveOperation.End)
                QTimer.singleShot(0, row, lambda r=row: self._speeches.ensureWidgetVisible(r))

    def _current(self) -> AgendaItem | None:
        return next((i for i in self.opened.meeting.items if i.id == self._item), None)

    @override
    def show_closed(self, *, closed: bool) -> None:
        lock(self, closed=closed)
        self.add_row.setVisible(not closed)
        self.head.set_closed(closed=closed)

    # Doing

    @override
    def begin(self, record: str = "", field: str = "") -> None:
        meeting = self.opened.meeting
        speech = next((s for s in meeting.speeches if s.id == record), None)
        if speech is not None:
            self._wanted = record
            self.choose(speech.item or WHOLE)
        elif any(i.id == record for i in meeting.items):
            self.choose(record)
            if field == "resolution":
                self.make_resolution()
        elif self._item == WHOLE and not self._speaking.rows:
            self.whole.account.setFocus()
        else:
            self.add_row.start()

    def choose(self, item: str) -> None:
        """Write on another item."""
        self.settle()
        self._item = item
        self.show_meeting()
        if not self._speaking.rows and item == WHOLE:
            self.whole.account.setFocus()
        elif not self._wanted:
            self.add_row.start()

    def _enter(self, speech: str) -> None:
        self._at = speech

    def _do(self, speech: str, key: str) -> None:
        match key:
            case "next":
                self._at = speech
                self.add_row.start()
            case "resolution":
                self.make_resolution()
            case "item_before" | "next_item":
                self._turn(1 if key == "next_item" else -1)
            case "stamp":
                stamp = self.desk.now().replace(second=0, microsecond=0).isoformat()
                self.opened.write(lambda records: records.change(speech, {"at": stamp}))
            case "remove":
                self.add_row.start()
                remove_empty(self.opened, speech)

    def _turn(self, step: int) -> None:
        order = [*(i.id for i in self.opened.meeting.items), WHOLE]
        at = order.index(self._item or WHOLE) + step
        if 0 <= at < len(order):
            self.choose(order[at])

    def _insert(self) -> None:
        """Begin a speech after the one the cursor was in."""
        self._inserting = self._at if any(r.speech == self._at for r in self._speaking.rows) else ""
        self.add_row.start()

    def _begin_speech(self, *, speaker: str = "", name: str = "", text: str = "") -> None:
        if not (speaker or name or text):
            return
        field = self.add_row.field
        field.set_value("")
        after, self._inserting = self._inserting, ""
        meeting, write, item = self.opened.meeting, self.desk.book.meetings.write, self._current()
        at = moment_of(self.opened.meeting, self.desk.now())

        def add(_records: Records) -> str:
            about = item.id if item else None
            made = write.add_speech(
                meeting, about, speaker=speaker, name=name, text=text, at=at, after=after
            )
            if item is not None and at is not None:
                write.begin_item(item, at, running(meeting, item))
            if name:
                write.add_guest(meeting.id, name)
            return made

        self.opened.write(add, done=self._want)

    def _want(self, speech: str) -> None:
        self._wanted = speech

    def _write_directly(self, text: str) -> None:
        name, words = parted(text)
        people = {p.name: p.id for p in self.opened.people()}
        speaker = people.get(name, "")
        self._begin_speech(speaker=speaker, name="" if speaker else name, text=words)

    def make_resolution(self) -> None:
        """Make a resolution of the marked text; without any, of what is typed under votes."""
        item = self._current()
        text = next((r.marked_text() for r in self._speaking.rows if r.marked_text()), "")
        if item is None or not text:
            self.opened.asked.emit("vote", item.id if item else "", "new-resolution")
            return
        meeting, write = self.opened.meeting, self.desk.book.meetings.write
        toast = self.t("Made a resolution: {text}", text=text[:40])
        self.opened.write(lambda _r: write.add_resolution(meeting, text, item=item.id), toast=toast)

    def _put_to_vote(self) -> None:
        item = self._current()
        if item is not None:
            put_to_vote(self.opened, item)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= self.theme.layout("wide_from")
        self._left.setFixedWidth(_LEFT_WIDE if wide else _LEFT)

    @override
    def settle(self) -> None:
        for row in self._speaking.rows:
            row.text.settle()
        self.items.add_typed()
        self.matters.add_typed()


def remove_empty(opened: OpenMeeting, speech: str) -> None:
    """Delete a speech without a word."""
    toast = opened.desk.t("Deleted an empty speech")
    opened.write(lambda records: records.delete(speech), toast=toast)


def kept_words(meeting: Meeting, t: Translate) -> str:
    """Return how much of a meeting is written down, and that it is kept."""
    said = meeting.speeches
    chars = sum(len(s.summary or "") for s in said) + len(meeting.activity.minutes or "")
    return t(
        "{n} speeches, {chars} characters. Kept 1 s after the last key, also without power.",
        n=len(said),
        chars=chars,
    )


def _foot(count: Label, t: Translate) -> QHBoxLayout:
    foot = QHBoxLayout()
    foot.setContentsMargins(18, 6, 18, 8)
    foot.setSpacing(16)
    words = t("Minutes keep people's own words, never “all agreed”")
    rule = Label(words, "caption", "secondary", wrap=True)
    rule.setAlignment(Qt.AlignmentFlag.AlignRight)
    foot.addWidget(count, 1)
    foot.addWidget(rule, 1)
    return foot


def running(meeting: Meeting, item: AgendaItem) -> AgendaItem | None:
    """Return the item that was being dealt with before this one."""
    begun = [i for i in meeting.items if i.started and not i.ended and i.id != item.id]
    return begun[-1] if begun else None


def moment_of(meeting: Meeting, now: datetime) -> datetime | None:
    """Return now while the meeting is held; afterwards nobody knows the minute any more."""
    return now.replace(second=0, microsecond=0) if now.date() == meeting.day else None


def first_item(meeting: Meeting) -> str:
    """Return where to begin: the first item without an end, or the account of the whole."""
    if not meeting.items or not meeting.shape.discusses:
        return WHOLE
    undone = (i.id for i in meeting.items if not meeting.concluded(i) and i.ended is None)
    return next(undone, meeting.items[0].id)


def put_to_vote(opened: OpenMeeting, item: AgendaItem) -> None:
    """Make a vote of an item and go to its numbers."""
    meeting, write, title = opened.meeting, opened.desk.book.meetings.write, item.title or ""

    def put(records: Records) -> str:
        if item.kind != ItemKind.vote:
            records.change(item.id, {"kind": ItemKind.vote})
        return write.add_motion(meeting, title, item=item.id)

    opened.write(put, done=lambda made: opened.asked.emit("vote", made, ""))
