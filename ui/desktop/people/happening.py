"""What happened to a member, when, by which document: the way a status or a group changes."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.records.member import StatusEvent
from app.services.membership import WITH_COUNTERPART, WITH_END, Happening
from app.services.values import complaint
from db.model.errors import InvalidRecord, SuixingError
from ui.desktop.desk import Desk
from ui.desktop.forms.editors import NONE
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import ComboField, Field, LineField
from ui.desktop.widgets.labels import Label

_EVENTS = {event.value: event for event in StatusEvent}
GROUP = "group"
"""Stands for a move to another group, which is no event of the membership."""


class HappeningForm(QWidget):
    """Emits `closed` when it was written or left. One happening is one change with one undo."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._member = desk, ""
        theme, t = desk.theme, desk.t
        events = [(event.value, t(event.title_)) for event in StatusEvent]
        self.what = ComboField(theme, [NONE, *events, (GROUP, t("Moved to another group"))])
        self.what.settled.connect(lambda _what: self._fit())
        self.group = ComboField(theme)
        self.day = DateField(theme, t, desk.today)
        self.document, self.counterpart = LineField(theme), LineField(theme)
        self.until = DateField(theme, t, desk.today)
        self.fields = {
            "event": Field(theme, t("What happened"), self.what),
            "group": Field(theme, t("Party group"), self.group),
            "on": Field(theme, t("Date"), self.day),
            "document": Field(theme, t("Document"), self.document),
            "counterpart": Field(theme, t("From or to which organisation"), self.counterpart),
            "until": Field(theme, t("Until"), self.until),
        }
        self.write_it = Button(theme, t("Record it"), "secondary", "check", compact=True)
        self.write_it.clicked.connect(self.write)
        leave = Button(theme, t("Leave it"), "quiet", compact=True)
        leave.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.write_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addWidget(Label(t("Record what happened"), "heading"))
        for field in self.fields.values():
            column.addWidget(field)
        column.addLayout(buttons)
        self._fit()

    def begin(self, member: str, what: str = "") -> None:
        """Start a happening of today with a member."""
        self._member = member
        groups = [(g.id, g.name) for g in self._desk.book.members.groups()]
        self.group.set_options(groups)
        self.what.set_value(what)
        self.day.set_value(self._desk.today())
        for line in (self.document, self.counterpart):
            line.set_value("")
        self.until.set_value(None)
        for field in self.fields.values():
            field.set_error("")
        self._fit()
        self.what.setFocus()

    def _fit(self) -> None:
        what = self.what.value()
        event = _EVENTS.get(what)
        self.fields["group"].setVisible(what == GROUP)
        self.fields["document"].setVisible(event is not None)
        self.fields["counterpart"].setVisible(event in WITH_COUNTERPART)
        self.fields["until"].setVisible(event in WITH_END)

    def write(self) -> None:
        """Write it as one change."""
        membership, member, day = self._desk.book.membership, self._member, self._day()
        if self.day.text().strip() and day is None:
            self.fields["on"].set_error(self._desk.t("There is no such day."))
            return
        what, group = self.what.value(), self.group.value()
        if not what:
            self.fields["event"].set_error(self._desk.t("Still empty"))
            return
        if what == GROUP:
            self._desk.work.edit(
                lambda: membership.move(member, group, day), self._written, self._failed
            )
            return
        event = _EVENTS[what]
        happening = Happening(
            member,
            event,
            day,
            self.document.value(),
            self.counterpart.value() if event in WITH_COUNTERPART else "",
            self.until.value() if event in WITH_END else None,
        )
        self._desk.work.edit(lambda: membership.happened(happening), self._written, self._failed)

    def _day(self) -> date | None:
        self.day.settle()
        return self.day.value()

    def _written(self, _applied: object) -> None:
        t, what = self._desk.t, self.what.value()
        said = t("Moved to another group") if what == GROUP else t(_EVENTS[what].title_)
        name = self._desk.book.records.name(self._member)
        self._desk.window.undoable(t("{name}: {what}", name=name, what=said))
        self.closed.emit()

    def _failed(self, error: SuixingError) -> None:
        field = self.fields.get(error.field) if isinstance(error, InvalidRecord) else None
        if field is not None and isinstance(error, InvalidRecord):
            field.set_error(complaint(error, self._desk.t))
        else:
            self._desk.window.problem(error)
