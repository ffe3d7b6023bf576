from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from db.model.errors import ExportError
from ui.desktop.pdfpages import PdfPages, page_image


def paper(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842).close()
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def test_a_page_has_the_pixels_of_the_screen(qapp: QApplication) -> None:
    image = page_image(paper(2), 0, 200, 2.0)
    assert abs(image.width() - 400) <= 1
    assert image.devicePixelRatio() == 2.0
    assert len(PdfPages(paper(2))) == 2


def test_a_page_beyond_the_last_is_the_last(qapp: QApplication) -> None:
    assert not page_image(paper(1), 7, 100).isNull()


def test_what_is_no_pdf_says_so(qapp: QApplication) -> None:
    for question in (lambda: page_image(b"no", 0, 100), lambda: PdfPages(b"no")):
        with pytest.raises(ExportError):
            question()
