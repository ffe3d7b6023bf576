"""One member beside the roster: the facts, the hours with the pace of the year, the attendance."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date, say_year_date
from app.records.member import Member, Relation
from app.services.experience import experience, experiences
from app.services.members import YearOfMeetings
from app.services.studying import Studied, pace, say_hours
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.meetings.standing import WHERE
from ui.desktop.papers import make_paper
from ui.desktop.people.contact import ContactForm
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import CardGrid
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.heat import AttendanceGrid
from ui.desktop.widgets.hours import HoursBar
from ui.desktop.widgets.labels import Avatar, ElidingLabel, Label, NameLabel, Rule
from ui.desktop.widgets.panel import SidePanel
from ui.desktop.widgets.scroll import FlowRow

_FIELDS = (
    "name", "status", "group", "post", "relation_here", "joined_on", "full_on", "gender", "code",
    "phone", "id_number_suffix", "vote_override", "vote_reason", "note",
)  # fmt: skip
_LATEST = 3
_PLACES = {
    "local": ("wait", "laptop"),
    "stick": ("info", "usb-stick"),
    "hq": ("ok", "shield-check"),
}


class Profile(SidePanel):
    """Shows a member; `edit`, `contact` and `add` open in place. Emits `added(id)`, `study_asked(id)`, `closed`."""

    added = Signal(str)
    study_asked = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t, width=desk.theme.layout("panel_profile"))
        self._desk, self._member = desk, ""
        theme, t = desk.theme, desk.t
        self.form = RecordForm(desk, desk.book.kinds["member"], _FIELDS, columns=1)
        self.form.made.connect(self.added)
        self.contact = ContactForm(desk)
        self.contact.closed.connect(self.contact.hide)
        self.contact.hide()
        self._print = Button(theme, t("Print their record"), "quiet", "printer")
        self._print.clicked.connect(self.print_record)
        self._reach = Button(theme, t("Log a contact"), "secondary", "phone")
        self._reach.clicked.connect(self.begin_contact)
        self.set_foot(self._print, self._reach)
        self._facts = QWidget()
        self._column = QVBoxLayout(self._facts)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._editing = self._lay_form()
        self.body.setContentsMargins(20, 16, 20, 12)
        for part in (self.contact, self._editing, self._facts):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _lay_form(self) -> QWidget:
        theme, t = self._desk.theme, self._desk.t
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        self._form_title = Label("", "heading")
        done = Button(theme, t("Finished"), "secondary", "check", compact=True)
        done.clicked.connect(self.close_form)
        head.addWidget(self._form_title, 1)
        head.addWidget(done)
        column.addLayout(head)
        column.addWidget(self.form)
        box.hide()
        return box

    def member(self) -> str:
        """Return whose profile shows."""
        return self._member

    def is_editing(self) -> bool:
        """Tell whether the fields are open."""
        return self._editing.isVisibleTo(self)

    def show_member(self, member: Member, meetings: YearOfMeetings, studied: Studied) -> None:
        """Show a member; a form that is open on another closes."""
        if member.id != self._member:
            self.contact.hide()
            self.form.settle()
            self._editing.hide()
        self._member = member.id
        if self.is_editing():
            self.form.show_record(member.record)
        self._clear()
        self._facts.setVisible(not self.is_editing())
        self._add_head(member)
        self._column.addSpacing(2)
        self._add_facts(member)
        self._add_hours(studied)
        self._add_attendance(member.id, meetings)
        self._foot.setVisible(not self.is_folded() and not self.is_editing())

    def begin_edit(self) -> None:
        """Open the member's fields."""
        record = self._desk.book.records.raw(self._member)
        if record is not None:
            self._form_title.setText(self._desk.t("Edit"))
            self.form.show_record(record)
            self._open_form()

    def begin_add(self) -> None:
        """Open the fields of a new member, at the end of the roster."""
        last = max(
            (m.number or 0 for m in self._desk.book.members.roster(everyone=True)), default=0
        )
        self._form_title.setText(self._desk.t("New member"))
        self.form.show_new({"number": last + 1})
        self._open_form()

    def _open_form(self) -> None:
        self.contact.hide()
        self._facts.hide()
        self._foot.hide()
        self._editing.show()
        self.form.focus_first()

    def close_form(self) -> None:
        """Write what is being typed and show the facts again."""
        self.form.settle()
        self._editing.hide()
        self._facts.show()
        self._foot.setVisible(not self.is_folded())
        self.closed.emit()

    def begin_contact(self) -> None:
        """Open the line for a contact."""
        if self._member:
            self.contact.show()
            self.contact.begin(self._member)

    def print_record(self) -> None:
        """Make the member's own record and show it."""
        press, member, name = (
            self._desk.book.exporting,
            self._member,
            self._desk.t("Member's record"),
        )
        make_paper(self._desk, name, lambda _progress, draft: press.member_pdf(member, draft=draft))

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _add_head(self, member: Member) -> None:
        theme, t = self._desk.theme, self._desk.t
        box, words = QWidget(), QVBoxLayout()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words.setSpacing(2)
        words.addWidget(NameLabel(member.name, "heading"))
        chips = FlowRow(6)
        chips.add(StatusChip(theme, "mute", "", t(member.status.title_)))
        for office in self._desk.book.members.offices(member.id, self._desk.today()):
            chips.add(StatusChip(theme, "mute", "", t(office.office.title_)))
        place = self._desk.book.syncing.where(member.record)
        tone, icon = ("error", "git-fork") if member.record.conflicts else _PLACES[place]
        chips.add(
            StatusChip(theme, tone, icon, t(WHERE["open" if member.record.conflicts else place]))
        )
        words.addWidget(chips)
        row.addWidget(Avatar(theme, member.name, 44))
        row.addLayout(words, 1)
        edit = IconButton(theme, "pencil-simple", t("Edit"), "F2")
        edit.clicked.connect(self.begin_edit)
        row.addWidget(edit)
        self._column.addWidget(box)

    def _add_facts(self, member: Member) -> None:
        t, book = self._desk.t, self._desk.book
        grid = CardGrid(2)
        met = book.members.last_met(member.id, self._desk.today())
        vote = t("with vote") if member.may_vote else t("without vote")
        here = member.relation_here == Relation.formal
        relation = t(
            "{relation}, {vote}",
            relation=t("In this branch") if here else t("Placed here"),
            vote=vote,
        )
        reached = f"{say_date(met.day, t)} {t(met.what)}" if met else t("not yet")
        for label, value in (
            (t("Party group"), book.records.name(member.group or "")),
            (t("Post"), member.post or ""),
            (t("Joined"), _day(member.joined_on, self._desk)),
            (t("Full since"), _day(member.full_on, self._desk)),
            (t("Relation"), relation),
            (t("Last contact"), reached),
        ):
            grid.add(label, value or "—")
        self._column.addWidget(grid)

    def _add_hours(self, studied: Studied) -> None:
        theme, t = self._desk.theme, self._desk.t
        self._column.addSpacing(4)
        self._column.addWidget(Rule())
        figures = t(
            "{hours}, {required} due this year",
            hours=say_hours(studied.total),
            required=say_hours(studied.required),
        )
        log = Button(theme, t("Log hours"), "secondary", compact=True)
        log.clicked.connect(lambda: self.study_asked.emit(self._member))
        self._add_heading(t("Hours"), figures, log)
        bar = HoursBar(theme, t)
        bar.set_hours(studied.total, studied.required, pace(studied.required, self._desk.today()))
        self._column.addWidget(bar)
        self._column.addWidget(Rule())

    def _add_attendance(self, member: str, meetings: YearOfMeetings) -> None:
        theme, t = self._desk.theme, self._desk.t
        due, present, leave, absent = meetings.sum(member)
        figures = t(
            "{due} due, {present} present, {leave} on leave, {absent} absent",
            due=due,
            present=present,
            leave=leave,
            absent=absent,
        )
        self._add_heading(t("Attendance, {year}", year=meetings.year), figures, None)
        grid = AttendanceGrid(theme, t)
        rows = [(t(kind.title_), marks) for kind, marks in meetings.grid(member)]
        grid.set_rows(rows, self._desk.today().month)
        self._column.addWidget(grid)
        self._add_events(member)

    def _add_events(self, member: str) -> None:
        theme, t, records = self._desk.theme, self._desk.t, self._desk.book.records
        n = experiences(records, member)
        link = Button(theme, t("All {n} entries", n=n), "link", compact=True)
        link.clicked.connect(lambda: self._desk.window.go(Route("history", self._member, "events")))
        if self.width() < theme.layout("panel_profile") + 60 or not n:
            # In a box of its own: what is cleared from the column is its widgets.
            box = QWidget()
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(link)
            row.addStretch(1)
            self._column.addWidget(box)
            return
        self._column.addWidget(Rule())
        self._add_heading(t("Latest"), "", link)
        year = date(self._desk.today().year, 1, 1)
        for event in experience(records, member, year)[:_LATEST]:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 2, 0, 2)
            day = Label(say_date(event.day, t), "caption", "secondary")
            day.setFixedWidth(56)
            row.addWidget(day)
            row.addWidget(ElidingLabel(event.said(t)), 1)
            self._column.addWidget(line)

    def _add_heading(self, text: str, meta: str, action: QWidget | None) -> None:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 6, 0, 4)
        row.setSpacing(8)
        row.addWidget(Label(text, "heading"))
        row.addWidget(Label(meta, "meta", wrap=True), 1)
        if action is not None:
            row.addWidget(action)
        self._column.addWidget(box)


def _day(day: date | None, desk: Desk) -> str:
    return say_year_date(day, desk.t) if day else ""
