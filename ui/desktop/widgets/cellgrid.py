"""What every grid of cells stands on: arrows walk, a press or Enter chooses, words say where one is.

Places are counted from the left and the top, both from 0.
"""

from bisect import bisect_right
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.arrows import ARROWS
from ui.desktop.widgets.painted import Painted
from ui.desktop.widgets.roles import plain_tip

_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Place(NamedTuple):
    """A cell, by its column and row."""

    column: int
    row: int


class CellGrid(Painted):
    """A grid says how far it reaches, where its cells are, what is in them, and what choosing does."""

    def __init__(self, theme: Theme, t: Translate, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self.at = Place(0, 0)
        """The current cell."""
        self.over: Place | None = None
        """The cell under the mouse."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # What a grid says

    def extent(self) -> Place:
        """Return how many columns and rows there are."""
        return Place(0, 0)

    def cell(self, place: Place) -> QRectF:
        """Return where a cell is; columns go right, rows go down."""
        del place
        return QRectF()

    def say(self, place: Place) -> str:
        """Return a cell in words."""
        del place
        return ""

    def tip(self, place: Place) -> str:
        """Return what is shown over a cell the mouse rests on."""
        return self.say(place)

    def summary(self) -> str:
        """Return the whole grid in a sentence; of an empty one it is the name."""
        return ""

    def leads(self, place: Place) -> bool:
        """Tell whether choosing a cell does something."""
        del place
        return True

    def choose(self, place: Place) -> None:
        """Do what a press on a cell does."""

    # Walking

    def renew(self) -> None:
        """Take up other contents: what the mouse was on is gone, the current cell is put and said."""
        self.over = None
        self.follow_theme()
        self.put(self.at)

    def is_empty(self) -> bool:
        """Tell whether there is no cell."""
        return not all(self.extent())

    def put(self, place: Place) -> None:
        """Make a cell the current one, or the last before where there are fewer, and say it."""
        columns, rows = self.extent()
        self.at = Place(max(0, min(columns - 1, place.column)), max(0, min(rows - 1, place.row)))
        self.setAccessibleName(self.summary() if self.is_empty() else self.say(self.at))
        self.setAccessibleDescription(self.summary())
        self.update()

    def place_at(self, spot: QPointF) -> Place | None:
        """Return the cell at a point."""
        columns, rows = self.extent()
        tops, lefts = range(rows), range(columns)
        row = bisect_right(tops, spot.y(), key=lambda n: self.cell(Place(0, n)).top()) - 1
        column = bisect_right(lefts, spot.x(), key=lambda n: self.cell(Place(n, 0)).left()) - 1
        place = Place(column, row)
        return place if min(place) >= 0 and self.cell(place).contains(spot) else None

    def shows(self, row: int, shown: QRect) -> bool:
        """Tell whether a row lies in the part that is painted."""
        box = self.cell(Place(0, row))
        return box.top() <= shown.bottom() and box.bottom() >= shown.top()

    def _press(self, place: Place | None) -> None:
        if place is not None and not self.is_empty() and self.leads(place):
            self.choose(place)

    # Hands

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self.tip(place)) if place else "", self)
            return True
        return super().event(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        leads = place is not None and self.leads(place)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self._hover(place)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, place: Place | None) -> None:
        if place != self.over:
            for changed in (self.over, place):
                if changed is not None:
                    self.update(self.cell(changed).toAlignedRect())
            self.over = place

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.put(place)
            self._press(place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        columns, rows = self.extent()
        across, down = ARROWS.get(key, (0, 0))
        # Where there is nothing to walk to, the page around may scroll.
        if (across and columns > 1) or (down and rows > 1):
            self.put(Place(self.at.column + across, self.at.row + down))
        elif key in _CHOOSING:
            self._press(self.at)
        else:
            super().keyPressEvent(event)
