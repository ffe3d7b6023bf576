"""Resources, bookings and loans, homes and points."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import RegistersTab


class ResourcesTab(RegistersTab):
    """Resources, bookings and loans, homes and points."""

    page: ClassVar[str] = "joint"
    key: ClassVar[str] = "resources"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (
            N_("Resources"),
            (
                "shared_resource",
                "booking",
                "loan",
            ),
        ),
        (
            N_("Homes and points"),
            (
                "service_point",
                "point_entry",
            ),
        ),
    )
