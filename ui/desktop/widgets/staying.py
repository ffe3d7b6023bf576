"""Rows in a column that stay while what they show stays: no blink, no lost caret, nothing made twice."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

R = TypeVar("R", bound=QWidget)


class Staying(Generic[R]):
    """The rows of one column; ``name`` says what each one shows."""

    def __init__(self, name: Callable[[R], str]) -> None:
        self._name = name
        self.rows: list[R] = []
        self.column = QVBoxLayout()
        self.column.setSpacing(0)

    def show(self, wanted: Sequence[str], make: Callable[[int], R]) -> list[R]:
        """Show these in this order and return their rows; `make` gets the place of a new one."""
        known = {self._name(row): row for row in self.rows}
        rows = [known.pop(n) if n in known else make(at) for at, n in enumerate(wanted)]
        for row in known.values():
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        if rows != self.rows:
            for at, row in enumerate(rows):
                self.column.insertWidget(at, row)
                row.show()
            self.rows = rows
        return rows
