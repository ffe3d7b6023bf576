"""What members are told and what they say."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import RegistersTab


class OpennessTab(RegistersTab):
    """What members are told and what they say."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "openness"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (
            N_("To members"),
            (
                "acknowledgement",
                "disclosure",
            ),
        ),
        (
            N_("From members"),
            (
                "opinion",
                "comment",
                "deliberation",
            ),
        ),
    )
