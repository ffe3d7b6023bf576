"""What was done together and what came of it: activities, lectures, and registers by what they are for."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.brands import BrandRows
from ui.desktop.joint.held import HeldView
from ui.desktop.joint.lectures import LecturesView
from ui.desktop.ledger.browser import KindBrowser
from ui.desktop.ledger.kinds import KindChooser
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.segmented import SegmentedControl

HELD, LECTURES = "held", "lectures"
REGISTERS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "people": (N_("People and skills"), ("mentorship", "person_exchange", "milestone")),
        "results": (N_("Results"), ("competition", "work", "honour", "brand", "outcome")),
        "told": (N_("Told to others"), ("experience_note", "publicity_item")),
    }
)
"""Registers by what people come for."""
HINTS: Mapping[str, str] = MappingProxyType(
    {
        "mentorship": N_("Who teaches whom what, until when; its milestones stand on it"),
        "person_exchange": N_("Who went where, for how long, and what was learned"),
        "milestone": N_("Steps of an apprenticeship, each with its day"),
        "competition": N_("A contest with the result its organiser gave"),
        "work": N_("Songs, films, writing; nothing is passed on unless it may be shown"),
        "honour": N_("Decisions of the superior, brought in with their document"),
        "brand": N_("What a brand means, how it is built up, what is done under it"),
        "outcome": N_("Numbers typed under activities, campaigns, contests stand here together"),
        "experience_note": N_("What was learned, written so that others can use it"),
        "publicity_item": N_("What was published, where, and who looked over it before"),
    }
)
"""What belongs into each register."""


class ActivitiesTab(Tab):
    """Details: `held`, `lectures`, a group of registers, a kind's name, `new:<kind>`."""

    kinds = frozenset({
        "activity", "partner_organization", *(k for _, kinds in REGISTERS.values() for k in kinds)
    })  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        words = [(HELD, t("Activities")), (LECTURES, t("Lectures"))]
        words += [(key, t(word)) for key, (word, _kinds) in REGISTERS.items()]
        self.views = SegmentedControl(theme, words)
        self.views.chosen.connect(self._go)
        self.held, self.lectures = HeldView(desk), LecturesView(desk)
        self.browser = KindBrowser(
            desk, self._show_kinds, hints=HINTS, rows=MappingProxyType({"brand": BrandRows})
        )
        self.browser.asked.connect(self._go)
        self.browser.header_changed.connect(self.header_changed)
        for view in (self.held, self.lectures):
            view.changed.connect(self.header_changed)
        self._begin = Button(theme, t("New joint activity"), "primary", "plus")
        self._begin.clicked.connect(self.held.begin)
        self._lecture = Button(theme, t("New lecture"), "primary", "plus")
        self._lecture.clicked.connect(self.lectures.begin)
        self._print = Button(theme, t("Print"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._export = Button(theme, t("Export to Excel"), "secondary", "file-arrow-up")
        self._export.clicked.connect(self.held.export)
        self._lay()

    def _lay(self) -> None:
        margin = self.desk.theme.layout("page_margin")
        head = QHBoxLayout()
        head.setContentsMargins(margin, 0, margin, 0)
        head.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        self._stack = QStackedWidget()
        for view in (self.held, self.lectures, self.browser):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _go(self, key: str) -> None:
        self.desk.window.go(Route("joint", detail=f"activities:{key}"))

    def _show_kinds(self, chooser: KindChooser) -> None:
        word, names = REGISTERS[self._group()]
        kinds = [self.desk.book.kinds[name] for name in names]
        chooser.show_groups([(word, kinds)], self.desk.book.records.counts())

    def _group(self) -> str:
        return self.views.current() if self.views.current() in REGISTERS else "people"

    def _shown(self) -> HeldView | LecturesView | KindBrowser:
        if self.here() == HELD:
            return self.held
        return self.lectures if self.here() == LECTURES else self.browser

    def here(self) -> str:
        """Return the view that shows."""
        return self.views.current()

    @override
    def meta(self) -> str:
        return self._shown().meta()

    @override
    def header_actions(self) -> list[QWidget]:
        if self.here() == HELD:
            return [self._print, self._export, self._begin]
        if self.here() == LECTURES:
            return [self._print, self._lecture]
        return self.browser.header_actions()

    @override
    def writing_actions(self) -> list[Button]:
        return [self._begin, self._lecture, *self.browser.writing_actions()]

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, kind = detail.rpartition(":")
        group = next((g for g, (_, kinds) in REGISTERS.items() if kind in kinds), "")
        wanted = group or (kind if kind in {HELD, LECTURES, *REGISTERS} else self.here())
        self.views.set_current(wanted)
        if wanted in REGISTERS:
            self._stack.setCurrentWidget(self.browser)
            named = kind if group else self._kept(wanted)
            self.browser.arrive(record, f"{word}:{named}" if word else named)
        else:
            self._stack.setCurrentWidget(self.held if wanted == HELD else self.lectures)
            self.refresh()
        self.header_changed.emit()

    def _kept(self, group: str) -> str:
        """Return the kind of a group to show: the one that shows already, else its first."""
        kinds = REGISTERS[group][1]
        current = self.browser.chooser.current()
        return current if current in kinds else kinds[0]

    @override
    def refresh(self) -> None:
        self._shown().refresh()

    @override
    def primary(self) -> None:
        self.new()

    @override
    def new(self) -> None:
        begin = {HELD: self.held.begin, LECTURES: self.lectures.begin}
        begin.get(self.here(), self.browser.new)()

    @override
    def focus_filter(self) -> None:
        if self.here() == HELD:
            self.held.focus_filter()
        elif self.here() in REGISTERS:
            self.browser.focus_filter()

    @override
    def print_this(self) -> None:
        if self.here() in {HELD, LECTURES}:
            self.held.print_this()
