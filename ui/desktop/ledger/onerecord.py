"""What every page of one record does: say where it is and that it was saved, lead to its history, delete it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.kinds import Kind
from db.model.record import Record
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.kept import Kept
from ui.desktop.meetings.standing import WHERE
from ui.desktop.page import Page
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import SavedMark, StatusChip, WhereMark
from ui.desktop.widgets.empty import EmptyState


class OneRecord(Page):
    """A form in a card; the record exists once something of it is written."""

    returns = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._kept = Kept(desk.feed)
        self._record, self._saved = "", ""
        self.form: RecordForm | None = None
        self._print = Button(theme, t("Print"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._remove = IconButton(theme, "trash", t("Delete"), edged=True)
        self._remove.clicked.connect(self.remove)
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(20, 18, 20, 18)
        self.gone = EmptyState(
            theme, t("This record is not here"), t("It was deleted, or belongs to a newer release")
        )

    @property
    def record(self) -> str:
        """Return the id of what shows; empty while it is new."""
        return self._record

    def found(self) -> Record | None:
        """Return the living record that shows."""
        record = self.desk.book.records.raw(self._record) if self._record else None
        return None if record is None or record.deleted else record

    def status(self) -> tuple[str, str, str] | None:
        """Return the chip of the state, None for none."""
        return None

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

    def make_form(self, kind: Kind | None, names: Sequence[str] = ()) -> None:
        """Make the form anew: its choosers hold the names of this moment."""
        self._card.clear()
        self.form = RecordForm(self.desk, kind, names) if kind is not None else None
        if self.form is not None:
            self.form.made.connect(self._made)
            self.form.saved.connect(self._on_saved)
            self._card.add(self.form)

    def _made(self, record: str) -> None:
        self._record = record
        self.desk.window.undoable(
            self.t("Recorded {name}", name=self.desk.book.records.name(record))
        )
        self.refresh()

    def _on_saved(self) -> None:
        self._saved = self.t("Saved {time}", time=f"{self.desk.now():%H:%M}")
        self.header_changed.emit()

    def show_history(self) -> None:
        """Go to the record's history."""
        self.desk.window.go(Route("history", self._record))

    def remove(self) -> None:
        """Delete the record, with undo, and go back to where it was opened."""
        records, record = self.desk.book.records, self._record
        text = self.t("Deleted “{name}”", name=records.name(record))
        self.desk.work.edit(
            lambda: records.delete(record), lambda _a: self._went(text), self.desk.window.problem
        )

    def _went(self, text: str) -> None:
        self.desk.window.back()
        self.desk.window.undoable(text)
