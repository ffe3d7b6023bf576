"""Lines of a quarter's plan: what, when, who; by which meeting it is done, or why it is not yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date
from app.services.planning import PlanLine
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.meetings.keeper import Keeper, as_day
from ui.desktop.meetings.lined import LinedRow
from ui.desktop.meetings.standing import ICONS
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.person import Person, PersonField

_DUE, _OWNER = 176, 156


class PlanRow(LinedRow):
    """One line. Emits `asked(key)`: open, arrange, link, unlink, remove."""

    asked = Signal(str)

    def __init__(self, desk: Desk, keeper: Keeper, people: list[Person], line: PlanLine) -> None:
        super().__init__(desk.theme)
        theme, t, item = desk.theme, desk.t, line.item
        self._theme_, self.t, self.item = theme, t, item.id
        self.title, self.why = (
            LineField(theme),
            LineField(theme, "", t("Why it is not done, if so")),
        )
        self.title.setAccessibleName(t("Item"))
        self.why.setAccessibleName(t("Explanation"))
        self.due = DateField(theme, t, desk.today)
        self.due.setAccessibleName(t("Due on"))
        self.due.setFixedWidth(theme.px(_DUE))
        self.owner = PersonField(theme, t, people)
        self.owner.setAccessibleName(t("Responsible"))
        self.owner.setFixedWidth(theme.px(_OWNER))
        self._bound = (
            keeper.bind(self.title, item.id, "title"),
            keeper.bind(self.due, item.id, "due_on", read=as_day),
            keeper.bind(self.owner, item.id, "owner"),
            keeper.bind(self.why, item.id, "explanation"),
        )
        remove = IconButton(theme, "trash", t("Take off the plan"), compact=True)
        remove.clicked.connect(lambda: self.asked.emit("remove"))
        first, self._second = QHBoxLayout(), QHBoxLayout()
        icon = ICONS[item.type] if item.type else "list-bullets"
        first.addWidget(IconLabel(theme, icon, "text.secondary"))
        first.addWidget(self.title, 1)
        for part in (self.due, self.owner, remove):
            first.addWidget(part)
        for row in (first, self._second):
            row.setSpacing(8)
        self._second.setContentsMargins(28, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(self._second)
        self._state = QWidget()
        self._second.addWidget(self._state)
        self._second.addWidget(self.why, 1)

    def show_line(self, line: PlanLine) -> None:
        """Show the line as it stands; what is being typed stays."""
        for bound in self._bound:
            bound.show_record(line.item.record)
        self._second.removeWidget(self._state)
        self._state.hide()
        self._state.deleteLater()
        self._state = self._standing(line)
        self._second.insertWidget(0, self._state, 0, Qt.AlignmentFlag.AlignLeft)
        self.why.setVisible(line.activity is None)

    def _standing(self, line: PlanLine) -> QWidget:
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        tone, icon, words = line_words(line, self.t)
        row.addWidget(StatusChip(self._theme_, tone, icon, words))
        if line.activity is not None:
            row.addWidget(Label(line.activity.title or "", "meta", "secondary"))
        for key, text, kind in self._ways(line):
            button = Button(self._theme_, text, kind, compact=True)
            button.setObjectName(f"{key}-{self.item}")
            button.clicked.connect(lambda _checked=False, k=key: self.asked.emit(k))
            row.addWidget(button)
        return frame

    def _ways(self, line: PlanLine) -> list[tuple[str, str, str]]:
        t = self.t
        if line.activity is not None:
            return [("open", t("Open it"), "quiet"), ("unlink", t("Not this one"), "quiet")]
        if line.suggested is not None:
            name = line.suggested.title or ""
            return [("link", t("Done by {meeting}", meeting=name), "secondary")]
        return [("arrange", t("Arrange"), "quiet")] if line.item.type else []


def line_words(line: PlanLine, t: Translate) -> tuple[str, str, str]:
    """Return tone, icon and word of a line's state."""
    start = line.activity.held_start if line.activity else None
    day = say_date(start.date(), t) if start else ""
    match line.state:
        case "done":
            return "ok", "check-circle", t("Held {day}", day=day) if day else t("Done")
        case "arranged":
            return "info", "calendar-check", t("Arranged {day}", day=day) if day else t("Arranged")
        case "explained":
            return "wait", "chat-teardrop-text", t("Explained")
        case "overdue":
            return "wait", "clock", t("Not done")
    return "mute", "circle-dashed", t("Open")
