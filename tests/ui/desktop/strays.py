"""Notes what is shown as a window of its own while a test looks."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override


class Strays(QObject):
    """Remembers every widget that was shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Show or not isinstance(watched, QWidget):
            return False
        # Popups and dialogs have a parent; the window itself is there before.
        if watched.isWindow() and watched.parent() is None:
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@contextmanager
def looking() -> Iterator[Strays]:
    """Look for strays while the block lasts."""
    strays, app = Strays(), QApplication.instance()
    assert app is not None
    app.installEventFilter(strays)
    try:
        yield strays
    finally:
        app.removeEventFilter(strays)
