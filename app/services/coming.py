"""The calendar: meetings with their hour, and days on which something falls due, in one list.

What is due comes from records alone: what a month and a quarter ask for, the end of a term and of a
probation, plans, resolutions, rectification, contacts, documents. `open_title` names no person: it
is what leaves the book in a calendar file.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, TypeVar

from app.counting.held import HELD, KEPT
from app.counting.matters import BEGUN
from app.counting.periods import Span, month_of, months_after, months_of, quarter_of
from app.declare import RecordType
from app.records.flow import FlowRecord
from app.records.life import RectificationItem
from app.records.meeting import Activity, Resolution, ResolutionState, State
from app.records.member import Member, MemberStatusEvent
from app.records.organisation import Branch, BranchType, OfficeHolding, PartyGroup, TermOfOffice
from app.records.oversight import InspectionFinding
from app.records.plan import PlanItem
from app.records.service import ServiceMatter
from app.records.study import DocumentReceipt
from app.rules.facts import Facts
from app.rules.meeting_words import meeting_said
from app.rules.rulebook import Ruling
from app.rules.terms import probation_day, term_ends
from app.said import QUARTERS, Month, Said, say
from app.services.checking import Checking
from app.services.records import Records
from app.services.timetable import SHORT, Asked, asked_on, short_group, short_title
from app.terms import ActivityType
from db.model.query import Where
from db.model.record import Applied
from db.model.words import N_

Source = Literal[
    "meeting", "month", "quarter", "year", "term", "probation", "plan", "resolution",
    "rectification", "contact", "document", "inspection", "end", "matter",
]  # fmt: skip
R = TypeVar("R", bound=RecordType)
YEARLY = (ActivityType.organizational_life_meeting, ActivityType.democratic_appraisal)
"""Held once for each year (branch-work regulation 17 and 18); generally in the last quarter."""
_LONGEST, _KEPT = 60, 5


@dataclass(frozen=True, slots=True)
class Coming:
    """One entry of the calendar.

    ``key`` is the same on every computer of the branch and for as long as the matter is the same.
    ``start`` and ``end`` are the site's own time; without a start it is a matter of the whole day.
    ``short`` is its title where there is little room.
    ``record`` is what it opens (of ``kind``); empty, ``begin`` names the kind of meeting to begin.
    """

    source: Source
    key: str
    day: date
    title: Said | str
    start: datetime | None = None
    end: datetime | None = None
    record: str = ""
    kind: str = ""
    begin: str = ""
    group: str = ""
    held: bool = False
    unnamed: Said | str = ""
    short: Said | str = ""

    @property
    def open_title(self) -> Said | str:
        """Return the title without any person's name."""
        return self.unnamed or self.title

    @property
    def is_due(self) -> bool:
        """Tell whether it is a day something is due on, and no meeting."""
        return self.source != "meeting"

    @property
    def is_notice(self) -> bool:
        """Tell whether it only announces what ends later."""
        return self.source == "term" and not self.key.endswith("-0")

    def is_late(self, today: date) -> bool:
        """Tell whether its day has passed and it is still open."""
        return self.is_due and not self.is_notice and self.day < today


