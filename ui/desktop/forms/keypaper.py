"""The recovery key on paper: large, with the branch and what it is for."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from db.model.words import Translate

_MARGIN = 0.12


def print_key(parent: QWidget, t: Translate, branch: str, key: str) -> bool:
    """Ask for a printer and print the key; False when the person declined."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(t("Recovery key"))
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    draw_key(printer, t, branch, key)
    return True


def draw_key(printer: QPrinter, t: Translate, branch: str, key: str) -> None:
    """Draw the page."""
    painter = QPainter(printer)
    page = QRectF(painter.viewport())
    room = page.adjusted(*(side * page.width() * _MARGIN for side in (1, 1, -1, -1)))
    lines = (
        (t("Suixing"), 12),
        (t("Recovery key"), 22),
        (branch, 14),
        (key, 20),
        (t("It opens the records when the passphrase is forgotten. Keep it locked away, not beside the computer."), 12),
    )
    for text, points in lines:
        font = QFont(painter.font())
        font.setPointSize(points)
        painter.setFont(font)
        wrap = int(Qt.TextFlag.TextWordWrap)
        box = painter.boundingRect(room, wrap, text)
        painter.drawText(room, wrap, text)
        room.setTop(box.bottom() + box.height() * 0.6 / max(1, text.count("\n") + 1))
    painter.end()
