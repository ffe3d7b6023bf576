"""Facts in two columns: a small label over its value, which wraps and is never cut."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.desktop.widgets.labels import Label


class Facts(QWidget):
    """Labels and values in the order added, row by row."""

    def __init__(self, columns: int = 2) -> None:
        super().__init__()
        self._columns, self._count = columns, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add(self, label: str, value: str) -> None:
        """Add one fact in the next place."""
        row, column = divmod(self._count, self._columns)
        said = Label(value, wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        said.setContentsMargins(0, 0, 0, 6)
        # Value and label are cells of the grid themselves: a box around them would not give a value
        # that wraps the height it needs.
        self._grid.addWidget(Label(label, "caption", "secondary"), 2 * row, column)
        self._grid.addWidget(said, 2 * row + 1, column)
        self._count += 1
