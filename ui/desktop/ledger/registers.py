"""A tab of registers: a handful of kinds that belong together, as lists with the kinds beside them."""

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.browser import KindBrowser
from ui.desktop.ledger.kinds import KindChooser
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button


class RegistersTab(Tab):
    """`page` and `key` say where it stands, `groups` which kinds it shows under which words (msgids).

    Details: a kind's name; `new:<kind>` begins a record of it.
    """

    page: ClassVar[str] = ""
    key: ClassVar[str] = ""
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.browser = KindBrowser(desk, self._show_kinds)
        self.browser.asked.connect(
            lambda kind: desk.window.go(Route(self.page, detail=f"{self.key}:{kind}"))
        )
        self.browser.changed.connect(self.header_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.browser)

    def _show_kinds(self, chooser: KindChooser) -> None:
        kinds = self.desk.book.kinds
        groups = [(word, [kinds[name] for name in names]) for word, names in self.groups]
        chooser.show_groups(groups, self.desk.book.records.counts())

    @override
    def meta(self) -> str:
        return self.browser.meta()

    @override
    def writing_actions(self) -> list[Button]:
        return self.browser.writing_actions()

    @override
    def header_actions(self) -> list[QWidget]:
        return self.browser.header_actions()

    @override
    def arrive(self, record: str, detail: str) -> None:
        self.browser.arrive(record, detail)

    @override
    def refresh(self) -> None:
        self.browser.refresh()

    @override
    def new(self) -> None:
        self.browser.new()

    @override
    def focus_filter(self) -> None:
        self.browser.focus_filter()
