"""The study plans of a year: what each line asks for, how far it is, and the way to hold it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date
from app.services.studying import say_hours
from app.services.studyplan import Planned, StudyPlan
from app.services.values import complaint
from db.model.errors import InvalidRecord, SuixingError
from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.editors import DecimalField
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.duerow import DueRow
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField, Field, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import ScrollPage

_QUARTERS = (
    ("0", N_("The year")),
    ("1", N_("First quarter")),
    ("2", N_("Second quarter")),
    ("3", N_("Third quarter")),
    ("4", N_("Fourth quarter")),
)
_CHIPS = {
    "open": ("mute", "circle-dashed", N_("Not planned")),
    "planned": ("info", "calendar-check", N_("planned")),
    "held": ("ok", "check-circle", N_("held")),
}


class NewLine(QWidget):
    """A line to be added to a plan: title, hours, day. Emits `asked(title, hours, day)`."""

    asked = Signal(str, object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme, t = desk.theme, desk.t
        self.title, self.hours = LineField(theme), DecimalField(theme)
        self.day = DateField(theme, t, desk.today)
        self.hours.setMaximumWidth(90)
        self.day.setFixedWidth(190)
        self.fields = {
            "title": Field(theme, t("What is to be studied"), self.title),
            "hours": Field(theme, t("Study hours"), self.hours),
            "due_on": Field(theme, t("By"), self.day),
        }
        self._add = Button(theme, t("Add the line"), icon="plus")
        self._add.clicked.connect(self.ask)
        for editor in (self.title, self.hours, self.day):
            editor.returnPressed.connect(self.ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 12)
        row.setSpacing(8)
        row.addWidget(self.fields["title"], 1)
        row.addWidget(self.fields["hours"])
        row.addWidget(self.fields["due_on"])
        column = QVBoxLayout()
        column.addSpacing(theme.line("meta") + 2)
        column.addWidget(self._add)
        column.addStretch(1)
        row.addLayout(column)

    def ask(self) -> None:
        """Ask for the line that stands here; without a title nothing is asked."""
        if self.title.value():
            self.asked.emit(self.title.value(), self.hours.value(), self.day.value())

    def show_error(self, error: SuixingError, text: str) -> bool:
        """Say at the field what does not fit; return whether there is such a field."""
        field = self.fields.get(error.field) if isinstance(error, InvalidRecord) else None
        if field is not None:
            field.set_error(text)
        return field is not None


class StudyPlansView(QWidget):
    """One card a plan. Emits nothing: it writes and leads on by itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t = desk.theme, desk.t
        self.scope = ComboField(theme, [(k, t(text)) for k, text in _QUARTERS])
        self.scope.setAccessibleName(t("For which period"))
        self._begin = Button(theme, t("New plan"), icon="plus")
        self._begin.clicked.connect(self.begin)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(Label(t("For which period"), "meta"))
        tools.addWidget(self.scope)
        tools.addWidget(self._begin)
        tools.addStretch(1)
        self._page = ScrollPage(gap=theme.layout("stack"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(self._page, 1)

    def refresh(self) -> None:
        """Read the plans again."""
        while (item := self._page.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        t, theme = self._desk.t, self._desk.theme
        plans = self._desk.book.studyplans.of_year(self._desk.today().year)
        if not plans:
            sentence = t(
                "A plan's lines become meetings or entries, and their hours count by themselves"
            )
            card = Card(theme, head="")
            card.add(EmptyLine(theme, "compass", t("No study plan for this year"), sentence))
            self._page.body.addWidget(card)
        for plan in plans:
            self._page.body.addWidget(self._card(plan))

    def _card(self, plan: StudyPlan) -> Card:
        t = self._desk.t
        meta = t(
            "{done} of {wanted} hours, {held} of {n} lines held",
            done=say_hours(plan.done) or "0",
            wanted=say_hours(plan.wanted) or "0",
            held=plan.held,
            n=len(plan.lines),
        )
        card = Card(self._desk.theme, plan.plan.title, meta, "sunken")
        see = Button(self._desk.theme, t("Open the plan"), "link", compact=True)
        see.clicked.connect(lambda: self._desk.window.go(Route("record", plan.plan.id)))
        card.set_action(see)
        for line in plan.lines:
            card.add(self._row(line))
            card.add_rule()
        new = NewLine(self._desk)
        new.asked.connect(
            lambda title, hours, day: self._write(
                lambda: self._desk.book.studyplans.add(plan.plan.id, title, hours, day), new
            )
        )
        card.add(new)
        return card

    def _row(self, line: Planned) -> DueRow:
        t, item = self._desk.t, line.item
        words = []
        if item.due_on:
            words.append(t("by {day}", day=say_date(item.due_on, t)))
        if item.hours:
            words.append(t("{hours} hours", hours=say_hours(item.hours)))
        tone, icon, word = _CHIPS[line.how]
        button = t("View") if line.record else t("Arrange")
        row = DueRow(
            self._desk.theme, "book-open", item.title, "  ".join(words) or " ",
            (tone, icon, t(word)), button, quiet=line.how == "held",
        )  # fmt: skip
        row.acted.connect(lambda: self._follow(line))
        return row

    def _follow(self, line: Planned) -> None:
        if line.record:
            page = "meeting" if line.kind == "activity" else "record"
            self._desk.window.go(Route(page, line.record))
            return
        plans, today = self._desk.book.studyplans, self._desk.today()
        self._desk.work.edit(
            lambda: plans.hold(line.item, today),
            lambda meeting: self._desk.window.go(Route("meeting", str(meeting))),
            self._desk.window.problem,
        )

    def begin(self) -> None:
        """Begin the plan of the chosen period."""
        plans, year, t = self._desk.book.studyplans, self._desk.today().year, self._desk.t
        quarter = int(self.scope.value() or 0)
        self._write(lambda: plans.begin(year, quarter, t))

    def _write(self, write: Callable[[], object], new: NewLine | None = None) -> None:
        def failed(error: SuixingError) -> None:
            text = complaint(error, self._desk.t) if isinstance(error, InvalidRecord) else ""
            if new is None or not new.show_error(error, text):
                self._desk.window.problem(error)

        self._desk.work.edit(write, None, failed)
