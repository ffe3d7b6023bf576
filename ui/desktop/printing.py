"""Sending the pages of a PDF to a printer, off the screen's thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from db.model.errors import ExportError, InvalidRecord
from db.model.progress import Progress
from db.model.words import N_
from ui.desktop.pdfpages import POINTS_PER_INCH, PdfPages

DPI = 300


@dataclass(frozen=True, slots=True)
class Order:
    """What to print: the printer's name, page numbers from 1 in their order, how many times."""

    printer: str
    pages: tuple[int, ...]
    copies: int = 1


def printers() -> tuple[str, ...]:
    """Return the names of the printers, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual))


def parse_pages(text: str, total: int) -> tuple[int, ...]:
    """Return the page numbers that `1-3, 5` names; nothing typed is every page.

    Raises InvalidRecord, which names what there is no page for.
    """
    wide = str.maketrans("，、；－—–", ",,,---")
    found: list[int] = []
    for part in filter(None, (p.strip() for p in text.translate(wide).split(","))):
        first, _, last = part.partition("-")
        if not (first.strip().isdecimal() and (not last.strip() or last.strip().isdecimal())):
            raise InvalidRecord(N_("{part} is no page number. Write 1-3, 5."), part=part)
        begin, end = int(first), int(last or first)
        if not 1 <= begin <= end <= total:
            raise InvalidRecord(
                N_("There are pages 1 to {total}, not {part}."), total=total, part=part
            )
        found += range(begin, end + 1)
    return tuple(found) or tuple(range(1, total + 1))


def print_pages(
    pages: PdfPages, order: Order, progress: Progress, device: QPrinter | None = None
) -> int:
    """Print; return how many sheets were drawn. Raises ExportError, Cancelled at the next page."""
    printer = device or _printer(order.printer)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(pages.sizes[order.pages[0] - 1], QPageSize.Unit.Point))
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused(order.printer)
    try:
        drawn = _draw(painter, printer, pages, order.pages * order.copies, progress)
    finally:
        painter.end()
    return drawn


def _draw(
    painter: QPainter, printer: QPrinter, pages: PdfPages, wanted: Sequence[int], progress: Progress
) -> int:
    for at, number in enumerate(wanted):
        progress.step(at, len(wanted))
        if at and not printer.newPage():
            raise _refused(printer.printerName())
        size = pages.sizes[number - 1]
        scale = DPI / POINTS_PER_INCH
        picture = pages.picture(number - 1, scale)
        painter.drawImage(QRectF(0, 0, size.width() * scale, size.height() * scale), picture)
    return len(wanted)


def _printer(name: str) -> QPrinter:
    found = QPrinterInfo.printerInfo(name)
    if found.isNull():
        raise _refused(name)
    printer = QPrinter(found)
    if not printer.isValid():
        raise _refused(name)
    return printer


def _refused(name: str) -> ExportError:
    return ExportError(
        N_("The printer {name} does not answer."),
        safe=N_("The pages are unharmed and can be saved as a PDF."),
        hint=N_("See whether it is switched on and has paper, then try again."),
        name=name,
    )
