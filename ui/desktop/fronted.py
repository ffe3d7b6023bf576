"""A tab with one view of its subject; the plain lists behind it are one press away."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.backed import LISTS, BackedTab
from ui.desktop.desk import Desk
from ui.desktop.widgets.buttons import Button


class FrontedTab(BackedTab):
    """Shows the one of its `views`, its front, or the lists.

    Details: `lists`, a kind's name and `new:<kind>` show the lists; all else is the front's.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._back = Button(desk.theme, self.t("Back to the overview"), "quiet", "arrow-left")
        self._back.clicked.connect(lambda: self.go(""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    @override
    def beside(self) -> list[QWidget]:
        return [self._back if self.here == LISTS else self.out]

    @override
    def arrive(self, record: str, detail: str) -> None:
        if self._means_lists(detail):
            self.turn(LISTS, record, "" if detail == LISTS else detail)
        else:
            self.turn(self.views[0].key, record, detail)
        self.header_changed.emit()

    def _means_lists(self, detail: str) -> bool:
        kinds = {kind for _, several in self.groups for kind in several}
        return detail == LISTS or detail.rpartition(":")[2] in kinds
