"""Registers of the work with others, by what people come for: people and skills, results, what was told."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from db.model.words import N_
from ui.desktop.joint.brands import BrandRows
from ui.desktop.ledger.browser import Rows
from ui.desktop.ledger.registers import Groups, RegistersTab

HINTS: Mapping[str, str] = MappingProxyType(
    {
        "mentorship": N_("Who teaches whom what, until when; its milestones stand on it"),
        "person_exchange": N_("Who went where, for how long, and what was learned"),
        "milestone": N_("Steps of an apprenticeship, each with its day"),
        "competition": N_("A contest with the result its organiser gave"),
        "work": N_("Songs, films, writing; nothing is passed on unless it may be shown"),
        "honour": N_("Decisions of the superior, brought in with their document"),
        "brand": N_("What a brand means, how it is built up, what is done under it"),
        "outcome": N_("Numbers typed under activities, campaigns, contests stand here together"),
        "experience_note": N_("What was learned, written so that others can use it"),
        "publicity_item": N_("What was published, where, and who looked over it before"),
    }
)
"""What belongs into each register."""


class WorkLists(RegistersTab):
    """Stands in the tab of activities and says of each kind what belongs there."""

    page: ClassVar[str] = "joint"
    key: ClassVar[str] = "activities"
    hints: ClassVar[Mapping[str, str]] = HINTS


class PeopleLists(WorkLists):
    """Who teaches whom, who went where."""

    groups: ClassVar[Groups] = (
        (N_("People and skills"), ("mentorship", "person_exchange", "milestone")),
    )


class ResultLists(WorkLists):
    """Contests, works, honours, brands, numbers."""

    groups: ClassVar[Groups] = (
        (N_("Results"), ("competition", "work", "honour", "brand", "outcome")),
    )
    rows: ClassVar[Mapping[str, Rows]] = MappingProxyType({"brand": BrandRows})


class ToldLists(WorkLists):
    """What others can learn from it, and what was published."""

    groups: ClassVar[Groups] = ((N_("Told to others"), ("experience_note", "publicity_item")),)
