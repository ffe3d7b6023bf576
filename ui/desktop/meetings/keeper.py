"""What is typed is kept: each editor bound to one field, written with what the person was looking at.

A field that is being typed in is never overwritten by a refresh. When it settles it is written with
the ops that it showed when it was opened, so that a value that meanwhile came from another computer
becomes a visible conflict and is not lost.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.services.records import Records
from db.model.change import Json, OpId
from db.model.errors import InvalidRecord, StoreError, SuixingError
from db.model.record import Applied, Record
from ui.desktop.desk import Desk
from ui.desktop.forms.glyphs import Glyphs
from ui.desktop.widgets.fields import Field, LineField, TextEntry
from ui.desktop.widgets.longtext import LongTextField


def as_json(value: object) -> Json:
    """Return an editor's value as a record holds it; empty words clear a field."""
    if isinstance(value, date):  # also a datetime
        return value.isoformat()
    return None if value == "" else value


class Founding(NamedTuple):
    """What makes a record where its first word is typed: its kind, and what it begins with."""

    kind: str
    fields: Mapping[str, Json]


class Bound(QObject):
    """One editor of one field of one record; with `founds` of one that may not be there yet."""

    def __init__(
        self,
        keeper: "Keeper",
        editor: Any,
        record: str,
        field: str,
        *,
        typing: bool = False,
        read: Callable[[Json], object] | None = None,
        write: Callable[[object], Json] | None = None,
        frame: Field | None = None,
        founds: Founding | None = None,
    ) -> None:
        super().__init__(editor)
        self._founds = founds
        self._keeper, self.editor, self.record, self.field = keeper, editor, record, field
        self._typing, self._frame = typing, frame
        self._read, self._write = read or (lambda value: value), write or as_json
        self._seen: tuple[OpId, ...] = ()
        self._pending = 0
        self._unwritten = False
        self.glyphs = Glyphs(keeper.desk, self)
        if frame is not None:
            self.glyphs.found.connect(frame.set_notice)
        editor.settled.connect(self.take)
        if isinstance(editor, LineField | LongTextField):
            editor.settled.connect(self.glyphs.ask)

    def show_record(self, record: Record) -> None:
        """Show the stored value, unless the person is in the field or it is still being written."""
        changed = record.id != self.record
        if not changed and (self._pending or self._unwritten or holds_focus(self.editor)):
            return
        self._unwritten = False
        if changed:
            self.glyphs.clear()
        self.record = record.id
        self._seen = record.seen().get(self.field, ())
        self.editor.set_value(self._read(record.get(self.field)))
        if self._frame is not None:
            self._frame.set_error("")

    def show_missing(self, record: str) -> None:
        """Show the field of a record that is not there yet: what is typed will make it."""
        if record != self.record:
            self.glyphs.clear()
        elif self._pending or self._unwritten or holds_focus(self.editor):
            return
        self.record, self._seen = record, ()
        self.editor.set_value(self._read(None))

    def settle(self) -> None:
        """Write what stands in the editor now, if it is not what was last written."""
        inner = self.editor.findChildren(TextEntry)
        for part in (self.editor, *inner):
            settle = getattr(part, "settle", None)
            if callable(settle):
                settle()

    def take(self, value: object) -> None:
        """Write a value the editor settled on."""
        if not self.record:
            return
        self._pending += 1
        record, put = self.record, self._write(value)
        self._keeper.write(
            lambda records: self._put(records, record, put),
            self._done,
            lambda error: self._failed(error, record, put),
        )

    def _put(self, records: Records, record: str, value: Json) -> Applied:
        # Runs in the lane of the edits, one after another: what the edit before it wrote is seen.
        applied = self._found(records, record, value)
        if applied is None:
            seen = {self.field: self._seen}
            applied = records.change(record, {self.field: value}, seen=seen, typing=self._typing)
        self._keeper.desk.book.recovery.written(record, self.field)
        for change in applied.changes:
            for n, op in enumerate(change.ops):
                if (op.record, op.field) == (record, self.field):
                    self._seen = (change.op_id(n),)
        return applied

    def _found(self, records: Records, record: str, value: Json) -> Applied | None:
        stored = records.raw(record) if self._founds is not None else None
        if self._founds is None or (stored is not None and not stored.deleted):
            return None
        fields = {**self._founds.fields, self.field: value}
        return records.write([records.edit_new(self._founds.kind, fields, id=record)], what="new")

    def _done(self, _applied: Applied) -> None:
        self._pending -= 1
        self._unwritten = False
        if self._frame is not None:
            self._frame.set_error("")

    def _failed(self, error: SuixingError, record: str, put: Json) -> bool:
        self._pending -= 1
        if isinstance(error, StoreError):
            # It stays on the screen, and in a file of its own until it can be written.
            self._unwritten = True
            desk, fields = self._keeper.desk, {self.field: put}
            desk.work.edit(lambda: desk.book.recovery.keep("", record, fields))
        if isinstance(error, InvalidRecord) and self._frame is not None:
            self._frame.set_error(error.said(self._keeper.desk.t))
            return True
        return False


def holds_focus(widget: QWidget) -> bool:
    """Tell whether the person is in a widget or in a part of it."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


class Keeper(QObject):
    """Writes for one page: counts what is on its way, says when it is kept.

    `kept(moment)` after each write, `idle` when nothing is on its way any more.
    """

    kept = Signal(object)
    idle = Signal()
    writing = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._bound: list[Bound] = []
        self._open = 0

    @property
    def busy(self) -> bool:
        """Tell whether something is still being written."""
        return self._open > 0

    def bind(self, editor: Any, record: str, field: str, **how: Any) -> Bound:
        """Bind an editor to a field; it is forgotten when the editor is destroyed."""
        made = Bound(self, editor, record, field, **how)
        self._bound.append(made)
        editor.destroyed.connect(lambda _obj=None, b=made: self._forget(b))
        return made

    def _forget(self, bound: Bound) -> None:
        if bound in self._bound:
            self._bound.remove(bound)

    def settle(self) -> None:
        """Write everything that is still being typed."""
        for bound in tuple(self._bound):
            bound.settle()

    def write(
        self,
        task: Callable[[Records], Any],
        done: Callable[[Any], object] | None = None,
        failed: Callable[[SuixingError], bool] | None = None,
    ) -> None:
        """Run a write in its turn; `failed` returns True where the page has shown the error itself."""
        self._open += 1
        self.writing.emit()
        records = self.desk.book.records
        self.desk.work.edit(
            lambda: task(records), lambda result: self._done(result, done),
            lambda error: self._failed(error, failed),
        )  # fmt: skip

    def _done(self, result: Any, done: Callable[[Any], object] | None) -> None:
        self._open -= 1
        if done is not None:
            done(result)
        self.kept.emit(self.desk.now())
        self._rest()

    def _failed(self, error: SuixingError, failed: Callable[[SuixingError], bool] | None) -> None:
        self._open -= 1
        if failed is None or not failed(error):
            self.desk.window.problem(error)
        self._rest()

    def _rest(self) -> None:
        if not self._open:
            self.idle.emit()


def as_moment(value: Json) -> datetime | None:
    """Return a stored moment; None for one that cannot be read."""
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def as_day(value: Json) -> date | None:
    """Return a stored day; None for one that cannot be read."""
    moment = as_moment(value)
    return moment.date() if moment else None
