"""Over and under the speeches: the item with what can be made of it, and what it came to."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.records.meeting import AgendaItem
from app.services.meeting import Meeting
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import ElidingLabel, IconLine
from ui.desktop.widgets.roles import give

_LEAST_TITLE = 160


class PaneHead(QWidget):
    """The item being minuted. Emits `inserted`, `resolved`, `put` (to the vote)."""

    inserted = Signal()
    resolved = Signal()
    put = Signal()

    def __init__(self, theme: Theme, t: Translate) -> None:
        super().__init__()
        give(self, part="head")
        self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._bar.setContentsMargins(18, 4, 8, 4)
        self._bar.setSpacing(0)
        self._title = ElidingLabel("", "heading")
        self._bar.addWidget(self._title, 1)
        self._ways = QWidget()
        bar = QHBoxLayout(self._ways)
        bar.setContentsMargins(0, 0, 0, 0)
        self._bar.addWidget(self._ways)
        insert = Button(theme, t("Insert a speech"), "quiet", "user-plus", compact=True)
        self.resolve = Button(theme, t("Make a resolution"), "quiet", "check-square", compact=True)
        self.vote = Button(theme, t("Put to the vote"), "quiet", "scales", compact=True)
        insert.clicked.connect(self.inserted)
        self.resolve.clicked.connect(self.resolved)
        self.vote.clicked.connect(self.put)
        for button in (insert, self.resolve, self.vote):
            bar.addWidget(button)
        self.setMinimumHeight(theme.px(48))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where the words are long, the title has a line of its own.
        direction, room = QBoxLayout.Direction, self.width() - self._ways.sizeHint().width()
        self._bar.setDirection(
            direction.LeftToRight if room > _LEAST_TITLE else direction.TopToBottom
        )

    def set_closed(self, *, closed: bool) -> None:
        """Take away what would change a filed record."""
        self._ways.setVisible(not closed)

    def show_item(self, title: str, item: AgendaItem | None) -> None:
        """Show an item; the meeting as a whole is neither resolved nor voted on."""
        self._title.setText(title)
        self.resolve.setVisible(item is not None)
        self.vote.setVisible(item is not None)


class EndsList(QWidget):
    """Resolutions and votes of an item, and that nothing was decided."""

    def __init__(self, theme: Theme, t: Translate) -> None:
        super().__init__()
        self._theme, self.t = theme, t
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 0, 18, 8)

    def show_ends(self, meeting: Meeting, item: AgendaItem | None) -> None:
        """Show what an item came to."""
        while (old := self._column.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if item is None:
            return
        t = self.t
        made = [r for r in meeting.resolutions if r.item == item.id]
        put = [m for m in meeting.motions if m.item == item.id]
        lines = [("check-square", t("Resolution: {text}", text=r.text or "")) for r in made]
        lines += [("scales", t("Vote: {text}", text=m.title or "")) for m in put]
        lines += [("minus-circle", t("No decision taken"))] if item.no_decision else []
        for icon, text in lines:
            self._column.addWidget(IconLine(self._theme, icon, text, "meta"))
