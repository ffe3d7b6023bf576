"""The calendar: meetings with their hour, and days on which something falls due, in one list.

What is due comes from records alone: what a month and a quarter ask for, the end of a term and of a
probation, plans, resolutions, rectification, contacts, documents; days of joint building and service
come from `shared_days`.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TypeVar

from app.counting.held import HELD, KEPT
from app.counting.periods import Span, months_after, months_of
from app.counting.planned import of_joint_building, says_done
from app.declare import RecordType
from app.records.flow import FlowRecord
from app.records.life import RectificationItem
from app.records.meeting import Activity, Resolution, ResolutionState, State
from app.records.member import Member, MemberStatusEvent
from app.records.organisation import Branch, BranchType, OfficeHolding, PartyGroup, TermOfOffice
from app.records.oversight import InspectionFinding
from app.records.plan import Plan, PlanItem
from app.records.study import DocumentReceipt
from app.rules.facts import Facts
from app.rules.meeting_words import meeting_said
from app.rules.rulebook import Ruling
from app.rules.terms import probation_day, term_ends
from app.said import QUARTERS, Month, Said, say
from app.services.calendar_entry import Coming, brief, in_order
from app.services.checking import Checking
from app.services.records import Records
from app.services.timetable import SHORT, Asked, asked_on, short_group, short_title
from app.terms import ActivityType
from db.model.query import Where
from db.model.record import Applied
from db.model.words import N_

R = TypeVar("R", bound=RecordType)
YEARLY = (ActivityType.organizational_life_meeting, ActivityType.democratic_appraisal)
"""Held once for each year (branch-work regulation 17 and 18); generally in the last quarter."""
_KEPT = 5


class Calendar:
    """Reads the book for the calendar."""

    def __init__(
        self,
        records: Records,
        checking: Checking,
        now: Callable[[], datetime],
        documents: Callable[[], Iterable[DocumentReceipt]],
        shared: Callable[[date, date], Iterable[Coming]],
    ) -> None:
        self._records, self._checking, self._now = records, checking, now
        self._documents = documents
        """Documents that somebody has still to see or to study."""
        self._shared = shared
        """Days of joint building and service."""
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
            *self._shared(first, last),
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
                    "resolution", one.id, one.due_on, brief(one.text, Resolution.shape.title),
                    record=one.id, kind="resolution",
                )  # fmt: skip
        for item in self._due(RectificationItem, "due_on", first, last):
            if item.done_on is None and item.due_on:
                yield Coming(
                    "rectification", item.id, item.due_on,
                    brief(item.problem, RectificationItem.shape.title),
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
                    brief(finding.problem, InspectionFinding.shape.title),
                    record=finding.id, kind="inspection_finding",
                )  # fmt: skip
        yield from self._contacts(first, last)

    def _plan_items(self, first: date, last: date) -> Iterator[Coming]:
        items = [i for i in self._due(PlanItem, "due_on", first, last) if not says_done(i)]
        done = self._done([i.id for i in items])
        plans = {p.id: p for p in self._records.all(Plan)} if items else {}
        for item in items:
            if item.due_on is None or item.id in done or item.activity:
                continue
            plan = plans.get(item.plan or "")
            yield Coming(
                "joint_plan" if plan and of_joint_building(plan) else "plan",
                item.id, item.due_on, item.title,
                record=(plan.campaign if plan else None) or item.id,
                kind="campaign" if plan and plan.campaign else "plan_item",
            )  # fmt: skip

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
