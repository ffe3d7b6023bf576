"""A tab with views of its subject, and behind them the plain lists of everything that belongs to it.

Views are what people come to look at; the lists are where all of the subject is searched, exported,
pasted and deleted.
"""

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.registers import Groups, RegistersTab
from ui.desktop.tabbed import Leading, Tab, TabSpec
from ui.desktop.widgets.buttons import Button

LISTS = "lists"


class BackedTab(Leading, Tab):
    """Makes each of its `views`, and the lists of its `groups`, at the first use.

    `page` and `key` say where it stands; `out` is the way to the lists.
    """

    page: ClassVar[str] = ""
    key: ClassVar[str] = ""
    views: ClassVar[tuple[TabSpec, ...]] = ()
    groups: ClassVar[Groups] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._made: dict[str, Tab] = {}
        self.here = self.views[0].key
        """The view that shows, or `LISTS`."""
        self.stack = QStackedWidget()
        self.out = Button(desk.theme, self.t("Registers"), "quiet", "table")
        self.out.clicked.connect(lambda: self.go(self.list_of(self.here)))

    @property
    @override
    def inner(self) -> Tab:
        return self.view(self.here)

    def view(self, key: str) -> Tab:
        """Return a view, or the lists."""
        if key not in self._made:
            made: Tab = (
                RegistersTab(self.desk, self.page, self.key, self.groups)
                if key == LISTS
                else next(v for v in self.views if v.key == key).make(self.desk)
            )
            made.header_changed.connect(self.header_changed)
            self._made[key] = made
            self.stack.addWidget(made)
        return self._made[key]

    def list_of(self, view: str) -> str:
        """Return the detail of the list that lies behind a view."""
        del view
        return LISTS

    def go(self, detail: str) -> None:
        """Go to another view or list."""
        self.desk.window.go(Route(self.page, detail=f"{self.key}:{detail}"))

    def turn(self, here: str, record: str, detail: str) -> None:
        """Show a view or the lists, and there a record or a detail."""
        if here != self.here:
            self.inner.leave()
        self.here = here
        self.stack.setCurrentWidget(self.inner)
        self.inner.arrive(record, detail)
