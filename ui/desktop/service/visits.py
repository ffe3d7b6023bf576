"""Visits to enterprises."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import RegistersTab


class VisitsTab(RegistersTab):
    """Visits to enterprises."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "visits"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (
            N_("Visits"),
            (
                "service_visit",
                "handbook_entry",
            ),
        ),
    )
