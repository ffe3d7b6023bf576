"""Practical deeds, volunteers, donations, and the teams that do them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import Groups
from ui.desktop.tabbed import TabSpec
from ui.desktop.viewed import ViewsTab


class DeedsTab(ViewsTab):
    """Details as in `ViewsTab`."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "deeds"
    views: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("year", N_("Deeds of the year"), "service.deedsview:DeedsView"),
        TabSpec("teams", N_("Service teams"), "service.carrierview:TeamsView"),
    )
    groups: ClassVar[Groups] = (
        (
            N_("Service"),
            ("practical_deed", "volunteer_service", "donation", "service_team"),
        ),
    )
    behind: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"year": "practical_deed", "teams": "service_team"}
    )
