"""A form from the declaration: one editor a field, each written by itself as soon as it is settled.

There is no button to save. A write carries what the person was looking at (`seen`), so that two
laptops that changed one field both keep their value. What is wrong stands under its field, and what
was typed is never removed.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from app.kinds import FieldShape, Kind
from app.services.values import complaint
from db.model.change import Json, OpId, child_id
from db.model.errors import InvalidRecord, StoreError, SuixingError
from db.model.record import Record
from ui.desktop.confidential.sealedfield import SealedField
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.editors import editor_for, json_of, put
from ui.desktop.forms.glyphs import Glyphs
from ui.desktop.forms.people import people
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.roles import name_inside
from ui.desktop.widgets.snug import Snug
from ui.desktop.widgets.switchfield import SwitchField

WIDE = ("long", "refs", "tags", "sealed")
_TYPED = ("long", "sealed")
"""Written at every pause: what only goes on with the last change takes its place."""
_PRINTED = ("text", "long")


class FormField(QWidget):
    """One field: label, editor, hint or error, and the way to choose where it has two values."""

    def __init__(self, desk: Desk, field: FieldShape, editor: QWidget) -> None:
        super().__init__()
        self.shape, self.editor = field, editor
        label = "" if isinstance(editor, SwitchField) else desk.t(field.title)
        self.frame = Field(desk.theme, label, editor, desk.t(field.help) if field.help else "")
        editor.setAccessibleName(desk.t(field.title))
        name_inside(editor)
        self.choose = Button(
            desk.theme, desk.t("Two values: choose one"), "link", "git-fork", compact=True
        )
        self.choose.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.frame)
        column.addWidget(self.choose)
        # Its neighbour may have a hint below: both keep their labels on one line.
        column.addStretch(1)
        self.wrong = False
        self.glyphs = Glyphs(desk, self)
        self.glyphs.found.connect(self.frame.set_notice)
        if field.type in _PRINTED:
            editor.settled.connect(self.glyphs.ask)  # type: ignore[attr-defined]

    def stand_in(self, kind: str, record: str) -> None:
        """Tell an editor that must know it which record it stands in; "" while there is none."""
        if isinstance(self.editor, SealedField):
            self.editor.set_place(kind, record)

    def set_error(self, text: str) -> None:
        """Say what is wrong, or nothing."""
        self.wrong = bool(text)
        self.frame.set_error(text)

    def busy(self) -> bool:
        """Tell whether somebody is typing here."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self.editor or self.editor.isAncestorOf(focus))


