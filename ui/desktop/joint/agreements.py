"""Agreements: what they want first, each opened on a page of its own."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.fronted import FrontedTab
from ui.desktop.ledger.registers import Groups
from ui.desktop.tabbed import TabSpec


class AgreementsTab(FrontedTab):
    """Details as in `FrontedTab`."""

    page: ClassVar[str] = "joint"
    key: ClassVar[str] = "agreements"
    views: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("list", N_("Agreements"), "joint.agreementlist:AgreementList"),
    )
    groups: ClassVar[Groups] = ((N_("Agreements"), ("cobuild_agreement", "agreement_review")),)
