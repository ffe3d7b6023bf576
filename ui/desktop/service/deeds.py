"""Practical deeds, volunteers, donations, and the teams that do them."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.service.views import View, ViewsTab


class DeedsTab(ViewsTab):
    """Practical deeds, volunteers, donations."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "deeds"
    title: ClassVar[str] = N_("Practical deeds")
    kinds = frozenset(
        {
            *("practical_deed", "volunteer_service", "donation", "campaign"),
            *("service_team", "carrier_review", "member", "attachment"),
        }
    )
    views: ClassVar[tuple[View, ...]] = (
        ("year", N_("Deeds of the year"), "heart", "service.deedsview:DeedsView"),
        ("teams", N_("Service teams"), "users-four", "service.carrierview:TeamsView"),
    )
    registers: ClassVar[tuple[str, ...]] = (
        "practical_deed",
        "volunteer_service",
        "donation",
        "service_team",
    )