class RecordForm(Snug):
    """Edits one record, or a new one that begins to exist once its required fields are there.

    Emits `saved` after each write, `made(id)` when a new record was stored.
    """

    saved = Signal()
    made = Signal(str)

    def __init__(
        self, desk: Desk, kind: Kind, names: Sequence[str] = (), *, columns: int = 2
    ) -> None:
        super().__init__()
        self._desk, self.kind, self._columns = desk, kind, columns
        self._record, self._seen = "", dict[str, tuple[OpId, ...]]()
        self._draft: dict[str, Json] = {}
        self._later: dict[str, Json] = {}
        self._waiting, self._making = 0, False
        self.fields: dict[str, FormField] = {}
        known = people(desk)
        for shape in kind.fields:
            if not names or shape.name in names:
                field = FormField(desk, shape, editor_for(desk, shape, known))
                self.fields[shape.name] = field
                field.editor.settled.connect(partial(self._settled, shape.name))  # type: ignore[attr-defined]
                field.choose.clicked.connect(partial(self._choose, shape.name))
        self._lay()

    def _lay(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        row = column = 0
        for field in self.fields.values():
            wide = field.shape.type in WIDE or self._columns == 1
            if wide and column:
                row, column = row + 1, 0
            grid.addWidget(field, row, column, 1, self._columns if wide else 1)
            column += self._columns if wide else 1
            if column >= self._columns:
                row, column = row + 1, 0
        for at in range(self._columns):
            grid.setColumnStretch(at, 1)

    @property
    def record(self) -> str:
        """Return the id of what is edited; empty while it is new."""
        return self._record

    def show_new(self, fields: Mapping[str, Json] | None = None) -> None:
        """Begin a new record; `fields` are known already, shown or not."""
        self._record, self._seen, self._draft = "", {}, dict(fields or {})
        self._later, self._making = {}, False
        parents = [self._draft.get(parent) for parent in self.kind.shape.parents]
        # What is sealed is sealed for one record: known beforehand only where parents name it.
        coming = child_id(*map(str, parents)) if len(parents) > 1 and all(parents) else ""
        for name, field in self.fields.items():
            field.set_error("")
            field.glyphs.clear()
            field.choose.hide()
            field.stand_in(self.kind.name, coming)
            put(field.editor, field.shape, self._draft.get(name))

    def show_record(self, record: Record) -> None:
        """Show a stored record; where somebody types, or something is wrong, the field is left."""
        if record.id != self._record:
            self._record, self._seen = record.id, {}
            for field in self.fields.values():
                field.set_error("")
                field.glyphs.clear()
        elif self._waiting:
            return
        fresh = record.seen()
        for name, field in self.fields.items():
            field.stand_in(self.kind.name, record.id)
            field.choose.setVisible(name in record.conflicts)
            # Where somebody types, both what they see and what that replaces stay as they are.
            if not field.wrong and not (field.busy() and name in self._seen):
                self._seen[name] = fresh.get(name, ())
                put(field.editor, field.shape, record.get(name))

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.editor.setFocus()

    def settle(self) -> None:
        """Write what is still being typed: the page is about to be left."""
        for field in self.fields.values():
            settle = getattr(field.editor, "settle", None)
            if field.busy() and callable(settle):
                settle()

    def _settled(self, name: str, value: object) -> None:
        field = self.fields[name]
        given = json_of(field.shape, value)
        field.set_error("")
        if self._record:
            self._write(name, given)
        elif self._making:
            self._later[name] = given
        else:
            self._draft[name] = given
            if all(
                self._draft.get(f.name) not in (None, "") for f in self.kind.fields if f.required
            ):
                self._make()

    def _write(self, name: str, value: Json) -> None:
        record, seen = self._record, dict(self._seen)
        records, typing = self._desk.book.records, self.fields[name].shape.type in _TYPED
        self._waiting += 1

        def write() -> None:
            records.change(record, {name: value}, seen=seen, typing=typing)
            self._desk.book.recovery.written(record, name)

        self._desk.work.edit(
            write,
            lambda _none: self._written(record),
            partial(self._failed, name, record, {name: value}),
        )

    def _make(self) -> None:
        records, kind = self._desk.book.records, self.kind.name
        draft = {k: v for k, v in self._draft.items() if v is not None}
        self._waiting, self._making = self._waiting + 1, True

        def add() -> str:
            made = records.add(kind, draft)
            self._desk.book.recovery.written(kind, *draft)
            return made

        self._desk.work.edit(add, self._stored, partial(self._failed, "", "", draft))

    def _stored(self, record: str) -> None:
        self._record, self._making = record, False
        self._written(record)
        for name, value in self._later.items():
            self._write(name, value)
        self._later = {}
        self.made.emit(record)

    def _written(self, record: str) -> None:
        self._waiting -= 1
        found = self._desk.book.records.raw(record)
        if found is not None and record == self._record:
            self.show_record(found)
        self.saved.emit()

    def _failed(
        self, name: str, record: str, fields: Mapping[str, Json], error: SuixingError
    ) -> None:
        self._waiting -= 1
        self._making = False
        if isinstance(error, StoreError):
            # What was typed stays on the screen, and in a file of its own until it can be written.
            recovery, kind = self._desk.book.recovery, self.kind.name
            self._desk.work.edit(lambda: recovery.keep(kind, record, fields))
        wrong = error.field if isinstance(error, InvalidRecord) else ""
        field = self.fields.get(wrong or name)
        if field is None:
            self._desk.window.problem(error)
        else:
            field.set_error(complaint(error, self._desk.t))

    def _choose(self, name: str) -> None:
        self._desk.window.go(Route("conflicts", self._record, name))
