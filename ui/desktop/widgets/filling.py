"""A list as tall as its rows, and never taller than what its page has left below it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.desktop.widgets.rowlist import RowList

_FEWEST = 3


class Filling(QObject):
    """Fits a list into a page, whenever the page is laid out anew or the list has other rows.

    `below` is what the page keeps free under the list; three rows show however low the page is.
    """

    def __init__(self, held: RowList, page: QWidget, below: int = 18) -> None:
        super().__init__(page)
        self._list, self._page, self._below = held, page, below
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.fit)
        held.model().modelReset.connect(self._later)
        page.installEventFilter(self)
        held.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Move):
            self._later()
        return False

    def _later(self) -> None:
        self._soon.start(0)

    def fit(self) -> None:
        """Fit now."""
        if not self._list.isVisibleTo(self._page):
            return
        top = self._list.mapTo(self._page, QPoint(0, 0)).y()
        most = self._list.rows_in(self._page.height() - top - self._below)
        self._list.fit_height(max(_FEWEST, most))
