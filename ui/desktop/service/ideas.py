"""Suggestions of people."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.fronted import FrontedTab
from ui.desktop.ledger.registers import Groups
from ui.desktop.tabbed import TabSpec


class IdeasTab(FrontedTab):
    """Details as in `FrontedTab`; a suggestion's record shows it beside the list."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "ideas"
    views: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("list", N_("Suggestions"), "service.ideaview:IdeaView"),
    )
    groups: ClassVar[Groups] = ((N_("Suggestions"), ("suggestion",)),)
