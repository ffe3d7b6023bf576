"""Every check of this release, contradictions first, with what it is called.

What a check goes by (severity, thresholds, source) is not here: packs say it, `app.rules.rulebook`
lays them over each other, and a rule that no pack has in force finds nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.rules import (
    admission,
    appraising,
    bookings,
    carriers,
    chairs,
    cited,
    committee,
    development,
    election,
    frequency,
    hours,
    joint,
    lateness,
    lectures,
    life,
    likeness,
    matters,
    openness,
    order,
    overlaps,
    plans,
    presence,
    prior,
    reach,
    required,
    size,
    talking,
    temporary,
    terms,
    visiting,
    votes,
)
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
    Rule("R14", N_("Nobody arrived after the end"), presence.after_the_end),
    Rule("R08", N_("Votes add up"), votes.sums),
    Rule("R05", N_("Quorum of a vote"), votes.quorum),
    Rule("R06", N_("What was decided was carried"), votes.decided),
    Rule("R16", N_("Nobody is in two rooms at once"), overlaps.two_rooms),
    Rule("R17", N_("Everybody on the sheet was in the branch"), presence.on_the_roster),
    Rule("R17", N_("Nobody is present and on leave"), presence.not_on_leave),
    Rule("R17", N_("Only the committee counts in the committee"), committee.outsiders),
    Rule("R18", N_("Nothing is studied before it was issued"), cited.issued_before),
    Rule("R43", N_("A room is booked once"), bookings.booked_twice),
    Rule("R07", N_("One candidate a vote"), admission.candidates),
    Rule("R07", N_("Written opinions were in before"), admission.opinions),
    Rule("R37", N_("Ballots and candidates of an election"), election.elections),
    Rule("R33", N_("Matters a temporary branch leaves to others"), temporary.handled),
    Rule("D01", N_("Days follow each other"), order.in_order),
    Rule("D01", N_("Steps of development follow each other"), development.in_order),
    Rule("R42", N_("Who is entitled to vote"), votes.entitled),
    Rule("R42", N_("No vote in an online micro-branch"), votes.micro, "micro"),
    Rule("R01", N_("General meeting once a quarter"), frequency.general_meetings),
    Rule("R02", N_("Committee meeting once a month"), frequency.committee_meetings),
    Rule("R03", N_("Group meeting once a month"), frequency.group_meetings),
    Rule("R04", N_("Party lecture once a quarter"), frequency.lectures),
    Rule("R11", N_("Themed Party day every month"), frequency.themed_days),
    Rule("R09", N_("Important matters pass the committee first"), prior.committee_first),
    Rule("R10", N_("Term of office"), terms.term),
    Rule("R10", N_("A term is shifted by a year at most"), terms.shifts),
    Rule("R12", N_("Size of branch and committee"), size.size),
    Rule("R13", N_("The record is complete"), required.complete),
    Rule("R13", N_("Every item has an outcome"), required.concluded, "items"),
    Rule("R13", N_("A resolution on admission is complete"), required.admission, "admission"),
    Rule("R14", N_("Leave and absence have reasons"), presence.reasons, "reasons"),
    Rule("R14", N_("Arrivals differ, or the sheet is there"), presence.all_at_once, "arrivals"),
    Rule("R15", N_("Entered soon after the meeting"), lateness.late_entries),
    Rule("R15", N_("Meetings are entered each in its time"), lateness.on_one_day, "same_day"),
    Rule("R19", N_("Texts are not those of earlier records"), likeness.same_again),
    Rule("R19", N_("No words of another unit"), likeness.other_units_words, "alien"),
    Rule("R20", N_("Organisational-life meeting once a year"), life.yearly),
    Rule("R21", N_("Steps of the organisational-life meeting"), life.steps),
    Rule("R21", N_("Papers of the organisational-life meeting"), life.customary_steps, "practice"),
    Rule("R22", N_("Democratic appraisal once a year"), appraising.yearly),
    Rule("R22", N_("Steps of the appraisal"), appraising.steps),
    Rule("R22", N_("Every full member has a level"), appraising.levels),
    Rule("R22", N_("Everybody was told"), appraising.told, "feedback"),
    Rule("R23", N_("Share of those rated excellent"), appraising.share),
    Rule("R24", N_("Three kinds of talk once a year"), talking.yearly),
    Rule("R25", N_("Study hours keep pace"), hours.behind),
    Rule("R25", N_("Concentrated training of the year"), hours.trainings),
    Rule("R26", N_("Floating members are kept in touch with"), reach.floating),
    Rule("R27", N_("Nobody is out of reach"), reach.lost),
    Rule("R28", N_("Partners are named"), joint.partners),
    Rule("R28", N_("Whom one builds with has an agreement"), joint.agreed, "agreement"),
    Rule("R28", N_("An agreement has two parties"), joint.parties, "agreement"),
    Rule("R28", N_("Agreements are renewed in time"), joint.expiring, "expiry"),
    Rule("R29", N_("What a visit took up is answered"), joint.visits),
    Rule("R29", N_("A visit has its three answers"), visiting.answered),
    Rule("R29", N_("Tasks of visits are done and answered"), visiting.tasks),
    Rule("R29", N_("Six counters of the half-year"), visiting.counted, "quota"),
    Rule("R30", N_("What was planned was done"), plans.carried_out),
    Rule("R31", N_("Things are put right one by one"), life.put_right),
    Rule("R32", N_("Filed with the superior in time"), plans.filed),
    Rule("R34", N_("Who chairs"), chairs.chaired),
    Rule("R34", N_("Chair and recorder are two people"), chairs.two_people, "recorder"),
    Rule("R35", N_("A picture where one is asked for"), cited.pictured),
    Rule("R35", N_("Documents went round"), cited.circulated, "circulation"),
    Rule("R36", N_("A micro-lecture is short"), lectures.micro),
    Rule("R43", N_("What was lent is back"), bookings.not_back, "loans"),
    Rule("R38", N_("Quorum of the committee"), committee.quorum),
    Rule("R39", N_("Admission meeting within a month"), development.admission_in_time),
    Rule("R40", N_("Time limits of development"), development.limits),
    Rule("R40", N_("Probation"), terms.probation),
    Rule("R45", N_("Posts and commitments are looked at again"), carriers.reviewed),
    Rule("R45", N_("Commitments are answered"), carriers.answered, "fulfilment"),
    Rule("R45", N_("Milestones of apprentices are reached"), carriers.reached, "milestones"),
    Rule("R41", N_("No half-year without organisational life or dues"), reach.withdrawn),
    Rule("R44", N_("Matters are done by their day"), matters.overdue),
    Rule("R44", N_("Matters close with an answer"), matters.closed, "closed"),
    Rule("R44", N_("Suggestions are answered"), matters.unanswered, "suggestions"),
    Rule("R46", N_("Questions and opinions are answered"), openness.answered),
    Rule("R46", N_("A disclosure shows for some days"), openness.shown, "shown"),
)
