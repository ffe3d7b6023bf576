"""Any one record: its form from the declaration, where it is, who touched it last, its paper."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.kinds import Kind
from db.model.change import Json
from db.model.record import Applied, Record
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.hanging import Hangings
from ui.desktop.ledger.onerecord import OneRecord
from ui.desktop.ledger.standing import Standing
from ui.desktop.papers import make_paper
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.scroll import ScrollPage

_SIDE = 300
_PLACES = ("joint", "service")
"""Places that show records of theirs on this page."""


class RecordPage(OneRecord):
    """Opened from a list. Details: `new:<kind>`, `new:<kind>:<field>=<value>&…`."""

    place = "ledger"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._kind = ""
        self._history = Button(theme, t("History"), "secondary", "clock-counter-clockwise")
        self._history.clicked.connect(self.show_history)
        self._happened = Button(
            theme,
            t("Status or group changed: record what happened"),
            "secondary",
            "user-gear",
            compact=True,
        )
        self._happened.clicked.connect(
            lambda: desk.window.go(Route("members", self._record, "happened"))
        )
        self.side = Standing(desk)
        self.hangings = Hangings(desk)
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        scroll = ScrollPage()
        scroll.body.addWidget(self._happened, 0, Qt.AlignmentFlag.AlignLeft)
        scroll.body.addWidget(self._card)
        scroll.body.addWidget(self.hangings)
        right = ScrollPage()
        right.setFixedWidth(theme.px(_SIDE))
        right.body.addWidget(self.side)
        self._main = QWidget()
        row = QHBoxLayout(self._main)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(scroll, 1)
        row.addWidget(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 16)
        column.addWidget(self._main, 1)
        column.addWidget(self.gone, 1)

    def kind(self) -> Kind | None:
        """Return the kind of what shows."""
        return self.desk.book.kinds.get(self._kind)

    @override
    def title(self) -> str:
        kind, record = self.kind(), self.found()
        if kind is None:
            return self.t("The record")
        name = self.desk.book.records.name_of(record) if record else ""
        return name or self.t("New: {kind}", kind=self.t(kind.shape.title))

    @override
    def meta(self) -> str:
        kind = self.kind()
        return self.t(kind.shape.title) if kind else ""

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._remove, self._history, self._print]

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, rest = detail.partition(":")
        self._saved = ""
        if word == "new":
            kind, _, preset = rest.partition(":")
            pairs = (part.partition("=") for part in preset.split("&") if part)
            fields: dict[str, Json] = {}
            for field, _, value in pairs:
                fields |= self._preset(kind, field, value)
            self._begin(kind, fields)
        else:
            self._record = record
            # Another record, or names that may be others meanwhile: the form is made anew.
            if not self._kept.holds(record):
                found = self.desk.book.records.raw(record)
                self._show_kind(found.kind if found else "")
            self.refresh()
            self._kept.note(record)
        self.header_changed.emit()

    def _preset(self, kind: str, field: str, value: str) -> dict[str, Json]:
        known = self.desk.book.kinds.get(kind)
        shape = known.field(field) if known is not None and field else None
        if not field:
            return {}
        return {field: [value] if shape is not None and shape.type == "refs" else value}

    def _begin(self, kind: str, fields: dict[str, Json]) -> None:
        self._record = ""
        self._kept.forget()
        self._show_kind(kind)
        self._show_parts(there=self.form is not None)
        self.side.clear()
        self.hangings.show_record(None)
        if self.form is not None:
            self.form.show_new(fields)
            self.form.focus_first()

    def _show_kind(self, name: str) -> None:
        if self.form is not None and name == self._kind:
            self.form.settle()
        self._kind, kind = name, self.desk.book.kinds.get(name)
        self.place = kind.shape.place if kind and kind.shape.place in _PLACES else "ledger"
        self._happened.hide()
        self.make_form(kind)

    @override
    def refresh(self) -> None:
        record = self.found()
        self._show_parts(there=record is not None or (not self._record and self.form is not None))
        if record is not None and self.form is not None:
            self.form.show_record(record)
            self._lead_on(record)
            self.side.show_record(record)
            self.hangings.show_record(record)
            self.header_changed.emit()

    def _lead_on(self, record: Record) -> None:
        """Status and group of a member change by what happened, with its day, not by a bare choice."""
        if record.kind != "member" or self.form is None:
            return
        for name in ("status", "group"):
            self.form.fields[name].editor.set_read_only(True)  # type: ignore[attr-defined]
        self._happened.show()

    def _show_parts(self, *, there: bool) -> None:
        self._main.setVisible(there and self.form is not None)
        self.gone.setVisible(not (there and self.form is not None))
        for button in (self._print, self._history, self._remove):
            button.explain("" if self._record else self.t("Nothing is recorded yet"))

    @override
    def touched(self, applied: Applied) -> None:
        self.refresh()

    @override
    def leave(self) -> None:
        if self.form is not None:
            self.form.settle()
        self.hangings.settle()

    @override
    def print_this(self) -> None:
        press, record, name = self.desk.book.exporting, self._record, self.title()
        if record:
            make_paper(
                self.desk, name, lambda _progress, draft: press.record_pdf(record, draft=draft)
            )

    @override
    def new(self) -> None:
        if self._kind:
            self.desk.window.go(Route("record", detail=f"new:{self._kind}"))
