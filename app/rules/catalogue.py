"""Every rule of this release, contradictions first, with what it is called and where it comes from.

Articles are those checked against the texts; where a text has no number the source says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from app.rules import frequency, hours, lateness, order, overlaps, presence, required, terms, votes
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.pack import Thresholds
from db.model.words import N_

Check = Callable[[Facts, Thresholds], Iterator[Finding | None]]
"""Yields one answer per thing looked at: what was found there, or None where all was well."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pure predicate over the facts of a period; ``id`` as in the packs, the rest msgids."""

    id: str
    title: str
    source: str
    check: Check


_OWN = N_("Facts that exclude each other")
_BRANCH_11 = N_("Branch-work regulation, article 11")
_BRANCH_12 = N_("Branch-work regulation, article 12")
_BRANCH_13 = N_("Branch-work regulation, article 13")
_BRANCH_21 = N_("Branch-work regulation, article 21")
_EDUCATION_16 = N_("Education regulation, article 16: each month, on a relatively fixed day")
_EDUCATION_20 = N_("Education regulation, article 20: generally at least 32 hours a year")
_DEVELOPMENT = N_("Development rules 2026, articles 19, 20 and 32")
_DEVELOPMENT_31 = N_("Development rules 2026, article 31")
_DEVELOPMENT_2014 = N_("Development rules 2014, articles 20, 21 and 33")
_ELECTION = N_("Election rules 2020, article 5")
_ELECTION_VOTE = N_("Election rules 2020")
_TEMPLATES = N_("What inspections ask for")
_PRACTICE = N_("Usual practice; the regulation has no number")

RULES = (
    Rule("R14", N_("Attendance adds up"), _OWN, presence.counted),
    Rule("R14", N_("Signatures and attendance agree"), _OWN, presence.signed),
    Rule("R08", N_("Votes add up"), _OWN, votes.sums),
    Rule("R05", N_("Quorum of a vote"), _BRANCH_11, votes.quorum),
    Rule("R06", N_("What was decided was carried"), _BRANCH_11, votes.decided),
    Rule("R16", N_("Nobody is in two rooms at once"), _OWN, overlaps.two_rooms),
    Rule("R17", N_("Everybody on the sheet was in the branch"), _OWN, presence.on_the_roster),
    Rule("R17", N_("Nobody is present and on leave"), _OWN, presence.not_on_leave),
    Rule(order.RULE, N_("Days follow each other"), _OWN, order.in_order),
    Rule("R42", N_("Who is entitled to vote"), _ELECTION, votes.entitled),
    Rule("R01", N_("General meeting once a quarter"), _BRANCH_11, frequency.general_meetings),
    Rule("R02", N_("Committee meeting once a month"), _BRANCH_12, frequency.committee_meetings),
    Rule("R03", N_("Group meeting once a month"), _BRANCH_13, frequency.group_meetings),
    Rule("R04", N_("Party lecture once a quarter"), _PRACTICE, frequency.lectures),
    Rule("R11", N_("Themed Party day every month"), _EDUCATION_16, frequency.themed_days),
    Rule("R13", N_("The record is complete"), _TEMPLATES, required.complete),
    Rule("R14", N_("Leave and absence have reasons"), _TEMPLATES, presence.reasons),
    Rule("R15", N_("Entered soon after the meeting"), _PRACTICE, lateness.late_entries),
    Rule("R25", N_("Study hours keep pace"), _EDUCATION_20, hours.behind),
    Rule("R10", N_("Term of office"), _BRANCH_21, terms.term),
    Rule("R40", N_("Probation"), _DEVELOPMENT_31, terms.probation),
)
REVISED = date(2026, 5, 11)
"""The day from which the revised rules on developing members are in force."""


def source_of(rule: str, day: date | None) -> str | None:
    """Return the source of a rule that is judged with others, None where they share theirs.

    Admission and conversion (R07) and elections (R37) are judged with the sums (R08), the quorum
    (R05) and the majority (R06) of any vote. The numbers of R07 are the same in both texts; a
    meeting is held to the text of its own day.
    """
    if rule == "R07":
        return _DEVELOPMENT if day is None or day >= REVISED else _DEVELOPMENT_2014
    return _ELECTION_VOTE if rule == "R37" else None
