"""What was decided: each with who does it and until when, edited in its row."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_date
from app.records.meeting import Resolution
from app.services.meeting import Meeting
from ui.desktop.meetings.keeper import as_day
from ui.desktop.meetings.lined import LinedRow
from ui.desktop.meetings.locking import writing
from ui.desktop.meetings.menu import InPlace, Menu
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.labels import Avatar, IconLine, Label, NameLabel
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.person import PersonField
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.staying import Staying

_TAB = Qt.FocusReason.TabFocusReason
_OWNER, _DUE, _NUMBER, _MORE = 150, 132, 22, 40


class ResolutionRow(LinedRow):
    """One resolution; words, owner and day each turn into their editor when pressed."""

    asked = Signal(str)

    def __init__(self, opened: OpenMeeting, resolution: Resolution) -> None:
        theme, t, keep = opened.desk.theme, opened.desk.t, opened.keeper.bind
        super().__init__(theme)
        self.t, self.resolution = t, resolution.id
        self._number = Label("", "strong", "secondary")
        self._number.setFixedWidth(_NUMBER)
        self._words = Label("", "body", wrap=True)
        self.text = LongTextField(theme, rows=1)
        self.text.setAccessibleName(t("Resolution"))
        self.place = InPlace(self._words, self.text)
        self.owner = PersonField(theme, t)
        self.owner.setAccessibleName(t("Responsible"))
        self._avatar, self._name = Avatar(theme, "", 24), NameLabel("", "body")
        self.owner_place = InPlace(self._pair(), self.owner)
        self.owner_place.opened.connect(lambda: self.owner.set_people(opened.people()))
        self.owner.settled.connect(lambda _who: self.owner_place.show_words())
        self.due = DateField(theme, t, opened.desk.today)
        self.due.setAccessibleName(t("Due on"))
        self._day = IconLine(theme, "calendar-blank", "")
        self.due_place = InPlace(self._day, self.due)
        self.due.returnPressed.connect(self.due_place.show_words)
        self._bound = (
            keep(self.text, resolution.id, "text", typing=True),
            keep(self.owner, resolution.id, "owner"),
            keep(self.due, resolution.id, "due_on", read=as_day),
        )
        self._more = IconButton(theme, "dots-three", t("More for this resolution"), compact=True)
        self._more.clicked.connect(self._open_menu)
        writing(self._more)
        for place in (self.owner_place, self.due_place):
            place.installEventFilter(self)
        self.owner_place.setFixedWidth(_OWNER)
        self.due_place.setFixedWidth(_DUE)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._number)
        row.addWidget(self.place, 1)
        row.addWidget(self.owner_place)
        row.addWidget(self.due_place)
        row.addWidget(self._more)
        self.setMinimumHeight(theme.px(48))

    def _pair(self) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._avatar)
        row.addWidget(self._name, 1)
        return pair

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open who and until when as the Tab key arrives there: nobody writes a decision without them."""
        tabbed = isinstance(event, QFocusEvent) and event.reason() == _TAB and event.gotFocus()
        if tabbed and isinstance(watched, InPlace):
            # Once the focus has arrived.
            QTimer.singleShot(0, watched, watched.edit)
        return False

    def show_resolution(self, meeting: Meeting, resolution: Resolution, number: int) -> None:
        """Show it as stored; what is being typed stays."""
        self._number.setText(str(number))
        self._words.setText(resolution.text or self.t("Press to write"))
        name = meeting.name(resolution.owner)
        self._avatar.set_name(name)
        self._avatar.setVisible(bool(name))
        self._name.setText(name or self.t("Who?"))
        give(self._name, tone="" if name else "secondary")
        day = say_date(resolution.due_on, self.t) if resolution.due_on else self.t("By when?")
        self._day.set_text(day)
        for bound in self._bound:
            bound.show_record(resolution.record)

    def _open_menu(self) -> None:
        entries = [("remove", "trash", self.t("Delete the resolution"))]
        menu = Menu(self._theme, entries)
        menu.chosen.connect(self.asked)
        self._menu = menu.open_under(self._more)


class ResolutionsCard(Card):
    """All resolutions of the meeting, and a line to add one."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme, opened.desk.t("Resolutions"), head="sunken")
        self._opened, self.t = opened, opened.desk.t
        self._written = Staying[ResolutionRow](lambda row: row.resolution)
        self._wanted, self._item = "", ""
        add = Button(opened.desk.theme, self.t("Add one"), "quiet", "plus", compact=True)
        add.clicked.connect(lambda: self.add_for(""))
        self.set_action(writing(add))
        self._heads = self._head_row()
        self.body.addWidget(self._heads)
        self.body.addLayout(self._written.column)
        self._none = Label(self.t("No resolution written"), "body", "secondary")
        self._none.setContentsMargins(16, 12, 16, 12)
        self.body.addWidget(self._none)

    def _head_row(self) -> QWidget:
        heads, t = QWidget(), self.t
        row = QHBoxLayout(heads)
        row.setContentsMargins(16 + _NUMBER + 8, 6, 8 + _MORE, 0)
        row.setSpacing(8)
        row.addWidget(Label(t("What was decided"), "caption", "secondary"), 1)
        for text, width in ((t("Responsible"), _OWNER), (t("Due on"), _DUE)):
            label = Label(text, "caption", "secondary")
            label.setFixedWidth(width)
            row.addWidget(label)
        return heads

    def show_resolutions(self) -> None:
        """Show them in the order in which they were written."""
        meeting = self._opened.meeting
        written = meeting.resolutions
        rows = self._written.show([r.id for r in written], lambda at: self._make(written[at]))
        for at, (row, resolution) in enumerate(zip(rows, written, strict=True), 1):
            row.show_resolution(meeting, resolution, at)
            if row.resolution == self._wanted:
                self._wanted = ""
                row.place.edit()
        self.set_meta(self.t("1 resolution|{n} resolutions", n=len(rows)))
        self._heads.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _make(self, resolution: Resolution) -> ResolutionRow:
        row = ResolutionRow(self._opened, resolution)
        row.asked.connect(lambda _key, r=resolution.id: self._remove(r))
        return row

    def add_for(self, item: str) -> None:
        """Add an empty resolution on an item and open its words."""
        meeting, write = self._opened.meeting, self._opened.desk.book.meetings.write
        if meeting.archived:
            return
        self._opened.write(
            lambda _records: write.add_resolution(meeting, "", item=item), done=self._want
        )

    def edit(self, resolution: str, field: str) -> None:
        """Open a field of a resolution."""
        for row in self._written.rows:
            if row.resolution == resolution:
                places = {"owner": row.owner_place, "due_on": row.due_place}
                places.get(field, row.place).edit()

    def settle(self) -> None:
        """Write what is being typed."""
        for row in self._written.rows:
            row.text.settle()

    def _want(self, resolution: str) -> None:
        self._wanted = resolution

    def _remove(self, resolution: str) -> None:
        toast = self.t("Deleted a resolution")
        self._opened.write(lambda records: records.delete(resolution), toast=toast)
