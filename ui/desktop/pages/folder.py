"""The inspection folder: which boxes of which period, for whom, what for; made as a job, verified."""

from datetime import date
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.binding import safe
from app.services.boxing import Outline
from app.services.folder_order import FolderMade, FolderOrder
from app.services.verifying import Verified, verify
from db.model.errors import NoGlyph, SuixingError
from ui.desktop.checks.period import days_of, options, period_words
from ui.desktop.desk import Desk, Remedy
from ui.desktop.foldering.asked import AskedCard
from ui.desktop.foldering.choice import BoxCard
from ui.desktop.foldering.result import ResultCard
from ui.desktop.page import Page
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.scroll import ScrollPage

SUBJECT = "folder"
_PERIOD_WIDTH = 156


class FolderPage(Page):
    """What is in the folder is counted beside the screen, and made there."""

    place = "checks"
    returns = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        self._period = ComboField(theme, options(desk.today(), t))
        self._period.setMinimumWidth(theme.px(_PERIOD_WIDTH))
        self._period.setAccessibleName(t("Period"))
        self._period.settled.connect(lambda _value: self.refresh())
        self._make = Button(theme, t("Make the folder"), "primary", "folder-plus")
        self._make.clicked.connect(self.primary)
        self.boxes, self.asked, self.result = BoxCard(desk), AskedCard(desk), ResultCard(desk)
        self.asked.sensitive_changed.connect(
            lambda allowed: self.boxes.allow_sensitive(allowed=allowed)
        )
        self.boxes.changed.connect(self._show_ready)
        self.result.verify_asked.connect(self.verify)
        self._lay()

    def _lay(self) -> None:
        theme = self.desk.theme
        margin = theme.layout("page_margin")
        page = ScrollPage(margins=(margin, 0, margin, margin))
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.asked)
        side.addStretch(1)
        main = QVBoxLayout()
        main.setSpacing(theme.layout("stack"))
        main.addWidget(self.boxes)
        main.addWidget(self.result)
        main.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(theme.layout("gutter"))
        columns.addLayout(main, 1)
        columns.addWidget(self._side)
        page.body.addLayout(columns)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(self.desk.theme.px(440 if self.is_wide() else 372))

    # What the window asks

    @override
    def title(self) -> str:
        return self.t("Inspection folder")

    @override
    def meta(self) -> str:
        first, last = self._days()
        return period_words(first, last, self.desk.today(), self.t)

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._period, self._make]

    @override
    def arrive(self, record: str, detail: str) -> None:
        """Show a period; `detail` is its key."""
        years = self.desk.book.meetings.years()
        self._period.set_options(options(self.desk.today(), self.t, years))
        if detail:
            self._period.set_value(detail)
        self.result.show_last(self.desk.book.foldering.shelfmark.last())
        self.refresh()

    @override
    def refresh(self) -> None:
        days, book = self._days(), self.desk.book
        self.desk.work.job(
            self.t("Counting the boxes"),
            lambda _progress: (days, book.foldering.outlines(*days)),
            self._show_if_asked,
            self.desk.window.problem,
            quiet=True,
        )
        self.header_changed.emit()

    def _show_if_asked(self, found: tuple[tuple[date, date], list[Outline]]) -> None:
        days, outlines = found
        if days == self._days():
            self.boxes.show_outlines(outlines)
            self._show_ready()

    def _show_ready(self) -> None:
        ready = bool(self.boxes.chosen())
        self._make.setEnabled(ready)
        self._make.setToolTip("" if ready else self.t("Choose at least one box."))

    def _days(self) -> tuple[date, date]:
        return days_of(self._period.value() or "year", self.desk.today())

    # Making

    @override
    def primary(self) -> None:
        self.print_this()

    @override
    def print_this(self) -> None:
        if not self.asked.complete() or not self.boxes.chosen():
            return
        if self.desk.work.running(SUBJECT) is not None:
            return
        place = self.desk.window.choose_folder(self.t("Where to put the folder"))
        if place:
            self._start(self._order(), free_name(Path(place), self._name()))

    def _name(self) -> str:
        first, last = self._days()
        return safe(
            self.t("Folder {first} to {last}", first=first.isoformat(), last=last.isoformat())
        )

    def _order(self, *, draft: bool = False) -> FolderOrder:
        first, last = self._days()
        return FolderOrder(
            first,
            last,
            self.boxes.chosen(),
            self.asked.sensitive.value(),
            self.asked.purpose.value(),
            self.asked.recipient.value(),
            self.asked.until.value(),
            draft,
        )

    def _start(self, order: FolderOrder, path: Path) -> None:
        book = self.desk.book
        self._make.set_busy(True)
        job = self.desk.work.job(
            self.t("Making the folder"),
            lambda progress: book.foldering.make(order, path, progress),
            self._made,
            lambda error: self._missed(error, path),
            subject=SUBJECT,
        )
        job.ended.connect(lambda: self._make.set_busy(False))

    def _made(self, made: FolderMade) -> None:
        t = self.t
        self.result.show_last(self.desk.book.foldering.shelfmark.last())
        self.desk.window.note(
            "ok",
            t("The folder is made: {n} page|The folder is made: {n} pages", n=made.pages),
            str(made.path),
            Remedy(t("Open the folder"), self.result.open_folder),
            Remedy(t("Verify"), self.verify),
        )

    def _missed(self, error: SuixingError, path: Path) -> None:
        ways: tuple[Remedy, ...] = ()
        if isinstance(error, NoGlyph):
            again = self._order(draft=True)
            ways = (Remedy(self.t("Make a draft"), lambda: self._start(again, path)),)
        self.desk.window.problem(error, *ways)

    def verify(self) -> None:
        """Check the folder made last, as anybody else would."""
        last = self.result.folder
        if last is None:
            return
        today = self.desk.today()
        self.desk.work.job(
            self.t("Checking the folder"),
            lambda progress: verify(last.path, today, progress),
            self._verified,
            self.desk.window.problem,
        )

    def _verified(self, found: Verified) -> None:
        self.result.show_last(self.result.folder, found)
        first = next((line.said(self.t) for line in found.wrong), "")
        self.desk.window.note("ok" if found.good else "error", found.summary(self.t), first)


def free_name(place: Path, name: str) -> Path:
    """Return a path that is not taken yet: the name, or with a number behind it."""
    path, n = place / name, 2
    while path.exists():
        path, n = place / f"{name} {n}", n + 1
    return path
