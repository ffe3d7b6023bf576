"""Visits to enterprises: three answers, their tasks, and the half-year's six counters (R29)."""

from collections.abc import Iterator
from datetime import date

from app.counting.matters import BEGUN, is_overdue
from app.counting.periods import Span, half_of, months_after, next_month
from app.counting.quota import Count, Counter, half_said, pairings, quota
from app.records.service import MatterSource, MatterState, ServiceMatter, ServiceVisit
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.joint import ANSWERED
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from app.said import Said, say
from db.model.words import N_

QUESTIONS = ("standing", "difficulties", "needs")
"""The three answers of a visit (domain 1.5, row 64), as its fields."""


def unanswered(visit: ServiceVisit) -> tuple[str, ...]:
    """Return the questions of a visit that have no answer yet."""
    return tuple(name for name in QUESTIONS if not (getattr(visit, name) or "").strip())


def answered(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R29: a visit has its three answers."""
    for visit in facts.service.visits.values():
        day = visit.on
        if day is None or not facts.first <= day <= min(facts.last, facts.today):
            continue
        ruling = book.on("R29", day)
        if ruling is None:
            continue
        lacking = unanswered(visit)
        if not lacking:
            yield None
            continue
        yield tell(
            ruling,
            N_("{visit}: not answered: {fields}"),
            N_("A visit asks how an enterprise stands, what difficulties it has and what it needs"),
            {"visit": _said(facts, visit), "fields": _titles(ServiceVisit, lacking)},
            (visit.id, "service_visit", lacking[0]),
            day=day,
        )


def tasks(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R29: a task that a visit brought has somebody and a day, is done in time and answered.

    R44 tells of the other matters that are past their day.
    """
    for matter in facts.service.matters:
        visit = facts.service.visits.get(matter.visit or "")
        if visit is None and matter.source != MatterSource.visit:
            continue
        day = matter.raised_on or (visit.on if visit else None)
        if day is None or day > facts.last:
            continue
        ruling = book.on("R29", day)
        if ruling is not None:
            yield _of_matter(facts, ruling, matter)


def _of_matter(facts: Facts, ruling: Ruling, matter: ServiceMatter) -> Finding | None:
    open_, empty = matter.state in BEGUN, _unassigned(matter)
    if empty and open_:
        what, field = N_("{matter}: a task of a visit without {fields}"), empty[0]
    elif is_overdue(matter, facts.day):
        what, field = N_("{matter}: was due on {due} and is not done"), "state"
    elif _closed_within(facts, matter) and not facts.service.feedback.get(matter.id):
        what, field = N_("{matter}: closed, and no feedback is on record"), "closed_on"
    else:
        return None
    return tell(
        ruling,
        what,
        ANSWERED,
        {"matter": matter.title, "fields": _titles(ServiceMatter, empty), "due": matter.due_on},
        (matter.id, "matter", field),
        day=matter.due_on or matter.raised_on,
        due=matter.due_on,
    )


def _closed_within(facts: Facts, matter: ServiceMatter) -> bool:
    day = matter.closed_on or matter.done_on or matter.raised_on
    within = day is None or facts.first <= day <= facts.last
    return matter.state == MatterState.closed and within


def _unassigned(matter: ServiceMatter) -> tuple[str, ...]:
    owner = () if matter.owner or matter.owner_unit else ("owner",)
    return (*owner, *(() if matter.due_on else ("due_on",)))


def _titles(model: type[ServiceVisit] | type[ServiceMatter], names: tuple[str, ...]) -> object:
    return tuple(Said(model.model_fields[name].title or name) for name in names)


def _said(facts: Facts, visit: ServiceVisit) -> Said:
    partner = facts.joint.partners.get(visit.partner)
    return say(
        N_("Visit of {day} to {partner}"), day=visit.on, partner=partner.name if partner else ""
    )


def needed(ruling: Ruling) -> dict[Count, int]:
    """Return how many of each a pack asks for in a half-year."""
    return {count: ruling.count(count.value) for count in Count}


def counted(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R29: the half-year's six of each enterprise: reminded of near its end, missed after it."""
    halves = list(facts.halves())
    now = half_of(facts.today)
    ruling = book.on("R29", facts.today, "quota")
    if ruling is not None and facts.day == facts.today:
        begins = months_after(next_month(now.last), -ruling.count("remind_months"))
        halves += [now] if facts.today >= begins and now not in halves else []
    for half in halves:
        ruling = book.on("R29", half.last, "quota")
        if ruling is not None:
            yield from _of_half(facts, ruling, half)


def _of_half(facts: Facts, ruling: Ruling, half: Span) -> Iterator[Finding | None]:
    running = facts.today <= half.last
    for pairing in pairings(facts.joint.agreements, half):
        if not running and not pairing.whole:
            continue
        six = quota(
            pairing.partner,
            half,
            facts.service.visits.values(),
            facts.activities,
            facts.service.matters,
            needed(ruling),
        )
        lacking = [counter for counter in six if not counter.met]
        if lacking:
            yield _lacks(facts, ruling, half, pairing.partner, lacking)
        else:
            yield None


def _lacks(
    facts: Facts, ruling: Ruling, half: Span, partner: str, lacking: list[Counter]
) -> Finding:
    running, known = facts.today <= half.last, facts.joint.partners.get(partner)
    left = (half.last - facts.today).days
    return tell(
        ruling,
        N_(
            "{partner}, {half}: {n} day left for {counts}|{partner}, {half}: {n} days left for {counts}"
        )
        if running
        else N_("{partner}, {half}: no record of {counts}"),
        N_("Six things are counted in each half-year for an enterprise that one is paired with"),
        {
            "partner": known.name if known else partner,
            "half": half_said(half),
            "n": left,
            "counts": tuple(Said(c.count.title_) for c in lacking),
        },
        (partner, "quota", half.key),
        severity=ruling.when("running") if running else None,
        about=f"{partner}/{half.key}",
        day=_day(half, facts.today),
        due=half.last,
    )


def _day(half: Span, today: date) -> date:
    return min(half.last, today)
