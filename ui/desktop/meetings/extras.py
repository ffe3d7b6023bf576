"""What a kind of meeting asks for beside time, place, chair and recorder, in the order of its shape."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.counting.shapes import MICRO_MINUTES, Chair, Panel
from app.kinds import FieldShape
from app.services.meeting_checks_shape import chairs, length
from app.services.people import initials
from app.terms import ActivityType
from db.model.change import Json
from ui.desktop.forms.editors import editor_for, json_of
from ui.desktop.forms.people import named
from ui.desktop.forms.peoplefield import PeopleField
from ui.desktop.meetings.keeper import Bound
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.fields import ComboField, Field, NumberField, SwitchField
from ui.desktop.widgets.labels import IconLine
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.person import Person

_DELEGATION = "chair_delegation"


class ExtrasPanel(QWidget):
    """Built anew when another kind is opened; each field is kept as it is typed."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__()
        self._opened, self.t, self._theme = opened, opened.desk.t, opened.desk.theme
        self.bound: dict[str, Bound] = {}
        self._kind: ActivityType | None = None
        self._told = IconLine(self._theme, "clock", "", "meta")
        self._fields = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._fields)
        self._column.addWidget(self._told)

    def show_extras(self) -> None:
        """Show the fields of the open meeting's kind."""
        meeting = self._opened.meeting
        if meeting.activity.type != self._kind:
            self._kind = meeting.activity.type
            self._build()
        for bound in self.bound.values():
            bound.show_record(meeting.activity.record)
        self._show_delegation()
        self._tell()
        shown = bool(meeting.shape.fields) or self._asks_delegation()
        self.setVisible(shown)

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
        shape = self._opened.meeting.shape
        names = [*shape.fields]
        if shape.chair != Chair.anybody:
            names.append(_DELEGATION)
        kind, at = self._opened.desk.book.kinds["activity"], 0
        for name in names:
            field = kind.field(name)
            if field is None:
                continue
            wide = field.type in {"long", "refs"} or name == _DELEGATION
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
        label = "" if isinstance(editor, SwitchField) else t(field.title)
        frame = Field(self._theme, label, editor, t(field.help) if field.help else "")
        editor.setAccessibleName(t(field.title))
        how: dict[str, Any] = {
            "read": _reader(editor), "write": _writer(field), "frame": frame,
            "typing": isinstance(editor, LongTextField),
        }  # fmt: skip
        self.bound[field.name] = self._opened.keeper.bind(editor, "", field.name, **how)
        return frame

    def _editor(self, field: FieldShape) -> QWidget:
        desk = self._opened.desk
        if field.type == "refs":
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

    def _asks_delegation(self) -> bool:
        meeting = self._opened.meeting
        usual, chair = chairs(meeting), meeting.activity.chair
        another = bool(usual) and bool(chair) and chair not in usual
        return another or bool(meeting.activity.chair_delegation)

    def _show_delegation(self) -> None:
        bound = self.bound.get(_DELEGATION)
        frame = bound.editor.parentWidget() if bound else None
        if frame is not None:
            frame.setVisible(self._asks_delegation())

    def _tell(self) -> None:
        """Say while it is typed whether a lecture is short enough to be a micro-lecture."""
        meeting, t = self._opened.meeting, self.t
        minutes = length(meeting) if Panel.length in meeting.shape.panels else None
        self._told.setVisible(minutes is not None)
        if minutes is None:
            return
        text = t("{n} minutes: short enough for a micro-lecture", n=minutes)
        if minutes > MICRO_MINUTES:
            text = t(
                "{n} minutes: no micro-lecture, which is at most {most}",
                n=minutes, most=MICRO_MINUTES,
            )  # fmt: skip
        self._told.set_text(text)

    def told(self) -> str:
        """Return what is said of the length; empty where nothing is."""
        return "" if self._told.isHidden() else self._told.words.whole()

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
        case PeopleField():
            return lambda value: value if isinstance(value, list) else None
    return lambda value: value


def _writer(field: FieldShape) -> Callable[[object], Json]:
    return lambda value: json_of(field, value)
