"""Posts, areas, teams, commitments, exemplars, and the evidence put together about an organisation."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import Groups
from ui.desktop.tabbed import TabSpec
from ui.desktop.viewed import ViewsTab


class VanguardTab(ViewsTab):
    """Details as in `ViewsTab`."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "vanguard"
    views: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("posts", N_("Posts and areas"), "service.carrierview:PostsView"),
        TabSpec("teams", N_("Teams"), "service.carrierview:TeamsView"),
        TabSpec("commitments", N_("Commitments"), "service.commitmentview:CommitmentsView"),
        TabSpec("exemplars", N_("Models and rounds"), "service.exemplarview:ExemplarsView"),
        TabSpec("evidence", N_("Evidence file"), "service.evidenceview:EvidenceView"),
    )
    groups: ClassVar[Groups] = (
        (
            N_("Carriers"),
            (
                "demonstration_post",
                "responsibility_area",
                "service_team",
                "commitment",
                "carrier_review",
            ),
        ),
        (N_("Exemplars"), ("exemplar", "election_round", "nomination")),
        (N_("Files of evidence"), ("evidence_file", "evidence_point")),
    )
    behind: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "posts": "demonstration_post",
            "teams": "service_team",
            "commitments": "commitment",
            "exemplars": "exemplar",
            "evidence": "evidence_file",
        }
    )
