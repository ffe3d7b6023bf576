"""The preview shows what was made, prints it, saves it; and says so in its own line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.words import Catalogue
from db.model.errors import Cancelled, ExportError, InvalidRecord
from db.model.progress import Silent, Stoppable
from ui.desktop.pdfpages import PdfPages
from ui.desktop.preview import Preview
from ui.desktop.printing import Order, parse_pages, print_pages
from ui.desktop.theme.theme import Theme
from ui.desktop.window import Window
from ui.desktop.work import Work


@pytest.fixture
def pdf(qapp: object, tmp_path: Path) -> bytes:
    """Three A4 pages, the second with a black bar."""
    file = tmp_path / "made.pdf"
    writer = QPdfWriter(str(file))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    writer.newPage()
    painter.fillRect(0, 0, writer.width(), writer.height() // 3, painter.pen().color())
    writer.newPage()
    painter.end()
    return file.read_bytes()


@pytest.fixture
def preview(qtbot: QtBot, theme: Theme, work: Work, pdf: bytes) -> Iterator[Preview]:
    holder = QWidget()
    qtbot.addWidget(holder)
    preview = Preview(theme, Catalogue("zh_CN"), work, pdf, "会议记录", holder)
    preview.show()
    yield preview
    # The preview belongs to the window it was opened from, and goes with it.
    holder.close()


def test_pages_are_pictures_with_their_size(pdf: bytes) -> None:
    pages = PdfPages(pdf)
    assert len(pages) == 3
    assert pages.sizes[0] == QSizeF(595, 842)
    picture = pages.picture(1, 1.0)
    assert (picture.width(), picture.height()) == (595, 842)
    assert picture.pixelColor(300, 100).lightness() < 50
    assert picture.pixelColor(300, 700).lightness() == 255


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7 cut", b"hello"])
def test_what_is_no_pdf_is_named(junk: bytes) -> None:
    with pytest.raises(ExportError):
        PdfPages(junk)


def test_the_window_says_so_instead_of_showing_nothing(window: Window) -> None:
    window.show_pdf(b"no pdf", "x")
    assert window.messages.banner.isVisible()


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", (1, 2, 3, 4, 5)),
        ("2", (2,)),
        ("1-3", (1, 2, 3)),
        ("1－2，5", (1, 2, 5)),
        (" 4 , 1 ", (4, 1)),
    ],
)
def test_pages_are_named_as_people_write_them(typed: str, pages: tuple[int, ...]) -> None:
    assert parse_pages(typed, 5) == pages


@pytest.mark.parametrize("typed", ["0", "6", "3-1", "2-9", "a", "1-b", "-"])
def test_pages_there_are_not_are_refused(typed: str) -> None:
    with pytest.raises(InvalidRecord):
        parse_pages(typed, 5)


def test_what_is_printed_are_the_chosen_pages_as_often_as_asked(
    qapp: object, pdf: bytes, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    drawn = print_pages(PdfPages(pdf), Order("", (2, 3), 2), Silent(), printer)
    assert drawn == 4
    assert len(PdfPages((tmp_path / "out.pdf").read_bytes())) == 4


def test_printing_stops_at_the_next_page(qapp: object, pdf: bytes, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    progress = Stoppable()
    progress.stop()
    with pytest.raises(Cancelled):
        print_pages(PdfPages(pdf), Order("", (1,)), progress, printer)


def test_a_printer_that_is_not_there_is_named(qapp: object, pdf: bytes) -> None:
    with pytest.raises(ExportError):
        print_pages(PdfPages(pdf), Order("no such printer", (1,)), Silent())


def test_saving_writes_the_same_bytes(
    preview: Preview, pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "saved.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    preview.save()
    assert target.read_bytes() == pdf


def test_a_folder_that_cannot_be_written_is_said_in_the_preview(
    preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "no" / "folder.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    preview.save()
    assert preview._note is not None


@pytest.mark.parametrize("fit", ["width", "page", "real"])
def test_pages_are_shown_in_every_fit(preview: Preview, fit: str) -> None:
    preview.view.set_fit(fit)
    preview.grab()
    assert len(preview.view.rects()) == 3


def test_scrolling_says_which_page_one_is_on(preview: Preview, qtbot: QtBot) -> None:
    bar = preview.view.verticalScrollBar()
    with qtbot.waitSignal(preview.view.page_shown):
        bar.setValue(bar.maximum())
    assert "3" in preview._count.text()


def test_page_numbers_that_do_not_exist_are_said_at_their_field(preview: Preview) -> None:
    preview.press.explain("")
    preview.range.setText("7")
    preview.print_()
    assert preview.range.accessibleDescription()
