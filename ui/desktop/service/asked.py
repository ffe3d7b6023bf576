"""Editors for what a step or an entry asks for, in place; nothing is written before its button."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.kinds import FieldShape
from app.services.values import complaint
from db.model.change import Json
from db.model.errors import InvalidRecord, SuixingError
from ui.desktop.desk import Desk
from ui.desktop.forms.editors import Editing, editor_for, json_of, put
from ui.desktop.forms.people import people
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import FlowRow

Place = tuple[str, str]
"""A kind and one of its fields."""


class AskedForm(Card):
    """Fields of any kinds under a heading, with a button that says what it does.

    Emits `closed` when it was left. What `take` raises is said under the field it is about.
    """

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, " ", head="plain")
        self._desk = desk
        self._fields: dict[Place, tuple[FieldShape, Field]] = {}
        self._act: Callable[[dict[Place, Json]], object] | None = None
        self._given: dict[Place, Json] | None = None
        self.press = Button(desk.theme, "", "primary")
        self.hide()

    def begin(
        self,
        title: str,
        button: str,
        places: Sequence[Place],
        known: Mapping[Place, Json],
        act: Callable[[dict[Place, Json]], object],
        hint: str = "",
    ) -> None:
        """Ask for some fields; ``known`` stand there already; ``act`` is given all of them."""
        theme, t = self._desk.theme, self._desk.t
        self.clear()
        self.set_title(title)
        self._fields, self._act, self._given = {}, act, None
        if hint:
            self.add(Label(hint, "meta", "secondary", wrap=True))
        kinds, names = self._desk.book.kinds, people(self._desk)
        for place in places:
            shape = kinds[place[0]].field(place[1])
            if shape is None:
                continue
            editor = editor_for(self._desk, shape, names)
            put(editor, shape, known.get(place))
            field = Field(theme, t(shape.title), editor, t(shape.help) if shape.help else "")
            self._fields[place] = (shape, field)
            self.add(field)
        self.add(self._buttons(button))
        self.show()
        self.focus_first()

    def _buttons(self, words: str) -> QWidget:
        row = FlowRow(8)
        self.press = Button(self._desk.theme, words, "primary")
        self.press.clicked.connect(self.give)
        later = Button(self._desk.theme, self._desk.t("Leave it for now"), "quiet")
        later.clicked.connect(self.close_form)
        row.add(self.press)
        row.add(later)
        return row

    def focus_first(self) -> None:
        """Put the cursor where the first thing lacks."""
        fields = [field.editor for shape, field in self._fields.values()
                  if json_of(shape, _of(field.editor)) in (None, "")]  # fmt: skip
        for editor in fields or [field.editor for _, field in self._fields.values()]:
            editor.setFocus()
            return

    def editor(self, kind: str, name: str) -> QWidget:
        """Return the editor of one field."""
        return self._fields[kind, name][1].editor

    def give(self) -> None:
        """Hand on what is written; pressed twice before there is an answer, it is handed on once."""
        for _, field in self._fields.values():
            field.set_error("")
        values = {p: json_of(shape, _of(f.editor)) for p, (shape, f) in self._fields.items()}
        if self._act is not None and values != self._given:
            self._given = values
            self._act(values)

    def refuse(self, error: SuixingError) -> None:
        """Say what does not fit: under its field, else under the last one."""
        self._given = None
        name = error.field if isinstance(error, InvalidRecord) else ""
        found = [f for (_, field), (_, f) in self._fields.items() if field == name]
        fields = found or [f for _, f in self._fields.values()][-1:]
        if not fields:
            self._desk.window.problem(error)
            return
        fields[0].set_error(complaint(error, self._desk.t))

    def close_form(self) -> None:
        """Leave it: nothing was written."""
        self.hide()
        self._fields, self._act = {}, None
        self.closed.emit()

    @override
    def clear(self) -> None:
        super().clear()
        self._fields = {}


def _of(editor: QWidget) -> Any:
    return cast("Editing", editor).value()
