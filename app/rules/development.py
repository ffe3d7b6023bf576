"""Time limits of developing members (R39, R40; development rules 2026, 7 to 31).

A limit is judged by the text in force on the day it began to run. What is still open is told once
its limit is over; what was late, in the period in which it was done.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from app.counting.periods import months_after
from app.records.development import DevelopmentCase, DevelopmentStep, StepName
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from app.said import Said
from db.model.words import N_

_S = StepName
_ORDER = (
    _S.application,
    _S.activist,
    _S.target,
    _S.pre_examined,
    _S.admission_meeting,
    _S.approved,
    _S.conversion_meeting,
    _S.conversion_approved,
)
"""Steps of which none can come before the one ahead of it."""
_EARLY = N_("Between the two steps lies at least the time the text gives")


@dataclass(frozen=True)
class _Case:
    """One person's steps, by date."""

    case: DevelopmentCase
    steps: tuple[DevelopmentStep, ...]

    def on(self, name: StepName) -> date | None:
        """Return when a step was first taken."""
        return next((s.on for s in self.steps if s.step == name), None)

    def every(self, name: StepName) -> list[date]:
        """Return every day on which a step was taken."""
        return [s.on for s in self.steps if s.step == name and s.on is not None]

    @property
    def ended(self) -> date | None:
        """Return when development ended without admission."""
        return self.on(_S.ended)


def _cases(facts: Facts) -> Iterator[_Case]:
    for case in facts.growth.cases:
        dated = [(s.on, s) for s in facts.growth.steps.get(case.id, ()) if s.on is not None]
        yield _Case(case, tuple(s for _, s in sorted(dated, key=lambda pair: pair[0])))


