"""What a kind of meeting asks for beside time, place, chair and recorder, in the order of its shape."""

from collections.abc import Sequence

from typing_extensions import override

from app.counting.shapes import MICRO_MINUTES, Chair, Panel
from app.services.meeting_checks_shape import chairs, length
from ui.desktop.meetings.fieldspanel import FieldsPanel
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.labels import IconLine

_DELEGATION = "chair_delegation"


class ExtrasPanel(FieldsPanel):
    """The kind's own fields, why another chairs where another does, and how long a lecture is."""

    wide = frozenset({_DELEGATION})

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened)
        self._told = IconLine(self._theme, "clock", "", "meta")
        self._column.addWidget(self._told)

    @override
    def names(self) -> Sequence[str]:
        shape = self._opened.meeting.shape
        asked = () if shape.chair == Chair.anybody else (_DELEGATION,)
        return (*shape.fields, *asked)

    def show_extras(self) -> None:
        """Show the fields of the open meeting's kind."""
        self.show_fields()
        self._show_delegation()
        self._tell()
        self.setVisible(bool(self._opened.meeting.shape.fields) or self._asks_delegation())

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
