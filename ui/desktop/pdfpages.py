"""The pages of a PDF as pictures, for the screen and for printers.

PDFium keeps state of its own and takes one caller at a time, so everyone waits for the same lock.
"""

import threading

import pypdfium2 as pdfium
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from db.model.errors import ExportError
from db.model.words import N_

POINTS_PER_INCH = 72
_ONE_AT_A_TIME = threading.Lock()


class PdfPages:
    """An opened PDF. Raises ExportError for what is none."""

    def __init__(self, pdf: bytes) -> None:
        try:
            with _ONE_AT_A_TIME:
                self._document = pdfium.PdfDocument(pdf)
                count = len(self._document)
                self.sizes = tuple(QSizeF(*self._document[at].get_size()) for at in range(count))
        except pdfium.PdfiumError as error:
            raise ExportError(
                N_("This is not a PDF that can be shown."),
                safe=N_("The records are unharmed."),
            ) from error

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, at: int, scale: float) -> QImage:
        """Return page `at` (from 0), `scale` pixels a point, white where nothing is printed."""
        with _ONE_AT_A_TIME:
            bitmap = self._document[at].render(scale=scale, prefer_bgrx=True)
            shown = QImage(
                bitmap.buffer,
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB32,
            ).copy()
            bitmap.close()
        return shown

    def close(self) -> None:
        """Let the file go."""
        with _ONE_AT_A_TIME:
            self._document.close()


def page_image(pdf: bytes, page: int, width: int, ratio: float = 1.0) -> QImage:
    """Return a page (from 0) `width` logical pixels wide; past the end, the last. Raises ExportError."""
    pages = PdfPages(pdf)
    try:
        at = min(page, len(pages) - 1)
        image = pages.picture(at, width * ratio / pages.sizes[at].width())
    finally:
        pages.close()
    image.setDevicePixelRatio(ratio)
    return image
