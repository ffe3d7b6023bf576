"""The window of an opened book: sidebar, the header and body of one page, messages in fixed places."""

import importlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from operator import methodcaller

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.workspace import Workspace
from db.model.errors import SuixingError
from db.model.words import Translate
from ui.desktop import keys
from ui.desktop.confidential.inspectionbar import InspectionBar
from ui.desktop.desk import Desk, Remedy, Route
from ui.desktop.feed import Feed
from ui.desktop.head import Head
from ui.desktop.jobs import Jobs
from ui.desktop.messages import Messages
from ui.desktop.page import Page
from ui.desktop.palette import Palette
from ui.desktop.parts import Parts
from ui.desktop.routes import PAGES, PLACES, page_class
from ui.desktop.sidebar import Sidebar
from ui.desktop.standing import Standings
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.overlay import OverlayHost
from ui.desktop.widgets.roles import give
from ui.desktop.work import Work

HOME = Route("home")
LEAST_SIZE = (1024, 600)
_FOLD_BELOW, _FOLD_PANELS_BELOW = 1180, 1040


class Band(QWidget):
    """The place of the banner: there while it is, with air below it."""

    def __init__(self, banner: QWidget, margin: int, below: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, below)
        column.addWidget(banner)
        banner.installEventFilter(self)
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(event.type() == QEvent.Type.ShowToParent)
        return False


