"""What the home page answers before anyone scrolls: what is due, what comes next, what wants a look."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from app.counting.attendance import roster
from app.counting.held import HELD, starts
from app.counting.monthly import participates
from app.counting.studied import COUNTED, counted_kinds, pace
from app.kinds import Kinds
from app.records.meeting import Activity, Attendance, Presence
from app.rules.facts import Facts
from app.rules.finding import CHOOSE, LOOK, PEOPLE, PLAN, TERM, Finding
from app.rules.hours import hours_of
from app.rules.matters import DEAL
from app.rules.meeting_words import meeting_said
from app.said import Said, say
from app.services.calendar import Due, YearLine, this_month, this_quarter, year_at_a_glance
from app.services.calendar_entry import Coming, in_order
from app.services.checking import TWO_VALUES, Checking
from app.services.records import Records
from db.model.change import DELETED
from db.model.record import Conflict
from db.model.words import N_

Way = Literal["look", "choose", "people", "plan", "term"]

_STILL_NEXT = timedelta(hours=3)
"""So long after its start a meeting is still the next one."""
_SOON = timedelta(days=6)
"""So far ahead the home page looks for days of joint building and service."""
_BRIEF = {
    N_("{meeting}: {due} due, {present} signed in, {leave} on leave"): (
        N_("{meeting}: attendance does not add up"),
        N_("{due} due, {present} signed in, {leave} on leave"),
    ),
    N_(
        "{n} member has fewer study hours than the pace of the year|"
        "{n} members have fewer study hours than the pace of the year"
    ): (
        N_("{n} member behind the pace of study|{n} members behind the pace of study"),
        N_("{names}"),
    ),
    N_("The committee's term ends on {end}: {left}"): (
        N_("The committee's term ends on {end}"),
        N_("{left}"),
    ),
}
"""By what a finding says: shorter words where it has little room; its own places fill them."""


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that comes next, or is on now."""

    record: str
    title: str | Said
    start: datetime
    near: Said
    place: str
    due: int
    leave: int
    items: int


@dataclass(frozen=True, slots=True)
class Attention:
    """One line of what wants a look. ``finding`` is None for fields with two values."""

    severity: Literal["error", "warning", "info"]
    what: Said
    sub: Said
    action: str
    way: Way
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class GroupYear:
    """Attendance of a group, or of the branch (name empty), in per cent by month; None: nothing due."""

    name: str
    percents: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """Everyone's study hours without names, ascending; the goal and where a steady year would be."""

    values: tuple[float, ...]
    pace: float
    goal: float


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything the home page shows of the book."""

    empty: bool
    month: Due
    quarter: Due
    year: tuple[YearLine, ...]
    next: NextMeeting | None
    attention: tuple[Attention, ...]
    groups: tuple[GroupYear, ...]
    hours: Hours
    soon: tuple[Coming, ...] = ()
    """Days of joint building and service from today on, within the week."""


class Home:
    """Reads the book for the home page."""

    def __init__(
        self,
        records: Records,
        checking: Checking,
        now: Callable[[], datetime],
        shared: Callable[[date, date], Iterable[Coming]],
    ) -> None:
        self._records, self._checking, self._now = records, checking, now
        self._shared = shared
        """Days of joint building and service."""

    def view(self) -> HomeView:
        """Return the page's facts; one read of the year serves all of it."""
        now = self._now()
        year = now.year
        facts = self._checking.facts(date(year, 1, 1), date(year, 12, 31))
        report = self._checking.this_year()
        wrong = frozenset(f.record for f in report.findings if f.is_error)
        return HomeView(
            not facts.members and not facts.activities,
            this_month(facts, now),
            this_quarter(facts, now),
            year_at_a_glance(facts, now, wrong, self._checking.rulebook()),
            self._next(facts, now),
            tuple(self._attention(report.findings)),
            _attendance(facts),
            self._hours(facts, now.date()),
            tuple(sorted(self._shared(now.date(), now.date() + _SOON), key=in_order)),
        )

    def _next(self, facts: Facts, now: datetime) -> NextMeeting | None:
        coming = [
            a
            for a in facts.activities
            if a.held_start is not None and a.held_start > now - _STILL_NEXT and a.state not in HELD
        ]
        if not coming:
            return None
        # Of meetings held together the one that leads: the others name it as their parent.
        first = min(coming, key=lambda a: (a.held_start or now, bool(a.parent)))
        start = first.held_start or now
        entries = {e.member: e for e in self._records.all(Attendance, where={"activity": first.id})}
        people = roster(first, start.date(), facts.people, entries)
        due = [p for p in people if p.due]
        return NextMeeting(
            first.id,
            first.title or meeting_said(first),
            start,
            _day_word(start, now),
            first.place_text or "",
            len(due),
            sum(p.status == Presence.leave for p in due),
            len(facts.items.get(first.id, ())),
        )

    def _attention(self, findings: tuple[Finding, ...]) -> Iterator[Attention]:
        differ = [f for f in findings if f.rule == TWO_VALUES]
        plain = [f for f in findings if f.rule != TWO_VALUES and not f.explained]
        yield from (attention_of(f) for f in plain if f.is_error)
        if differ:
            conflicts = self._records.conflicts()
            yield Attention(
                "error",
                say(
                    N_("{n} place where two laptops differ|{n} places where two laptops differ"),
                    n=len(conflicts),
                ),
                _fields_said(conflicts, differ, self._records.kinds),
                CHOOSE.text,
                "choose",
            )
        rest = sorted((f for f in plain if not f.is_error), key=_urgency)
        yield from (attention_of(f) for f in rest)

    def _hours(self, facts: Facts, today: date) -> Hours:
        ruling = self._checking.rulebook().on("R25", today)
        goal = ruling.number("member_hours") if ruling else 0.0
        counted = counted_kinds(ruling.words("counted")) if ruling else COUNTED
        hours = sorted(hours_of(facts, today.year, counted).values())
        return Hours(tuple(hours), pace(goal, today), goal)


