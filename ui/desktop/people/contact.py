"""A contact with a member, logged in one line: the day, how, and what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.records.member import ContactMethod
from app.services.values import complaint
from db.model.change import Json
from db.model.errors import InvalidRecord, SuixingError
from ui.desktop.desk import Desk
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.segmented import SegmentedControl


class ContactForm(QWidget):
    """Emits `closed` when it was logged or left."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._member = desk, ""
        theme, t = desk.theme, desk.t
        self.day = DateField(theme, t, desk.today)
        self.how = SegmentedControl(theme, [(m.value, t(m.title_)) for m in ContactMethod])
        self.reached = SegmentedControl(
            theme, [("true", t("reached")), ("false", t("not reached"))]
        )
        self.result = LongTextField(theme, rows=2, most=8)
        self._day = Field(theme, t("Date"), self.day)
        self._result = Field(theme, t("Result"), self.result)
        self.log = Button(theme, t("Log it"), "secondary", "check", compact=True)
        self.log.clicked.connect(self.write)
        leave = Button(theme, t("Leave it"), "quiet", compact=True)
        leave.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.log)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addWidget(Label(t("Log a contact"), "heading"))
        column.addWidget(self._day)
        column.addWidget(self.how)
        column.addWidget(self.reached)
        column.addWidget(self._result)
        column.addLayout(buttons)

    def begin(self, member: str) -> None:
        """Start a contact of today with a member."""
        self._member = member
        self.day.set_value(self._desk.today())
        self.result.set_value("")
        self.reached.set_current("true")
        self._day.set_error("")
        self.result.setFocus()

    def write(self) -> None:
        """Log it."""
        day, records = self.day.value(), self._desk.book.records
        fields: dict[str, Json] = {
            "member": self._member,
            "on": day.isoformat() if day else self.day.text(),
            "method": self.how.current(),
            "reached": self.reached.current() == "true",
            "result": self.result.value() or None,
        }
        self._desk.work.edit(
            lambda: records.add("contact_entry", fields), self._written, self._failed
        )

    def _written(self, _record: str) -> None:
        t = self._desk.t
        name = self._desk.book.records.name(self._member)
        self._desk.window.undoable(t("Logged a contact with {name}", name=name))
        self.closed.emit()

    def _failed(self, error: SuixingError) -> None:
        if isinstance(error, InvalidRecord) and error.field in ("on", "result"):
            field = self._day if error.field == "on" else self._result
            field.set_error(complaint(error, self._desk.t))
        else:
            self._desk.window.problem(error)
