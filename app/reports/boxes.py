"""The twenty boxes of an inspection folder: what belongs into each, and what is left out by default.

Source: what real filing rules and assessment sheets ask for (domain 3.1). A box names kinds of
meetings, registers of records, documents of the branch and rules; it knows no record by itself.
"""

from collections.abc import Callable, Iterable

from app.records.documents import DocumentKind
from app.records.openness import MaterialKind
from app.records.organisation import BranchType
from app.records.plan import PlanKind
from app.reports.boxed import OF_MEETINGS, Box, Register, documents, plans
from app.reports.sharedboxes import OUTCOMES, RECORDED, SHARED
from app.rules.finding import Finding
from app.terms import ActivityType
from db.model.words import N_

UNPLACED = 0
"""The box of a finding that belongs to none: the cover shows it."""
_NONE = ""
"""Of a kind that nobody gave."""
_LECTURE = (str(MaterialKind.lecture),)
_OTHER_MATERIALS = ("", *(str(kind) for kind in MaterialKind if kind != MaterialKind.lecture))
_TEMPORARY = (BranchType.temporary,)

BOXES = (
    Box(
        1,
        N_("Organisation set-up"),
        N_("Set-up and its approval, committee, division of duties, groups, terms"),
        registers=(
            Register("term_of_office", "start", "end"),
            Register("office_holding", "from_on", "to_on"),
            Register("party_group"),
            Register("project"),
            Register("handover_item", "handed_on"),
            documents(DocumentKind.set_up, DocumentKind.election_file, DocumentKind.duties),
        ),
        rules=("R10", "R12", "R33"),
    ),
    Box(
        2,
        N_("Party members"),
        N_("Roster, comings and goings, floating members, contact, lost contact, awards"),
        registers=(
            Register("member_status_event", "on"),
            Register("group_membership", "from_on", "to_on"),
            Register("flow_record", "from_on", "to_on", told=True),
            Register("contact_entry", "on"),
            Register("lost_contact_case", "opened_on", "closed_on", whole=True),
            documents(DocumentKind.award),
        ),
        rules=("R26", "R27", "R41"),
    ),
    Box(
        3,
        N_("Plans and summaries"),
        N_("Year's plan, quarterly plans filed upward, half-year and year's summaries"),
        registers=(
            plans(
                PlanKind.year,
                PlanKind.quarter,
                PlanKind.campaign,
                PlanKind.half_year_summary,
                PlanKind.year_summary,
                PlanKind.cobuild,
                _NONE,
            ),
            Register("plan_item", "due_on"),
            documents(DocumentKind.summary),
            OUTCOMES,
        ),
        rules=("R30",),
    ),
    Box(
        4,
        N_("General meetings"),
        N_("Notices, sign-in, minutes, votes, resolutions"),
        (ActivityType.general_meeting,),
        OF_MEETINGS,
        ("R01", "R37"),
    ),
    Box(
        5,
        N_("Committee meetings"),
        N_("Notices, sign-in, minutes, votes, resolutions"),
        (ActivityType.committee_meeting,),
        OF_MEETINGS,
        ("R02", "R38"),
    ),
    Box(
        6,
        N_("Group meetings"),
        N_("Notices, sign-in, minutes, resolutions of each group"),
        (ActivityType.group_meeting,),
        OF_MEETINGS,
        ("R03",),
    ),
    Box(
        7,
        N_("Party lectures"),
        N_("Lecture plan, texts, sign-in, records, photos"),
        (ActivityType.party_lecture,),
        (
            plans(PlanKind.lectures),
            *OF_MEETINGS,
            documents(DocumentKind.lecture_text),
            Register("work", "made_on", only=("kind", RECORDED)),
            Register("material", "received_on", only=("kind", _LECTURE)),
        ),
        ("R04", "R36"),
    ),
    Box(
        8,
        N_("Themed Party days"),
        N_("Theme of the month, plan, records, what followed"),
        (ActivityType.themed_party_day,),
        OF_MEETINGS,
        ("R11",),
    ),
    Box(
        9,
        N_("Organisational-life meeting"),
        N_("Scheme, study, opinions, problems, criticism, rectification, last year's list"),
        (ActivityType.organizational_life_meeting,),
        (
            Register("life_meeting", via="activity", whole=True),
            Register("collected_opinion", via="activity"),
            Register("self_examination", via="activity", sensitive=True),
            Register("rectification_item", "due_on"),
            *OF_MEETINGS,
        ),
        ("R20", "R21", "R31"),
    ),
    Box(
        10,
        N_("Democratic appraisal"),
        N_("Notice, self and mutual appraisal, measurement, conclusion, feedback to each member"),
        (ActivityType.democratic_appraisal,),
        (
            Register("appraisal", via="activity", whole=True),
            Register("appraisal_result", via="appraisal", shut=True),
            *OF_MEETINGS,
        ),
        ("R22", "R23"),
        sensitive=True,
    ),
    Box(
        11,
        N_("Heart-to-heart talks"),
        N_("Who talked with whom, when and about what"),
        registers=(Register("heart_to_heart_talk", "on", more=("subject",)),),
        rules=("R24",),
        sensitive=True,
    ),
    Box(
        12,
        N_("Study and training"),
        N_("Study plan, hours by member, group study, training, reflections"),
        (ActivityType.study_session, ActivityType.training),
        (
            Register("study_record", "held_on", told=True),
            plans(PlanKind.study),
            Register("reflection", "held_on"),
            *OF_MEETINGS,
        ),
        ("R19", "R25"),
    ),
    Box(
        13,
        N_("Development of members"),
        N_("Steps and their dates; the personal files are with HQ"),
        registers=(
            Register("development_case"),
            Register("development_step", "on"),
            documents(DocumentKind.development),
        ),
        rules=("R07", "R39", "R40"),
        not_for=_TEMPORARY,
    ),
    Box(
        14,
        N_("Party dues"),
        N_("Ticks by member and month, yearly publication; no amounts"),
        registers=(
            Register("dues_tick", "month", told=True),
            documents(DocumentKind.dues_publication),
        ),
        not_for=_TEMPORARY,
    ),
    *SHARED,
    Box(
        19,
        N_("Self-discipline and ideology"),
        N_("Warning education, half-yearly analysis of ideology"),
        registers=(documents(DocumentKind.warning_education, DocumentKind.ideology),),
    ),
    Box(
        20,
        N_("Documents up and down"),
        N_("Documents received and passed round, reports sent, findings of inspections"),
        registers=(
            Register("document_receipt", "received_on"),
            Register("circulation", "on"),
            Register("material", "received_on", only=("kind", _OTHER_MATERIALS)),
            Register("evidence_file", "handed_in_on"),
            Register("evidence_point", via="file"),
            documents(DocumentKind.report_sent, DocumentKind.reply, DocumentKind.other, _NONE),
            Register("inspection", "from_at", "until_at"),
            Register("inspection_finding", "due_on"),
        ),
        rules=("R32",),
    ),
)

