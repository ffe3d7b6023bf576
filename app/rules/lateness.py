"""Late entry is shown, never hidden and never judged (R15).

The day of entry is the site's own, by this laptop's clock. Where that clock was off when it last met
HQ's, the finding says so: then the number of days is worth that much less.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from app.counting.held import days_late
from app.records.meeting import Activity
from app.rules.asking import held
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.rulebook import Rulebook
from app.rules.telling import tell
from app.said import Said, say
from db.model.words import N_

_WORTH_SAYING = 600
"""Seconds from which on a clock that is off is told."""
_HOUR, _DAY = 3600, 86_400


def late_entries(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R15: a meeting is on record soon after it was held."""
    for ruled in held(facts, book, "R15"):
        days = _late(facts, ruled.activity)
        if days <= ruled.ruling.number("late_days"):
            yield None
            continue
        very = days > ruled.ruling.number("very_late_days")
        why, params = _why(facts)
        yield tell(
            ruled.ruling,
            N_("{meeting} was entered {n} day after|{meeting} was entered {n} days after"),
            why,
            {"meeting": ruled.said, "n": days, **params},
            (ruled.activity.id, "activity", ""),
            severity=ruled.ruling.when("very_late") if very else None,
            day=ruled.day,
        )


def _late(facts: Facts, activity: Activity) -> int:
    entered = facts.entered.get(activity.id)
    return days_late(activity, entered) if entered else 0


def _why(facts: Facts) -> tuple[str, dict[str, object]]:
    gap = facts.clock_ahead
    if gap is None or abs(gap) < _WORTH_SAYING:
        return (
            N_(
                "It is marked as it is: entered {n} day after|It is marked as it is: entered {n} days after"
            ),
            {},
        )
    if gap > 0:
        return (
            N_(
                "Entered {n} day after by this clock, which was {gap} ahead of HQ's|"
                "Entered {n} days after by this clock, which was {gap} ahead of HQ's"
            ),
            {"gap": _said(gap)},
        )
    return (
        N_(
            "Entered {n} day after by this clock, which was {gap} behind HQ's|"
            "Entered {n} days after by this clock, which was {gap} behind HQ's"
        ),
        {"gap": _said(-gap)},
    )


def _said(seconds: int) -> Said:
    if seconds >= _DAY:
        return say(N_("about {n} day|about {n} days"), n=round(seconds / _DAY))
    if seconds >= _HOUR:
        return say(N_("about {n} hour|about {n} hours"), n=round(seconds / _HOUR))
    return say(N_("about {n} minute|about {n} minutes"), n=round(seconds / 60))


def on_one_day(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R15: several meetings were entered long after, and all on one day."""
    together: dict[date, list[Activity]] = defaultdict(list)
    for ruled in held(facts, book, "R15"):
        if _late(facts, ruled.activity) > ruled.ruling.number("late_days"):
            together[facts.entered[ruled.activity.id].date()].append(ruled.activity)
    for day, activities in together.items():
        several = book.on("R15", day, "same_day")
        if several is None:
            continue
        if len(activities) < several.number("meetings"):
            yield None
            continue
        first = min(a.held_start.date() for a in activities if a.held_start is not None)
        yield tell(
            several,
            N_(
                "{n} meeting was entered on {day}, the earliest held on {first}|{n} meetings were entered on {day}, the earliest held on {first}"
            ),
            N_("Where papers were typed in together, say so; each keeps its own note"),
            {"n": len(activities), "day": day, "first": first},
            (activities[0].id, "activity", ""),
            about=f"{day}/entered",
            day=day if facts.first <= day <= facts.last else first,
        )
