"""The sync centre: what is only here, the three ways out, what HQ has signed for."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services import instep
from app.services.delivery import Outcome, SyncStatus
from app.services.signed import Opened
from db.model.errors import LinkError, NotFound, SuixingError
from db.model.progress import Progress
from ui.desktop.desk import Desk, Route
from ui.desktop.exchange.areas import AreasCard
from ui.desktop.exchange.devices import DevicesCard
from ui.desktop.exchange.enrol import EnrolCard
from ui.desktop.exchange.log import LogCard, TimelineCard
from ui.desktop.exchange.out import NETWORK, READ, WRITE, OutCard
from ui.desktop.exchange.remedies import tell
from ui.desktop.exchange.results import onward, result
from ui.desktop.exchange.side import BudgetCard, WaitingCard
from ui.desktop.exchange.sticks import SticksCard
from ui.desktop.exchange.underway import EXCHANGE
from ui.desktop.exchange.waiting import OneByOne
from ui.desktop.page import Page
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.work import Job

_FILE = "suixing-{day}.sxbundle"
_PATTERN = "*.sxbundle"
_SETTLING_MS = 300


class SyncPage(Page):
    """One page for network and stick."""

    place = "sync"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._status: SyncStatus | None = None
        theme, t = desk.theme, desk.t
        self._settings = Button(theme, t("Settings"), "quiet", "gear-six")
        self._settings.clicked.connect(lambda: desk.window.go(Route("settings", "", "sync")))
        self._out, self._enrol = OutCard(desk), EnrolCard(desk)
        self._line, self._log, self._each = TimelineCard(desk), LogCard(desk), OneByOne(desk)
        self._areas, self._waiting = AreasCard(desk), WaitingCard(desk)
        self._devices, self._budget = DevicesCard(desk), BudgetCard(desk)
        self._sticks, self._receipt = SticksCard(desk), 0
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._each.hide()
        self._lay()
        self._connect()
        self.setAcceptDrops(True)

    def _lay(self) -> None:
        cards = (self._out, self._enrol, self._each, self._line, self._sticks, self._log)
        known = (self._areas, self._waiting, self._devices, self._budget)
        self._side = stacked(self.desk, known)
        self._scroll = in_columns(self.desk, stacked(self.desk, cards), self._side)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._enrol.watch(self)

    def _connect(self) -> None:
        ways = {NETWORK: self._sync, WRITE: self._write, READ: self._choose_bundle}
        self._out.asked.connect(lambda way: ways[way]())
        self._out.choose_asked.connect(lambda: self._go(Route("conflicts")))
        self._enrol.changed.connect(self.refresh)
        self._enrol.brought.connect(self.read)
        self._waiting.list_asked.connect(self._show_each)
        self._areas.list_asked.connect(self._show_each)
        self._areas.asked.connect(self._go)
        self._each.closed.connect(self._each.hide)
        self._each.asked.connect(self._go)
        self._log.all_asked.connect(self.refresh)
        self._log.receipt_asked.connect(self._open_receipt)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._reveal)
        self._sticks.receipt_asked.connect(self._open_receipt)
        self._sticks.again_asked.connect(self._write)
        self.desk.work.started.connect(self._follow)
        running = self.desk.work.running(EXCHANGE)
        if running is not None:
            self._follow(running)
        self._budget.chosen.connect(self._keep_budget)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self.desk.theme
        wide = self.is_wide()
        self._side.setFixedWidth(theme.px(420 if wide else theme.layout("column_side")))
        self._line.set_wide(wide=wide)

    # What the window asks

    @override
    def title(self) -> str:
        return self.t("Sync")

    @override
    def meta(self) -> str:
        return self.t("Works without a network; ten minutes of it, or a stick, are enough")

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._settings]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self.refresh()
        if detail == "now":
            self._out.button(NETWORK).setFocus()
            self._sync()
        elif detail == "write":
            self._write()
        elif detail == "read":
            self._choose_bundle()
        elif detail == "list":
            self._show_each()
        self._look()

    @override
    def primary(self) -> None:
        self._sync()

    @override
    def refresh(self) -> None:
        book = self.desk.book
        self._status = status = book.syncing.status()
        self._out.show_status(status)
        self._enrol.setVisible(not status.enrolled)
        if not status.enrolled:
            self._enrol.show_state()
        for card in (self._line, self._log):
            card.setVisible(status.enrolled)
        self._sticks.show_sticks(book.syncing.sticks())
        if status.enrolled:
            self._line.show_days(book.syncing.timeline(), status.receipt)
            self._show_log()
        self._areas.show_areas(instep.read(book.records, status))
        self._waiting.show_status(status)
        self._devices.show_holders(book.syncing.holders(), status.clock_gap)
        self._budget.show_budget(str(book.store.settings.get("file_budget", "5mb")))
        if self._each.isVisible():
            self._each.show_status(status)
        self.header_changed.emit()

    # Receipts

    def _show_log(self) -> None:
        syncing = self.desk.book.syncing
        opened: Opened | None = syncing.receipt(self._receipt) if self._receipt else None
        self._log.show_lines(syncing.exchanges(self._log.most), opened, syncing.refused())

    def _open_receipt(self, number: int) -> None:
        """Open a receipt in the list of exchanges; 0 folds it."""
        before, self._receipt = self._receipt, number
        try:
            self._show_log()
        except NotFound as error:
            self._receipt = 0
            self.desk.window.problem(error)
        opened = self._log.opened
        if opened is None:
            self._log.take_focus(before)
        else:
            opened.export.setFocus()
            self._settling.start()

    def _reveal(self) -> None:
        """Keep an opened receipt in view while the page finds its new height, in several passes."""
        opened = self._log.opened
        if opened is not None and self._settling.isActive():
            QTimer.singleShot(0, opened, lambda: self._scroll.ensureWidgetVisible(opened))

    # By network

    def _sync(self) -> None:
        book, status = self.desk.book, self._status
        if status is None or not status.enrolled:
            return
        url = self._out.address.value() or None
        if not status.hq_url and not url:
            self._out.address.setFocus()
            return
        self._run(NETWORK, self.t("Syncing with HQ"), lambda p: book.syncing.sync(url, p))

    def _look(self) -> None:
        """Ask off the screen's thread whether HQ can be reached."""
        status, syncing = self._status, self.desk.book.syncing
        if status is not None and status.enrolled and status.hq_url:
            self.desk.work.job(
                self.t("Looking for HQ"),
                lambda _progress: syncing.probe(),
                self._out.show_reach,
                lambda _error: self._out.show_reach("offline"),
            )

    # By stick

    def _write(self) -> None:
        status = self._status
        if status is None or not status.enrolled:
            return
        name = _FILE.format(day=self.desk.today().isoformat())
        file = self.desk.window.choose_file(self.t("Write to stick"), _PATTERN, save_as=name)
        if not file:
            return
        path = Path(file)
        syncing = self.desk.book.syncing
        self._run(WRITE, self.t("Writing to the stick"), lambda p: syncing.write_bundle(path, p))

    def _choose_bundle(self) -> None:
        file = self.desk.window.choose_file(self.t("Read from stick"), _PATTERN)
        if file:
            self.read(Path(file))

    def read(self, path: Path) -> None:
        """Take in a file that HQ or a colleague brought."""
        syncing = self.desk.book.syncing
        self._run(READ, self.t("Reading from the stick"), lambda p: syncing.read_bundle(path, p))

    def _run(self, way: str, title: str, task: Callable[[Progress], Outcome]) -> None:
        if self.desk.work.running(EXCHANGE) is not None:
            return
        # Listeners go in with the job: one connected after it began may come too late.
        self.desk.work.job(
            title,
            task,
            lambda done: self._done(way, done),
            lambda error: self._failed(way, error),
            self.refresh,
            subject=EXCHANGE,
        )
        self._out.button(way).set_busy(True)

    def _follow(self, job: Job) -> None:
        """An exchange began, here or by itself: no second one can be begun meanwhile."""
        if job.subject != EXCHANGE:
            return
        self._out.underway.watch(job)
        if job.quiet:
            self._out.button(NETWORK).set_busy(True)
        job.ended.connect(self._over)

    def _over(self) -> None:
        for way in (NETWORK, WRITE, READ):
            self._out.button(way).set_busy(False)
        if self.isVisible():
            self.refresh()

    def _done(self, way: str, done: Outcome) -> None:
        if way == NETWORK:
            self._out.show_reach("ok")
        said = result(done, self.t)
        self.desk.window.note(said.tone, said.title, said.sentence, *onward(done, self.desk))

    def _failed(self, way: str, error: SuixingError) -> None:
        if isinstance(error, LinkError):
            self._look()
        again = {NETWORK: self._sync, WRITE: self._write, READ: self._choose_bundle}[way]
        tell(self.desk, error, again)

    # Rest

    def _show_each(self, area: str = "") -> None:
        if self._status is not None:
            self._each.turn(area, self._status)

    def _keep_budget(self, budget: str) -> None:
        settings = self.desk.book.store.settings
        self.desk.work.edit(
            lambda: settings.put("file_budget", budget), failed=self.desk.window.problem
        )

    def _go(self, route: Route) -> None:
        self.desk.window.go(route)


def stacked(desk: Desk, cards: Sequence[QWidget]) -> QWidget:
    """Return cards one under the other, each as tall as its content."""
    stack = QWidget()
    column = QVBoxLayout(stack)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(desk.theme.layout("stack"))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return stack


def in_columns(desk: Desk, main: QWidget, side: QWidget) -> ScrollPage:
    """Return a page that scrolls: what is done in the middle, what is known at the side."""
    margin = desk.theme.layout("page_margin")
    page = ScrollPage(margins=(margin, 0, margin, margin))
    columns = QHBoxLayout()
    columns.setSpacing(desk.theme.layout("gutter"))
    columns.addWidget(main, 1)
    columns.addWidget(side)
    page.body.addLayout(columns)
    return page
