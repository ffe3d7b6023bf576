"""The step 准备: when, where, who; the agenda; who is on leave; the papers as they will print."""

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_date
from app.records.meeting import Mode
from app.rules.facts import counts_as_meeting
from app.services.timetable import usual_time, usual_title
from app.terms import ActivityType
from ui.desktop.meetings.agenda import AgendaCard, prior_entries
from ui.desktop.meetings.extras import ExtrasPanel
from ui.desktop.meetings.keeper import Bound, as_moment
from ui.desktop.meetings.leaves import LeaveCard
from ui.desktop.meetings.locking import lock
from ui.desktop.meetings.menu import Menu
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.parts import PartsCard
from ui.desktop.meetings.preview import PaperPreview
from ui.desktop.meetings.step import Step
from ui.desktop.meetings.together import TogetherCard
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateTimeField
from ui.desktop.widgets.fields import ComboField, Field, LineField
from ui.desktop.widgets.person import PersonField
from ui.desktop.widgets.scroll import ScrollPage

_NEW = "new:"


class PrepareStep(Step):
    """Everything before the day."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened)
        self._bound: dict[str, Bound] = {}
        self.agenda, self.leaves = AgendaCard(opened), LeaveCard(opened)
        self.extras, self.parts = ExtrasPanel(opened), PartsCard(opened)
        self.together = TogetherCard(opened)
        self.preview = PaperPreview(opened)
        self.agenda.link_asked.connect(self._link)
        left = ScrollPage(margins=(24, 14, 8, 20))
        left.body.addWidget(self._fields())
        left.body.addWidget(self.together)
        left.body.addWidget(self.parts)
        left.body.addWidget(self.agenda)
        left.body.addWidget(self.leaves)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(left, 58)
        row.addWidget(self.preview, 42)

    def _fields(self) -> Card:
        t, theme = self.t, self.theme
        card = Card(theme)
        card.body.setContentsMargins(16, 12, 16, 14)
        self.when = DateTimeField(theme, t, self.desk.today)
        self.place = LineField(theme)
        self.chair, self.recorder = PersonField(theme, t), PersonField(theme, t)
        self.combined = ComboField(theme)
        # A long title among the options must not make the page wider than its column.
        self.combined.setSizeAdjustPolicy(
            ComboField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combined.setMinimumContentsLength(4)
        self.combined.settled.connect(self._combine)
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setSpacing(12)
            card.body.addLayout(line)
        self._when = self._field("held_start", t("Date and time"), self.when, read=as_moment)
        first.addWidget(self._when, 58)
        first.addWidget(self._field("place_text", t("Place"), self.place), 42)
        second.addWidget(self._field("chair", t("Chair"), self.chair), 1)
        second.addWidget(self._field("recorder", t("Recorder"), self.recorder), 1)
        second.addWidget(Field(theme, t("Together with"), self.combined), 1)
        card.body.addWidget(self._further())
        return card

    def _further(self) -> QWidget:
        """Return the fields that a kind has besides, and those seldom changed, folded away."""
        t, theme = self.t, self.theme
        self._rest = QWidget()
        self._toggle = Button(theme, t("Title, end, how held"), "quiet", "caret-down", compact=True)
        self._toggle.clicked.connect(lambda: self._unfold(not self._rest.isVisible()))
        grid = QGridLayout(self._rest)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        modes = [(m.value, t(m.title_)) for m in Mode]
        self.end = DateTimeField(theme, t, self.desk.today)
        self.name = LineField(theme)
        grid.addWidget(self._field("title", t("Title"), self.name), 0, 0)
        grid.addWidget(self._field("mode", t("How held"), ComboField(theme, modes)), 0, 1)
        grid.addWidget(self._field("held_end", t("End"), self.end, read=as_moment), 1, 0)
        self._theme = self._field("theme", t("Theme"), LineField(theme))
        grid.addWidget(self._theme, 1, 1)
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.extras)
        self._why = self._field("mode_reason", t("Why not in person"), LineField(theme))
        self._why.set_hint(t("A meeting by phone or circulated paper counts only with a reason."))
        column.addWidget(self._why)
        column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._rest)
        self._rest.hide()
        return frame

    def _unfold(self, shown: bool) -> None:
        self._rest.setVisible(shown)
        self._toggle.set_icon("caret-up" if shown else "caret-down")

    def _field(self, name: str, label: str, editor: Any, **how: Any) -> Field:
        frame = Field(self.theme, label, editor)
        self._bound[name] = self.opened.keeper.bind(editor, "", name, frame=frame, **how)
        return frame

    @override
    def show_meeting(self) -> None:
        meeting, people = self.opened.meeting, self.opened.people()
        activity = meeting.activity
        for field in (self.chair, self.recorder):
            if not field.hasFocus():
                field.set_people(people)
        for bound in self._bound.values():
            bound.show_record(activity.record)
        self._when.set_hint(self._notice_by())
        self._why.setVisible(not counts_as_meeting(activity) or bool(activity.mode_reason))
        self.extras.show_extras()
        self._theme.setVisible("theme" not in meeting.shape.fields)
        self.together.show_together()
        self.parts.show_parts()
        if activity.held_start is None:
            kind, group = activity.type, activity.group or ""
            last = self.desk.book.meetings.last(kind, group, before=meeting.day)
            self.when.expect(None, usual_time(last))
        self.end.expect(meeting.day, None)
        self._show_combined()
        self.agenda.show_items()
        self.leaves.show_leaves()
        self.preview.show_paper()

    def _notice_by(self) -> str:
        """Return the day by which the unit's template wants the notice out; nothing once it is."""
        meeting = self.opened.meeting
        template = self.desk.book.meetings.templates.of(meeting.activity.type)
        days = (template.notice_days or 0) if template else 0
        if not days or meeting.activity.held_start is None or self.opened.notice_day() is not None:
            return ""
        by = meeting.day - timedelta(days=days)
        return self.t("Notice out by {day}, says the template", day=say_date(by, self.t))

    def _show_combined(self) -> None:
        t, meeting = self.t, self.opened.meeting
        activity = meeting.activity
        options = [("", t("By itself"))]
        day = meeting.day
        known = {a.id for a in meeting.linked}
        nearby = self.desk.book.meetings.between(day, day) if activity.held_start else []
        others = [*meeting.linked, *(a for a in nearby if a.id not in {*known, activity.id})]
        options += [(other.id, other.title or t(other.type.title_)) for other in others]
        if activity.type != ActivityType.themed_party_day and not meeting.linked:
            title = usual_title(ActivityType.themed_party_day, day)(t)
            options.append((_NEW + ActivityType.themed_party_day, t("New: {title}", title=title)))
        self.combined.set_options(options)
        self.combined.set_value(meeting.linked[0].id if meeting.linked else "")

    def _combine(self, chosen: object) -> None:
        value, meeting = str(chosen), self.opened.meeting
        meetings, t = self.desk.book.meetings, self.t
        if value.startswith(_NEW):
            kind = ActivityType.themed_party_day
            self.opened.write(lambda _records: meetings.combine_new(meeting, kind, t))
        elif not value and not meeting.activity.parent and meeting.linked:
            child = meeting.linked[0].id
            self.opened.write(lambda records: records.change(child, {"parent": None}))
        else:
            self.opened.write(lambda records: records.change(meeting.id, {"parent": value or None}))

    @override
    def show_closed(self, *, closed: bool) -> None:
        lock(self, closed=closed, except_for=(self.preview, self.leaves))

    @override
    def begin(self, record: str = "", field: str = "") -> None:
        if field == "link":
            self._link(record)
        elif field and (self.extras.focus_on(field) or self.together.focus_on(field)):
            return
        elif field in {"title", "mode", "held_end", "theme"}:
            self._unfold(shown=True)
            self._bound[field].editor.setFocus()
        elif field in self._bound:
            self._bound[field].editor.setFocus()
        elif record and record != self.opened.meeting.id:
            self.agenda.edit(record)
        elif self.opened.meeting.activity.held_start is None:
            self.when.setFocus()

    @override
    def settle(self) -> None:
        self.agenda.settle()

    def _link(self, item: str) -> None:
        entries = prior_entries(self.opened)
        if not entries:
            self.desk.window.note(
                "info", self.t("No committee meeting with an agenda in the four months before"),
                self.t("Record the committee's discussion first, or explain."),
            )  # fmt: skip
            return
        menu = Menu(self.theme, entries[:12], width=360)
        menu.chosen.connect(
            lambda prior: self.opened.write(
                lambda records: records.change(item, {"prior_committee_item": prior})
            )
        )
        self._menu = menu.open_under(self.agenda)
