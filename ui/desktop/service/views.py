"""A tab with a handful of views at its left, and its registers folded under them.

A view is a `Tab` of its own, named and not imported: it is made at its first visit.
"""

import importlib
from collections.abc import Mapping, Sequence
from typing import ClassVar, cast

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from app.kinds import Kind
from db.model.words import N_, Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.browser import KindBrowser
from ui.desktop.ledger.kinds import FOLD, KindChooser, Line
from ui.desktop.tabbed import Tab
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.scroll import ScrollPage

_CHOOSER = 200
View = tuple[str, str, str, str]
"""A view's key, its word (a msgid), its icon, and its class as ``module:Class`` below `ui.desktop`."""


class ViewChooser(KindChooser):
    """The views, and below them the registers, which a press unfolds. Emits `chosen(key or kind)`."""

    def __init__(self, theme: Theme, t: Translate, title: str, views: Sequence[View]) -> None:
        super().__init__(theme, t)
        self._title, self._views = title, tuple(views)

    def show_registers(self, kinds: list[Kind], counts: Mapping[str, int]) -> None:
        """Offer these registers with how many records each has."""
        self._areas, self._unused, self._counts = [], kinds, counts
        self.follow_theme()

    @override
    def _lines(self) -> Sequence[Line]:
        t = self.t
        lines = [Line(t(self._title))]
        lines += [Line(t(word), key, icon) for key, word, icon, _ in self._views]
        icon = "caret-down" if self._open else "caret-right"
        lines.append(Line(t(N_("Registers")), FOLD, icon))
        return [*lines, *(map(self._line, self._unused) if self._open else ())]


class ViewsTab(Tab):
    """`page` and `key` say where it stands. Details: a view's key, a kind's name, `new:<kind>`."""

    page: ClassVar[str] = ""
    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    """The word over the views (a msgid)."""
    views: ClassVar[tuple[View, ...]] = ()
    registers: ClassVar[tuple[str, ...]] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, margin = desk.theme, desk.theme.layout("page_margin")
        self._made: dict[str, Tab] = {}
        self._browser: KindBrowser | None = None
        self.chooser = ViewChooser(theme, self.t, self.title, self.views)
        self.chooser.chosen.connect(self._go)
        left = ScrollPage()
        left.setFixedWidth(theme.px(_CHOOSER))
        left.body.addWidget(self.chooser)
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(margin - 8, 0, margin, 16)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(left)
        row.addWidget(self._stack, 1)

    def _go(self, key: str) -> None:
        self.desk.window.go(Route(self.page, detail=f"{self.key}:{key}"))

    def _keys(self) -> tuple[str, ...]:
        return tuple(key for key, *_ in self.views)

    def view(self, key: str) -> Tab:
        """Return a view, made at its first visit."""
        if key not in self._made:
            module, _, found = next(v[3] for v in self.views if v[0] == key).partition(":")
            made = getattr(importlib.import_module(f"ui.desktop.{module}"), found)
            view = cast("Tab", made(self.desk))
            view.header_changed.connect(self.header_changed)
            self._made[key] = view
            self._stack.addWidget(view)
        return self._made[key]

    def browser(self) -> KindBrowser:
        """Return the lists of the registers, made at their first visit."""
        if self._browser is None:
            self._browser = KindBrowser(self.desk, self._show_kinds, beside=False)
            self._browser.changed.connect(self.header_changed)
            self._stack.addWidget(self._browser)
        return self._browser

    def _show_kinds(self, chooser: KindChooser) -> None:
        kinds = self.desk.book.kinds
        groups = [(self.title, [kinds[name] for name in self.registers])]
        chooser.show_groups(groups, self.desk.book.records.counts())

    @property
    def seen(self) -> "Tab | KindBrowser":
        """What shows: a view, or the registers."""
        key = self.chooser.current() or self._keys()[0]
        return self.view(key) if key in self._keys() else self.browser()

    # What the place asks

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, rest = detail.partition(":")
        kind = detail.rpartition(":")[2]
        if kind in self.registers:
            chosen = kind
        else:
            chosen = word if word in self._keys() else self.chooser.current() or self._keys()[0]
        if self.chooser.current() not in ("", chosen):
            self.leave()
        self._count()
        self.chooser.choose(chosen)
        seen = self.seen
        self._stack.setCurrentWidget(seen)
        if isinstance(seen, KindBrowser):
            seen.arrive(record, detail if kind in self.registers else chosen)
        else:
            seen.arrive(record, rest if word in self._keys() else "")
        self.header_changed.emit()

    def _count(self) -> None:
        kinds = [self.desk.book.kinds[name] for name in self.registers]
        self.chooser.show_registers(kinds, self.desk.book.records.counts())

    @override
    def refresh(self) -> None:
        self._count()
        self.seen.refresh()

    @override
    def meta(self) -> str:
        return self.seen.meta()

    @override
    def header_actions(self) -> list[QWidget]:
        return self.seen.header_actions()

    @override
    def writing_actions(self) -> list[Button]:
        return self.seen.writing_actions()

    @override
    def leave(self) -> None:
        if isinstance(self.seen, Tab):
            self.seen.leave()

    @override
    def primary(self) -> None:
        if isinstance(self.seen, Tab):
            self.seen.primary()

    @override
    def new(self) -> None:
        self.seen.new()

    @override
    def focus_filter(self) -> None:
        self.seen.focus_filter()

    @override
    def print_this(self) -> None:
        if isinstance(self.seen, Tab):
            self.seen.print_this()
