"""服务: what people ask for and what is done about it; posts and commitments; what is laid open."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.tabbed import TabbedPage, TabSpec


class ServicePage(TabbedPage):
    """The place 服务. Details as in `TabbedPage`."""

    place = "service"
    name: ClassVar[str] = N_("Service")
    tabs: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("matters", N_("Matters"), "service.matters:MattersTab"),
        TabSpec("visits", N_("Visits"), "service.visits:VisitsTab"),
        TabSpec("ideas", N_("Suggestions"), "service.ideas:IdeasTab"),
        TabSpec("deeds", N_("Deeds and volunteers"), "service.deeds:DeedsTab"),
        TabSpec("vanguard", N_("Vanguard"), "service.vanguard:VanguardTab"),
        TabSpec("openness", N_("Notices and opinions"), "service.openness:OpennessTab"),
    )
