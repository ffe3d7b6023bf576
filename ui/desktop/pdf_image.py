"""A page of a PDF as a picture, at the pixels the screen has."""

import pypdfium2
from PySide6.QtGui import QImage

from db.model.errors import ExportError
from db.model.words import N_

_POINTS = 72


def page_image(pdf: bytes, page: int, width: int, ratio: float = 1.0) -> QImage:
    """Return a page (from 0) `width` logical pixels wide. Raises ExportError for what is no PDF."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ExportError(N_("This page cannot be shown.")) from error
    try:
        at = document[min(page, len(document) - 1)]
        scale = width * ratio / at.get_width()
        bitmap = at.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        size = (bitmap.width, bitmap.height, bitmap.stride)
        # The bytes belong to the bitmap: a copy of them must live on in the picture.
        image = QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_RGBX8888).copy()
        bitmap.close()
        at.close()
    finally:
        document.close()
    image.setDevicePixelRatio(ratio)
    return image


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has. Raises ExportError for what is no PDF."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ExportError(N_("This page cannot be shown.")) from error
    pages = len(document)
    document.close()
    return pages
