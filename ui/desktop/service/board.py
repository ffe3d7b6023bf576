"""A board painted as one widget: columns of cards, moved by dragging or by the keyboard.

Nothing is made for a card but its place, and only what shows is painted: hundreds stay quick.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.service.boardcard import (
    PAD,
    BoardCard,
    BoardColumn,
    card_height,
    paint_card,
)
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import (
    CENTER,
    Painted,
    draw_box,
    draw_words,
)

_GAP, _HEAD, _MORE = 12, 40, 32


class BoardHead(Painted):
    """The columns' heads, which stay while the cards scroll."""

    def __init__(self, theme: Theme, board: "Board", *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._board = board
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, self.theme.px(_HEAD))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        for at, column in enumerate(self._board.columns):
            room = self._board.column_room(at)
            box = QRectF(room.left(), 0, room.width(), self.height())
            words = box.adjusted(PAD, 0, -PAD, 0)
            font = theme.font("body", strong=True)
            used = draw_words(painter, words, column.title, font, theme.color("text.primary"))
            count = words.adjusted(used + 8, 0, 0, 0)
            draw_words(
                painter, count, str(column.count), theme.font("meta"), theme.color("text.secondary")
            )
        painter.end()


class Board(Painted):
    """Arrows walk, Enter opens, Shift with left and right moves a card, Delete removes it.

    The menu key or a press of the right button asks for the card's menu.
    """

    opened = Signal(str)
    moved = Signal(str, str)
    menu_asked = Signal(str)
    removed = Signal(list)
    more_asked = Signal(str)
    shown = Signal(int, int)
    """The current card lies around here: a scrolling page brings it into sight."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.columns: tuple[BoardColumn, ...] = ()
        self._places: list[list[tuple[QRectF, BoardCard]]] = []
        self._current, self._hovered = "", ""
        self._held: BoardCard | None = None
        self._grip, self._spot, self._dragging = QPointF(), QPointF(), False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show these columns; the current card stays where it is still there."""
        self.columns = tuple(columns)
        self._lay()
        ids = [card.id for column in columns for card in column.cards]
        if self._current not in ids:
            self._current = ids[0] if ids else ""
        self._name_it()

    def current(self) -> str:
        """Return the id of the current card, "" where there is none."""
        return self._current

    def select(self, card: str) -> None:
        """Make a card the current one, silently."""
        self._current = card
        self._name_it()

    def place_of(self, card: str) -> QRectF:
        """Return where a card lies; an empty rectangle where it does not show."""
        found = (rect for rects in self._places for rect, one in rects if one.id == card)
        return next(found, QRectF())

    def column_room(self, at: int) -> QRectF:
        """Return where a column lies."""
        n = max(1, len(self.columns))
        wide = (self.width() - (n - 1) * _GAP) / n
        return QRectF(at * (wide + _GAP), 0, wide, self.height())

    # Laying out

    def _lay(self) -> None:
        self._places = []
        bottom = 0.0
        for at, column in enumerate(self.columns):
            room, y, rects = self.column_room(at), 0.0, []
            for card in column.cards:
                tall = card_height(self.theme, card, room.width())
                rects.append((QRectF(room.left(), y, room.width(), tall), card))
                y += tall + 8
            self._places.append(rects)
            bottom = max(bottom, y + (self.theme.px(_MORE) if column.more else 0))
        self.setMinimumHeight(int(bottom) + 8)
        self.update()

    @override
    def follow_theme(self) -> None:
        self._lay()
        super().follow_theme()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    @override
    def sizeHint(self) -> QSize:
        return QSize(800, self.minimumHeight())

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, seen = self.open_painter(), QRectF(event.rect())
        target = self._column_at(self._spot) if self._dragging else -1
        for at, (column, rects) in enumerate(zip(self.columns, self._places, strict=True)):
            if at == target:
                draw_box(
                    painter,
                    self.column_room(at),
                    self.theme.radius("card"),
                    self.theme.color("ground.selected"),
                    self.theme.color("line.focus"),
                )
            for rect, card in rects:
                if rect.intersects(seen) and not (self._dragging and card == self._held):
                    self._paint(painter, rect, card)
            if column.more:
                link = self._more_room(at)
                draw_words(
                    painter,
                    link,
                    column.more,
                    self.theme.font("meta"),
                    self.theme.color("accent.text"),
                    CENTER,
                )
        if self._dragging and self._held is not None:
            rect = self.place_of(self._held.id)
            self._paint(painter, rect.translated(self._spot - self._grip), self._held)
        painter.end()

    def _paint(self, painter: QPainter, rect: QRectF, card: BoardCard) -> None:
        mine = self.hasFocus() and card.id == self._current
        paint_card(
            painter, self.theme, rect, card, hot=mine or card.id == self._hovered, ringed=mine
        )

    def _more_room(self, at: int) -> QRectF:
        rects, room = self._places[at], self.column_room(at)
        top = rects[-1][0].bottom() + 4 if rects else 0.0
        return QRectF(room.left(), top, room.width(), self.theme.px(_MORE))

    # Mouse

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = self._spot = event.position()
        card = self._card_at(event.position())
        if card is not None:
            self.select(card.id)
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = card

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._spot = event.position()
        far = (self._spot - self._grip).manhattanLength() > QApplication.startDragDistance()
        if self._held is not None and far:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        card = self._card_at(self._spot)
        self._hovered = card.id if card is not None else ""
        self.setToolTip(card.title if card is not None and not self._dragging else "")
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, dragging = self._held, self._dragging
        self._held, self._dragging = None, False
        self.unsetCursor()
        at = self._column_at(event.position())
        if held is not None and dragging:
            if at >= 0 and at != self._column_of(held.id):
                self.moved.emit(held.id, self.columns[at].key)
        elif held is not None and self._card_at(event.position()) == held:
            self.opened.emit(held.id)
        elif held is None and at >= 0 and self._more_at(event.position(), at):
            self.more_asked.emit(self.columns[at].key)
        self.update()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._current:
            self.menu_asked.emit(self._current)

    @override
    def leaveEvent(self, event: object) -> None:
        self._hovered = ""
        self.update()

    # Keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
                Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}.get(key)  # fmt: skip
        if step is not None and self._current:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and step[0]:
                self._move(step[0])
            else:
                self._walk(*step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.opened.emit(self._current)
        elif key == Qt.Key.Key_Delete and self._current:
            self.removed.emit([self._current])
        elif key == Qt.Key.Key_Menu and self._current:
            self.menu_asked.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        to = self._column_of(self._current) + by
        if 0 <= to < len(self.columns):
            self.moved.emit(self._current, self.columns[to].key)

    def _walk(self, across: int, down: int) -> None:
        at = self._column_of(self._current)
        rects = self._places[at]
        row = next((n for n, (_, card) in enumerate(rects) if card.id == self._current), 0)
        if down and 0 <= row + down < len(rects):
            self._go(rects[row + down][1].id)
        while across and 0 <= (at := at + across) < len(self._places):
            if self._places[at]:
                self._go(self._places[at][min(row, len(self._places[at]) - 1)][1].id)
                return

    def _go(self, card: str) -> None:
        self.select(card)
        place = self.place_of(card)
        self.shown.emit(int(place.center().y()), int(place.height()))

    # Finding

    def _column_of(self, card: str) -> int:
        found = (at for at, rects in enumerate(self._places) if any(c.id == card for _, c in rects))
        return next(found, 0)

    def _column_at(self, spot: QPointF) -> int:
        inside = (
            at
            for at in range(len(self.columns))
            if self.column_room(at).left() <= spot.x() <= self.column_room(at).right()
        )
        return next(inside, -1)

    def _card_at(self, spot: QPointF) -> BoardCard | None:
        found = (card for rects in self._places for rect, card in rects if rect.contains(spot))
        return next(found, None)

    def _more_at(self, spot: QPointF, at: int) -> bool:
        return bool(self.columns[at].more) and self._more_room(at).contains(spot)

    def _name_it(self) -> None:
        said = next(
            (c.said() for col in self.columns for c in col.cards if c.id == self._current), ""
        )
        column = self.columns[self._column_of(self._current)].title if self.columns else ""
        self.setAccessibleName(f"{column} {said}".strip())
        self.update()
