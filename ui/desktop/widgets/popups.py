"""A surface that floats under a field until one chooses, clicks elsewhere or presses Esc."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.desktop.widgets.roles import give


class Popup(QFrame):
    """Holds one widget; `open_under(field)` places it inside the screen."""

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        give(self, part="popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(content)

    def open_under(self, field: QWidget) -> None:
        """Show below `field`, or above where the screen ends."""
        self.adjustSize()
        below = field.mapToGlobal(QPoint(0, field.height() + 2))
        place, screen = QRect(below, self.size()), field.screen().availableGeometry()
        if place.bottom() > screen.bottom():
            place.moveBottom(field.mapToGlobal(QPoint(0, -2)).y())
        if place.right() > screen.right():
            place.moveRight(screen.right())
        self.move(place.topLeft())
        self.show()
