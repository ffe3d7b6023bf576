"""A page for one record of a kind that deserves its own: its form at the left, what hangs on it beside."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.kinds import Kind
from app.services.values import complaint
from db.model.change import Json
from db.model.errors import InvalidRecord, SuixingError
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.hanging import Hangings
from ui.desktop.ledger.onerecord import OneRecord
from ui.desktop.ledger.standing import Standing
from ui.desktop.papers import make_paper
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.scroll import ScrollPage

_LEAST = 120


class FormPage(OneRecord):
    """Details: `new`, `new:<record>` begin one that exists once something of it is written."""

    kind_name: ClassVar[str] = ""
    route: ClassVar[str] = ""
    """The page's own name among the routes."""
    sides: ClassVar[tuple[int, int]] = (372, 480)
    """How wide the cards beside the form are, and on a large screen."""
    fields: ClassVar[Sequence[str]] = ()
    apart: ClassVar[Sequence[str]] = ()
    """Kinds that hang on the record and that the page shows in cards of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._history = IconButton(theme, "clock-counter-clockwise", t("History"), edged=True)
        self._history.clicked.connect(self.show_history)
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

    def paper(self, record: str, *, draft: bool) -> bytes:
        """Set the record on paper."""
        raise NotImplementedError

    # What the window asks

    @property
    def kind(self) -> Kind:
        """Return the kind of what shows."""
        return self.desk.book.kinds[self.kind_name]

    @override
    def title(self) -> str:
        record = self.found()
        name = self.desk.book.records.name_of(record) if record else ""
        return name or self.t("New: {kind}", kind=self.t(self.kind.shape.title))

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
        if self.form is not None:
            self.form.settle()
        self.make_form(self.kind, self.fields)
        for field in self.form.fields.values() if self.form else ():
            if isinstance(field.editor, ComboField):
                # Long names of units must not widen the form beyond its column.
                field.editor.setMinimumWidth(self.desk.theme.px(_LEAST))

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

    def complain(self, error: SuixingError) -> None:
        """Say what was wrong at the field it is about, else as of any other problem."""
        field = error.field if isinstance(error, InvalidRecord) else ""
        if self.form is not None and field in self.form.fields:
            self.form.fields[field].set_error(complaint(error, self.t))
            self.form.fields[field].editor.setFocus()
        else:
            self.desk.window.problem(error)

    @override
    def print_this(self) -> None:
        record = self._record
        if record:
            self.leave()
            make_paper(
                self.desk, self.title(), lambda _progress, draft: self.paper(record, draft=draft)
            )

    @override
    def new(self) -> None:
        self.desk.window.go(Route(self.route, detail="new"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.right.setFixedWidth(self.desk.theme.px(self.sides[self.is_wide()]))
