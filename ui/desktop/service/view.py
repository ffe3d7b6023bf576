"""What a view of the tab 通知和意见 is: a list at the left, the chosen one at the right, actions for the head."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.declare import Choice
from db.model.errors import SuixingError
from ui.desktop.desk import Desk
from ui.desktop.ledger.passing import watch_copies
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, ListRows, Row
from ui.desktop.widgets.scroll import ScrollPage

C = TypeVar("C", bound=Choice)
_NARROW, _WIDE, _SHARE = 412, 600, 0.39


def picked(choices: Iterable[C], value: str) -> C:
    """Return the choice that a control's value means."""
    return next(choice for choice in choices if choice.value == value)


class View(Tab):
    """One view of the tab, with a way to write."""

    def edit(
        self,
        task: Callable[[], Any],
        said: str = "",
        refused: Callable[[], object] | None = None,
    ) -> None:
        """Write in the lane of the edits; with words, say what was done and offer to undo it.

        `refused` is called where it could not be written: what was typed goes back where it was.
        """

        def done(_result: object) -> None:
            if said:
                self.desk.window.undoable(said)
            self.refresh()

        def failed(error: SuixingError) -> None:
            if refused is not None:
                refused()
            self.failed(error)

        self.desk.work.edit(task, done, failed)

    def failed(self, error: SuixingError) -> None:
        """Say what went wrong."""
        self.desk.window.problem(error)


class ListView(View):
    """A list at the left and a page at the right; the list is empty: one page with a way to begin."""

    def __init__(self, desk: Desk, columns: Sequence[Column], empty: tuple[str, str, str]) -> None:
        super().__init__(desk)
        self.chosen = ""
        theme = desk.theme
        self.list = RowList(theme, columns, two_lines=True, many=False, head=False)
        self.list.chosen.connect(self._choose)
        watch_copies(desk, self.list)
        self.page = ScrollPage(gap=12)
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        self.left = QWidget()
        self.column = QVBoxLayout(self.left)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(card)
        self.column.addStretch(1)
        title, sentence, button = empty
        ways = (Way("new", "plus", "", "", button),) if button else ()
        self.empty = EmptyState(theme, title, sentence, ways)
        self.empty.chosen.connect(lambda _key: self.new())
        margin = theme.layout("page_margin")
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 0, margin, 16)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(self.left)
        row.addWidget(self.page, 1)
        row.addWidget(self.empty, 1)

    def rows(self) -> list[Row]:
        """Read, and return the rows of the list."""
        return []

    def show_chosen(self) -> None:
        """Show at the right what is chosen."""

    @override
    def arrive(self, record: str, detail: str) -> None:
        del detail
        self.chosen = record or self.chosen
        self.refresh()

    @override
    def refresh(self) -> None:
        rows = self.rows()
        self.list.set_rows(ListRows(rows))
        ids = [row.id for row in rows]
        if self.chosen not in ids:
            # What is half typed was meant for the one that is gone.
            self.leave()
            self.chosen = ids[0] if ids else ""
        self._fit()
        self.left.setVisible(bool(ids))
        self.page.setVisible(bool(ids))
        self.empty.setVisible(not ids)
        if self.chosen:
            self.list.select(self.chosen)
            self.show_chosen()
        self.header_changed.emit()

    @override
    def focus_filter(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, record: str) -> None:
        if record and record != self.chosen:
            self.leave()
            self.chosen = record
            self.show_chosen()
            self.header_changed.emit()

    def _fit(self) -> None:
        line = self.desk.theme.size("row_two_lines")
        self.list.fit_height(most=max(3, (self.height() - 40) // line))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self.desk.theme
        most = int(self.width() * _SHARE)
        self.left.setFixedWidth(min(theme.px(_WIDE if self.is_wide() else _NARROW), most))
        self._fit()
