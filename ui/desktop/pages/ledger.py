"""台账: every kind that has no place of its own, as one list with the kinds beside it."""

from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from app.counting.branch_type import unused_kinds
from app.records.organisation import Branch
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.browser import KindBrowser
from ui.desktop.ledger.kinds import KindChooser
from ui.desktop.page import Page
from ui.desktop.tabbed import Leading, Tab


class LedgerPage(Leading, Page):
    """The place 台账. Details: a kind's name; `new:<kind>` begins a record of it."""

    place = "ledger"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.browser = KindBrowser(desk, self._show_kinds)
        self.browser.asked.connect(lambda kind: desk.window.go(Route("ledger", detail=kind)))
        self.browser.page_asked.connect(lambda page: desk.window.go(Route(page)))
        self.browser.header_changed.connect(self.header_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.browser)

    def _show_kinds(self, chooser: KindChooser) -> None:
        """Show the kinds with how many there are; those this type of branch does not use are folded."""
        book = self.desk.book
        folded = unused_kinds(book.records.get(Branch, "branch"))
        chooser.show_kinds(book.kinds, book.records.counts(), folded)

    @override
    def title(self) -> str:
        return self.t("Ledger")

    @property
    @override
    def inner(self) -> Tab:
        return self.browser

    @override
    def arrive(self, record: str, detail: str) -> None:
        self.browser.arrive(record, detail)
