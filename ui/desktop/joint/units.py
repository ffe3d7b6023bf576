"""Units, bodies, turns, coverage, rules and conferences of the alliance; and the lists behind them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.unitbodies import BodiesView
from ui.desktop.joint.unitconferences import ConferencesView
from ui.desktop.joint.unitcoverage import CoverageView
from ui.desktop.joint.unitregister import UnitsView
from ui.desktop.joint.unitrules import RulesView
from ui.desktop.ledger.registers import RegistersTab
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.segmented import SegmentedControl

UNITS, BODIES, COVERAGE, RULES, CONFERENCES = "list", "bodies", "coverage", "rules", "conferences"
LISTS = "lists"
VIEWS = (
    (UNITS, N_("Register of units")),
    (BODIES, N_("Bodies and turns")),
    (COVERAGE, N_("Two coverages")),
    (RULES, N_("Charter, rules")),
    (CONFERENCES, N_("Joint conferences")),
)


class UnitLists(RegistersTab):
    """The lists behind the views: to export, paste and delete."""

    page: ClassVar[str] = "joint"
    key: ClassVar[str] = "units"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (
            N_("Units"),
            (
                "partner_organization",
                "covered_unit",
            ),
        ),
        (
            N_("Alliance"),
            (
                "alliance_body",
                "duty_rotation",
                "system_document",
                "joint_organization",
                "budget_line",
            ),
        ),
    )


_MADE: Mapping[str, Callable[[Desk], Tab]] = MappingProxyType(
    {
        UNITS: UnitsView,
        BODIES: BodiesView,
        COVERAGE: CoverageView,
        RULES: RulesView,
        CONFERENCES: ConferencesView,
        LISTS: UnitLists,
    }
)
_BEHIND: Mapping[str, str] = MappingProxyType(
    {
        UNITS: "partner_organization",
        BODIES: "duty_rotation",
        COVERAGE: "covered_unit",
        RULES: "system_document",
        CONFERENCES: "partner_organization",
    }
)
"""The list that stands behind a view."""


class UnitsTab(Tab):
    """Details: one of the views; a kind's name or `new:<kind>` shows its list. A unit as record opens it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._made: dict[str, Tab] = {}
        self._here = UNITS
        self.chooser = SegmentedControl(theme, [(key, t(words)) for key, words in VIEWS], UNITS)
        self.chooser.chosen.connect(self._go)
        self._lists = Button(theme, t("The lists behind"), "link", compact=True)
        self._lists.clicked.connect(lambda: self._go(_BEHIND[self._here]))
        self._stack = QStackedWidget()
        margin = theme.layout("page_margin")
        head = QHBoxLayout()
        head.setContentsMargins(margin, 0, margin, 0)
        head.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignLeft)
        head.addStretch(1)
        head.addWidget(self._lists)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _go(self, detail: str) -> None:
        self.desk.window.go(Route("joint", detail=f"units:{detail}"))

    @property
    def view(self) -> Tab:
        """The view that is seen."""
        return self.shown(self._here)

    def shown(self, key: str) -> Tab:
        """Return a view, made at its first use."""
        if key not in self._made:
            view = _MADE[key](self.desk)
            view.header_changed.connect(self.header_changed)
            self._made[key] = view
            self._stack.addWidget(view)
        return self._made[key]

    @override
    def arrive(self, record: str, detail: str) -> None:
        views = dict(VIEWS)
        key, _, rest = detail.partition(":")
        if key in views:
            here, detail = key, rest
        elif detail:
            here = LISTS
        else:
            here = self._here if self._here in views and not record else UNITS
        if here != self._here:
            self.view.leave()
        self._here = here
        self.chooser.set_current(here if here in views else "")
        self._lists.setVisible(here in views)
        view = self.view
        self._stack.setCurrentWidget(view)
        view.arrive(record, detail)

    @override
    def meta(self) -> str:
        return self.view.meta()

    @override
    def header_actions(self) -> list[QWidget]:
        return self.view.header_actions()

    @override
    def writing_actions(self) -> list[Button]:
        return self.view.writing_actions()

    @override
    def leave(self) -> None:
        self.view.leave()

    @override
    def refresh(self) -> None:
        self.view.refresh()

    @override
    def primary(self) -> None:
        self.view.primary()

    @override
    def new(self) -> None:
        self.view.new()

    @override
    def focus_filter(self) -> None:
        self.view.focus_filter()

    @override
    def print_this(self) -> None:
        self.view.print_this()