_BY_NUMBER = {box.number: box for box in BOXES}
_BY_TYPE = {type_: box.number for box in BOXES for type_ in box.meetings}
_BY_RULE = {rule: box.number for box in BOXES for rule in box.rules}
# A finding about a vote or a resolution is filed with its meeting; these stand where that is unknown.
_BY_KIND = {
    "member": 2,
    "branch": 1,
    "dues_tick": 14,
    "study_record": 12,
    "attendance": 4,
    "motion": 4,
    "resolution": 4,
} | {
    register.kind: box.number
    for box in reversed(BOXES)
    for register in box.registers
    if register.kind not in {"notice", "sign_in_sheet", "branch_document", "plan"}
}

TypeOf = Callable[[str], ActivityType | None]
"""The kind of the meeting with an id; None where the id is no meeting's."""


def box(number: int) -> Box:
    """Return a box by its number; KeyError for another number than 1 to 20."""
    return _BY_NUMBER[number]


def numbers(wanted: Iterable[int] = (), *, sensitive: bool = False) -> tuple[int, ...]:
    """Return the boxes that go into a folder: those wanted, else all; sensitive ones if allowed."""
    asked = set(wanted) or set(_BY_NUMBER)
    return tuple(b.number for b in BOXES if b.number in asked and (sensitive or not b.sensitive))


def box_of_meeting(type_: ActivityType) -> int:
    """Return the box that meetings of a kind belong into."""
    return _BY_TYPE.get(type_, UNPLACED)


def box_of(finding: Finding, type_of: TypeOf) -> int:
    """Return the box that a finding is filed in.

    A rule of its own box decides first (study hours are about a member, and belong to study), then
    the meeting it is about, then the kind of record.
    """
    placed = _BY_RULE.get(finding.rule, UNPLACED)
    if placed:
        return placed
    held = type_of(finding.record) if finding.record else None
    if held is not None:
        return box_of_meeting(held)
    return _BY_KIND.get(finding.kind, UNPLACED)
