"""A page for one record of a kind that deserves its own: its form at the left, what hangs on it beside."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.kinds import Kind
from db.model.change import Json
from db.model.record import Record
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.kept import Kept
from ui.desktop.ledger.hanging import Hangings
from ui.desktop.ledger.standing import Standing
from ui.desktop.meetings.standing import WHERE
from ui.desktop.page import Page
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import SavedMark, StatusChip, WhereMark
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.scroll import ScrollPage

_LEAST = 120


class FormPage(Page):
    """Details: `new`, `new:<record>` begin one that exists once something of it is written."""

    returns = True
    kind_name: ClassVar[str] = ""
    fields: ClassVar[Sequence[str]] = ()
    apart: ClassVar[Sequence[str]] = ()
    """Kinds that hang on the record and that the page shows in cards of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._kept = Kept(desk.feed)
        self._record, self._saved = "", ""
        self.form: RecordForm | None = None
        self._print = Button(theme, t("Print"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._history = IconButton(theme, "clock-counter-clockwise", t("History"), edged=True)
        self._history.clicked.connect(lambda: desk.window.go(Route("history", self._record)))
        self._remove = IconButton(theme, "trash", t("Delete"), edged=True)
        self._remove.clicked.connect(self.remove)
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(20, 18, 20, 18)
        self.gone = EmptyState(
            theme, t("This record is not here"), t("It was deleted, or belongs to a newer release")
        )
        self.hangings = Hangings(desk, without=self.apart)
        self.standing = Standing(desk)
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        self.left = ScrollPage()
        self.left.body.addWidget(self._card)
        self.left.body.addWidget(self.hangings)
        self.right = ScrollPage(gap=theme.layout("stack"))
        self._main = QWidget()
        row = QHBoxLayout(self._main)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(self.left, 1)
        row.addWidget(self.right)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 16)
        column.addWidget(self._main, 1)
        column.addWidget(self.gone, 1)

    def beside(self, *cards: QWidget) -> None:
        """Put the page's own cards beside the form, above where the record is and what it was."""
        for card in (*cards, self.standing):
            self.right.body.addWidget(card)

    # What a page of this sort says

    def preset(self, record: str) -> dict[str, Json]:
        """Return the fields of a new one that is begun from another record."""
        del record
        return {}

    def fill(self) -> None:
        """Show what hangs on the record; called whenever it was read."""

    def status(self) -> tuple[str, str, str] | None:
        """Return the chip of the state, None for none."""
        return None

    # What the window asks

    @property
    def kind(self) -> Kind:
        """Return the kind of what shows."""
        return self.desk.book.kinds[self.kind_name]

    @property
    def record(self) -> str:
        """Return the id of what shows; empty while it is new."""
        return self._record

    def found(self) -> Record | None:
        """Return the living record that shows."""
        record = self.desk.book.records.raw(self._record) if self._record else None
        return None if record is None or record.deleted else record

    @override
    def title(self) -> str:
        record = self.found()
        name = self.desk.book.records.name_of(record) if record else ""
        return name or self.t("New: {kind}", kind=self.t(self.kind.shape.title))

    @override
    def chips(self) -> list[QWidget]:
        record, theme = self.found(), self.desk.theme
        if record is None:
            return []
        status = self.status()
        where = "open" if record.conflicts else self.desk.book.syncing.where(record)
        chips: list[QWidget] = [StatusChip(theme, *status)] if status else []
        chips.append(WhereMark(theme, where, self.t(WHERE[where])))
        if self._saved:
            mark = SavedMark(theme)
            mark.show_saved(self._saved)
            chips.append(mark)
        return chips

    @override
    def writing_actions(self) -> list[Button]:
        return [self._remove]

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._remove, self._history, self._print] if self._record else []

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, other = detail.partition(":")
        self._saved = ""
        if word == "new":
            self._begin(self.preset(other))
        elif not self._kept.holds(record):
            self._record = record
            self._make_form()
            self.refresh()
            self._kept.note(record)
        else:
            self._record = record
            self.refresh()
        self.header_changed.emit()

    def _begin(self, fields: dict[str, Json]) -> None:
        self._record = ""
        self._kept.forget()
        self._make_form()
        self.refresh()
        if self.form is not None:
            self.form.show_new(fields)
            self.form.focus_first()

    def _make_form(self) -> None:
        # Made anew for each record: its choosers hold the names of this moment.
        if self.form is not None:
            self.form.settle()
        self._card.clear()
        self.form = RecordForm(self.desk, self.kind, self.fields)
        self.form.made.connect(self._made)
        self.form.saved.connect(self._on_saved)
        for field in self.form.fields.values():
            if isinstance(field.editor, ComboField):
                # Long names of units must not widen the form beyond its column.
                field.editor.setMinimumWidth(self.desk.theme.px(_LEAST))
        self._card.add(self.form)

    def _made(self, record: str) -> None:
        self._record = record
        self.desk.window.undoable(
            self.t("Recorded {name}", name=self.desk.book.records.name(record))
        )
        self.refresh()
        self.header_changed.emit()

    def _on_saved(self) -> None:
        self._saved = self.t("Saved {time}", time=f"{self.desk.now():%H:%M}")
        self.header_changed.emit()

    @override
    def refresh(self) -> None:
        record = self.found()
        there = record is not None or not self._record
        self._main.setVisible(there)
        self.gone.setVisible(not there)
        self.right.setVisible(record is not None)
        self.hangings.setVisible(record is not None)
        self.hangings.show_record(record)
        if record is not None and self.form is not None:
            self.form.show_record(record)
            self.standing.show_record(record)
        if there:
            self.fill()
        self.header_changed.emit()

    @override
    def leave(self) -> None:
        self.hangings.settle()
        if self.form is not None:
            self.form.settle()

    def remove(self) -> None:
        """Delete the record, with undo, and go back to where it was opened."""
        records, record = self.desk.book.records, self._record
        text = self.t("Deleted {name}", name=records.name(record))
        self.desk.work.edit(
            lambda: records.delete(record), lambda _a: self._went(text), self.desk.window.problem
        )

    def _went(self, text: str) -> None:
        self.desk.window.back()
        self.desk.window.undoable(text)

    @override
    def new(self) -> None:
        self.desk.window.go(Route(self._route(), detail="new"))

    def _route(self) -> str:
        """Return the page's own name among the routes."""
        raise NotImplementedError
