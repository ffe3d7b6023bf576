"""Which meetings a rule looks at, each with what the packs say about it on its own day."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.counting.held import HELD
from app.records.meeting import Activity
from app.rules.facts import Facts
from app.rules.meeting_words import meeting_said
from app.rules.rulebook import Rulebook, Ruling
from app.said import Said
from app.terms import ActivityType


class Ruled(NamedTuple):
    """A meeting, its day, and what a rule asks of it on that day."""

    activity: Activity
    day: date
    ruling: Ruling

    @property
    def said(self) -> Said:
        """Return how a finding names the meeting."""
        return meeting_said(self.activity)


def meetings(
    facts: Facts, book: Rulebook, rule: str, *kinds: ActivityType, part: str = ""
) -> Iterator[Ruled]:
    """Yield the meetings of the period, also those still planned, on whose day a rule is in force.

    ``kinds`` are the types it is about, none for all.
    """
    for activity in facts.in_period:
        if (kinds and activity.type not in kinds) or activity.held_start is None:
            continue
        day = activity.held_start.date()
        ruling = book.on(rule, day, part)
        if ruling is not None:
            yield Ruled(activity, day, ruling)


def held(
    facts: Facts, book: Rulebook, rule: str, *kinds: ActivityType, part: str = ""
) -> Iterator[Ruled]:
    """Yield the meetings of the period that count as held, on whose day a rule is in force."""
    for ruled in meetings(facts, book, rule, *kinds, part=part):
        if ruled.activity.state in HELD:
            yield ruled