class Calendar:
    """Reads the book for the calendar."""

    def __init__(
        self,
        records: Records,
        checking: Checking,
        now: Callable[[], datetime],
        documents: Callable[[], Iterable[DocumentReceipt]],
    ) -> None:
        self._records, self._checking, self._now = records, checking, now
        self._documents = documents
        """Documents that somebody has still to see or to study."""
        self._written = 0
        self._read: dict[tuple[date, date, date, int], tuple[Coming, ...]] = {}

    def forget(self, _applied: Applied) -> None:
        """Hear that something was written: what was read before is not used after it."""
        self._written += 1

    def between(self, first: date, last: date) -> list[Coming]:
        """Return the entries of some days, by day and hour."""
        key = (first, last, self._now().date(), self._written)
        kept = self._read.get(key)
        if kept is None:
            kept = tuple(self._between(first, last))
            fresh = [(k, v) for k, v in self._read.items() if k[2:] == key[2:]]
            self._read = dict([*fresh[-_KEPT:], (key, kept)])
        return list(kept)

    def _between(self, first: date, last: date) -> list[Coming]:
        facts = self._facts(first, last)
        found = [
            *meetings(facts, first, last),
            *asked(facts, self._now().date(), first, last),
            *_yearly(facts, first, last),
            *_terms(facts),
            *_probation(facts, self._checking.rulebook().on("R40", facts.today)),
            *_end(facts),
            *self._recorded(first, last),
        ]
        return sorted((c for c in found if first <= c.day <= last), key=in_order)

    def _facts(self, first: date, last: date) -> Facts:
        """Return what the calendar needs of the years of a period: no attendance, no votes."""
        begin, end = date(first.year, 1, 1), date(last.year, 12, 31)
        within = (
            Where("held_start", ">=", begin.isoformat()),
            Where("held_start", "<=", f"{end.isoformat()}T23:59:59"),
        )
        held = self._records.all(Activity, where=within, order=("held_start",))
        return Facts(
            self._now().date(),
            begin,
            end,
            self._records.get(Branch, "branch"),
            groups=self._records.all(PartyGroup),
            members={m.id: m for m in self._records.all(Member)},
            activities=[a for a in held if a.state != State.cancelled],
            events=self._records.all(MemberStatusEvent),
            offices=self._records.all(OfficeHolding),
            terms=self._records.all(TermOfOffice),
        )

    def overdue(self, today: date) -> list[Coming]:
        """Return what fell due before today and is still open, of the last twelve months."""
        first = months_after(today, -12)
        past = self.between(first, today - timedelta(days=1))
        return [c for c in past if c.is_due and not c.is_notice]

    def _recorded(self, first: date, last: date) -> Iterator[Coming]:
        yield from self._plan_items(first, last)
        for one in self._due(Resolution, "due_on", first, last):
            if one.state in (ResolutionState.open, ResolutionState.doing) and one.due_on:
                yield Coming(
                    "resolution", one.id, one.due_on, _short(one.text, Resolution.shape.title),
                    record=one.id, kind="resolution",
                )  # fmt: skip
        for item in self._due(RectificationItem, "due_on", first, last):
            if item.done_on is None and item.due_on:
                yield Coming(
                    "rectification", item.id, item.due_on,
                    _short(item.problem, RectificationItem.shape.title),
                    record=item.id, kind="rectification_item",
                )  # fmt: skip
        for paper in self._documents():
            if paper.asks_until:
                yield Coming(
                    "document", paper.id, paper.asks_until, paper.title,
                    record=paper.id, kind="document_receipt",
                )  # fmt: skip
        for finding in self._due(InspectionFinding, "due_on", first, last):
            if finding.closed_on is None and finding.due_on:
                yield Coming(
                    "inspection", finding.id, finding.due_on,
                    _short(finding.problem, InspectionFinding.shape.title),
                    record=finding.id, kind="inspection_finding",
                )  # fmt: skip
        yield from self._matters(first, last)
        yield from self._contacts(first, last)

    def _matters(self, first: date, last: date) -> Iterator[Coming]:
        for matter in self._due(ServiceMatter, "due_on", first, last):
            if matter.state in BEGUN and matter.due_on:
                yield Coming(
                    "matter", matter.id, matter.due_on, _short(matter.title, ServiceMatter.shape.title),
                    record=matter.id, kind="matter", unnamed=Said(N_("A matter is due")),
                )  # fmt: skip

    def _plan_items(self, first: date, last: date) -> Iterator[Coming]:
        items = self._due(PlanItem, "due_on", first, last)
        done = self._done([i.id for i in items])
        for item in items:
            if item.due_on and item.id not in done and not item.activity:
                yield Coming(
                    "plan", item.id, item.due_on, item.title, record=item.id, kind="plan_item"
                )

    def _done(self, items: list[str]) -> set[str]:
        """Return the plan items for which a meeting is arranged or a study is on record."""
        found: set[str] = set()
        for at in range(0, len(items), 400):
            mine = (Where("plan_item", "in", items[at : at + 400]),)
            for kind in ("activity", "study_record"):
                for record in self._records.find(self._records.query(kind, where=mine)):
                    if record.get("state") != State.cancelled.value:
                        found.add(str(record.get("plan_item")))
        return found

    def _contacts(self, first: date, last: date) -> Iterator[Coming]:
        for flow in self._due(FlowRecord, "next_contact_on", first, last):
            if flow.to_on is None and flow.next_contact_on:
                yield Coming(
                    "contact", flow.id, flow.next_contact_on,
                    say(N_("Contact {name}"), name=self._records.name(flow.member)),
                    record=flow.id, kind="flow_record",
                    unnamed=Said(N_("Contact a floating member")),
                )  # fmt: skip

    def _due(self, model: type[R], field: str, first: date, last: date) -> list[R]:
        within = (Where(field, ">=", first.isoformat()), Where(field, "<=", last.isoformat()))
        return self._records.all(model, where=within)


def in_order(one: Coming) -> tuple[date, bool, datetime]:
    """Return what a list of entries is sorted by: the day, whole days first, then the hour."""
    return (one.day, one.start is not None, one.start or datetime.min)  # noqa: DTZ901 - site time is naive


def meetings(facts: Facts, first: date, last: date) -> Iterator[Coming]:
    """Yield the meetings of some days; those called off are not among the facts."""
    for a in facts.activities:
        if a.held_start is not None and first <= a.held_start.date() <= last:
            yield Coming(
                "meeting", a.id, a.held_start.date(), a.title or meeting_said(a),
                a.held_start, a.held_end, a.id, "activity",
                held=a.state in HELD or a.state in KEPT, short=short_title(a, facts.groups),
            )  # fmt: skip


