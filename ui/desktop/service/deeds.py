"""Practical deeds, volunteers, donations."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import RegistersTab


class DeedsTab(RegistersTab):
    """Practical deeds, volunteers, donations."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "deeds"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (
            N_("Service"),
            (
                "practical_deed",
                "volunteer_service",
                "donation",
            ),
        ),
    )
