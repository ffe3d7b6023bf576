"""Where a unit stands with the alliance on any day, and how the alliance grew (domain 1.2, row 33).

Membership begins with the day of joining and ends with that of leaving; a wish or an application
ends nothing. Of a unit that is no member the later day says where it stands. A unit that comes
again has its earlier stretch kept in `earlier`, so that what was counted for a day stays counted.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from typing import Literal, NamedTuple

from app.counting.periods import Span, month_of, months_after, next_month, quarter_of
from app.counting.standing import covers
from app.records.alliance import (
    AllianceBody,
    BudgetLine,
    JointOrganization,
    PartnerOrganization,
    PartnerState,
)

Life = Literal["coming", "running", "past", "ended"]
"""How a joint temporary organisation stands; past its end and not dissolved is told."""

STAGES: tuple[tuple[PartnerState, str], ...] = (
    (PartnerState.intent, "intent_on"),
    (PartnerState.applied, "applied_on"),
    (PartnerState.member, "joined_on"),
    (PartnerState.left, "left_on"),
)
"""The stages in their order, each with the field that holds its day."""
WAITING = (PartnerState.intent, PartnerState.applied)
"""Stages of those that wish to join."""
EARLIEST = date(1900, 1, 1)
"""No curve begins before: such a day is a slip of the pen."""
BY_MONTH = 24
"""Up to so many months a curve goes by month, beyond by quarter."""
_STRETCH = re.compile(r"\s*(\d{4}-\d{2}-\d{2})\s*(?:/|–|~|～|至)\s*(\d{4}-\d{2}-\d{2})\s*")


class Stretch(NamedTuple):
    """From when until when a unit was a member; ``last`` is the day it left, None while it is one."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Tell whether it was a member on a day; on the day it left it no longer was."""
        return self.first <= day and (self.last is None or day < self.last)


class Point(NamedTuple):
    """The alliance at the end of a month or a quarter, and what happened in it."""

    span: Span
    members: int
    waiting: int
    joined: int
    left: int


class Node(NamedTuple):
    """A body of the alliance, and how deep it stands below the first."""

    body: AllianceBody
    depth: int


class BudgetYear(NamedTuple):
    """What a year's lines plan and spent together; ``open_`` lines have nothing spent yet."""

    year: int | None
    lines: tuple[BudgetLine, ...]
    planned: float
    spent: float
    open_: int


def stretches(unit: PartnerOrganization) -> tuple[Stretch, ...]:
    """Return when a unit was a member, earliest first; what cannot be read is left out."""
    found = []
    for line in (unit.earlier or "").splitlines():
        match = _STRETCH.fullmatch(line)
        first, last = (_day(match[1]), _day(match[2])) if match else (None, None)
        if first is not None and last is not None and first <= last:
            found.append(Stretch(first, last))
    joined, left = unit.joined_on, unit.left_on
    if joined is not None:
        found.append(Stretch(joined, left if left is not None and left >= joined else None))
    return tuple(sorted(found, key=lambda s: s.first))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class _History(NamedTuple):
    """What is known of one unit's days, read once for as many days as are asked."""

    held: tuple[Stretch, ...]
    stages: tuple[tuple[date, int, PartnerState], ...]

    def on(self, day: date) -> PartnerState | None:
        if any(s.holds(day) for s in self.held):
            return PartnerState.member
        # Of one day the later stage holds.
        return max((known for known in self.stages if known[0] <= day), default=(day, 0, None))[2]

    def turns(self, days: Sequence[date]) -> list[int]:
        """Return the places of those days before which it may have come to stand elsewhere."""
        found = [on for on, _, _ in self.stages]
        found += [day for s in self.held for day in s if day is not None]
        places = {bisect_left(days, day) for day in found}
        return sorted(at for at in places if at < len(days))


def _history(unit: PartnerOrganization) -> _History:
    held = stretches(unit)
    days = [(on, at, stage) for at, (stage, on) in enumerate(_days(unit))]
    days += [(s.last, len(STAGES), PartnerState.left) for s in held if s.last is not None]
    return _History(held, tuple(days))


def state_on(unit: PartnerOrganization, day: date) -> PartnerState | None:
    """Return where a unit stood on a day; None where it had not been heard of."""
    return _history(unit).on(day)


def _days(unit: PartnerOrganization) -> list[tuple[PartnerState, date]]:
    found = ((stage, getattr(unit, field)) for stage, field in STAGES)
    return [(s, on) for s, on in found if on is not None and s != PartnerState.member]


def standing(
    units: Iterable[PartnerOrganization], day: date
) -> dict[PartnerState | None, list[PartnerOrganization]]:
    """Return the units of each state on a day; those never heard of before stand under None."""
    found: dict[PartnerState | None, list[PartnerOrganization]] = {}
    for unit in units:
        found.setdefault(state_on(unit, day), []).append(unit)
    return found


def next_stages(unit: PartnerOrganization, day: date) -> tuple[PartnerState, ...]:
    """Return the stages a unit may come to next, the usual one first."""
    match state_on(unit, day):
        case PartnerState.member:
            return (PartnerState.left,)
        case PartnerState.applied:
            return (PartnerState.member,)
        case PartnerState.intent:
            return (PartnerState.applied, PartnerState.member)
    return (PartnerState.applied, PartnerState.intent, PartnerState.member)


