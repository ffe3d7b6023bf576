"""What rules read beside the meetings themselves: records of the book, one shelf for each area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.records.development import DevelopmentCase, DevelopmentStep
from app.records.flow import DuesTick, FlowRecord, LostContactCase
from app.records.life import (
    Appraisal,
    AppraisalResult,
    LifeMeeting,
    RectificationItem,
    SelfExamination,
)
from app.records.member import ContactEntry
from app.records.organisation import Project
from app.records.plan import Plan, PlanItem
from app.records.study import Circulation, DocumentReceipt
from app.records.talks import HeartToHeartTalk
from app.records.voting import ElectionCandidate, WrittenOpinion


class Passage(NamedTuple):
    """A text that people wrote: the record and field it stands in, its day, who wrote it.

    ``about`` is the record to open: the meeting of a speech, else the record itself.
    """

    record: str
    kind: str
    field: str
    about: str
    day: date
    text: str
    author: str = ""


@dataclass(frozen=True)
class Life:
    """Organisational life: what stands around its yearly meetings, and that people talked.

    Sealed texts stay sealed: of appraisals and talks the rules see dates and counts alone.
    """

    steps: Mapping[str, LifeMeeting] = field(default_factory=dict)
    """By meeting."""
    examinations: Mapping[str, Sequence[SelfExamination]] = field(default_factory=dict)
    """By meeting."""
    opinions: frozenset[str] = frozenset()
    """Meetings for which an opinion was collected."""
    rectifications: Sequence[RectificationItem] = ()
    appraisals: Mapping[str, Appraisal] = field(default_factory=dict)
    """By meeting."""
    results: Mapping[str, Sequence[AppraisalResult]] = field(default_factory=dict)
    """By appraisal."""
    talks: Sequence[HeartToHeartTalk] = ()


@dataclass(frozen=True)
class Moves:
    """Members who are away: floating, contacted, ticked off for dues, searched for."""

    flows: Sequence[FlowRecord] = ()
    contacts: Sequence[ContactEntry] = ()
    dues: Sequence[DuesTick] = ()
    cases: Sequence[LostContactCase] = ()


@dataclass(frozen=True)
class Papers:
    """Documents, plans and files."""

    receipts: Mapping[str, DocumentReceipt] = field(default_factory=dict)
    circulations: Mapping[str, Sequence[Circulation]] = field(default_factory=dict)
    """By document."""
    plans: Mapping[str, Plan] = field(default_factory=dict)
    items: Sequence[PlanItem] = ()
    evidence: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What kinds of file (photo, scan …) hang on a record."""
    project: Project | None = None


@dataclass(frozen=True)
class Ballots:
    """Beside the numbers of a vote."""

    opinions: Mapping[str, Sequence[WrittenOpinion]] = field(default_factory=dict)
    """By motion."""
    candidates: Mapping[str, Sequence[ElectionCandidate]] = field(default_factory=dict)
    """By motion."""


@dataclass(frozen=True)
class Growth:
    """People on the way to membership, and the dated steps they took."""

    cases: Sequence[DevelopmentCase] = ()
    steps: Mapping[str, Sequence[DevelopmentStep]] = field(default_factory=dict)
    """By case."""
