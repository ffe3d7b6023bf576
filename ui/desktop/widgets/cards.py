"""Cards: framed tools and lists. No card stands in a card."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.labels import ElidingLabel, Label, Rule
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.snug import Snug

_LONG = 32


class Card(Snug):
    """A surface with a hair edge; the head is `plain`, `sunken` (over lists) or "" for none.

    Under a sunken head the body reaches the edges, so that rows do; otherwise it has a margin.
    """

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        meta: str = "",
        head: str = "plain",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        give(self, part="card")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(1, 1, 1, 1)
        self._outer.setSpacing(0)
        self._title, self._meta = Label(title, "heading"), ElidingLabel(meta, "meta")
        self._action: QWidget | None = None
        self._head, self._bar = QFrame(), QHBoxLayout()
        pad, flush = theme.layout("card_padding"), head == "sunken"
        if head and (title or flush):
            self._build_head(theme, flush=flush)
        self.body = QVBoxLayout()
        self.body.setSpacing(0 if flush else theme.space("x2"))
        top = pad - 4 if head and title else pad
        self.body.setContentsMargins(*((0, 0, 0, 0) if flush else (pad, top, pad, pad)))
        self._outer.addLayout(self.body)

    def _build_head(self, theme: Theme, *, flush: bool) -> None:
        pad = theme.layout("card_padding")
        give(self._head, part="head" if flush else "row")
        self._bar = QHBoxLayout(self._head)
        self._bar.setContentsMargins(pad, 0 if flush else pad - 4, 8 if flush else pad, 0)
        self._bar.setSpacing(theme.space("x2"))
        self._bar.addWidget(self._title)
        self._bar.addWidget(self._meta, 1)
        self._head.setMinimumHeight(theme.size("card_head") if flush else 0)
        self._outer.addWidget(self._head)
        self._fit_title()

    def set_title(self, text: str) -> None:
        """Change the heading; one of many words goes on in another line and does not widen the card."""
        self._title.setText(text)
        self._fit_title()

    def _fit_title(self) -> None:
        long = len(self._title.text()) > _LONG
        self._title.setWordWrap(long)
        self._bar.setStretchFactor(self._title, 3 if long else 0)

    def set_meta(self, text: str) -> None:
        """Change the count beside the heading."""
        self._meta.setText(text)

    def set_action(self, widget: QWidget) -> None:
        """Put one quiet action, or a legend, at the head's right, instead of the one before."""
        if self._action is not None:
            self._action.hide()
            self._action.deleteLater()
        self._action = widget
        self._bar.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a part to the body."""
        self.body.addWidget(widget, stretch)

    def add_rule(self) -> None:
        """Add a hair line between two rows."""
        self.body.addWidget(Rule())

    def add_group(self, theme: Theme, title: str, meta: str = "") -> None:
        """Add a second sunken head between two lists of one card."""
        frame = QFrame()
        give(frame, part="group")
        frame.setMinimumHeight(theme.size("card_head"))
        row = QHBoxLayout(frame)
        row.setContentsMargins(theme.layout("card_padding"), 0, 8, 0)
        row.setSpacing(theme.space("x2"))
        row.addWidget(Label(title, "heading"))
        row.addWidget(ElidingLabel(meta, "meta"), 1)
        self.body.addWidget(frame)

    def clear(self) -> None:
        """Take everything out of the body."""
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def set_chosen(self, *, chosen: bool) -> None:
        """Draw the red edge of the chosen one."""
        give(self, chosen=chosen)


class CardGrid(QWidget):
    """Facts in columns, row by row: a small label over its value, which wraps and is never cut."""

    def __init__(self, columns: int = 2, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
