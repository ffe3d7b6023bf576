"""Fields of a meeting as its kind asks for them, two beside each other, each kept as it is typed."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.kinds import FieldShape
from app.services.people import initials
from app.terms import ActivityType
from db.model.change import Json
from ui.desktop.forms.chipsfield import ChipsField
from ui.desktop.forms.editors import editor_for, json_of
from ui.desktop.forms.people import named
from ui.desktop.forms.peoplefield import PeopleField
from ui.desktop.forms.unitsfield import KIND as UNIT
from ui.desktop.meetings.keeper import Bound
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.fields import ComboField, Field, NumberField
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.person import Person
from ui.desktop.widgets.switchfield import SwitchField

_WIDE = frozenset({"long", "refs", "tags"})


class FieldsPanel(QWidget):
    """Built anew when another kind is opened. `names` says which fields stand here, `wide` which alone."""

    wide: frozenset[str] = frozenset()
    labels: Mapping[str, str] = MappingProxyType({})
    """Other words (msgids) for a field than its own."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__()
        self._opened, self.t, self._theme = opened, opened.desk.t, opened.desk.theme
        self.bound: dict[str, Bound] = {}
        self._kind: ActivityType | None = None
        self._fields = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._fields)

    def names(self) -> Sequence[str]:
        """Return the fields in the order of asking."""
        return ()

    def show_fields(self) -> None:
        """Show the fields of the open meeting's kind; what is being typed stays."""
        meeting = self._opened.meeting
        if meeting.activity.type != self._kind:
            self._kind = meeting.activity.type
            self._build()
        for bound in self.bound.values():
            bound.show_record(meeting.activity.record)

    def _build(self) -> None:
        self._fields.hide()
        self._fields.deleteLater()
        self._fields = QWidget()
        self._column.insertWidget(0, self._fields)
        self.bound = {}
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        names = list(self.names())
        kind, at = self._opened.desk.book.kinds["activity"], 0
        for name in names:
            field = kind.field(name)
            if field is None:
                continue
            wide = field.type in _WIDE or name in self.wide
            at += at % 2 if wide else 0
            span = 2 if wide or (name == names[-1] and not at % 2) else 1
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(self._framed(field), at // 2, at % 2, 1, span, top)
            at += 2 if wide else 1
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._fields.show()

    def _framed(self, field: FieldShape) -> Field:
        t, editor = self.t, self._editor(field)
        label = (
            "" if isinstance(editor, SwitchField) else t(self.labels.get(field.name, field.title))
        )
        frame = Field(self._theme, label, editor, t(field.help) if field.help else "")
        editor.setAccessibleName(t(self.labels.get(field.name, field.title)))
        how: dict[str, Any] = {
            "read": _reader(editor), "write": _writer(field), "frame": frame,
            "typing": isinstance(editor, LongTextField),
        }  # fmt: skip
        self.bound[field.name] = self._opened.keeper.bind(editor, "", field.name, **how)
        return frame

    def _editor(self, field: FieldShape) -> QWidget:
        desk = self._opened.desk
        if field.type == "refs" and field.ref != UNIT:
            known = [Person(i, name, initials(name)) for i, name in named(desk, field.ref)]
            chosen = PeopleField(desk.theme, desk.t, known)
            chosen.line.setPlaceholderText(desk.t("Title, or its initials"))
            return chosen
        editor = editor_for(desk, field, ())
        if isinstance(editor, ComboField):
            editor.setSizeAdjustPolicy(
                ComboField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            editor.setMinimumContentsLength(4)
        return editor

    def focus_on(self, name: str) -> bool:
        """Put the cursor into a field; False where this kind does not ask it."""
        bound = self.bound.get(name)
        if bound is None:
            return False
        bound.editor.setFocus()
        return True


def _reader(editor: QWidget) -> Callable[[Json], object]:
    """Return what turns a stored value into what an editor shows."""
    match editor:
        case ComboField():
            return lambda value: (
                "" if value is None else {True: "true", False: "false"}.get(value, str(value))
            )
        case NumberField():
            return lambda value: value if isinstance(value, int) else None
        case SwitchField():
            return bool
        case ChipsField():
            return lambda value: value if isinstance(value, list) else None
    return lambda value: value


def _writer(field: FieldShape) -> Callable[[object], Json]:
    return lambda value: json_of(field, value)
