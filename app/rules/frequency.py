"""How often the branch meets: what a month or a quarter that is over did not see (R01-R04, R11).

The running period is no business of a check: what it still needs stands on the home page.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from app.counting.periods import Span
from app.rules.facts import Facts
from app.rules.finding import PLAN, WRITE, Finding, found
from app.rules.pack import Thresholds
from app.said import QUARTERS, Month, Said
from app.terms import ActivityType
from db.model.words import N_

_GENERALLY = N_("The text says generally; a sentence can explain it")
_TYPE = ActivityType


def general_meetings(facts: Facts, pack: Thresholds) -> Iterator[Finding | None]:
    """R01: a general meeting each quarter (branch-work regulation, article 11)."""
    for span in facts.quarters():
        few = len(facts.sessions(_TYPE.general_meeting, span)) < pack.general_per_quarter
        yield _missing("R01", _TYPE.general_meeting, span) if few else None


def committee_meetings(facts: Facts, pack: Thresholds) -> Iterator[Finding | None]:
    """R02: a committee meeting each month where there is a committee (article 12)."""
    if not facts.has_committee:
        return
    for span in facts.months():
        few = len(facts.sessions(_TYPE.committee_meeting, span)) < pack.committee_per_month
        yield _missing("R02", _TYPE.committee_meeting, span) if few else None


def group_meetings(facts: Facts, pack: Thresholds) -> Iterator[Finding | None]:
    """R03: each group meets each month (article 13)."""
    for span in facts.months():
        held = facts.sessions(_TYPE.group_meeting, span)
        for group in facts.groups:
            count = sum(a.group == group.id for a in held)
            if count >= pack.group_per_month:
                yield None
                continue
            what = N_("{period}: no group meeting of {group}")
            params = {"group": group.name, "period": _said(span)}
            yield _reminder("R03", what, span, params, _TYPE.group_meeting.value, group.id)


def lectures(facts: Facts, pack: Thresholds) -> Iterator[Finding | None]:
    """R04: a lecture each quarter: practice; the regulation has no number."""
    for span in facts.quarters():
        few = len(facts.sessions(_TYPE.party_lecture, span)) < pack.lecture_per_quarter
        yield _missing("R04", _TYPE.party_lecture, span) if few else None


def themed_days(facts: Facts, pack: Thresholds) -> Iterator[Finding | None]:
    """R11: a themed Party day each month, on a relatively fixed day (education, article 16)."""
    for span in facts.months():
        held = facts.sessions(_TYPE.themed_party_day, span)
        if len(held) < pack.themed_per_month:
            yield _missing("R11", _TYPE.themed_party_day, span)
            continue
        yield None
        fixed = _fixed_day(facts, span)
        if fixed is None:
            continue
        days = [a.held_start.date() for a in held if a.held_start is not None]
        near = min(days, key=lambda day: abs((day - fixed).days))
        away = (near - fixed).days
        yield _off_day(span, fixed, away) if abs(away) > pack.themed_day_days else None


def _off_day(span: Span, fixed: date, away: int) -> Finding:
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
    return found("R11", "info", sentence, why, params, actions=(WRITE,), about=about, day=span.last)


def _fixed_day(facts: Facts, span: Span) -> date | None:
    if facts.branch is None or facts.branch.themed_day is None:
        return None
    return span.first.replace(day=min(facts.branch.themed_day, span.last.day))


def _missing(rule: str, kind: ActivityType, span: Span) -> Finding:
    params = {"period": _said(span), "meeting": Said(kind.title_)}
    return _reminder(rule, N_("{period}: no {meeting}"), span, params, kind.value)


def _reminder(
    rule: str, what: str, span: Span, params: Mapping[str, object], kind: str, group: str = ""
) -> Finding:
    about = f"{span.key}/{group}" if group else span.key
    place = ("", "activity", f"{kind}:{group}" if group else kind)
    return found(
        rule,
        "warning",
        what,
        _GENERALLY,
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