class Window(QWidget):
    """Implements `Messenger` for the pages it shows, one of which is seen at a time."""

    lock_asked = Signal()
    restore_asked = Signal(object)
    """The path of a backup to go back to."""

    def __init__(
        self,
        book: Workspace,
        theme: Theme,
        t: Translate,
        work: Work,
        now: Callable[[], datetime],
        *,
        feed: Feed | None = None,
    ) -> None:
        super().__init__()
        give(self, part="page")
        # Nothing on the page takes the keys before somebody asks for it.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.feed = feed or listening_feed(book)
        self.desk = Desk(book, theme, t, self.feed, work, self, now)
        self._pages: dict[str, Page] = {}
        self._heads: dict[str, Head] = {}
        self.route = Route("")
        self._past: list[Route] = []
        self._last: dict[str, Route] = {}
        # What nobody waits for has a lane of its own: counting, and looking for a network.
        self.quiet = Work(self)
        self.sidebar = Sidebar(theme, t)
        self.inspection = InspectionBar(self.desk, self.lock_asked)
        self.overlay = OverlayHost(theme, self)
        self.messages = Messages(self.desk, self.overlay, self)
        self.jobs = Jobs(theme, t, work, self)
        self.finder = Palette(self.desk, self.overlay, self)
        self._top, self._bodies = QStackedWidget(), QStackedWidget()
        self.parts = Parts(self.sidebar, lambda: self.page, self.jobs.bar)
        self._lay(theme)
        self._join()
        self.standings = Standings(self.desk, self.quiet, self.sidebar, self)
        keys.bind(self, self._acts())

    def _lay(self, theme: Theme) -> None:
        margin = theme.layout("page_margin")
        right = QVBoxLayout()
        right.setSpacing(0)
        self._top.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        right.addWidget(self._top)
        right.addWidget(self.inspection)
        right.addWidget(Band(self.messages.banner, margin, theme.layout("stack")))
        right.addWidget(self._bodies, 1)
        right.addWidget(self.jobs.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self.setMinimumSize(*LEAST_SIZE)

    def _join(self) -> None:
        self.sidebar.place_chosen.connect(self.go_place)
        self.sidebar.search_asked.connect(self.finder.open)
        self.sidebar.settings_asked.connect(partial(self.go, Route("settings")))
        self.jobs.shown.connect(lambda on: self.overlay.set_lift(on * self.jobs.bar.height()))
        self.jobs.stopped.connect(self.messages.stopped)
        self.messages.acted.connect(self._follow)

    def _acts(self) -> dict[str, Callable[[], object]]:
        places = {
            f"place{n}": partial(self.go_place, place.page) for n, place in enumerate(PLACES, 1)
        }
        return {
            **places,
            "palette": self.finder.open,
            "new_kind": lambda: self.finder.open(">"),
            "filter": partial(self._ask_page, "focus_filter"),
            "new": partial(self._ask_page, "new"),
            "primary": partial(self._ask_page, "primary"),
            "print": partial(self._ask_page, "print_this"),
            "sign_in_sheet": lambda: self.finder.act("sign-in-sheet"),
            "back": self.back,
            "escape": self.escape,
            "next_part": lambda: self.parts.step(1),
            "part_before": lambda: self.parts.step(-1),
            "sync": lambda: self.go(Route("sync", detail="now")),
            "undo": self.messages.undo,
            "redo": self.messages.redo,
            "fold": self.toggle_sidebar,
            "fold_panel": self.parts.toggle_panel,
            "step_before": lambda: self.parts.turn(-1),
            "next_step": lambda: self.parts.turn(1),
            "lock": self.lock_asked.emit,
            "settings": partial(self.go, Route("settings")),
            "help": lambda: self.go(Route("help")),
        }

    def _ask_page(self, method: str) -> None:
        methodcaller(method)(self.page)

    def open(self, route: Route = HOME) -> None:
        """Show the first page."""
        self.setFocus()
        self.go(route)
        self.standings.refresh()

    def finish(self) -> None:
        """Write what is being typed and let the quiet lane run out."""
        if self.route.page:
            self.page.leave()
        self.standings.stop()
        self.quiet.finish()

    @property
    def page(self) -> Page:
        """The page that is seen."""
        return self._pages[self.route.page]

    # Going

    def go(self, route: Route) -> None:
        """Show a page, keeping the way back."""
        if self.route.page:
            self._leave(route)
            if route != self.route:
                self._past.append(self.route)
        self._show(route)

    def back(self) -> None:
        """Show the page before; at the beginning, the place's own list."""
        before = _before(self._past, self.route, self.page.place)
        self._leave(before)
        if before != self.route:
            self._show(before)

    def _leave(self, route: Route) -> None:
        if route[:2] != self.route[:2]:
            self.messages.leave()  # before the page writes: why that failed is still to be read
        self.page.leave()

    def go_place(self, place: str) -> None:
        """Show one of the places as it was left; from within, its own list."""
        here = self.route.page != "" and self.page.place == place
        self.go(Route(place) if here else self._last.get(place, Route(place)))

    def _show(self, route: Route) -> None:
        page = self._pages.get(route.page) or self._build(route.page)
        self.route = route
        page.arrive(route.record, route.detail)
        # Arriving may have sent the person on, to a list where the record is gone.
        if self.route != route:
            return
        self._last[page.place] = route
        self.inspection.saw(page.title(), route.record)
        head = self._heads[route.page]
        head.draw()
        self._top.setCurrentWidget(head)
        self._bodies.setCurrentWidget(page)
        (page.focusWidget() or self).setFocus()  # asked for before it was seen, when Qt could not
        self.sidebar.show_place(page.place)
        self.parts.fold_panels(narrow=self.width() < _FOLD_PANELS_BELOW)

    def _build(self, name: str) -> Page:
        page = page_class(name)(self.desk)
        head = Head(self.desk, page)
        head.back_asked.connect(self.back)
        restore = getattr(page, "restore_asked", None)
        if restore is not None:
            restore.connect(self.restore_asked)
        self._pages[name], self._heads[name] = page, head
        self._top.addWidget(head)
        self._bodies.addWidget(page)
        return page

    def escape(self) -> None:
        """Close what floats; where nothing does, go back from a page that was opened from a list."""
        if self.overlay.is_open():
            self.overlay.close_sheet()
        elif self.messages.toast.isVisible():
            self.messages.toast.leave()
        elif self.page.returns:
            self.back()

    # What pages say

    def undoable(self, text: str) -> None:
        """Say what was done, with an undo, for 8 seconds."""
        self.messages.undoable(text)

    def undo(self) -> None:
        """Take back the last change, as Ctrl+Z does, and say what it was."""
        self.messages.undo()

    def problem(self, error: SuixingError, *ways: Remedy) -> None:
        """Show an error in the banner: what happened, what is safe, what can be done, and ways on."""
        self.messages.problem(error, *ways)

    def note(self, tone: str, title: str, sentence: str = "", *ways: Remedy) -> None:
        """Show a banner without an error, and ways on."""
        self.messages.note(tone, title, sentence, *ways)

    def show_details(self, text: str) -> None:
        """Show a text to read and to copy."""
        self.messages.show_details(text)

    def choose_file(self, title: str, pattern: str, *, save_as: str = "") -> str:
        """Ask for a file to open, or to save under a suggested name; empty when declined."""
        if save_as:
            return self.inspection.taken(QFileDialog.getSaveFileName(self, title, save_as, pattern))
        return QFileDialog.getOpenFileName(self, title, "", pattern)[0]

    def choose_folder(self, title: str) -> str:
        """Ask for a folder; empty when declined."""
        return QFileDialog.getExistingDirectory(self, title)

    def show_pdf(self, pdf: bytes, name: str) -> None:
        """Show a made PDF in the preview window, with print and save."""
        self.inspection.saw(name)
        # Loaded when first needed: PDFium and the print system take their time.
        preview = importlib.import_module("ui.desktop.preview").Preview
        try:
            preview(self.desk.theme, self.desk.t, self.desk.work, pdf, name, self.window()).show()
        except SuixingError as error:
            self.problem(error)

    # The frame around the page

    def toggle_sidebar(self) -> None:
        """Fold the sidebar to icons or open it; the choice is kept."""
        choices = self.desk.book.choices
        choices.change(folded=not choices.now.folded)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < _FOLD_BELOW or self.desk.book.choices.now.folded
        if narrow != self.sidebar.is_narrow():
            self.sidebar.set_narrow(narrow=narrow)

    def _follow(self, key: str) -> None:
        name, *rest = key.split("/")
        if name in PAGES:
            self.go(Route(name, *rest))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        was, now = (w < _FOLD_PANELS_BELOW for w in (event.oldSize().width(), self.width()))
        if self.route.page and was != now:
            self.parts.fold_panels(narrow=now)


def _before(past: list[Route], here: Route, place: str) -> Route:
    """Return the way back: the page before, else the place's own list, else where one is."""
    if past:
        return past.pop()
    return Route(place) if place and place != here.page else here


def listening_feed(book: Workspace) -> Feed:
    """Return the feed of an opened book. A book has one for its life, whatever windows it has."""
    feed = Feed()
    book.store.listen(feed.announce)
    return feed
