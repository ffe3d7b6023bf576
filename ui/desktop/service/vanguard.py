"""Posts, areas, teams, commitments, exemplars."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import RegistersTab


class VanguardTab(RegistersTab):
    """Posts, areas, teams, commitments, exemplars."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "vanguard"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
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
        (
            N_("Exemplars"),
            (
                "exemplar",
                "election_round",
                "nomination",
            ),
        ),
        (
            N_("Files of evidence"),
            (
                "evidence_file",
                "evidence_point",
            ),
        ),
    )
