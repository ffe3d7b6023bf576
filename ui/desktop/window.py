"""The window of an opened book: sidebar, the header and body of one page, messages in fixed places."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.workspace import Workspace
from db.model.errors import SuixingError
from db.model.words import Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.feed import Feed
from ui.desktop.page import Page
from ui.desktop.routes import PLACES, page_class
from ui.desktop.sidebar import Sidebar, Standing
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import Banner
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.header import PageHeader
from ui.desktop.widgets.overlay import OverlayHost
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.toast import UndoToast
from ui.desktop.work import Work

_FOLD_BELOW = 1180


class _Absent(Page):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        QVBoxLayout(self).addWidget(EmptyState(desk.theme, "…", ""))


class Window(QWidget):
    """Implements `Messenger` for the pages it shows. `open` shows Home; `finish` writes what is typed."""

    def __init__(
        self, book: Workspace, theme: Theme, t: Translate, work: Work, now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        give(self, part="page")
        self.feed = Feed(self)
        book.store.listen(self.feed.announce)
        self.desk = Desk(book, theme, t, self.feed, work, self, now)
        self._pages: dict[str, Page] = {}
        self._headers: dict[str, PageHeader] = {}
        self._route = Route("")
        self._past: list[Route] = []
        self._last: dict[str, Route] = {}
        self.sidebar = Sidebar(theme, t)
        self.sidebar.place_chosen.connect(self.go_place)
        self.banner = Banner(theme, t)
        self._heads, self._bodies = QStackedWidget(), QStackedWidget()
        self.overlay = OverlayHost(theme, self)
        self.toast = UndoToast(theme, t)
        self.overlay.hold_toast(self.toast)
        self._lay(theme)

    def _lay(self, theme: Theme) -> None:
        margin = theme.layout("page_margin")
        right = QVBoxLayout()
        right.setSpacing(0)
        self._heads.setFixedHeight(theme.px(theme.layout("header")))
        right.addWidget(self._heads)
        band = QVBoxLayout()
        band.setContentsMargins(margin, 0, margin, 0)
        band.addWidget(self.banner)
        right.addLayout(band)
        right.addWidget(self._bodies, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self.setMinimumSize(1024, 600)

    def open(self, route: Route = Route("home")) -> None:  # noqa: B008 - a frozen value
        """Show the first page."""
        self.go(route)

    @property
    def page(self) -> Page:
        """The page that is seen."""
        return self._pages[self._route.page]

    # Going

    def go(self, route: Route) -> None:
        """Show a page, keeping the way back."""
        if self._route.page:
            self.page.leave()
            if route != self._route:
                self._past.append(self._route)
        self._show(route)

    def back(self) -> None:
        """Show the page before; at the beginning, the place's own list."""
        self.page.leave()
        if self._past:
            self._show(self._past.pop())
        elif self.page.place and self.page.place != self._route.page:
            self._show(Route(self.page.place))

    def go_place(self, place: str) -> None:
        """Show one of the seven as it was left; again, its own list."""
        here = self.page.place == place
        self.go(Route(place) if here else self._last.get(place, Route(place)))

    def _show(self, route: Route) -> None:
        page = self._pages.get(route.page) or self._build(route.page)
        self._route = route
        self._last[page.place] = route
        page.arrive(route.record, route.detail)
        self._draw_header(route.page)
        self._heads.setCurrentWidget(self._headers[route.page])
        self._bodies.setCurrentWidget(page)
        self.sidebar.show_place(page.place)

    def _build(self, name: str) -> Page:
        try:
            page = page_class(name)(self.desk)
        except (ModuleNotFoundError, AttributeError):
            page = _Absent(self.desk)
        header = PageHeader(self.desk.theme, self.desk.t, "", back=page.returns)
        header.back_asked.connect(self.back)
        for action in page.actions():
            header.add_action(action)
        page.header_changed.connect(lambda: self._draw_header(name))
        self._pages[name], self._headers[name] = page, header
        self._heads.addWidget(header)
        self._bodies.addWidget(page)
        return page

    def _draw_header(self, name: str) -> None:
        page, header = self._pages[name], self._headers[name]
        header.set_title(page.title())
        header.set_meta(page.meta())

    # What pages say

    def undoable(self, text: str) -> None:
        """Say what was done, with an undo, for 8 seconds."""
        self.toast.show_done(text)

    def problem(self, error: SuixingError) -> None:
        """Show an error in the banner."""
        self.banner.show_message("error", "", self.desk.t(error.text, **error.params), "")

    def note(self, tone: str, title: str, sentence: str = "") -> None:
        """Show a banner without an error."""
        self.banner.show_message(tone, "", title, sentence)

    def choose_file(self, title: str, pattern: str, *, save_as: str = "") -> str:
        """Ask for a file to open, or to save under a suggested name; empty when declined."""
        if save_as:
            return QFileDialog.getSaveFileName(self, title, save_as, pattern)[0]
        return QFileDialog.getOpenFileName(self, title, "", pattern)[0]

    def choose_folder(self, title: str) -> str:
        """Ask for a folder; empty when declined."""
        return QFileDialog.getExistingDirectory(self, title)

    def show_pdf(self, pdf: bytes, name: str) -> None:
        """Show a made PDF in the preview window."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.set_narrow(narrow=self.width() < _FOLD_BELOW)
