"""Beside a visit: what it still asks for, its two records, the other visits of the enterprise."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dates import say_near_date, say_year_date
from app.records.service import MatterState, ServiceVisit
from app.rules.visiting import QUESTIONS
from app.services.visiting import Task, TaskLine, VisitView, handbook_text, who_went
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.service.standing import TONES
from ui.desktop.service.tasklines import TaskLines
from ui.desktop.settings.rows import in_margins
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.longtext import LongTextField

_SERIES = 6


class FinishCard(Card):
    """The two records before they are written: the handbook text and the task list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Finish the visit"))
        self._desk, self._visit, self._texts = desk, "", dict[str, str]()
        theme, t = desk.theme, desk.t
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(0)
        self.text = LongTextField(theme, rows=3, most=12)
        self._reworded = False
        self.text.textChanged.connect(self._reword)
        words = t("The three answers put together; it may be reworded, nothing is added by itself")
        self._field = Field(theme, t("Handbook entry"), self.text, words)
        self.lines = TaskLines(desk)
        self.body.addLayout(self._ticks)
        self.add(self._field)
        self.add(Label(t("Task list"), "meta"))
        self.add(self.lines)
        self._putting = False

    def show_view(self, view: VisitView) -> None:
        """Show what a visit still asks for; what was typed for it stays."""
        t, visit = self._desk.t, view.visit
        if visit.id != self._visit:
            self._turn_to(visit.id)
        while (item := self._ticks.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for name in QUESTIONS:
            there = name not in view.lacking
            icon, tone = ("check-circle", "ok") if there else ("circle-dashed", "wait")
            title = t(ServiceVisit.model_fields[name].title or name)
            right = t("answered") if there else t("to be answered")
            self._ticks.addWidget(
                ListRow(self._desk.theme, icon, title, "", right, tone=tone, flush=True)
            )
        if not self._reworded:
            self._putting = True
            self.text.set_value(handbook_text(visit, t))
            self._putting = False

    def _turn_to(self, visit: str) -> None:
        """Another visit: what was reworded for the one before waits there, as its lines do."""
        if self._reworded:
            self._texts[self._visit] = self.text.value()
        self._visit, self._reworded = visit, visit in self._texts
        self.lines.turn_to(visit)
        if self._reworded:
            self._putting = True
            self.text.set_value(self._texts.pop(visit))
            self._putting = False

    def _reword(self) -> None:
        if not self._putting:
            self._reworded = True

    def asked(self) -> tuple[str, list[Task]]:
        """Return the text, empty where it is the answers themselves, and the tasks."""
        return (self.text.value() if self._reworded else "", self.lines.tasks())

    def written(self) -> None:
        """Forget what was typed: it is written."""
        self.lines.clear()
        self._reworded = False


class WrittenCard(Card):
    """The handbook entry once it is written; it may be reworded in place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Handbook entry"))
        self.form = RecordForm(
            desk, desk.book.kinds["handbook_entry"], ("on", "by", "text"), columns=2
        )
        self.add(self.form)

    def show_view(self, view: VisitView) -> None:
        """Show the entry of a visit."""
        self.setVisible(view.entry is not None)
        if view.entry is not None:
            self.form.show_record(view.entry.record)


class TasksCard(Card):
    """The tasks as they stand; a press opens one. Emits `added(tasks)` for more of them."""

    added = Signal(list)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Task list"), head="sunken")
        self._desk = desk
        theme, t = desk.theme, desk.t
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.lines = TaskLines(desk)
        self.write = Button(theme, t("Write these tasks"), "secondary", "check", compact=True)
        self.write.clicked.connect(self._write)
        self.write.hide()
        self.lines.changed.connect(lambda: self.write.setVisible(bool(self.lines.rows)))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 10, 16, 12)
        column.addWidget(self.lines)
        column.addWidget(self.write)
        self.add(box)

    def show_view(self, view: VisitView) -> None:
        """Show the tasks of a visit that is written."""
        t = self._desk.t
        self.lines.turn_to(view.visit.id)
        self.setVisible(view.entry is not None or bool(view.tasks))
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for task in view.tasks:
            self._rows.addWidget(self._row(task))
        if not view.tasks:
            self._rows.addWidget(in_margins(Label(t("None yet"), "meta", "secondary")))
        open_ = sum(task.matter.state != MatterState.closed for task in view.tasks)
        self.set_meta(t("{n} not closed", n=open_) if open_ else "")

    def _row(self, task: TaskLine) -> ListRow:
        t, matter, today = self._desk.t, task.matter, self._desk.today()
        due = (
            t("due {day}", day=say_near_date(matter.due_on, today, t))
            if matter.due_on
            else t("no day yet")
        )
        told = t("answered") if task.feedback else t("no feedback yet")
        sub = "  ".join((task.owner or t("nobody yet"), due, told))
        row = ListRow(self._desk.theme, "", matter.title, sub, wrap=True)
        tone, icon = TONES[matter.state]
        words = t(matter.state.title_)
        if task.overdue:
            tone, icon, words = "wait", "clock-counter-clockwise", t("Overdue")
        row.add(StatusChip(self._desk.theme, tone, icon, words))
        row.set_pressable()
        row.pressed.connect(lambda: self._desk.window.go(Route("matter", matter.id)))
        return row

    def _write(self) -> None:
        tasks = self.lines.tasks()
        if tasks:
            self.added.emit(tasks)


class SeriesCard(Card):
    """The visits of one enterprise, the latest first; the one that shows is marked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Visits of this enterprise"), head="sunken")
        self._desk = desk

    def show_view(self, view: VisitView) -> None:
        """Show the latest few."""
        t = self._desk.t
        self.clear()
        self.set_meta(t("{n} visit|{n} visits", n=len(view.series)))
        for visit in view.series[:_SERIES]:
            day = say_year_date(visit.on, t) if visit.on else t("no day yet")
            row = ListRow(self._desk.theme, "briefcase", day, who_went(visit))
            row.set_pressable(chosen=visit.id == view.visit.id)
            row.pressed.connect(
                lambda record=visit.id: self._desk.window.go(Route("visit", record))
            )
            self.add(row)
