"""Units, bodies and turns, the two coverages, rules and conferences of the alliance."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import Groups
from ui.desktop.tabbed import TabSpec
from ui.desktop.viewed import ViewsTab


class UnitsTab(ViewsTab):
    """Details as in `ViewsTab`. A unit as record opens it."""

    page: ClassVar[str] = "joint"
    key: ClassVar[str] = "units"
    views: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("list", N_("Register of units"), "joint.unitregister:UnitsView"),
        TabSpec("bodies", N_("Bodies and turns"), "joint.unitbodies:BodiesView"),
        TabSpec("coverage", N_("Two coverages"), "joint.unitcoverage:CoverageView"),
        TabSpec("rules", N_("Charter, rules"), "joint.unitrules:RulesView"),
        TabSpec("conferences", N_("Joint conferences"), "joint.unitconferences:ConferencesView"),
    )
    groups: ClassVar[Groups] = (
        (N_("Units"), ("partner_organization", "covered_unit")),
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
    behind: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "list": "partner_organization",
            "bodies": "duty_rotation",
            "coverage": "covered_unit",
            "rules": "system_document",
        }
    )
