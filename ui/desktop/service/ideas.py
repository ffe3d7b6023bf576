"""Suggestions of people."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import RegistersTab


class IdeasTab(RegistersTab):
    """Suggestions of people."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "ideas"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (N_("Suggestions"), ("suggestion",)),
    )
