"""What was done together and what came of it."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import RegistersTab


class ActivitiesTab(RegistersTab):
    """What was done together and what came of it."""

    page: ClassVar[str] = "joint"
    key: ClassVar[str] = "activities"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (
            N_("People and skills"),
            (
                "person_exchange",
                "mentorship",
                "milestone",
            ),
        ),
        (
            N_("Results"),
            (
                "outcome",
                "competition",
                "work",
                "honour",
                "brand",
            ),
        ),
        (
            N_("Told to others"),
            (
                "experience_note",
                "publicity_item",
            ),
        ),
    )
