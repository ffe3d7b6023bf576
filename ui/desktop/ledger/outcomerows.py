"""Numbers that came of one thing, typed in place: what was counted, how many, in what, from where."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.counting.outcomes import read_line
from app.records.cobuilding import Outcome
from db.model.change import Json
from db.model.errors import SuixingError
from ui.desktop.desk import Desk
from ui.desktop.forms.editors import DecimalField
from ui.desktop.meetings.keeper import Keeper
from ui.desktop.meetings.lined import AddLine, LinedRow
from ui.desktop.meetings.locking import writing
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.staying import Staying
from ui.desktop.widgets.switchfield import SwitchField

_NUMBER, _UNIT, _MORE, _REMOVE = 110, 76, 84, 30
_LABEL, _SOURCE = 3, 2


class OutcomeRow(LinedRow):
    """One row. Emits `moved(steps)` for Alt with Up or Down, `removed` for Alt with Delete."""

    moved = Signal(int)
    removed = Signal()

    def __init__(self, desk: Desk, keeper: Keeper, row: Outcome) -> None:
        super().__init__(desk.theme)
        theme, t = desk.theme, desk.t
        self.row = row
        self.label, self.number = LineField(theme), DecimalField(theme)
        self.unit, self.source = LineField(theme), LineField(theme)
        self.more = SwitchField(theme, t("or more"))
        self.remove = IconButton(theme, "trash", t("Take out"), "Alt+Delete", compact=True)
        self.remove.clicked.connect(self.removed)
        writing(self.remove)
        named = (
            (self.label, "label", t("What was counted")),
            (self.number, "number", t("Quantity")),
            (self.unit, "unit", t("Unit")),
            (self.more, "at_least", t("At least so many")),
            (self.source, "source", t("Number taken from")),
        )
        self._bound = []
        for editor, field, words in named:
            editor.setAccessibleName(words)
            how: dict[str, Callable[[Json], object]] = {}
            if isinstance(editor, SwitchField):
                how = {"read": bool, "write": lambda value: True if value else None}
            self._bound.append(keeper.bind(editor, row.id, field, **how))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 5, 10, 6)
        line.setSpacing(8)
        line.addWidget(self.label, _LABEL)
        for part, width in ((self.number, _NUMBER), (self.unit, _UNIT), (self.more, _MORE)):
            part.setFixedWidth(theme.px(width))
            line.addWidget(part)
        line.addWidget(self.source, _SOURCE)
        line.addWidget(self.remove)

    def show_row(self, row: Outcome) -> None:
        """Show the row as stored; what is being typed stays."""
        self.row = row
        self.setAccessibleName(row.label)
        for bound in self._bound:
            bound.show_record(row.record)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif step:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class OutcomeCard(Card):
    """All rows about one record, and a line that adds one more: `口罩 10000 只`."""

    def __init__(self, desk: Desk, keeper: Keeper | None = None) -> None:
        super().__init__(desk.theme, desk.t("Results in numbers"), head="sunken")
        self._desk, self.t = desk, desk.t
        self._keeper = keeper or Keeper(desk, self)
        self._about = ""
        self._heads = self._head_line()
        self.body.addWidget(self._heads)
        self.rows = Staying[OutcomeRow](lambda row: row.row.id)
        self.body.addLayout(self.rows.column)
        self.adder = AddLine(
            desk.theme, self.t("Add a number: what, how many, unit; Enter keeps it")
        )
        self.adder.field.returnPressed.connect(self.add_typed)
        self.body.addWidget(self.adder)

    def _head_line(self) -> QWidget:
        theme, t = self._desk.theme, self.t
        frame = QWidget()
        line = QHBoxLayout(frame)
        line.setContentsMargins(16, 6, 10, 0)
        line.setSpacing(8)
        line.addWidget(Label(t("What was counted"), "caption", "secondary"), _LABEL)
        for words, width in ((t("Quantity"), _NUMBER), (t("Unit"), _UNIT), ("", _MORE)):
            label = Label(words, "caption", "secondary")
            label.setFixedWidth(theme.px(width))
            line.addWidget(label)
        line.addWidget(Label(t("Number taken from"), "caption", "secondary"), _SOURCE)
        line.addSpacing(theme.px(_REMOVE) + 8)
        return frame

    def show_about(self, record: str) -> None:
        """Show the rows of a record as they stand in the book."""
        self._about = record
        self.adder.turn_to(record)
        found = self._desk.book.outcomes.of(record) if record else []
        rows = self.rows.show([o.id for o in found], lambda at: self._make(found[at]))
        for row, outcome in zip(rows, found, strict=True):
            row.show_row(outcome)
        self._heads.setVisible(bool(found))
        self.set_meta(self.t("{n} row|{n} rows", n=len(found)) if found else "")

    def _make(self, outcome: Outcome) -> OutcomeRow:
        row = OutcomeRow(self._desk, self._keeper, outcome)
        row.moved.connect(lambda steps: self.move_row(row, steps))
        row.removed.connect(lambda: self.remove_row(row))
        return row

    def add_typed(self) -> None:
        """Add what stands in the line; it is empty afterwards, for the next one."""
        line, field = self.adder.take(), self.adder.field
        typed, about = read_line(line), self._about

        def refused(_error: SuixingError) -> bool:
            if about == self._about:
                field.set_value(field.value() or line)
            return False

        if typed.label and about:
            outcomes = self._desk.book.outcomes
            self._keeper.write(lambda _records: outcomes.add(about, typed), self._again, refused)

    def move_row(self, row: OutcomeRow, steps: int) -> None:
        """Move a row up or down."""
        self.settle()
        outcomes = self._desk.book.outcomes
        self._keeper.write(lambda _records: outcomes.move(row.row, steps), self._again)

    def remove_row(self, row: OutcomeRow) -> None:
        """Take a row out, with undo."""
        text = self.t("Deleted {name}", name=row.row.label)

        def taken(_applied: object) -> None:
            self._again(_applied)
            self._desk.window.undoable(text)

        self._keeper.write(lambda records: records.delete(row.row.id), taken)

    def _again(self, _done: object) -> None:
        self.show_about(self._about)

    def settle(self) -> None:
        """Write what is still being typed."""
        self._keeper.settle()
