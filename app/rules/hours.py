"""Study hours against the pace of the year (R25; education regulation, articles 20 and 23).

A meeting's hours count for everybody present once it is filed. Where filing wrote a study record
for the meeting, that record counts and the meeting does not, so nothing counts twice.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from app.counting.held import KEPT
from app.rules.facts import Facts
from app.rules.finding import PEOPLE, WRITE, Finding, told
from app.rules.rulebook import Rulebook
from db.model.words import N_


def hours_of(facts: Facts, year: int) -> dict[str, float]:
    """Return each member's study hours in a year, up to the period's last day."""
    found: dict[str, float] = defaultdict(float)
    written = set()
    for study in facts.studies:
        if study.held_on is None or study.held_on.year != year or study.held_on > facts.last:
            continue
        written.add(study.activity)
        for member in study.members:
            found[member] += study.hours or 0
    for activity in facts.activities:
        start = activity.held_start
        if start is None or start.year != year or start.date() > facts.last:
            continue
        if activity.state not in KEPT or not activity.hours or activity.id in written:
            continue
        for seat in facts.seats_of(activity.id):
            if seat.here:
                found[seat.member] += activity.hours
    return {m: found.get(m, 0.0) for m, who in facts.members.items() if who.is_here}


def pace(goal: float, day: date) -> float:
    """Return the hours that a steady year would have brought by a day."""
    year = date(day.year, 12, 31).timetuple().tm_yday
    return goal * day.timetuple().tm_yday / year


def behind(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R25: nobody is behind the pace of the year; one finding names those who are."""
    day = min(facts.last, facts.today)
    hours, ruling = hours_of(facts, day.year), book.on("R25", day)
    if not hours or ruling is None:
        return
    over = day == date(day.year, 12, 31)
    keeping = book.on("R25", day, "pace")
    if keeping is None and not over:
        return
    slack = keeping.number("slack_hours") if keeping else 0.0
    least = pace(ruling.number("member_hours"), day) - slack
    slow = tuple(m for m, sum_ in hours.items() if sum_ < least)
    if not slow:
        yield None
    else:
        params = {"n": len(slow), "names": tuple(facts.name(m) for m in slow[:3]), "year": day.year}
        yield told(
            ruling if over or keeping is None else keeping,
            N_(
                "{n} member has fewer study hours than the pace of the year|"
                "{n} members have fewer study hours than the pace of the year"
            ),
            _who(len(slow)),
            params,
            ("", "member", ""),
            actions=(PEOPLE, WRITE),
            about=str(day.year),
            people=slow,
            day=day,
            due=date(day.year, 12, 31),
        )


def _who(count: int) -> str:
    if count > 3:
        return N_("{names} and others; until the end of the year is enough")
    return N_("{names}; until the end of the year is enough")
