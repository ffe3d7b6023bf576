"""The half-year's six counters of an enterprise one is paired with (domain 1.1, row 7).

    visits                one visit and more
    discussion            one discussion meeting and more
    policy                one guidance on policy, done
    difficulty            one real difficulty solved
    project               one production or service project advanced
    party_day             one themed Party day held together

Each counter is the records behind it and nothing else: there is no number that one could type. It
counts units' work, never a person's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from app.counting.agreements import covers_all, touches
from app.counting.held import HELD
from app.counting.matters import AFTER_DONE
from app.counting.periods import Span
from app.declare import Choice
from app.records.alliance import CobuildAgreement
from app.records.meeting import Activity
from app.records.service import MatterKind, ServiceMatter, ServiceVisit
from app.said import Said, say
from app.terms import ActivityType, JointKind
from db.model.words import N_


class Count(Choice):
    """The six."""

    visits = "visits", N_("Visit of the enterprise")
    discussion = "discussion", N_("Discussion meeting")
    policy = "policy", N_("Policy guidance")
    difficulty = "difficulty", N_("Difficulty solved")
    project = "project", N_("Project advanced")
    party_day = "party_day", N_("Joint Party day")


_MATTERS = {
    MatterKind.policy: Count.policy,
    MatterKind.difficulty: Count.difficulty,
    MatterKind.project: Count.project,
}
State = Literal["done", "open", "missed", "unasked"]


class Evidence(NamedTuple):
    """One record behind a counter."""

    record: str
    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class Counter:
    """One of the six of one half-year, with the records that fill it, by day."""

    count: Count
    needed: int
    records: tuple[Evidence, ...]

    @property
    def met(self) -> bool:
        """Tell whether there are as many as are needed."""
        return len(self.records) >= self.needed


class Pairing(NamedTuple):
    """An enterprise that is counted in a half-year, under which agreement.

    ``whole`` where it was paired on every day of it: only then is anything missed.
    """

    partner: str
    agreement: CobuildAgreement
    whole: bool


def pairings(agreements: Iterable[CobuildAgreement], half: Span) -> Iterator[Pairing]:
    """Yield the enterprises that are counted in a half-year, each once, in the order of the agreements."""
    counted = [a for a in agreements if a.quota and touches(a, half.first, half.last)]
    seen: set[str] = set()
    for agreement in counted:
        for partner in agreement.parties:
            if partner in seen:
                continue
            seen.add(partner)
            mine = [a for a in counted if partner in a.parties]
            # Of several in one half-year the one that goes on is shown.
            latest = max(mine, key=lambda a: a.valid_to or date.max)
            yield Pairing(partner, latest, covers_all(mine, half.first, half.last))


def quota(
    partner: str,
    half: Span,
    visits: Iterable[ServiceVisit],
    activities: Iterable[Activity],
    matters: Iterable[ServiceMatter],
    needed: Mapping[Count, int] | None = None,
) -> tuple[Counter, ...]:
    """Return the six counters of an enterprise in a half-year; one of each is needed unless said."""
    found: dict[Count, list[Evidence]] = {count: [] for count in Count}
    held = [a for a in activities if partner in a.partners and a.state in HELD and a.held_start]
    went = [v for v in visits if v.partner == partner]
    for count, one in (*_visits(went, held), *_meetings(held), *_matters(partner, matters)):
        if half.first <= one.day <= half.last:
            found[count].append(one)
    return tuple(
        Counter(count, (needed or {}).get(count, 1), tuple(sorted(ones, key=lambda e: e[::-1])))
        for count, ones in found.items()
    )


def _visits(
    visits: Sequence[ServiceVisit], held: Sequence[Activity]
) -> Iterator[tuple[Count, Evidence]]:
    for visit in visits:
        if visit.on is not None:
            yield Count.visits, Evidence(visit.id, "service_visit", visit.on)
    # Held as a meeting with its own record: the same visit where one names the other.
    written = {v.activity for v in visits if v.on is not None}
    for activity in held:
        if activity.type == ActivityType.service_visit and activity.id not in written:
            yield Count.visits, _meeting(activity)


def _meetings(held: Sequence[Activity]) -> Iterator[tuple[Count, Evidence]]:
    for activity in held:
        if activity.joint_kind == JointKind.discussion:
            yield Count.discussion, _meeting(activity)
        if (
            activity.type == ActivityType.themed_party_day
            or activity.joint_kind == JointKind.joint_party_day
        ):
            yield Count.party_day, _meeting(activity)


def _matters(partner: str, matters: Iterable[ServiceMatter]) -> Iterator[tuple[Count, Evidence]]:
    for matter in matters:
        if (
            matter.partner != partner
            or matter.state not in AFTER_DONE
            or matter.kind not in _MATTERS
        ):
            continue
        day = matter.done_on or matter.verified_on or matter.closed_on
        if day is not None:
            yield _MATTERS[matter.kind], Evidence(matter.id, "matter", day)


def _meeting(activity: Activity) -> Evidence:
    start = activity.held_start
    return Evidence(activity.id, "activity", start.date() if start else date.min)


def half_said(half: Span) -> Said:
    """Return what a half-year is called."""
    words = N_("first half of {year}") if half.number == 1 else N_("second half of {year}")
    return say(words, year=f"{half.first.year}")


def state_of(counter: Counter, half: Span, today: date, *, whole: bool = True) -> State:
    """Return how a counter stands on a day: done, still time for it, missed, or not asked for."""
    if counter.met:
        return "done"
    if today <= half.last:
        return "open"
    return "missed" if whole else "unasked"


def visited(visits: Iterable[ServiceVisit], activities: Iterable[Activity]) -> list[Evidence]:
    """Return every visit that took place, whoever was visited, by day; each once."""
    held = [a for a in activities if a.state in HELD and a.held_start]
    found = (evidence for _, evidence in _visits(tuple(visits), held))
    return sorted(found, key=lambda e: e[::-1])
