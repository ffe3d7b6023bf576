"""What this month and this quarter still need, and the year at a glance.

A line says how far a kind of meeting has come in its period and what its button does: open what is
there, or begin what is missing. Meetings that are held together are counted each under its kind.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from app.counting.held import HELD, KEPT, days_late, starts
from app.counting.periods import Span, month_of, months_of, quarter_of
from app.records.meeting import Activity
from app.records.organisation import PartyGroup
from app.rules.facts import Facts
from app.rules.rulebook import Rulebook
from app.rules.shipped import usual
from app.said import NOTHING, Said, say
from app.services.timetable import Asked, asked_on, ordinal, within
from app.terms import ActivityType
from db.model.words import N_

Progress = Literal["open", "part", "running", "planned", "held", "filed"]
"""open: nothing yet; part: some groups met; running: begun and not minuted; planned: has a day;
held: minuted; filed: handed in or archived."""
Mark = Literal["open", "planned", "part", "done", "wrong"]

_TYPE = ActivityType
MONTHLY = (_TYPE.group_meeting, _TYPE.themed_party_day, _TYPE.committee_meeting)
QUARTERLY = (_TYPE.general_meeting, _TYPE.party_lecture)
YEARLY_ROWS = (
    _TYPE.general_meeting,
    _TYPE.committee_meeting,
    _TYPE.group_meeting,
    _TYPE.themed_party_day,
    _TYPE.party_lecture,
)
"""The five kinds of the year's picture, top to bottom."""

