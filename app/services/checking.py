"""Checks a period: reads what the rules need once, asks every rule, and adds what people explained.

The same findings serve the home page, the checks page, a meeting's panel and the command line.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from app.declare import RecordType
from app.records.meeting import Activity
from app.records.plan import Explanation
from app.rules.catalogue import RULES, Rule
from app.rules.facts import Facts
from app.rules.finding import CHOOSE, Finding
from app.rules.meeting_words import meeting_said
from app.rules.pack import Pack
from app.rules.rulebook import Rulebook
from app.said import Said, say, with_years
from app.services.channelpacks import Held
from app.services.reading_facts import ReadingFacts
from app.services.records import Pen, Records
from app.services.rulepacks import RulePacks
from db.model.record import Applied
from db.model.words import N_
from db.store import Store

T = TypeVar("T", bound=RecordType)

TWO_VALUES = "two-values"
"""Stands for a rule: two laptops say different things."""
UNREAD = "unread-pack"
"""Stands for a rule: a pack was sent or brought that this release cannot read."""
_RULES_STAY = N_("What was in force before stays in force")
_STAYS = N_("The version before stays in use")
Unread = Callable[[], Iterable[Held[Any]]]
"""Answers which packs of a sort cannot be read here."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the rules found in a period, contradictions first.

    ``passed`` says how often each rule looked and found nothing, by the rule's title.
    """

    first: date
    last: date
    findings: tuple[Finding, ...]
    passed: Mapping[str, int]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return what contradicts."""
        return tuple(f for f in self.findings if f.is_error)

    @property
    def reminders(self) -> tuple[Finding, ...]:
        """Return the rest, explained ones last."""
        return tuple(f for f in self.findings if not f.is_error)


class Checking:
    """Findings of a period; remembers the last report until something is written."""

    def __init__(
        self,
        records: Records,
        store: Store,
        pen: Callable[[], Pen],
        now: Callable[[], datetime],
        packs: RulePacks,
        *,
        tags: Unread = tuple,
        materials: Unread = tuple,
    ) -> None:
        self._records, self._store, self._now = records, store, now
        self._reading = ReadingFacts(records, store, pen, now)
        self._packs = packs
        self._unread_of = (
            (N_("HQ's rule pack {pack} cannot be read here"), packs.unread, _RULES_STAY),
            (N_("The tag pack {pack} cannot be read here"), tags, _STAYS),
            (N_("HQ's pack of study materials {pack} cannot be read here"), materials, _STAYS),
        )
        self._reports: dict[tuple[date, date, date, int], Report] = {}

    @property
    def packs(self) -> tuple[Pack, ...]:
        """Return the packs in use."""
        return self._packs.in_force()

    def rulebook(self) -> Rulebook:
        """Return what the packs in use amount to for this branch as it is now."""
        return self._packs.rulebook()

    def report(self, first: date, last: date) -> Report:
        """Check a period."""
        key = (first, last, self._now().date(), self._reading.written)
        report = self._reports.get(key)
        if report is None:
            report = self._check(first, last)
            self._reports = {key: report}
        return report

    def this_year(self) -> Report:
        """Check from the first of January to today."""
        today = self._now().date()
        return self.report(date(today.year, 1, 1), today)

    def of_meeting(self, activity: str) -> tuple[Finding, ...]:
        """Return what concerns one meeting, for its panel."""
        found = self._records.get(Activity, activity)
        if found is None or found.held_start is None:
            return ()
        day = found.held_start.date()
        report = self.report(min(day, self._now().date()), max(day, self._now().date()))
        return tuple(f for f in report.findings if f.record == activity)

    def explain(self, finding: Finding, text: str) -> Applied:
        """Write the sentence that explains a finding; an empty one takes it back."""
        name = finding.explanation_id
        if self._records.get(Explanation, name) is None:
            fields = {"rule": finding.rule, "about": finding.about, "text": text}
            return self._records.write([self._records.edit_new("explanation", fields, id=name)])
        return self._records.change(name, {"text": text or None}, typing=True)

    def _check(self, first: date, last: date) -> Report:
        facts = self.facts(first, last)
        book = self._packs.rulebook()
        findings: list[Finding] = [*self._two_values(facts), *self._unread()]
        passed: dict[str, int] = defaultdict(int)
        for rule in RULES:
            for found in rule.check(facts, book):
                if found is None:
                    passed[rule.title] += 1
                elif (ruled := _ruled(found, rule, book, last)) is not None:
                    findings.append(ruled)
        said = {e.id: e.text or "" for e in self._records.all(Explanation)}
        told = [
            replace(
                f,
                what=with_years(f.what, last.year),
                why=with_years(f.why, last.year),
                explanation=said.get(f.explanation_id, ""),
            )
            for f in findings
        ]
        return Report(first, last, tuple(sorted(told, key=_order)), dict(passed))

    def _unread(self) -> Iterable[Finding]:
        """Say which packs this release cannot read; the version before stays in use."""
        for what, unread, basis in self._unread_of:
            for one in unread():
                if one.wrong is None:
                    continue
                yield Finding(
                    UNREAD,
                    "info",
                    say(what, pack=f"{one.id} {one.version}"),
                    say(
                        N_("{problem} It is kept; a later release may read it"),
                        problem=one.wrong.told,
                    ),
                    one.record,
                    basis=basis,
                )

    def _two_values(self, facts: Facts) -> Iterable[Finding]:
        fields: dict[str, int] = defaultdict(int)
        for conflict in self._records.conflicts():
            fields[conflict.record.id] += 1
        for record, count in fields.items():
            found = self._records.raw(record)
            if found is None:
                continue
            meeting = next((a for a in facts.activities if a.id == record), None)
            name: object = meeting_said(meeting) if meeting else self._records.name_of(found)
            if not name:
                kind = self._records.kinds.get(found.kind)
                name = Said(kind.shape.title) if kind else found.kind
            yield Finding(
                TWO_VALUES,
                "error",
                say(N_("{record}: two laptops differ"), record=name),
                say(N_("{n} field|{n} fields"), n=count),
                record,
                record,
                found.kind,
                day=_day(meeting),
                actions=(CHOOSE,),
                basis=N_("Each laptop has its own, neither is lost"),
            )

    def facts(self, first: date, last: date) -> Facts:
        """Return what the rules need for a period: that, and all of the years it lies in."""
        ruling = self._packs.rulebook().on("R15", self._now().date())
        return self._reading.facts(first, last, ruling.count("late_days") if ruling else 0)


_RANK = {"error": 0, "warning": 1, "info": 1}


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        _RANK[finding.severity],
        finding.explained,
        finding.rule == TWO_VALUES,
        -(finding.day or date.min).toordinal(),
        finding.rule,
        finding.about,
    )


def _ruled(finding: Finding, rule: Rule, book: Rulebook, last: date) -> Finding | None:
    """Return a finding with the ruling behind it; None where no pack has that rule in force."""
    if finding.ruling is not None:
        return finding
    part = rule.part if finding.rule == rule.id else ""
    ruling = book.on(finding.rule, finding.day or last, part)
    return None if ruling is None else replace(finding, ruling=ruling)


def _day(activity: Activity | None) -> date | None:
    return activity.held_start.date() if activity and activity.held_start else None
