"""Visits: the half-year's six of every paired enterprise, and the visits."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.fronted import FrontedTab
from ui.desktop.ledger.registers import Groups
from ui.desktop.tabbed import TabSpec


class VisitsTab(FrontedTab):
    """Details as in `FrontedTab`; a half-year (`2026-H1`) shows it."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "visits"
    views: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("list", N_("Visits"), "service.visitlist:VisitList"),
    )
    groups: ClassVar[Groups] = ((N_("Visits"), ("service_visit", "handbook_entry")),)
