"""The joint-building report of a half-year or a year: read, put into chapters, printed (domain 1.1 row 9, 1.6)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from typing import Protocol

from app.counting.asof import DEED, turn_on, without_later
from app.counting.chapters import PACK, OwnWords, own_words
from app.counting.conferences import Matter
from app.counting.held import HELD
from app.counting.outcomes import in_order
from app.counting.periods import Span, half_of, halves_of
from app.counting.planned import due_of, named_by, of_joint_building, outcome_of
from app.counting.quota import half_said
from app.declare import RecordType
from app.records.cobuilding import Outcome
from app.records.meeting import Activity
from app.records.plan import Plan, PlanItem, PlanKind
from app.reports.jointreport import report_parts
from app.reports.paper import Part, Sheet
from app.reports.reported import JointReport, PlanLine
from app.reports.wording import paragraphs
from app.rules.facts import Facts
from app.said import Said, say
from app.services.alliance import Alliance
from app.services.deeds import DeedPeriod, Deeds
from app.services.dimensions import CoverageView, Dimensions
from app.services.gathering import Shown
from app.services.jointwork import JointWork
from app.services.numbered import Number
from app.services.quotas import Quotas
from app.services.records import Records
from app.services.statistics import Counting
from app.services.tagpacks import TagPacks
from app.tags.pack import TagPack
from app.tags.shipped import shipped
from db.model.words import N_, Translate

_CHAPTERS = 3


class Printer(Protocol):
    """Sets papers."""

    def parts_pdf(
        self, parts: Sequence[Part], title: str, shown: Shown, *, draft: bool = False
    ) -> bytes:
        """Return a paper of parts; ``shown`` is what they show."""

    def words(self) -> Translate:
        """Return the catalogue of the language chosen now."""


class Reads(Protocol):
    """The services whose facts the report shows."""

    counting: Counting
    alliance: Alliance
    dimensions: Dimensions
    quotas: Quotas
    tags: TagPacks


class JointReporting:
    """The use case of the joint-building report; reads, and writes nothing."""

    def __init__(self, records: Records, printer: Printer, reads: Reads) -> None:
        self._records, self._printer, self._reads = records, printer, reads

    def view(self, span: Span, t: Translate | None = None) -> JointReport:
        """Return everything the report of a half-year or a year shows, as it stood on its last day.

        Where the period is not over, that is today.
        """
        reads, pack = self._reads, self._chapters()
        work = reads.counting.joint_work(span.first, span.last)
        titles = [tag.title(t or self._printer.words()) for tag in pack.tags[:_CHAPTERS]]
        return JointReport(
            span,
            period_said(span),
            work,
            titles,
            pack.tokens[:_CHAPTERS],
            self._own_words(span, titles),
            self._numbers(span),
            tuple(self._planned(work.facts, span)),
            _by_about(row for row, _ in work.outcomes),
            [turn_on(turn, work.last) for turn in reads.alliance.turns()],
            self._matters(work),
            self._deeds(span.first, work.last),
            [
                reads.quotas.view(half, work.facts.today)
                for half in halves_of(span.first, work.last)
            ],
            reads.alliance.growth(work.last),
            self._coverage(work.facts),
        )

    def parts(self, span: Span, t: Translate | None = None) -> tuple[list[Sheet], Shown]:
        """Return the report as parts, and what they show; in the language chosen now unless given."""
        words = t or self._printer.words()
        view, name = self.view(span, words), self._records.name
        parts = report_parts(view, words, name, branch=name("branch"))
        return parts, self._shown(view)

    def pdf(self, span: Span, *, draft: bool = False) -> bytes:
        """Return the report. Raises ExportError."""
        parts, shown = self.parts(span)
        return self._printer.parts_pdf(parts, parts[0].title, shown, draft=draft)

    def _chapters(self) -> TagPack:
        """Return the pack whose tags are the chapters; the shipped one where HQ's has fewer."""
        pack = self._reads.tags.get(PACK)
        if len(pack.tags) >= _CHAPTERS:
            return pack
        return next(p for p in shipped() if p.id == PACK)

    def _own_words(self, span: Span, titles: Sequence[str]) -> OwnWords:
        year, half = PlanKind.year_summary, PlanKind.half_year_summary
        kinds = {year} if _is_year(span) else {half} if _is_half(span) else {year, half}
        found = [
            plan
            for plan in self._records.all(Plan, order=("from_on", "made"))
            if plan.kind in kinds and plan.from_on and span.first <= plan.from_on <= span.last
        ]
        lines = [line for plan in found for line in paragraphs(plan.text)]
        return own_words(lines, titles)

    def _numbers(self, span: Span) -> tuple[Number, ...]:
        return self._reads.counting.of(span.first, span.last).numbers

    def _deeds(self, first: date, last: date) -> DeedPeriod:
        found = Deeds(self._records).period(first, last)
        return found._replace(deeds=tuple(without_later(d, last, DEED) for d in found.deeds))

    def _planned(self, facts: Facts, span: Span) -> Iterator[PlanLine]:
        plans = {p.id: p for p in self._records.all(Plan) if of_joint_building(p)}
        met = [a for a in facts.activities if not _is_later(_day(a), facts)]
        studied = [s for s in facts.studies if not _is_later(s.held_on, facts)]
        named, held = named_by(met, studied), facts.by_id
        does = {a.plan_item: a for a in met if a.plan_item}
        for one in self._records.all(PlanItem, order=("due_on", "made")):
            item = without_later(one, facts.day, DEED)
            plan = plans.get(item.plan or "")
            due = due_of(item, plan)
            if plan is None or due is None or not span.first <= due <= span.last:
                continue
            meeting = held.get(item.activity or "") or does.get(item.id)
            outcome = outcome_of(item, named, partial(_was_held, held, facts))
            yield PlanLine(item, plan, outcome, meeting)

    def _matters(self, work: JointWork) -> list[Matter]:
        return [
            m
            for m in self._reads.alliance.matters(work.last)
            if work.within(held := _day(m.conference))
            or (m.standing in ("late", "open") and held is not None and held < work.first)
        ]

    def _coverage(self, facts: Facts) -> CoverageView | None:
        packs = [p for p in self._reads.tags.in_use() if p.id != PACK]
        if not packs:
            return None
        # What is planned shows while the period runs; of one that is over, what was held by its end.
        day = facts.day if facts.day < facts.today else None
        return self._reads.dimensions.coverage(packs[0].id, facts.day.year, day)

    def _shown(self, view: JointReport) -> Shown:
        facts, work = view.work.facts, view.work
        joint, service = facts.joint, facts.service
        held: Iterable[RecordType] = chain(
            work.joint, joint.agreements, chain.from_iterable(joint.reviews.values()),
            (row for row, _ in work.outcomes), work.exchanges, work.mentorships,
            work.competitions, work.works, work.honours, work.notes, work.publicity,
            service.visits.values(), service.matters, service.suggestions,
            (line.item for line in view.plan), (line.plan for line in view.plan),
            (m.resolution for m in view.matters), (m.conference for m in view.matters),
            (turn.record for turn in view.turns), joint.partners.values(),
        )  # fmt: skip
        owners = {
            *(line.item.owner for line in view.plan), *(m.owner for m in service.matters),
            *(d.owner for d in view.deeds.deeds), *(m.resolution.owner for m in view.matters),
        }  # fmt: skip
        people = tuple(m for m in facts.members.values() if m.id in owners)
        records = [*(one.record for one in held), *view.deeds.records]
        return Shown(tuple(records), people)


