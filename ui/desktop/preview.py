"""The preview of a made PDF."""
from PySide6.QtWidgets import QWidget


class Preview(QWidget):
    def __init__(self, desk: object, pdf: bytes, name: str, parent: QWidget) -> None:
        super().__init__(parent)
