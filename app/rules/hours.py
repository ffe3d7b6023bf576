"""Study hours against the pace of the year (R25; education regulation, articles 20 and 23).

What counts is decided in one place, `app.counting.studied`, for the pages too. The regulation gives
32 hours and no share of them for part of a year: who came later is shown with the hours as they are.
More hours for the secretary and the committee, and a training, only where HQ's pack says so.
"""

from collections.abc import Collection, Iterator
from datetime import date

from app.counting.studied import (
    COUNTED,
    counted_hours,
    counted_kinds,
    hours_by_member,
    pace,
    studies_of,
    trainings_by_member,
    what_applies,
)
from app.records.member import Member
from app.records.organisation import COMMITTEE, Office
from app.records.study import HoursKind, StudyRecord
from app.rules.facts import Facts
from app.rules.finding import PEOPLE, WRITE, Finding
from app.rules.roll import holders
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from db.model.words import N_


def studies_in(facts: Facts, first: date, last: date) -> list[StudyRecord]:
    """Return what gave hours in a period, filed meetings without a study record among it."""
    return studies_of(facts.studies, facts.activities, facts.present_at, first, last)


def hours_of(facts: Facts, year: int, counted: Collection[HoursKind] = COUNTED) -> dict[str, float]:
    """Return each member's hours that count in a year, up to the period's last day."""
    last = min(date(year, 12, 31), facts.last)
    found = hours_by_member(studies_in(facts, date(year, 1, 1), last))
    here = facts.people.ids_on(facts.day)
    return {m: counted_hours(found.get(m, {}), counted) for m in facts.members if m in here}


def goals(facts: Facts, ruling: Ruling, day: date) -> dict[str, float]:
    """Return the hours that apply to each member; nobody of whom no hard number is asked."""
    applies = what_applies(
        ruling.number("member_hours"),
        (holders(facts, (Office.secretary,), day), ruling.number("secretary_hours")),
        (holders(facts, COMMITTEE, day), ruling.number("committee_hours")),
    )
    here = facts.people.ids_on(day)
    return {m: applies(m) for m, who in facts.members.items() if m in here and not who.hours_exempt}


def behind(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R25: nobody is behind the pace of the year; one finding names those who are."""
    day = facts.day
    ruling, keeping = book.on("R25", day), book.on("R25", day, "pace")
    over = day == date(day.year, 12, 31) and day < facts.today
    if ruling is None or (keeping is None and not over):
        return
    hours = hours_of(facts, day.year, counted_kinds(ruling.words("counted")))
    asked = goals(facts, ruling, day)
    if not asked:
        return
    slack = keeping.number("slack_hours") if keeping and not over else 0.0
    slow = tuple(m for m, goal in asked.items() if hours.get(m, 0.0) < pace(goal, day) - slack)
    if not slow:
        yield None
        return
    yield tell(
        ruling if over or keeping is None else keeping,
        N_(
            "{n} member has fewer study hours than the year asks for|"
            "{n} members have fewer study hours than the year asks for"
        )
        if over
        else N_(
            "{n} member has fewer study hours than the pace of the year|"
            "{n} members have fewer study hours than the pace of the year"
        ),
        _why(facts, slow, day, over=over),
        {"n": len(slow), "names": tuple(facts.name(m) for m in slow[:3]), "year": day.year},
        ("", "member", ""),
        actions=(PEOPLE, WRITE),
        about=str(day.year),
        people=slow,
        day=day,
        due=date(day.year, 12, 31),
    )


def _why(facts: Facts, slow: tuple[str, ...], day: date, *, over: bool) -> str:
    if any(_came_later(facts, facts.members[m], day.year) for m in slow):
        return N_("{names}; who came during the year is shown with all hours here")
    if over:
        return N_("{names}")
    if len(slow) > 3:
        return N_("{names} and others; until the end of the year is enough")
    return N_("{names}; until the end of the year is enough")


def _came_later(facts: Facts, member: Member, year: int) -> bool:
    return member.id not in facts.people.ids_on(date(year, 1, 1))


def trainings(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R25: the committee's concentrated training of the year, where HQ's pack asks for one."""
    day = facts.day
    ruling = book.on("R25", day)
    least = ruling.count("trainings") if ruling is not None else 0
    if ruling is None or not least:
        return
    over = day == date(day.year, 12, 31) and day < facts.today
    taken = _trainings(facts, day.year)
    here = facts.people.ids_on(day)
    left = tuple(
        m
        for m in facts.members
        if m in holders(facts, COMMITTEE, day) & here and taken.get(m, 0) < least
    )
    if not left or (not over and day.month < 10):
        yield None
        return
    yield tell(
        ruling,
        N_("{year}: no concentrated training yet for {names}"),
        N_(
            "{n} training a year for the committee is what is asked for here|{n} trainings a year for the committee are what is asked for here"
        ),
        {"year": day.year, "names": tuple(facts.name(m) for m in left[:3]), "n": least},
        ("", "study_record", "training"),
        severity=None if over else "info",
        actions=(PEOPLE, WRITE),
        about=f"{day.year}/training",
        people=left,
        day=day,
        due=date(day.year, 12, 31),
    )


def _trainings(facts: Facts, year: int) -> dict[str, int]:
    last = min(date(year, 12, 31), facts.last)
    return trainings_by_member(studies_in(facts, date(year, 1, 1), last), facts.activities)