def reaching(unit: PartnerOrganization, stage: PartnerState, day: date) -> dict[str, str | None]:
    """Return the fields to write where a unit comes to a stage on a day.

    One that joins again keeps the stretch it was a member before; on the day it left it never did.
    """
    if stage == PartnerState.member and unit.joined_on and unit.left_on == day:
        return {"left_on": None}
    field = dict(STAGES)[stage]
    fields: dict[str, str | None] = {field: day.isoformat()}
    if stage == PartnerState.member and unit.joined_on and unit.left_on:
        past = f"{unit.joined_on.isoformat()}/{unit.left_on.isoformat()}"
        if unit.joined_on <= unit.left_on:
            fields["earlier"] = "\n".join(x for x in ((unit.earlier or "").strip(), past) if x)
    return fields


def first_day(units: Iterable[PartnerOrganization]) -> date | None:
    """Return the first day that anything is on record for."""
    days = [on for unit in units for _, on in _days(unit)]
    days += [s.first for unit in units for s in stretches(unit)]
    return min(days, default=None)


def growth(
    units: Sequence[PartnerOrganization], upto: date, first: date | None = None
) -> list[Point]:
    """Return the curve from the first day on record: by month up to two years, else by quarter."""
    start = first or first_day(units)
    start = max(start, EARLIEST) if start is not None else None
    if start is None or start > upto:
        return []
    monthly = months_after(start, BY_MONTH) > upto
    known = [_history(unit) for unit in units]
    spans = list(_spans(start, upto, monthly))
    ends = [min(span.last, upto) for span in spans]
    counted = _counted(known, ends)
    held = [s for unit in known for s in unit.held]
    begins = spans[0].first
    joined = _within((s.first for s in held), begins, ends)
    left = _within((s.last for s in held if s.last is not None), begins, ends)
    return [
        Point(
            span,
            counted[at][PartnerState.member],
            sum(counted[at][state] for state in WAITING),
            joined[at],
            left[at],
        )
        for at, span in enumerate(spans)
    ]


def changes(points: Sequence[Point]) -> list[Point]:
    """Return the points in which something changed: the others say what the one before said."""
    before = (0, 0)
    found = []
    for point in points:
        if point.joined or point.left or (point.members, point.waiting) != before:
            found.append(point)
        before = (point.members, point.waiting)
    return found


def _spans(first: date, upto: date, monthly: bool) -> Iterable[Span]:
    at = first
    while True:
        span = month_of(at) if monthly else quarter_of(at)
        yield span
        if span.last >= upto:
            return
        at = next_month(span.last)


def _counted(units: Iterable[_History], days: Sequence[date]) -> list[Counter[PartnerState | None]]:
    """Return how many units stood where on each of some days, which follow one another.

    A unit is asked only on days before which something happened to it: few, whatever the years.
    """
    found: list[Counter[PartnerState | None]] = [Counter() for _ in days]
    for unit in units:
        before: PartnerState | None = None
        for at in unit.turns(days):
            now = unit.on(days[at])
            if now != before:
                found[at][before] -= 1
                found[at][now] += 1
            before = now
    return list(accumulate(found, _added))


def _added(
    before: Counter[PartnerState | None], now: Counter[PartnerState | None]
) -> Counter[PartnerState | None]:
    return Counter({state: before[state] + now[state] for state in {*before, *now}})


def _within(days: Iterable[date], begins: date, ends: Sequence[date]) -> Counter[int]:
    """Return how many days lie in each span, by its place; each ends where the next begins."""
    return Counter(bisect_left(ends, day) for day in days if begins <= day <= ends[-1])


def tree(bodies: Sequence[AllianceBody]) -> list[Node]:
    """Return the bodies from above to below; one whose body above is gone stands at the head.

    Two laptops may have put each of two bodies below the other: then the first of them heads both.
    """
    known = {b.id for b in bodies}
    below: dict[str, list[AllianceBody]] = {}
    for body in bodies:
        below.setdefault(body.above if body.above in known else "", []).append(body)
    found: list[Node] = []
    seen: set[str] = set()

    def walk(body: AllianceBody, depth: int) -> None:
        if body.id in seen:
            return
        seen.add(body.id)
        found.append(Node(body, depth))
        for under in sorted(below.get(body.id, ()), key=_rank):
            walk(under, depth + 1)

    for body in (*sorted(below.get("", ()), key=_rank), *sorted(bodies, key=_rank)):
        walk(body, 0)
    return found


def _rank(body: AllianceBody) -> tuple[int, str]:
    kinds = {"leading_group": 0, "office": 1, "task_group": 2}
    return kinds.get(body.kind or "", 3), body.name


def at_work(bodies: Iterable[AllianceBody], day: date) -> list[AllianceBody]:
    """Return the bodies there are on a day."""
    return [b for b in bodies if covers(b.from_on, b.to_on, day)]


def budget(lines: Iterable[BudgetLine]) -> list[BudgetYear]:
    """Return the lines by year with their sums, latest first, those without a year last."""
    years: dict[int | None, list[BudgetLine]] = {}
    for line in lines:
        years.setdefault(line.year, []).append(line)
    return [
        BudgetYear(
            year,
            tuple(found),
            sum(x.planned or 0 for x in found),
            sum(x.spent or 0 for x in found),
            sum(x.spent is None for x in found),
        )
        for year, found in sorted(years.items(), key=lambda pair: -(pair[0] or 0))
    ]


def life_of(organisation: JointOrganization, day: date) -> Life:
    """Return how a joint temporary organisation stands on a day (row 26)."""
    if organisation.dissolved_on is not None and organisation.dissolved_on <= day:
        return "ended"
    if organisation.to_on is not None and organisation.to_on < day:
        return "past"
    begins = organisation.from_on or organisation.approved_on
    return "coming" if begins is not None and begins > day else "running"