def admission_in_time(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R39: the admission meeting is within a month of passing the pre-examination."""
    for case in _cases(facts):
        begun = case.on(_S.pre_examined)
        ruling = book.on("R39", begun) if begun else None
        if ruling is not None and begun is not None:
            yield _within(
                facts, ruling, case, _S.pre_examined, _S.admission_meeting,
                ruling.count("max_months"),
            )  # fmt: skip


def limits(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R40: talks, reviews, publicity, training, approval, oath and probation keep their time."""
    for case in _cases(facts):
        yield from _before_target(facts, book, case)
        yield from _target_to_meeting(facts, book, case)
        yield from _after_meeting(facts, book, case)


def in_order(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """D01: no step of a case comes before the one that must be ahead of it."""
    for case in _cases(facts):
        taken = [(name, case.on(name)) for name in _ORDER]
        known = [(name, on) for name, on in taken if on is not None]
        for (first, earlier), (second, later) in pairwise(known):
            ruling = book.on("D01", later)
            if ruling is None or not facts.first <= later <= facts.last:
                continue
            if earlier <= later:
                yield None
                continue
            yield _told(
                ruling,
                case,
                N_("{name}: {second} on {later}, before {first} on {earlier}"),
                N_("The two days exclude each other; correct one of them"),
                later,
                f"order/{second.value}",
                first=Said(first.title_),
                second=Said(second.title_),
                earlier=earlier,
                later=later,
            )


def _before_target(facts: Facts, book: Rulebook, case: _Case) -> Iterator[Finding | None]:
    applied, activist, target = (case.on(n) for n in (_S.application, _S.activist, _S.target))
    ruling = book.on("R40", applied) if applied else None
    if ruling is not None:
        yield _within(
            facts, ruling, case, _S.application, _S.first_talk, ruling.count("first_talk_months")
        )
    ruling = book.on("R40", activist) if activist else None
    if ruling is None or activist is None:
        return
    yield _reviews(facts, ruling, case, activist)
    least = months_after(activist, 12 * ruling.count("activist_min_years"))
    if target is not None and target < least:
        yield _early(facts, ruling, case, _S.target, target, least)


def _reviews(facts: Facts, ruling: Ruling, case: _Case, activist: date) -> Finding | None:
    """Return the stretch in which an activist was not reviewed for too long."""
    months = ruling.count("activist_review_months")
    target = case.on(_S.target)
    end = min(day for day in (target, case.ended, facts.day) if day is not None)
    marks = [activist, *(d for d in case.every(_S.review) if activist < d < end), end]
    for before, after in pairwise(sorted(marks)):
        if months_after(before, months) < after and facts.first <= after <= facts.last:
            return _told(
                ruling,
                case,
                N_("{name}: no review between {before} and {after}"),
                N_("Activists are reviewed every {months} months"),
                after,
                f"review/{before}",
                before=before,
                after=after,
                months=months,
            )
    return None


def _target_to_meeting(facts: Facts, book: Rulebook, case: _Case) -> Iterator[Finding | None]:
    for step in case.steps:
        ruling = book.on("R40", step.on) if step.on else None
        if ruling is None or step.on is None or not facts.first <= step.on <= facts.last:
            continue
        if step.step == _S.training and (step.days is not None or step.hours is not None):
            yield _training(ruling, case, step, step.on)
        if step.step == _S.publicity_from:
            yield _publicity(ruling, case, step.on, step.until or case.on(_S.publicity_to))


def _training(ruling: Ruling, case: _Case, step: DevelopmentStep, on: date) -> Finding | None:
    days, hours = ruling.number("training_days"), ruling.number("training_hours")
    if (step.days or 0) >= days or (step.hours or 0) >= hours:
        return None
    return _told(
        ruling,
        case,
        N_("{name}: the training was shorter than {days} days or {hours} hours"),
        N_("The text generally asks for that much; a sentence can explain it"),
        on,
        f"training/{on}",
        days=days,
        hours=hours,
    )


def _publicity(ruling: Ruling, case: _Case, begun: date, ended: date | None) -> Finding | None:
    least = ruling.count("publicity_workdays")
    if ended is None or _workdays(begun, ended, least) >= least:
        return None
    return _told(
        ruling,
        case,
        N_(
            "{name}: publicity from {begun} to {ended} was shorter than {n} working day|{name}: publicity from {begun} to {ended} was shorter than {n} working days"
        ),
        N_("Monday to Friday were counted; public holidays are not known here"),
        ended,
        f"publicity/{begun}",
        begun=begun,
        ended=ended,
        n=least,
    )


def _workdays(first: date, last: date, enough: int) -> int:
    """Count Monday to Friday from a day to a day, both included; no further than is enough."""
    count, day = 0, first
    while day <= last and count < enough:
        count += day.weekday() < 5
        day += timedelta(days=1)
    return count


def _after_meeting(facts: Facts, book: Rulebook, case: _Case) -> Iterator[Finding | None]:
    met = case.on(_S.admission_meeting)
    ruling = book.on("R40", met) if met else None
    if ruling is None or met is None:
        return
    approved = case.on(_S.approved)
    late = _within(
        facts, ruling, case, _S.admission_meeting, _S.approved, ruling.count("approval_months")
    )
    # Special cases may take longer, none longer than this.
    latest = months_after(met, ruling.count("approval_max_months"))
    if late is not None and (approved or facts.day) > latest:
        late = replace(late, severity=ruling.when("over"))
    yield late
    if approved is not None:
        months = ruling.count("oath_months_generally")
        yield _within(facts, ruling, case, _S.approved, _S.oath, months)
    yield from _probation(facts, ruling, case, met)


def _probation(facts: Facts, ruling: Ruling, case: _Case, met: date) -> Iterator[Finding | None]:
    end = months_after(met, 12 * ruling.count("probation_years"))
    converted = case.on(_S.conversion_meeting)
    if converted is not None and converted < end:
        yield _early(facts, ruling, case, _S.conversion_meeting, converted, end)
    longer = [s for s in case.steps if s.step == _S.extended]
    most = ruling.count("extensions")
    if len(longer) > most and facts.first <= (longer[-1].on or met) <= facts.last:
        yield _told(
            ruling,
            case,
            N_("{name}: probation was extended {n} times"),
            N_("It may be extended once"),
            longer[-1].on or met,
            "extensions",
            n=len(longer),
        )
    for step in longer:
        yield _extension(facts, ruling, case, step, end)


def _extension(
    facts: Facts, ruling: Ruling, case: _Case, step: DevelopmentStep, end: date
) -> Finding | None:
    if step.until is None or step.on is None or not facts.first <= step.on <= facts.last:
        return None
    least = months_after(end, ruling.count("extension_min_months"))
    most = months_after(end, ruling.count("extension_max_months"))
    if least <= step.until <= most:
        return None
    return _told(
        ruling,
        case,
        N_("{name}: probation extended to {until}; between {least} and {most} is possible"),
        N_("An extension is half a year at least and a year at most"),
        step.on,
        f"extension/{step.on}",
        until=step.until,
        least=least,
        most=most,
    )


def _within(
    facts: Facts, ruling: Ruling, case: _Case, first: StepName, then: StepName, months: int
) -> Finding | None:
    begun, done = case.on(first), case.on(then)
    if begun is None:
        return None
    until = months_after(begun, months)
    if done is None and (_passed(case, then) or case.ended is not None):
        return None
    day = done if done is not None else facts.day
    if day <= until or not facts.first <= day <= facts.last:
        return None
    what = (
        N_("{name}: {then} on {done}, due by {until}")
        if done is not None
        else N_("{name}: still to come: {then}, due by {until}")
    )
    return _told(
        ruling,
        case,
        what,
        N_("Within {n} month of {first} ({begun})|Within {n} months of {first} ({begun})"),
        day,
        f"{then.value}/{begun}",
        due=until,
        then=Said(then.title_),
        done=done,
        until=until,
        n=months,
        first=Said(first.title_),
        begun=begun,
    )


def _passed(case: _Case, name: StepName) -> bool:
    """Tell whether a later step is on record, so that this one was surely taken and not written."""
    if name not in _ORDER:
        return False
    return any(case.on(later) is not None for later in _ORDER[_ORDER.index(name) + 1 :])


def _early(
    facts: Facts, ruling: Ruling, case: _Case, step: StepName, on: date, least: date
) -> Finding | None:
    if not facts.first <= on <= facts.last:
        return None
    return _told(
        ruling,
        case,
        N_("{name}: {step} on {on}, not before {least}"),
        _EARLY,
        on,
        f"{step.value}/early",
        step=Said(step.title_),
        on=on,
        least=least,
    )


def _told(
    ruling: Ruling,
    case: _Case,
    what: str,
    why: str,
    day: date,
    about: str,
    *,
    due: date | None = None,
    **params: object,
) -> Finding:
    return tell(
        ruling,
        what,
        why,
        {"name": case.case.name, **params},
        (case.case.id, "development_case", ""),
        about=f"{case.case.id}/{about}",
        people=(case.case.member,) if case.case.member else (),
        day=day,
        due=due,
    )
