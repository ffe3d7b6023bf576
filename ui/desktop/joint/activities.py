"""What was done together and what came of it: activities, lectures, and registers by what they are for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from typing_extensions import override

from db.model.words import N_
from ui.desktop.joint.worklists import PeopleLists, ResultLists, ToldLists, WorkLists
from ui.desktop.tabbed import TabSpec
from ui.desktop.viewed import ViewsTab

REGISTERS: Mapping[str, type[WorkLists]] = MappingProxyType(
    {"people": PeopleLists, "results": ResultLists, "told": ToldLists}
)
"""Views that are registers."""
_VIEW_OF = MappingProxyType(
    {
        kind: view
        for view, lists in REGISTERS.items()
        for _word, kinds in lists.groups
        for kind in kinds
    }
)


class ActivitiesTab(ViewsTab):
    """Details as in `ViewsTab`; a kind's name and `new:<kind>` show the register it stands in."""

    page: ClassVar[str] = "joint"
    key: ClassVar[str] = "activities"
    views: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("held", N_("Activities"), "joint.held:HeldView"),
        TabSpec("lectures", N_("Lectures"), "joint.lectures:LecturesView"),
        TabSpec("people", N_("People and skills"), "joint.worklists:PeopleLists"),
        TabSpec("results", N_("Results"), "joint.worklists:ResultLists"),
        TabSpec("told", N_("Told to others"), "joint.worklists:ToldLists"),
    )

    @override
    def arrive(self, record: str, detail: str) -> None:
        view = _VIEW_OF.get(detail.rpartition(":")[2], "")
        super().arrive(record, f"{view}:{detail}" if view else detail)
