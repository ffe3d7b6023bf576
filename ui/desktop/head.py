"""The header of one page, drawn by the window from what the page says of itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.records.organisation import Branch
from app.services.ending import is_closed
from ui.desktop.desk import Desk
from ui.desktop.page import Page, keep, park
from ui.desktop.widgets.header import PageHeader
from ui.desktop.widgets.roles import give


def why_shut(desk: Desk) -> str:
    """Return why the book takes no change now, in words; "" while it does."""
    if desk.book.inspecting.record():
        return desk.t("An inspection is under way: nothing can be changed")
    if is_closed(desk.book.records.get(Branch, "branch"), desk.today()):
        return desk.t("The branch is dissolved: its book is read-only")
    return ""


class Head(QWidget):
    """Title, chips, the line under them, actions top right. Emits `back_asked`."""

    back_asked = Signal()

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__()
        give(self, part="clear")
        self._desk, self._page = desk, page
        self._chips: list[QWidget] = []
        self._actions: list[QWidget] = []
        self.header = PageHeader(desk.theme, desk.t, "", back=page.returns)
        self.header.back_asked.connect(self.back_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.header)
        page.header_changed.connect(self.draw)
        keep(page)

    def draw(self) -> None:
        """Read the page's words, chips and actions again."""
        self.header.set_title(self._page.title())
        self.header.set_meta(self._page.meta())
        self._show_chips(self._page.chips())
        self._show_actions(self._page.header_actions())
        writing = self._page.writing_actions()
        reason = why_shut(self._desk) if writing else ""
        for action in writing:
            action.hold(reason)

    def _show_chips(self, chips: list[QWidget]) -> None:
        for old in self._chips:
            if old not in chips:
                old.hide()
                old.deleteLater()
        for chip in chips:
            if chip not in self._chips:
                self.header.add_chip(chip)
        self._chips = list(chips)

    def _show_actions(self, actions: list[QWidget]) -> None:
        if actions == self._actions:
            return
        for old in self._actions:
            park(old, self._page)
        for action in actions:
            self.header.add_action(action)
            action.show()
        self._actions = list(actions)
