"""A tab with one view of its subject; the plain lists behind it are one press in the header away."""

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.registers import Groups, RegistersTab
from ui.desktop.tabbed import Leading, Tab, TabSpec
from ui.desktop.widgets.buttons import Button

LISTS = "lists"


class FrontedTab(Leading, Tab):
    """Shows its `front`, or the lists of its `groups`; `page` and `key` say where it stands.

    Details: `lists`, a kind's name and `new:<kind>` show the lists; all else is the front's.
    """

    page: ClassVar[str] = ""
    key: ClassVar[str] = ""
    front: ClassVar[TabSpec]
    groups: ClassVar[Groups] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self.view = self.front.make(desk)
        self.lists: RegistersTab | None = None
        self._out = Button(theme, t("The lists behind"), "quiet", "table")
        self._out.clicked.connect(lambda: self._go(LISTS))
        self._back = Button(theme, t("Back to the overview"), "quiet", "arrow-left")
        self._back.clicked.connect(lambda: self._go(""))
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._add(self.view)

    def _add(self, tab: Tab) -> None:
        tab.header_changed.connect(self.header_changed)
        self._stack.addWidget(tab)

    def _go(self, detail: str) -> None:
        self.desk.window.go(Route(self.page, detail=f"{self.key}:{detail}"))

    @property
    @override
    def inner(self) -> Tab:
        here = self._stack.currentWidget()
        return here if isinstance(here, Tab) else self.view

    @override
    def beside(self) -> list[QWidget]:
        return [self._out if self.inner is self.view else self._back]

    @override
    def arrive(self, record: str, detail: str) -> None:
        here = self._lists() if self._means_lists(detail) else self.view
        if here is not self.inner:
            self.inner.leave()
        self._stack.setCurrentWidget(here)
        here.arrive(record, "" if detail == LISTS else detail)
        self.header_changed.emit()

    def _means_lists(self, detail: str) -> bool:
        kinds = {kind for _, several in self.groups for kind in several}
        return detail == LISTS or detail.rpartition(":")[2] in kinds

    def _lists(self) -> RegistersTab:
        if self.lists is None:
            self.lists = RegistersTab(self.desk, self.page, self.key, self.groups)
            self._add(self.lists)
        return self.lists
