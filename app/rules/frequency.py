"""How often the branch meets: what a month or a quarter that is over did not see (R01-R04, R11).

The running period is no business of a check: what it still needs stands on the home page.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from app.counting.periods import Span
from app.rules.facts import Facts
from app.rules.finding import PLAN, WRITE, Finding, told
from app.rules.rulebook import Rulebook, Ruling
from app.said import QUARTERS, Month, Said
from app.terms import ActivityType
from db.model.words import N_

_GENERALLY = N_("The text says generally; a sentence can explain it")
_SHALL = N_("A sentence can explain why not")
_TYPE = ActivityType


def general_meetings(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R01: a general meeting each quarter (branch-work regulation, article 11)."""
    yield from _often_enough(facts, book, "R01", _TYPE.general_meeting, facts.quarters())


def committee_meetings(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R02: a committee meeting each month where there is a committee (article 12)."""
    months = (span for span in facts.months() if facts.committee_on(span.first))
    yield from _often_enough(facts, book, "R02", _TYPE.committee_meeting, months)


def group_meetings(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R03: each group meets each month (article 13)."""
    for span in facts.months():
        ruling = book.on("R03", span.first)
        if ruling is None:
            continue
        held = facts.sessions(_TYPE.group_meeting, span)
        for group in facts.groups:
            count = sum(a.group == group.id for a in held)
            if count >= ruling.number("min_count_per_group"):
                yield None
                continue
            what = N_("{period}: no group meeting of {group}")
            params = {"group": group.name, "period": _said(span)}
            yield _reminder(ruling, what, span, params, _TYPE.group_meeting.value, group.id)


def lectures(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R04: a lecture each quarter: practice; the regulation has no number."""
    yield from _often_enough(facts, book, "R04", _TYPE.party_lecture, facts.quarters())


def _often_enough(
    facts: Facts, book: Rulebook, rule: str, kind: ActivityType, spans: Iterator[Span]
) -> Iterator[Finding | None]:
    for span in spans:
        ruling = book.on(rule, span.first)
        if ruling is None:
            continue
        count, least = len(facts.sessions(kind, span)), ruling.count("min_count")
        yield _missing(ruling, kind, span, count, least) if count < least else None


def themed_days(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R11: a themed Party day each month, on a relatively fixed day (education, article 16)."""
    yield from _often_enough(facts, book, "R11", _TYPE.themed_party_day, facts.months())
    for span in facts.months():
        held = facts.sessions(_TYPE.themed_party_day, span)
        fixed, ruling = _fixed_day(facts, span), book.on("R11", span.first, "day")
        if fixed is None or ruling is None or not held:
            continue
        days = [a.held_start.date() for a in held if a.held_start is not None]
        near = min(days, key=lambda day: abs((day - fixed).days))
        away = (near - fixed).days
        tolerated = ruling.number("tolerance_days")
        yield _off_day(ruling, span, fixed, away) if abs(away) > tolerated else None


def _off_day(ruling: Ruling, span: Span, fixed: date, away: int) -> Finding:
    sentence = (
        N_(
            "{month}'s themed Party day was not on the fixed day ({fixed}): {n} day late|"
            "{month}'s themed Party day was not on the fixed day ({fixed}): {n} days late"
        )
        if away > 0
        else N_(
            "{month}'s themed Party day was not on the fixed day ({fixed}): {n} day early|"
            "{month}'s themed Party day was not on the fixed day ({fixed}): {n} days early"
        )
    )
    params = {"month": Month(fixed.year, fixed.month), "fixed": fixed.day, "n": abs(away)}
    why = N_("It may be explained; then it is no reminder any more")
    about = f"{span.key}/day"
    return told(ruling, sentence, why, params, actions=(WRITE,), about=about, day=span.last)


def _fixed_day(facts: Facts, span: Span) -> date | None:
    if facts.branch is None or facts.branch.themed_day is None:
        return None
    return span.first.replace(day=min(facts.branch.themed_day, span.last.day))


def _missing(ruling: Ruling, kind: ActivityType, span: Span, count: int, least: int) -> Finding:
    params = {"period": _said(span), "meeting": Said(kind.title_), "n": count, "least": least}
    what = N_("{period}: {meeting}: {n} of {least}") if count else N_("{period}: no {meeting}")
    return _reminder(ruling, what, span, params, kind.value)


def _reminder(
    ruling: Ruling,
    what: str,
    span: Span,
    params: Mapping[str, object],
    kind: str,
    group: str = "",
) -> Finding:
    about = f"{span.key}/{group}" if group else span.key
    place = ("", "activity", f"{kind}:{group}" if group else kind)
    return told(
        ruling,
        what,
        _GENERALLY if ruling.generally else _SHALL,
        params,
        place,
        actions=(WRITE, PLAN),
        about=about,
        day=span.last,
    )


def _said(span: Span) -> Said | Month:
    if "Q" in span.key:
        return Said(QUARTERS[span.number - 1])
    return Month(span.first.year, span.number)
