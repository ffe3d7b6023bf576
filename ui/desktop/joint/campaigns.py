"""Campaigns."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import RegistersTab


class CampaignsTab(RegistersTab):
    """Campaigns."""

    page: ClassVar[str] = "joint"
    key: ClassVar[str] = "campaigns"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ((N_("Campaigns"), ("campaign",)),)
