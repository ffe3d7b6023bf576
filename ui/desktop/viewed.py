"""A tab with a few views of one subject, and the plain lists behind them a press away.

Views are what people come to look at; the lists are where everything of the subject is searched, exported,
pasted and deleted.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.registers import Groups, RegistersTab
from ui.desktop.tabbed import Leading, Tab, TabSpec
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.segmented import SegmentedControl

_LISTS = "lists"


class ViewsTab(Leading, Tab):
    """Shows one of its `views`, or the lists of its `groups`.

    `page` and `key` say where it stands, `behind` which list belongs to a view. A record is given to
    the first view. Details: a view's key, `key:rest` with what that view understands; a kind's name, `new:<kind>`.
    """

    page: ClassVar[str] = ""
    key: ClassVar[str] = ""
    views: ClassVar[tuple[TabSpec, ...]] = ()
    groups: ClassVar[Groups] = ()
    behind: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._made: dict[str, Tab] = {}
        self._here = self.views[0].key
        self.chooser = SegmentedControl(theme, [(v.key, t(v.title)) for v in self.views])
        self.chooser.chosen.connect(self._go)
        self._lists = Button(theme, t("The lists behind"), "quiet", "table")
        self._lists.clicked.connect(lambda: self._go(self.behind[self._here]))
        self._stack = QStackedWidget()
        margin = theme.layout("page_margin")
        head = QHBoxLayout()
        head.setContentsMargins(margin, 0, margin, 0)
        head.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _go(self, detail: str) -> None:
        self.desk.window.go(Route(self.page, detail=f"{self.key}:{detail}"))

    @property
    @override
    def inner(self) -> Tab:
        return self.view(self._here)

    @override
    def beside(self) -> list[QWidget]:
        return [self._lists] if self._here in self.behind else []

    def view(self, key: str) -> Tab:
        """Return a view, or the lists, made at its first use."""
        if key not in self._made:
            made: Tab = (
                RegistersTab(self.desk, self.page, self.key, self.groups)
                if key == _LISTS
                else self._spec(key).make(self.desk)
            )
            made.header_changed.connect(self.header_changed)
            self._made[key] = made
            self._stack.addWidget(made)
        return self._made[key]

    def _spec(self, key: str) -> TabSpec:
        return next(v for v in self.views if v.key == key)

    @override
    def arrive(self, record: str, detail: str) -> None:
        keys = {v.key for v in self.views}
        key, _, rest = detail.partition(":")
        if key in keys:
            here, detail = key, rest
        elif detail:
            here = _LISTS
        else:
            here = self._here if self._here in keys and not record else self.views[0].key
        if here != self._here:
            self.inner.leave()
        self._here = here
        self.chooser.set_current(here if here in keys else "")
        self._stack.setCurrentWidget(self.inner)
        self.inner.arrive(record, detail)
