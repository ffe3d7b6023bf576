"""A hand on something that can be dragged: pressed, carried once it has moved far enough, let go."""

from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

Held = TypeVar("Held")


class LetGo(NamedTuple, Generic[Held]):
    """What was held until now, and whether it was carried; a press alone is no carrying."""

    held: Held | None
    carried: bool


class Grip(Generic[Held]):
    """Holds what the mouse is on between press and release."""

    def __init__(self) -> None:
        self.held: Held | None = None
        self.spot = QPointF()
        """Where the hand is."""
        self.carrying = False
        self._from = QPointF()

    def take(self, held: Held | None, spot: QPointF) -> None:
        """Press on something, or on nothing."""
        self.held, self.carrying = held, False
        self._from = self.spot = spot

    def move(self, spot: QPointF) -> bool:
        """Move the hand; tell whether something is carried with it."""
        self.spot = spot
        far = (spot - self._from).manhattanLength() > QApplication.startDragDistance()
        self.carrying = self.carrying or (self.held is not None and far)
        return self.carrying

    def let_go(self) -> LetGo[Held]:
        """Open the hand."""
        left = LetGo(self.held, self.carrying)
        self.held, self.carrying = None, False
        return left

    def carries(self, one: Held) -> bool:
        """Tell whether this one is carried."""
        return self.carrying and one == self.held
