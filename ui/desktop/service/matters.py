"""Matters until they are closed with an answer."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.fronted import FrontedTab
from ui.desktop.ledger.registers import Groups
from ui.desktop.tabbed import TabSpec


class MattersTab(FrontedTab):
    """Details as in `FrontedTab` and `MatterView`."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "matters"
    views: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("list", N_("Matters"), "service.matterview:MatterView"),
    )
    groups: ClassVar[Groups] = ((N_("Matters"), ("matter", "progress_entry", "feedback")),)
