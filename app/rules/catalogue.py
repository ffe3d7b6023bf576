"""Every check of this release, contradictions first, with what it is called.

What a check goes by (severity, thresholds, source) is not here: packs say it, `app.rules.rulebook`
lays them over each other, and a rule that no pack has in force finds nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.rules import frequency, hours, lateness, order, overlaps, presence, required, terms, votes
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.rulebook import Rulebook
from db.model.words import N_

Check = Callable[[Facts, Rulebook], Iterator[Finding | None]]
"""Yields one answer per thing looked at: what was found there, or None where all was well."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pure predicate over the facts of a period; ``id`` and ``part`` as in the packs."""

    id: str
    title: str
    check: Check
    part: str = ""


RULES = (
    Rule("R14", N_("Attendance adds up"), presence.counted),
    Rule("R14", N_("Signatures and attendance agree"), presence.signed),
    Rule("R08", N_("Votes add up"), votes.sums),
    Rule("R05", N_("Quorum of a vote"), votes.quorum),
    Rule("R06", N_("What was decided was carried"), votes.decided),
    Rule("R16", N_("Nobody is in two rooms at once"), overlaps.two_rooms),
    Rule("R17", N_("Everybody on the sheet was in the branch"), presence.on_the_roster),
    Rule("R17", N_("Nobody is present and on leave"), presence.not_on_leave),
    Rule("D01", N_("Days follow each other"), order.in_order),
    Rule("R42", N_("Who is entitled to vote"), votes.entitled),
    Rule("R01", N_("General meeting once a quarter"), frequency.general_meetings),
    Rule("R02", N_("Committee meeting once a month"), frequency.committee_meetings),
    Rule("R03", N_("Group meeting once a month"), frequency.group_meetings),
    Rule("R04", N_("Party lecture once a quarter"), frequency.lectures),
    Rule("R11", N_("Themed Party day every month"), frequency.themed_days),
    Rule("R13", N_("The record is complete"), required.complete),
    Rule("R14", N_("Leave and absence have reasons"), presence.reasons, "reasons"),
    Rule("R15", N_("Entered soon after the meeting"), lateness.late_entries),
    Rule("R25", N_("Study hours keep pace"), hours.behind),
    Rule("R10", N_("Term of office"), terms.term),
    Rule("R40", N_("Probation"), terms.probation),
)
