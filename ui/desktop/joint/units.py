"""Units, bodies, turns and rules of the alliance."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import RegistersTab


class UnitsTab(RegistersTab):
    """Units, bodies, turns and rules of the alliance."""

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
