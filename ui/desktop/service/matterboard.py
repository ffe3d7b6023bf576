"""The board of matters: its columns under heads that stay, the menu of a card, its steps."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.counting.matters import Column, lacking, towards
from app.records.service import MatterState
from app.services.matterlists import Sift
from ui.desktop.desk import Desk, Route
from ui.desktop.meetings.menu import Menu
from ui.desktop.service.board import Board, BoardHead
from ui.desktop.service.standing import WHY_NOT, columns_of, step_words
from ui.desktop.widgets.scroll import ScrollPage


class MatterBoard(QWidget):
    """A card's step is taken at once where nothing lacks; else the matter opens and asks for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.board = Board(desk.theme)
        self.board.menu_asked.connect(self.open_menu)
        self.board.moved.connect(self.move_card)
        self.board.shown.connect(self._bring_up)
        self.head = BoardHead(desk.theme, self.board)
        self._anchor = QWidget(self.board)
        self._anchor.hide()
        self._scroll = ScrollPage(gap=0)
        self._scroll.body.addWidget(self.board)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._scroll, 1)

    def show_matters(self, sift: Sift) -> None:
        """Show the matters of a sift by state."""
        found = self._desk.book.matters.lists.board(sift)
        self.board.show_columns(columns_of(found, self._desk.today(), self._desk.t))
        self.head.update()

    def _bring_up(self, y: int, tall: int) -> None:
        self._scroll.ensureVisible(0, y, 0, tall)

    def open_menu(self, matter: str) -> Menu | None:
        """Offer a card's steps below it."""
        opened = self._desk.book.matters.opened(matter)
        if opened is None:
            return None
        entries = []
        for to in opened.ways:
            words, icon = step_words(opened.line.matter.state, to, self._desk.t)
            entries.append((to.value, icon, words))
        menu = Menu(self._desk.theme, entries)
        menu.chosen.connect(lambda state: self._take(matter, _state(state)))
        self._anchor.setGeometry(self.board.place_of(matter).toRect())
        menu.open_under(self._anchor)
        return menu

    def move_card(self, matter: str, column: str) -> None:
        """Take a card into another column by the step that leads there; say why where none does."""
        opened = self._desk.book.matters.opened(matter)
        to_column = next(c for c in Column if c == column)
        if opened is None:
            return
        to = towards(opened.standing, to_column)
        if to is None:
            self._desk.window.note("info", self._desk.t(WHY_NOT[to_column]))
        else:
            self._take(matter, to)

    def _take(self, matter: str, to: MatterState) -> None:
        book, t, window = self._desk.book, self._desk.t, self._desk.window
        opened = book.matters.opened(matter)
        if opened is None or to not in opened.ways:
            return
        if lacking(opened.standing, to):
            window.go(Route("matter", matter, f"step:{to.value}"))
            return
        said = t("{matter}: {state}", matter=opened.line.matter.title, state=t(to.title_))
        self._desk.work.edit(
            lambda: book.matters.step(matter, to),
            lambda _applied: window.undoable(said),
            window.problem,
        )


def _state(code: str) -> MatterState:
    return next(state for state in MatterState if state == code)
