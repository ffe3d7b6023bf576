"""Posts, areas, teams, commitments, exemplars, and the evidence put together about an organisation."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.service.views import View, ViewsTab


class VanguardTab(ViewsTab):
    """Posts, areas, teams, commitments, exemplars, files of evidence."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "vanguard"
    title: ClassVar[str] = N_("Vanguard")
    kinds = frozenset(
        {
            *("demonstration_post", "responsibility_area", "service_team", "commitment"),
            *("carrier_review", "exemplar", "election_round", "nomination", "member"),
            *("evidence_file", "evidence_point", "attachment"),
        }
    )
    views: ClassVar[tuple[View, ...]] = (
        ("posts", N_("Posts and areas"), "star", "service.carrierview:PostsView"),
        ("teams", N_("Teams"), "users-four", "service.carrierview:TeamsView"),
        ("commitments", N_("Commitments"), "hand", "service.commitmentview:CommitmentsView"),
        ("exemplars", N_("Models and rounds"), "medal", "service.exemplarview:ExemplarsView"),
        ("evidence", N_("Evidence file"), "folder-open", "service.evidenceview:EvidenceView"),
    )
    registers: ClassVar[tuple[str, ...]] = (
        "demonstration_post",
        "responsibility_area",
        "service_team",
        "commitment",
        "carrier_review",
        "exemplar",
        "election_round",
        "nomination",
        "evidence_file",
        "evidence_point",
    )
