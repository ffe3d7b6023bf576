"""The window of a made PDF: the pages at the left, printing and saving at the right."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.model.errors import InvalidRecord, SuixingError
from db.model.words import Translate
from ui.desktop.pdfpages import PdfPages
from ui.desktop.printing import Order, parse_pages, print_pages, printers
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import ComboField, Field, LineField, NumberField
from ui.desktop.widgets.labels import ElidingLabel, Label
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.segmented import SegmentedControl
from ui.desktop.work import Work

_GAP, _KEPT = 16, 8


class PageView(QAbstractScrollArea):
    """Pages under each other; only those in sight are drawn, and a few are kept."""

    page_shown = Signal(int)

    def __init__(self, theme: Theme, pages: PdfPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._pages, self._fit = theme, pages, "width"
        self._kept: dict[tuple[int, int], QImage] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._moved)

    def set_fit(self, fit: str) -> None:
        """Fit the `width`, the whole `page`, or show it at its `real` size."""
        self._fit = fit
        self._measure()

    def _scale(self) -> float:
        widest = max(size.width() for size in self._pages.sizes)
        tallest = max(size.height() for size in self._pages.sizes)
        room = self.viewport().size()
        across = (room.width() - 2 * _GAP) / widest
        if self._fit == "width":
            return max(0.1, across)
        if self._fit == "page":
            return max(0.1, min(across, (room.height() - 2 * _GAP) / tallest))
        return self.logicalDpiY() / 72

    def rects(self) -> list[QRectF]:
        """Return where each page lies in the whole, in pixels."""
        scale, top, found = self._scale(), float(_GAP), []
        for size in self._pages.sizes:
            width, height = size.width() * scale, size.height() * scale
            found.append(
                QRectF(max(_GAP, (self.viewport().width() - width) / 2), top, width, height)
            )
            top += height + _GAP
        return found

    def _measure(self) -> None:
        rects, room = self.rects(), self.viewport().size()
        self._kept.clear()
        self.verticalScrollBar().setRange(
            0, max(0, round(rects[-1].bottom() + _GAP - room.height()))
        )
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(40)
        widest = max(rect.width() for rect in rects) + 2 * _GAP
        self.horizontalScrollBar().setRange(0, max(0, round(widest - room.width())))
        self.horizontalScrollBar().setPageStep(room.width())
        self.viewport().update()

    def _moved(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        tops = [at for at, rect in enumerate(self.rects()) if rect.top() <= middle]
        self.page_shown.emit((tops[-1] if tops else 0) + 1)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.color("ground.pressed"))
        away = -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        for at, rect in enumerate(self.rects()):
            shown = rect.translated(*away)
            if shown.intersects(QRectF(self.viewport().rect())):
                painter.drawImage(shown, self._picture(at))
        painter.end()

    def _picture(self, at: int) -> QImage:
        scale = self._scale() * self.devicePixelRatioF()
        key = (at, round(scale * 1000))
        if key not in self._kept:
            while len(self._kept) >= _KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = self._pages.picture(at, scale)
        return self._kept[key]


class Preview(QWidget):
    """A window of its own; it speaks through its own line, not through the page that made it."""

    def __init__(
        self, theme: Theme, t: Translate, work: Work, pdf: bytes, name: str, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        give(self, part="page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self._theme, self.t, self._work, self._pdf, self._name = theme, t, work, pdf, name
        self.pages = PdfPages(pdf)
        self.view = PageView(theme, self.pages)
        self._side = QVBoxLayout()
        self._note: NoteLine | None = None
        self._count = Label("", "caption")
        self._lay()
        self.view.page_shown.connect(self._say_page)
        self._say_page(1)
        for keys, act in (("Ctrl+P", self.print_), ("Ctrl+S", self.save), ("Esc", self.close)):
            QShortcut(QKeySequence(keys), self, act)
        self.resize(1000, 740)
        self.view.setFocus()

    def _lay(self) -> None:
        theme, t = self._theme, self.t
        self.fit = SegmentedControl(
            theme, (("width", t("Width")), ("page", t("Whole page")), ("real", t("Real size")))
        )
        self.fit.chosen.connect(self.view.set_fit)
        found = printers()
        self.printer = ComboField(theme, [(name, name) for name in found])
        self.copies, self.range = NumberField(theme, 99), LineField(theme)
        self.copies.set_value(1)
        self.range_field = Field(theme, t("Pages"), self.range, t("Empty for all; 1-3, 5"))
        self.press = Button(theme, t("Print"), "primary", "printer")
        self.press.clicked.connect(self.print_)
        self.press.explain(
            "" if found else t("There is no printer on this computer. Save it instead.")
        )
        keep = Button(theme, t("Save as"), icon="download-simple")
        keep.clicked.connect(self.save)
        side = self._side
        side.setContentsMargins(20, 20, 20, 20)
        side.setSpacing(theme.space("x3"))
        side.addWidget(ElidingLabel(self._name, "heading"))
        size = t("{n} pages, {kb} KB", n=len(self.pages), kb=max(1, len(self._pdf) // 1000))
        side.addWidget(Label(size, "meta"))
        side.addWidget(self.fit)
        side.addWidget(self._count)
        side.addSpacing(8)
        side.addWidget(Field(theme, t("Printer"), self.printer))
        side.addWidget(Field(theme, t("Copies"), self.copies))
        side.addWidget(self.range_field)
        side.addWidget(self.press)
        side.addWidget(keep)
        side.addStretch(1)
        panel = QFrame()
        give(panel, part="panel")
        panel.setFixedWidth(theme.px(300))
        panel.setLayout(side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(panel)

    def _say_page(self, number: int) -> None:
        self._count.setText(self.t("Page {n} of {total}", n=number, total=len(self.pages)))

    def print_(self) -> None:
        """Print what is asked for, in the background."""
        if not self.press.isEnabled() or self.press.is_busy():
            return
        try:
            wanted = parse_pages(self.range.value(), len(self.pages))
        except InvalidRecord as error:
            self.range_field.set_error(error.said(self.t))
            return
        self.range_field.set_error("")
        order = Order(self.printer.value(), wanted, self.copies.value() or 1)
        self.press.set_busy(True)
        # The job has pages of its own: this window may be closed while it prints.
        pdf = self._pdf
        self._work.job(
            self.t("Printing {name}", name=self._name),
            lambda progress: print_pages(PdfPages(pdf), order, progress),
            self._printed,
            self._failed,
            self._released,
        )

    def _printed(self, sheets: int) -> None:
        self._released()
        said = self.t(
            "1 page went to {printer}.|{n} pages went to {printer}.",
            n=sheets,
            printer=self.printer.value(),
        )
        self._say("ok", said)

    def _failed(self, error: SuixingError) -> None:
        self._released()
        self._say("error", error.said(self.t))

    def _released(self) -> None:
        self.press.set_busy(False)

    def save(self) -> None:
        """Ask where, and write the PDF there."""
        suggested = f"{self._name}.pdf"
        name = QFileDialog.getSaveFileName(self, self.t("Save as"), suggested, "PDF (*.pdf)")[0]
        if not name:
            return
        try:
            Path(name).write_bytes(self._pdf)
        except OSError as error:
            said = self.t("{file} could not be written: {reason}", file=name, reason=error.strerror)
            self._say("error", said)
        else:
            self._say("ok", self.t("Saved as {file}", file=name))

    def _say(self, tone: str, text: str) -> None:
        if self._note is not None:
            self._note.hide()
            self._note.deleteLater()
        self._note = NoteLine(self._theme, tone, text)
        self._side.insertWidget(self._side.count() - 1, self._note)
