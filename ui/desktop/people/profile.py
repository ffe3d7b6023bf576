"""One member beside the roster: the facts, the hours with the pace of the year, the attendance."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.records.member import Member
from app.services.experience import experiences, standing_events
from app.services.members import YearOfMeetings
from app.services.studying import Studied, pace, say_hours
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.kept import Kept
from ui.desktop.papers import make_paper
from ui.desktop.people.contact import ContactForm
from ui.desktop.people.facts import facts_of, head_of
from ui.desktop.people.happening import HappeningForm
from ui.desktop.people.lifeline import Lifeline
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.heat import AttendanceGrid
from ui.desktop.widgets.hours import HoursBar
from ui.desktop.widgets.labels import Label, Rule
from ui.desktop.widgets.panel import SidePanel, panel_width

_FIELDS = (
    "name", "status", "group", "post", "relation_here", "joined_on", "full_on", "gender", "code",
    "phone", "id_number_suffix", "vote_override", "vote_reason", "note",
)  # fmt: skip
_HAPPENS = ("status", "group")
_LATEST, _LATEST_WIDE = 3, 6


class Profile(SidePanel):
    """Shows a member; edit, contact, what happened and add open in place. Emits `added(id)`, `study_asked(id)`, `closed`."""

    added = Signal(str)
    study_asked = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t, width=panel_width(desk.theme))
        self._desk, self._member = desk, ""
        self._on: date | None = None
        self._counted, self._entries = Kept(desk.feed), 0
        theme, t = desk.theme, desk.t
        self.form = RecordForm(desk, desk.book.kinds["member"], _FIELDS, columns=1)
        self.form.made.connect(self.added)
        self.contact = ContactForm(desk)
        self.contact.closed.connect(self.contact.hide)
        self.contact.hide()
        self.happening = HappeningForm(desk)
        self.happening.closed.connect(self._close_happening)
        self.happening.hide()
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
        for part in (self.contact, self.happening, self._editing, self._facts):
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
        self._changes = Button(
            theme,
            t("Status or group changed: record what happened"),
            "link",
            "user-gear",
            compact=True,
        )
        self._changes.clicked.connect(self.begin_happening)
        column.addLayout(head)
        column.addWidget(self._changes, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.form)
        box.hide()
        return box

    def member(self) -> str:
        """Return whose profile shows."""
        return self._member

    def is_editing(self) -> bool:
        """Tell whether the fields are open."""
        return self._editing.isVisibleTo(self)

    def show_member(
        self,
        member: Member,
        meetings: YearOfMeetings,
        studied: Studied,
        on: date | None = None,
    ) -> None:
        """Show a member, as they stood on a day; a form that is open on another closes."""
        self._on = on
        if member.id != self._member:
            self.contact.hide()
            self.happening.hide()
            self.form.settle()
            self._editing.hide()
        self._member = member.id
        if self.is_editing():
            self.form.show_record(member.record)
        self._clear()
        self._facts.setVisible(not self.is_editing())
        day = self._on or self._desk.today()
        self._column.addWidget(head_of(self._desk, member, day, self._ways()))
        self._column.addSpacing(2)
        self._column.addWidget(facts_of(self._desk, member, day))
        self._add_hours(studied)
        self._add_attendance(member.id, meetings)
        open_ = self.is_editing() or self.happening.isVisibleTo(self)
        self._foot.setVisible(not self.is_folded() and not open_)

    def _ways(self) -> tuple[QWidget, ...]:
        theme, t = self._desk.theme, self._desk.t
        happen = IconButton(theme, "user-gear", t("Record what happened"))
        happen.clicked.connect(self.begin_happening)
        edit = IconButton(theme, "pencil-simple", t("Edit"), "F2")
        edit.clicked.connect(self.begin_edit)
        return happen, edit

    def begin_edit(self) -> None:
        """Open the member's fields."""
        record = self._desk.book.records.raw(self._member)
        if record is not None:
            self._form_title.setText(self._desk.t("Edit"))
            self.form.show_record(record)
            self._open_form(new=False)

    def begin_add(self) -> None:
        """Open the fields of a new member, at the end of the roster."""
        last = max(
            (m.number or 0 for m in self._desk.book.members.roster(everyone=True)), default=0
        )
        self._form_title.setText(self._desk.t("New member"))
        self.form.show_new({"number": last + 1})
        self._open_form(new=True)

    def _open_form(self, *, new: bool) -> None:
        # Of a member who is there, status and group change by what happened, with its day.
        for name in _HAPPENS:
            self.form.fields[name].setVisible(new)
        self._changes.setVisible(not new)
        self.contact.hide()
        self.happening.hide()
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

    def begin_happening(self) -> None:
        """Open the form of what happened."""
        if self._member:
            if self.is_editing():
                self.close_form()
            self.contact.hide()
            self._foot.hide()
            self.happening.show()
            self.happening.begin(self._member)

    def _close_happening(self) -> None:
        self.happening.hide()
        self._foot.setVisible(not self.is_folded())

    def begin_contact(self) -> None:
        """Open the line for a contact."""
        if self._member:
            self.happening.hide()
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

    def _add_hours(self, studied: Studied) -> None:
        theme, t = self._desk.theme, self._desk.t
        self._column.addSpacing(4)
        self._column.addWidget(Rule())
        figures = t(
            "{hours}, {required} due this year",
            hours=say_hours(studied.total),
            required=say_hours(studied.required),
        )
        if studied.beside:
            figures = f"{figures} {t('({hours} not counted)', hours=say_hours(studied.beside))}"
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
        if not self._counted.holds(member):
            self._entries = experiences(records, member)
            self._counted.note(member)
        n = self._entries
        link = Button(theme, t("All {n} entries", n=n), "link", compact=True)
        link.clicked.connect(lambda: self._desk.window.go(Route("history", self._member, "events")))
        self._column.addWidget(Rule())
        self._add_heading(t("What happened"), "", link if n else None)
        wide = self.width() >= theme.layout("panel_profile") + 60
        found = standing_events(records, member)[: _LATEST_WIDE if wide else _LATEST]
        if found:
            self._column.addWidget(Lifeline(theme, t, found))
        else:
            self._column.addWidget(Label(t("Nothing happened yet"), "meta", "secondary"))

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