def _urgency(finding: Finding) -> tuple[object, ...]:
    """What names people first, then what has an end, then what is past."""
    return (finding.rule != "R25", finding.due is None, finding.due or date.max)


def attention_of(finding: Finding) -> Attention:
    """Return a finding as one line of what wants a look."""
    what, sub = finding.what, finding.why
    if what.msgid in _BRIEF:
        params = dict(what.params) | dict(sub.params)
        what, sub = (say(text, **params) for text in _BRIEF[finding.what.msgid])
    prefix = N_("Contradiction: {text}") if finding.is_error else N_("Reminder: {text}")
    keys = {a.key for a in finding.actions}
    way: Way = "look"
    action = N_("Check")
    if PEOPLE.key in keys:
        way, action = "people", PEOPLE.text
    elif TERM.key in keys:
        way, action = "term", N_("Learn more")
    elif DEAL.key in keys:
        action = DEAL.text
    elif finding.rule == "R40":
        action = N_("Arrange")
    elif PLAN.key in keys or LOOK.key not in keys:
        way, action = "plan", N_("View")
    return Attention(finding.severity, what, say(prefix, text=sub), action, way, finding)


def _fields_said(conflicts: list[Conflict], differ: list[Finding], kinds: Kinds) -> Said:
    first = differ[0]
    labels = []
    for conflict in conflicts:
        if conflict.record.id != first.record:
            continue
        kind = kinds.get(conflict.record.kind)
        shape = kind.field(conflict.field) if kind else None
        label = N_("deleted or kept") if conflict.field == DELETED else conflict.field
        labels.append(Said(shape.title if shape else label))
    name = dict(first.what.params).get("record", "")
    return say(N_("{record}: {fields}"), record=name, fields=tuple(labels))


def _day_word(moment: datetime, now: datetime) -> Said:
    days = (moment.date() - now.date()).days
    words = {0: N_("today"), 1: N_("tomorrow"), 2: N_("the day after tomorrow")}
    if days in words:
        return Said(words[days])
    return say(N_("in {n} day|in {n} days"), n=days) if days > 0 else Said(N_("yesterday"))


def _attendance(facts: Facts) -> tuple[GroupYear, ...]:
    due: dict[tuple[str, int], int] = defaultdict(int)
    here: dict[tuple[str, int], int] = defaultdict(int)
    for activity in facts.held:
        month, day = _month(activity), starts(activity).date()
        for seat in facts.seats_of(activity.id):
            if not participates(activity.state, due=seat.due):
                continue
            for group in {"", facts.people.group_of(seat.member, day) or ""}:
                due[group, month] += 1
                here[group, month] += seat.here
    rows = [(g.name, g.id) for g in facts.groups] + [("", "")]
    return tuple(
        GroupYear(
            name,
            tuple(
                round(100 * here[key, m] / due[key, m]) if due[key, m] else None
                for m in range(1, 13)
            ),
        )
        for name, key in rows
    )


def _month(activity: Activity) -> int:
    return activity.held_start.month if activity.held_start else 0