_ORDER = ("part", "open", "running", "planned", "held", "filed")
_PLAN = {
    _TYPE.general_meeting: N_("Plan a general meeting"),
    _TYPE.committee_meeting: N_("Plan a committee meeting"),
    _TYPE.themed_party_day: N_("Plan a themed day"),
    _TYPE.party_lecture: N_("Plan a lecture"),
}
_BUTTONS: dict[Progress, str] = {
    "running": N_("Go on"),
    "planned": N_("Open it"),
    "held": N_("View"),
    "filed": N_("View"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of meeting in one period.

    ``record`` is what the button opens; empty, it begins a meeting of ``type`` (and ``group``).
    ``total`` is over 1 where groups meet each for themselves.
    """

    type: ActivityType
    state: Progress
    done: int
    total: int
    sub: Said
    button: Said
    record: str = ""
    group: str = ""

    @property
    def is_due(self) -> bool:
        """Tell whether something is still missing that nobody has planned."""
        return self.state in ("part", "open")


@dataclass(frozen=True, slots=True)
class Due:
    """A period's lines, most urgent first, and the days left in it."""

    span: Span
    lines: tuple[Line, ...]
    days_left: int

    @property
    def missing(self) -> int:
        """Return how many lines are due."""
        return sum(line.is_due for line in self.lines)


@dataclass(frozen=True, slots=True)
class MonthMark:
    """What is known of one kind in one month; ``records`` are the meetings, first first."""

    month: int
    state: Mark
    late: bool = False
    records: tuple[str, ...] = ()
    tip: Said = NOTHING


@dataclass(frozen=True, slots=True)
class YearLine:
    """One kind over the year."""

    type: ActivityType
    quarterly: bool
    marks: tuple[MonthMark, ...]

    def mark(self, month: int) -> MonthMark | None:
        """Return what is known of a month."""
        return next((m for m in self.marks if m.month == month), None)


def this_month(facts: Facts, now: datetime) -> Due:
    """Return what the running month needs."""
    return _due(facts, now, month_of(now.date()), MONTHLY)


def this_quarter(facts: Facts, now: datetime) -> Due:
    """Return what the running quarter needs."""
    return _due(facts, now, quarter_of(now.date()), QUARTERLY)


def _due(facts: Facts, now: datetime, span: Span, kinds: Iterable[ActivityType]) -> Due:
    asked = asked_on(now.date(), facts.activities, facts.groups, committee=facts.has_committee)
    of_kind = [[a for a in asked if a.kind == kind] for kind in kinds]
    lines = [
        _group_line(facts, now, mine) if mine[0].group else _line(facts, now, mine[0])
        for mine in of_kind
        if mine
    ]
    lines.sort(key=lambda line: _ORDER.index(line.state))
    return Due(span, tuple(lines), (span.last - now.date()).days)


def progress(activity: Activity, now: datetime) -> Progress:
    """Return how far one meeting has come."""
    if activity.state in KEPT:
        return "filed"
    if activity.state in HELD:
        return "held"
    if activity.held_start is not None and activity.held_start <= now:
        return "running"
    return "planned"


def _line(facts: Facts, now: datetime, asked: Asked) -> Line:
    kind, span, found = asked.kind, asked.span, asked.meetings
    if not found:
        sub = say(
            N_("Before {day}, once a quarter")
            if "Q" in span.key
            else N_("Before {day}, once a month"),
            day=span.last,
        )
        return Line(kind, "open", 0, 1, sub, Said(_PLAN[kind]))
    best = max(found, key=lambda a: (_ORDER.index(progress(a, now)), a.held_start))
    state = progress(best, now)
    count = sum(progress(a, now) in ("held", "filed") for a in found)
    return Line(
        kind, state, count, 1, _sub(facts, best, state, now), Said(_BUTTONS[state]), best.id
    )


def _sub(facts: Facts, activity: Activity, state: Progress, now: datetime) -> Said:
    start = activity.held_start
    if start is None:
        return Said()
    if state in ("held", "filed"):
        here = sum(s.here for s in facts.seats_of(activity.id))
        if not here:
            return say(N_("On {day}"), day=start.date())
        return say(N_("{day}, {n} present"), day=start.date(), n=here)
    when = near(start, now)
    partner = next((a for a in facts.activities if a.id == activity.parent), None)
    if partner is None:
        partner = next((a for a in facts.activities if a.parent == activity.id), None)
    if partner is not None and activity.parent:
        return say(
            N_("Together with the {meeting}, {when}"), meeting=Said(partner.type.title_), when=when
        )
    if state == "running":
        return say(N_("{when}, not minuted yet"), when=when)
    if activity.place_text:
        return say(N_("{when}, {place}"), when=when, place=activity.place_text)
    return say(N_("{when}, no place yet"), when=when)


def near(moment: datetime, now: datetime) -> Said:
    """Return a moment as people near it say it: today, tomorrow, else the day."""
    days = (moment.date() - now.date()).days
    time = f"{moment:%H:%M}"
    words = {-1: N_("yesterday {time}"), 0: N_("today {time}"), 1: N_("tomorrow {time}")}
    if days in words:
        return say(words[days], time=time)
    return say(N_("{day} {time}"), day=moment.date(), time=time)


# Groups


def _group_line(facts: Facts, now: datetime, asked: Sequence[Asked]) -> Line:
    of_group = {a.group: a.meetings for a in asked}
    found = [a for meetings in of_group.values() for a in meetings]
    state_of = {a.id: progress(a, now) for a in found}

    def groups(test: Callable[[list[Progress]], bool]) -> list[PartyGroup]:
        return [g for g in facts.groups if test([state_of[a.id] for a in of_group[g.id]])]

    done = groups(lambda states: any(s in ("held", "filed") for s in states))
    waiting = groups(
        lambda states: bool(states) and not any(s in ("held", "filed") for s in states)
    )
    missing = groups(lambda states: not states)
    total, kind = len(facts.groups), _TYPE.group_meeting
    if missing:
        return Line(
            kind,
            "part" if done else "open",
            len(done),
            total,
            _groups_said(done, missing),
            _record_group(missing[0]),
            group=missing[0].id,
        )
    if waiting:
        first = min((a for g in waiting for a in of_group[g.id]), key=starts)
        state = state_of[first.id]
        sub = _sub(facts, first, state, now)
        return Line(kind, state, len(done), total, sub, Said(_BUTTONS[state]), first.id)
    last = max(found, key=starts)
    filed = all(s == "filed" for s in state_of.values())
    sub = say(N_("All groups have met, the last on {day}"), day=starts(last).date())
    return Line(kind, "filed" if filed else "held", total, total, sub, Said(N_("View")), last.id)


def _groups_said(done: Sequence[PartyGroup], missing: Sequence[PartyGroup]) -> Said:
    if not done:
        return say(N_("Still to meet: {groups}"), groups=names_said(missing))
    return say(
        N_("Met: {done}; still to meet: {missing}"),
        done=names_said(done),
        missing=names_said(missing),
    )


def names_said(groups: Sequence[PartyGroup]) -> tuple[str, ...]:
    """Return group names in a row, what they all end with said once: 第一、第二党小组."""
    names = [g.name for g in groups]
    tail = 0
    while len(names) > 1 and all(
        len(n) > tail + 1 and n[-tail - 1] == names[0][-tail - 1] for n in names
    ):
        tail += 1
    # One sign in common is chance (第一组 and 第二组 stay whole).
    short = [n[:-tail] for n in names[:-1]] if tail > 1 else names[:-1]
    return (*short, names[-1]) if names else ()


def _record_group(group: PartyGroup) -> Said:
    said = ordinal(group)
    if said is None:
        return say(N_("Record {group}"), group=group.name)
    return say(N_("Record group {ordinal}"), ordinal=said)


# The year


def _applies(kind: ActivityType, facts: Facts) -> bool:
    if kind == _TYPE.committee_meeting:
        return facts.has_committee
    return kind != _TYPE.group_meeting or bool(facts.groups)


def year_at_a_glance(
    facts: Facts,
    now: datetime,
    wrong: frozenset[str] = frozenset(),
    rules: Rulebook | None = None,
) -> tuple[YearLine, ...]:
    """Return five kinds by twelve months. ``wrong`` are meetings with a contradiction."""
    book = rules or usual()
    year = facts.last.year
    spans = list(months_of(date(year, 1, 1), date(year, 12, 31)))
    return tuple(
        YearLine(
            kind,
            kind in QUARTERLY,
            tuple(m for span in spans if (m := _month_mark(facts, kind, span, now, wrong, book))),
        )
        for kind in YEARLY_ROWS
        if _applies(kind, facts)
    )


def _month_mark(
    facts: Facts,
    kind: ActivityType,
    span: Span,
    now: datetime,
    wrong: frozenset[str],
    rules: Rulebook,
) -> MonthMark | None:
    found = within(kind, span, facts.activities)
    records = tuple(a.id for a in found)
    if not found:
        return None if kind in QUARTERLY else MonthMark(span.number, "open")
    held = [a for a in found if a.state in HELD]
    need = len(facts.groups) if kind == _TYPE.group_meeting else 1
    have = len({a.group for a in held}) if kind == _TYPE.group_meeting else len(held)
    state: Mark = "done" if have >= need else "part" if have else "planned"
    if not have and all(progress(a, now) == "running" for a in found):
        state = "part"
    if wrong & set(records):
        state = "wrong"
    ruling = rules.on("R15", span.last)
    limit = ruling.number("late_days") if ruling else 0
    late = any(a.id in facts.entered and days_late(a, facts.entered[a.id]) > limit for a in held)
    days = tuple(starts(a).date() for a in found)
    return MonthMark(
        span.number,
        state,
        late,
        records,
        say(N_("{meeting}: {days}"), meeting=Said(kind.title_), days=days),
    )
