"""What is shared: the catalogue, who has what when, what is lent, homes and points."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import Groups
from ui.desktop.tabbed import TabSpec
from ui.desktop.viewed import ViewsTab


class ResourcesTab(ViewsTab):
    """Details as in `ViewsTab`; `week:2026-05-18` shows the week of a day."""

    page: ClassVar[str] = "joint"
    key: ClassVar[str] = "resources"
    views: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("catalogue", N_("Catalogue"), "joint.shareviews:CatalogueView"),
        TabSpec("week", N_("Bookings"), "joint.bookings:BookingsView"),
        TabSpec("loans", N_("Loans"), "joint.shareviews:LoansView"),
        TabSpec("points", N_("Homes and points"), "joint.shareviews:PointsView"),
    )
    groups: ClassVar[Groups] = (
        (N_("Resources"), ("shared_resource", "booking", "loan")),
        (N_("Homes and points"), ("service_point", "point_entry")),
    )
    behind: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "catalogue": "shared_resource",
            "week": "booking",
            "loans": "loan",
            "points": "service_point",
        }
    )