def asked(facts: Facts, today: date, first: date, last: date) -> Iterator[Coming]:
    """Yield what each month and quarter still asks for, on its last day, from the running one on.

    What a period that is over did not see is a finding, and stands on the checks page.
    """
    seen: set[str] = set()
    begin = max(first, today).replace(day=1)
    for month in months_of(begin, last):
        if not _lives(facts, month.last):
            continue
        for one in asked_on(
            month.first, facts.activities, facts.groups, committee=facts.has_committee
        ):
            key = _asked_key(one)
            if key in seen or one.meetings or one.until < today:
                continue
            seen.add(key)
            yield Coming(
                "quarter" if "Q" in one.span.key else "month", key, one.until,
                say(N_("{period}: {meeting}"), period=_period(one.span), meeting=one.title),
                begin=one.kind.value, group=one.group, short=_short_asked(one, facts),
            )  # fmt: skip


def _asked_key(one: Asked) -> str:
    return "-".join(part for part in (one.kind.value, one.span.key, one.group) if part)


def _short_asked(asked: Asked, facts: Facts) -> Said:
    group = next((g for g in facts.groups if g.id == asked.group), None)
    if group is not None:
        return short_group(group)
    return Said(SHORT.get(asked.kind, asked.kind.title_))


def _period(span: Span) -> Said | Month:
    if "Q" in span.key:
        return Said(QUARTERS[span.number - 1])
    return Month(span.first.year, span.number)


def _lives(facts: Facts, day: date) -> bool:
    branch = facts.branch
    return branch is None or branch.dissolved_on is None or branch.dissolved_on > day


def _yearly(facts: Facts, first: date, last: date) -> Iterator[Coming]:
    """Yield the organisational-life meeting and the appraisal where a year has none yet."""
    temporary = _is_temporary(facts)
    for year in range(first.year, last.year + 1):
        end = date(year, 12, 31)
        for kind in YEARLY:
            if temporary and kind == ActivityType.democratic_appraisal:
                continue
            if year < facts.today.year or not _lives(facts, end) or _of_year(facts, kind, year):
                continue
            yield Coming(
                "year", f"{kind.value}-{year}", end,
                say(N_("{year}: {meeting}"), year=year, meeting=Said(kind.title_)),
                begin=kind.value,
            )  # fmt: skip


def _of_year(facts: Facts, kind: ActivityType, year: int) -> bool:
    return any(_counts_for(a) == year for a in facts.activities if a.type == kind)


def _counts_for(activity: Activity) -> int:
    start = activity.held_start
    return activity.for_year or (start.year if start else 0)


def _is_temporary(facts: Facts) -> bool:
    branch = facts.branch
    return branch is not None and BranchType.temporary in (branch.branch_type, branch.rules_as)


def _terms(facts: Facts) -> Iterator[Coming]:
    """Yield the end of the term, and the days three and six months before (regulation 21)."""
    end = term_ends(facts)
    if end is None or _is_temporary(facts):
        return
    steps = (
        (6, N_("Term of the committee ends in six months; the superior's reminder is due")),
        (3, N_("Term of the committee ends in three months: prepare the election")),
        (0, N_("Term of the committee ends")),
    )
    for months, words in steps:
        yield Coming(
            "term", f"term-{end.isoformat()}-{months}", months_after(end, -months), Said(words),
            record="branch", kind="branch",
        )  # fmt: skip


def _probation(facts: Facts, ruling: Ruling | None) -> Iterator[Coming]:
    """Yield the day on which each probation ends (development rules 2026, article 31)."""
    for member in facts.members.values():
        end = probation_day(facts, ruling, member) if ruling is not None else None
        if end is not None:
            yield Coming(
                "probation", member.id, end,
                say(N_("Probation of {name} ends"), name=member.name),
                record=member.id, kind="member",
                unnamed=Said(N_("A probation ends")),
            )  # fmt: skip


def _end(facts: Facts) -> Iterator[Coming]:
    branch = facts.branch
    if branch is not None and branch.expected_end_on is not None and branch.dissolved_on is None:
        yield Coming(
            "end", f"end-{branch.expected_end_on.isoformat()}", branch.expected_end_on,
            Said(N_("The site is expected to end: hand over members and open matters")),
            record="branch", kind="branch",
        )  # fmt: skip


def _short(text: str | None, otherwise: str) -> Said | str:
    line = (text or "").strip().split("\n", 1)[0]
    if not line:
        return Said(otherwise)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def due_within(entries: Iterable[Coming], today: date) -> dict[str, list[Coming]]:
    """Return what is due apart by month, quarter and year of today; later is in none of them."""
    month, quarter = month_of(today), quarter_of(today)
    found: dict[str, list[Coming]] = {"month": [], "quarter": [], "year": [], "later": []}
    for one in entries:
        if not one.is_due:
            continue
        if one.day <= month.last:
            found["month"].append(one)
        elif one.day <= quarter.last:
            found["quarter"].append(one)
        elif one.day.year == today.year:
            found["year"].append(one)
        else:
            found["later"].append(one)
    return found
