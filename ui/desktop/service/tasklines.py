"""The task list of a visit while it is typed: one a line with who has it and until when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.records.service import MatterKind
from app.services.visiting import Task
from ui.desktop.desk import Desk
from ui.desktop.forms.people import people
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import ComboField, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.person import Person, PersonField

_DUE = 148


class TaskRow(QWidget):
    """One line. Emits `removed()`."""

    removed = Signal()

    def __init__(self, desk: Desk, members: tuple[Person, ...]) -> None:
        super().__init__()
        theme, t = desk.theme, desk.t
        self.title = LineField(theme, "", t("What is to be done"))
        self.title.setAccessibleName(t("Task"))
        self.kind = ComboField(
            theme, [("", t("Kind")), *((k.value, t(k.title_)) for k in MatterKind)]
        )
        self.kind.setAccessibleName(t("Kind"))
        self.owner = PersonField(theme, t, members)
        self.owner.setPlaceholderText(t("Responsible"))
        self.owner.setAccessibleName(t("Responsible"))
        self.due = DateField(theme, t, desk.today)
        self.due.setPlaceholderText(t("Due on"))
        self.due.setAccessibleName(t("Due on"))
        self.due.setFixedWidth(theme.px(_DUE))
        away = IconButton(theme, "trash", t("Take this line out"), compact=True)
        away.clicked.connect(self.removed)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        first.addWidget(self.title, 1)
        first.addWidget(away)
        second.addWidget(self.kind, 1)
        second.addWidget(self.owner, 1)
        second.addWidget(self.due)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)

    def put(self, task: Task) -> None:
        """Show a line as it was typed before."""
        self.title.set_value(task.title)
        self.kind.set_value(task.kind.value if task.kind else "")
        self.owner.set_value(task.owner)
        self.due.set_value(task.due_on)

    def task(self) -> Task:
        """Return the line as it stands."""
        for editor in (self.owner, self.due):
            editor.settle()
        kind = self.kind.value()
        return Task(
            self.title.value(),
            self.owner.value(),
            due_on=self.due.value(),
            kind=next((k for k in MatterKind if k == kind), None),
        )


class TaskLines(QWidget):
    """Lines with one more at a press; what is typed waits at its visit until it is written or cleared."""

    changed = Signal()
    """A line came or went."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t = desk.theme, desk.t
        self.rows: list[TaskRow] = []
        self._visit, self._kept = "", dict[str, list[Task]]()
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._hint = Label(
            t("What the enterprise asks for becomes tasks, each with somebody and a day"),
            "caption",
            "secondary",
            wrap=True,
        )
        self._more = Button(theme, t("Add a task"), "quiet", "plus", compact=True)
        self._more.clicked.connect(lambda: self.add_line(focus=True))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addWidget(self._hint)
        outer.addLayout(self._column)
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addStretch(1)
        outer.addLayout(row)

    def add_line(self, *, focus: bool = False) -> TaskRow:
        """Add an empty line."""
        row = TaskRow(self._desk, people(self._desk))
        row.removed.connect(lambda: self._take(row))
        self.rows.append(row)
        self._column.addWidget(row)
        self.changed.emit()
        if focus:
            row.title.setFocus()
        return row

    def turn_to(self, visit: str) -> None:
        """Show the lines of another visit."""
        if visit == self._visit:
            return
        if self.rows:
            self._kept[self._visit] = self.tasks()
        self.clear()
        self._visit = visit
        for task in self._kept.pop(visit, ()):
            self.add_line().put(task)

    def tasks(self) -> list[Task]:
        """Return the lines that say what is to be done."""
        return [task for row in self.rows if (task := row.task()).title.strip()]

    def clear(self) -> None:
        """Take every line out."""
        for row in tuple(self.rows):
            self._take(row)

    def _take(self, row: TaskRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()
