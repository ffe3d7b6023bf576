"""The one announcement: these records were touched; pages listen and re-read what they show."""

from PySide6.QtCore import QObject, Signal

from db.model.record import Applied


class Feed(QObject):
    """Carries `Applied` from whichever thread wrote to the screen's thread."""

    applied = Signal(object)
    """An `Applied`."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        """How often something was announced; one who remembers it knows whether anything came since."""

    def announce(self, applied: Applied) -> None:
        """Tell the pages; may be called from any thread."""
        self.count += 1
        self.applied.emit(applied)
