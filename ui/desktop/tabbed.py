"""A place whose work stands side by side in tabs: each is made at its first visit, and reads when seen.

A tab is named and not imported, so that a place opens with its first alone.
"""

import importlib
from typing import ClassVar, NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db.model.record import Applied
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.workbook import export_place
from ui.desktop.page import Page, Shown, keep
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.segmented import PlaceTabs


class Tab(Shown):
    """One tab of a place, or one view of a tab."""

    def beside(self) -> list[QWidget]:
        """Return ways that stand at the end of the line of tabs, made once."""
        return []


class Leading:
    """Whatever is asked of it, it asks of the tab inside."""

    @property
    def inner(self) -> Tab:
        """The tab that is seen."""
        raise NotImplementedError

    def meta(self) -> str:
        """Return the line under the title."""
        return self.inner.meta()

    def header_actions(self) -> list[QWidget]:
        """Return the header's actions."""
        return self.inner.header_actions()

    def writing_actions(self) -> list[Button]:
        """Return those of the actions that change the book."""
        return self.inner.writing_actions()

    def refresh(self) -> None:
        """Read again what is shown."""
        self.inner.refresh()

    def touched(self, applied: Applied) -> None:
        """Records were touched: what is inside knows which concern it."""
        self.inner.touched(applied)

    def leave(self) -> None:
        """Write what is still being typed."""
        self.inner.leave()

    def primary(self) -> None:
        """Do the primary action."""
        self.inner.primary()

    def new(self) -> None:
        """Start a new record of the kind that shows."""
        self.inner.new()

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.inner.focus_filter()

    def print_this(self) -> None:
        """Print what is shown."""
        self.inner.print_this()


class TabSpec(NamedTuple):
    """A tab's key, its word (a msgid), and its class as ``module:Class`` below `ui.desktop`."""

    key: str
    title: str
    made_by: str

    def make(self, desk: Desk) -> Tab:
        """Make the tab; its module is loaded now."""
        module, _, found = self.made_by.partition(":")
        made = getattr(importlib.import_module(f"ui.desktop.{module}"), found)(desk)
        keep(made)
        return cast("Tab", made)


class TabbedPage(Leading, Page):
    """Details: a tab's key, or the key and what the tab itself understands, `matters:overdue`."""

    tabs: ClassVar[tuple[TabSpec, ...]] = ()
    name: ClassVar[str] = ""
    """The page's own name and title (a msgid)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        self._made: dict[str, Tab] = {}
        self.views = PlaceTabs(theme, [(s.key, t(s.title)) for s in self.tabs])
        self.views.chosen.connect(self._go)
        self._stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        margin = theme.layout("page_margin")
        head = QHBoxLayout()
        # The first word stands under the title's first letter.
        head.setContentsMargins(margin - 14, 0, margin, 0)
        head.setSpacing(8)
        head.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        head.addStretch(1)
        self._head = head
        self._beside: list[QWidget] = []
        self._first_beside = head.count()
        self._aside = self.place_actions()
        for action in self._aside:
            head.addWidget(action)
        outer.addLayout(head)
        outer.addWidget(self._stack, 1)

    def place_actions(self) -> list[Button]:
        """Return actions that concern the whole place, made once; they stand beside the tabs."""
        words = self.t("All lists in one workbook")
        workbook = Button(self.desk.theme, words, "quiet", "file-arrow-up")
        workbook.clicked.connect(lambda: export_place(self.desk, self.place, self.t(self.name)))
        return [workbook]

    def _go(self, key: str) -> None:
        self.desk.window.go(Route(self.place, detail=key))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """Show what stands beside the tabs as icons where the tabs need the room of their words."""
        ways = [w for w in self._beside if isinstance(w, Button) and w.isVisibleTo(self)]
        buttons = (*ways, *self._aside)
        for action in buttons:
            action.set_bare(bare=False)
        room = self.width() - 2 * self.desk.theme.layout("page_margin")
        self.views.set_most(room)
        if sum(8 + w.sizeHint().width() for w in (self.views, *buttons)) > room:
            for action in buttons:
                action.set_bare(bare=True)
            self.views.set_most(room - sum(8 + w.sizeHint().width() for w in buttons))

    @property
    @override
    def inner(self) -> Tab:
        return self._tab(self.views.current())

    def _tab(self, key: str) -> Tab:
        if key not in self._made:
            tab = next(s for s in self.tabs if s.key == key).make(self.desk)
            tab.header_changed.connect(self._changed)
            self._made[key] = tab
            self._stack.addWidget(tab)
        return self._made[key]

    def _changed(self) -> None:
        self._show_beside()
        self.header_changed.emit()

    def _show_beside(self) -> None:
        wanted = self.inner.beside()
        for way in wanted:
            if way not in self._beside:
                self._beside.append(way)
                self._head.insertWidget(self._first_beside, way)
        for way in self._beside:
            way.setVisible(way in wanted)
        self._fit_head()

    @override
    def title(self) -> str:
        return self.t(self.name)

    @override
    def arrive(self, record: str, detail: str) -> None:
        key, _, rest = detail.partition(":")
        if key not in {s.key for s in self.tabs}:
            key = self.views.current()
        if key != self.views.current():
            self.inner.leave()
        self.views.set_current(key)
        tab = self._tab(key)
        self._stack.setCurrentWidget(tab)
        tab.arrive(record, rest)
        self._changed()
