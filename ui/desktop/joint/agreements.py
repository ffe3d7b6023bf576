"""Agreements and their reviews."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import RegistersTab


class AgreementsTab(RegistersTab):
    """Agreements and their reviews."""

    page: ClassVar[str] = "joint"
    key: ClassVar[str] = "agreements"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (
            N_("Agreements"),
            (
                "cobuild_agreement",
                "agreement_review",
            ),
        ),
    )