def period_said(span: Span) -> Said:
    """Return what a year, a half-year or another period is called."""
    if _is_year(span):
        return say(N_("Year {year}"), year=str(span.first.year))
    if _is_half(span):
        return half_said(half_of(span.first))
    return say(N_("{start} to {end}"), start=span.first.isoformat(), end=span.last.isoformat())


def year_span(year: int) -> Span:
    """Return a whole year as a period."""
    return Span(str(year), date(year, 1, 1), date(year, 12, 31), 1)


def _is_year(span: Span) -> bool:
    return span[1:3] == year_span(span.first.year)[1:3]


def _is_half(span: Span) -> bool:
    return span[1:3] == half_of(span.first)[1:3]


def _by_about(rows: Iterable[Outcome]) -> Mapping[str, Sequence[Outcome]]:
    found: dict[str, list[Outcome]] = defaultdict(list)
    for row in rows:
        found[row.about].append(row)
    return {about: in_order(mine) for about, mine in found.items()}


def _day(activity: Activity) -> date | None:
    return activity.held_start.date() if activity.held_start else None


def _was_held(held: Mapping[str, Activity], facts: Facts, activity: str) -> bool:
    found = held.get(activity)
    # A meeting of another year is not read here; that it is linked is enough.
    return found is None or (found.state in HELD and not _is_later(_day(found), facts))


def _is_later(day: date | None, facts: Facts) -> bool:
    """Tell whether a day came after the one that the report shows."""
    return facts.day < facts.today and day is not None and day > facts.day
