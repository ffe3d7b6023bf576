"""The twenty boxes of an inspection folder: what belongs into each, and what is left out by default.

Source: what real filing rules and assessment sheets ask for (domain 3.1). A box names kinds of
meetings, registers of records, documents of the branch and rules; it knows no record by itself.
"""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from app.counting.branch_type import rule_type
from app.records.documents import DocumentKind
from app.records.organisation import Branch, BranchType
from app.records.plan import PlanKind
from app.rules.finding import Finding
from app.terms import ActivityType
from db.model.record import Record
from db.model.words import N_

_MONTH = re.compile(r"\d{4}-\d{2}")
UNPLACED = 0
"""The box of a finding that belongs to none: the cover shows it."""


class Register(NamedTuple):
    """Records of one kind that a box lists.

    ``day`` the field by which a record belongs to the period, ``end`` where it lasts until; without
    one every record does. ``via`` the field that names a meeting of the box. ``only`` a field and
    the values it may have, "" for none. ``sensitive`` leaves it out unless a purpose is given, ``whole`` prints
    every field of each record; ``more`` are fields that its list shows besides its usual columns;
    what is sealed in it is never opened for a folder where it is ``shut``. ``told`` records are
    counted here and shown by a sheet of their own.
    """

    kind: str
    day: str = ""
    end: str = ""
    via: str = ""
    only: tuple[str, tuple[str, ...]] = ("", ())
    sensitive: bool = False
    whole: bool = False
    more: tuple[str, ...] = ()
    shut: bool = False
    told: bool = False

    def holds(self, record: Record, first: date, last: date, meetings: Collection[str]) -> bool:
        """Tell whether a record of the kind belongs to the box in a period."""
        field, values = self.only
        if field and (record.get(field) or "") not in values:
            return False
        if self.via:
            return record.get(self.via) in meetings
        begin = day_of(record.get(self.day)) if self.day else None
        if not self.day or begin is None:
            # What nobody dated belongs to every period rather than to none.
            return True
        end = day_of(record.get(self.end)) if self.end else begin
        return begin <= last and (end is None or end >= first)

    def dated(self, record: Record) -> bool:
        """Tell whether a record has the day by which it belongs to a period, or a meeting."""
        return bool(self.via) or day_of(record.get(self.day)) is not None


class Box(NamedTuple):
    """One box. ``title``, ``holds`` and ``note`` are msgids; ``not_for`` branch types without it."""

    number: int
    title: str
    holds: str
    meetings: tuple[ActivityType, ...] = ()
    registers: tuple[Register, ...] = ()
    rules: tuple[str, ...] = ()
    sensitive: bool = False
    not_for: tuple[BranchType, ...] = ()
    note: str = ""

    def concerns(self, branch: Branch | None) -> bool:
        """Tell whether a branch of this type has such a box at all."""
        return rule_type(branch) not in self.not_for


_NONE = ""
"""Of a kind that nobody gave."""


def _documents(*kinds: str) -> Register:
    values = tuple(str(kind) for kind in kinds)
    return Register("branch_document", "dated_on", only=("kind", values))


def _plans(*kinds: str) -> Register:
    values = tuple(str(kind) for kind in kinds)
    return Register("plan", "from_on", only=("kind", values))


_OF_MEETINGS = (Register("notice", via="activity"), Register("sign_in_sheet", via="activity"))
_TEMPORARY = (BranchType.temporary,)
_ELSEWHERE = N_("Agreements and registers of this box are not in this book; what it has is below.")

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
            _documents(DocumentKind.set_up, DocumentKind.election_file, DocumentKind.duties),
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
            _documents(DocumentKind.award),
        ),
        rules=("R26", "R27", "R41"),
    ),
    Box(
        3,
        N_("Plans and summaries"),
        N_("Year's plan, quarterly plans filed upward, half-year and year's summaries"),
        registers=(
            _plans(
                PlanKind.year,
                PlanKind.quarter,
                PlanKind.campaign,
                PlanKind.half_year_summary,
                PlanKind.year_summary,
                _NONE,
            ),
            Register("plan_item", "due_on"),
            _documents(DocumentKind.summary),
        ),
        rules=("R30",),
    ),
    Box(
        4,
        N_("General meetings"),
        N_("Notices, sign-in, minutes, votes, resolutions"),
        (ActivityType.general_meeting,),
        _OF_MEETINGS,
        ("R01", "R37"),
    ),
    Box(
        5,
        N_("Committee meetings"),
        N_("Notices, sign-in, minutes, votes, resolutions"),
        (ActivityType.committee_meeting,),
        _OF_MEETINGS,
        ("R02", "R38"),
    ),
    Box(
        6,
        N_("Group meetings"),
        N_("Notices, sign-in, minutes, resolutions of each group"),
        (ActivityType.group_meeting,),
        _OF_MEETINGS,
        ("R03",),
    ),
    Box(
        7,
        N_("Party lectures"),
        N_("Lecture plan, texts, sign-in, records, photos"),
        (ActivityType.party_lecture,),
        (_plans(PlanKind.lectures), *_OF_MEETINGS, _documents(DocumentKind.lecture_text)),
        ("R04", "R36"),
    ),
    Box(
        8,
        N_("Themed Party days"),
        N_("Theme of the month, plan, records, what followed"),
        (ActivityType.themed_party_day,),
        _OF_MEETINGS,
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
            *_OF_MEETINGS,
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
            *_OF_MEETINGS,
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
            _plans(PlanKind.study),
            Register("reflection", "held_on"),
            *_OF_MEETINGS,
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
            _documents(DocumentKind.development),
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
            _documents(DocumentKind.dues_publication),
        ),
        not_for=_TEMPORARY,
    ),
    Box(
        15,
        N_("Joint building"),
        N_("Joint conferences and activities with partners"),
        (ActivityType.joint_conference, ActivityType.joint_activity),
        _OF_MEETINGS,
        ("R28",),
        note=_ELSEWHERE,
    ),
    Box(
        16,
        N_("Service and practical deeds"),
        N_("Visits, problems and what became of them"),
        (ActivityType.service_visit,),
        _OF_MEETINGS,
        ("R29",),
        note=_ELSEWHERE,
    ),
    Box(
        17,
        N_("Vanguard carriers"),
        N_("Demonstration posts, responsibility areas, vanguard teams, commitments"),
        note=_ELSEWHERE,
    ),
    Box(
        18,
        N_("Disclosure of affairs"),
        N_("What was disclosed, from when until when, and what was answered"),
        registers=(_documents(DocumentKind.disclosure),),
    ),
    Box(
        19,
        N_("Self-discipline and ideology"),
        N_("Warning education, half-yearly analysis of ideology"),
        registers=(_documents(DocumentKind.warning_education, DocumentKind.ideology),),
    ),
    Box(
        20,
        N_("Documents up and down"),
        N_("Documents received and passed round, reports sent, findings of inspections"),
        registers=(
            Register("document_receipt", "received_on"),
            Register("circulation", "on"),
            _documents(DocumentKind.report_sent, DocumentKind.reply, DocumentKind.other, _NONE),
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


def day_of(value: object) -> date | None:
    """Return the day of a stored date, moment or month; None for what is none."""
    text = str(value or "")
    try:
        return datetime.fromisoformat(f"{text}-01" if _MONTH.fullmatch(text) else text).date()
    except ValueError:
        return None
