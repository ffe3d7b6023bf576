"""A tab with a few views of one subject to choose from; the plain list behind each is a press away."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.backed import LISTS, BackedTab
from ui.desktop.desk import Desk
from ui.desktop.widgets.segmented import SegmentedControl


class ViewsTab(BackedTab):
    """Shows one of its `views`, or the lists; `behind` says which list belongs to a view.

    A record is given to the first view. Details: a view's key, `key:rest` with what that view
    understands; a kind's name, `new:<kind>`.
    """

    behind: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self.chooser = SegmentedControl(theme, [(v.key, t(v.title)) for v in self.views])
        self.chooser.chosen.connect(self.go)
        margin = theme.layout("page_margin")
        head = QHBoxLayout()
        head.setContentsMargins(margin, 0, margin, 0)
        head.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    @override
    def list_of(self, view: str) -> str:
        return self.behind[view]

    @override
    def beside(self) -> list[QWidget]:
        return [self.out] if self.here in self.behind else []

    @override
    def arrive(self, record: str, detail: str) -> None:
        keys = {v.key for v in self.views}
        key, _, rest = detail.partition(":")
        if key in keys:
            here, detail = key, rest
        elif detail:
            here = LISTS
        else:
            here = self.here if self.here in keys and not record else self.views[0].key
        self.chooser.set_current(here if here in keys else "")
        self.turn(here, record, detail)
