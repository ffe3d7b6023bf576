"""Study hours against the pace of the year (R25; education regulation, articles 20 and 23).

A meeting's hours count for everybody present once it is filed. Where filing wrote a study record
for the meeting, that record counts and the meeting does not, so nothing counts twice. The regulation
gives 32 hours and no share of them for part of a year: who came later is shown with the hours as
they are. More hours for the secretary and the committee, and a training, only where HQ's pack says so.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from app.counting.held import KEPT
from app.records.member import Member
from app.records.organisation import COMMITTEE, Office
from app.rules.facts import Facts
from app.rules.finding import PEOPLE, WRITE, Finding
from app.rules.roll import holders
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from app.terms import ActivityType
from db.model.words import N_


def hours_of(facts: Facts, year: int) -> dict[str, float]:
    """Return each member's study hours in a year, up to the period's last day."""
    found: dict[str, float] = defaultdict(float)
    written = set()
    for study in facts.studies:
        if study.held_on is None or study.held_on.year != year or study.held_on > facts.last:
            continue
        written.add(study.activity)
        for member in dict.fromkeys(study.members):
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


def goals(facts: Facts, ruling: Ruling, day: date) -> dict[str, float]:
    """Return the hours that apply to each member; nobody of whom no hard number is asked."""
    secretaries = holders(facts, (Office.secretary,), day)
    committee = holders(facts, COMMITTEE, day)
    found = {}
    for member, who in facts.members.items():
        if not who.is_here or who.hours_exempt:
            continue
        asked = [ruling.number("member_hours")]
        if member in secretaries:
            asked.append(ruling.number("secretary_hours"))
        if member in committee:
            asked.append(ruling.number("committee_hours"))
        found[member] = max(asked)
    return found


def behind(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R25: nobody is behind the pace of the year; one finding names those who are."""
    day = facts.day
    ruling, keeping = book.on("R25", day), book.on("R25", day, "pace")
    over = day == date(day.year, 12, 31) and day < facts.today
    if ruling is None or (keeping is None and not over):
        return
    hours, asked = hours_of(facts, day.year), goals(facts, ruling, day)
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
        m for m in facts.members if m in holders(facts, COMMITTEE, day) & here and taken[m] < least
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
    found: dict[str, int] = defaultdict(int)
    for study in facts.studies:
        if study.training and study.held_on is not None and study.held_on.year == year:
            for member in study.members:
                found[member] += 1
    told = {s.activity for s in facts.studies if s.training}
    for activity in facts.activities:
        start = activity.held_start
        if activity.type != ActivityType.training or start is None or activity.id in told:
            continue
        if start.year == year and start.date() <= facts.last and activity.state in KEPT:
            for seat in facts.seats_of(activity.id):
                found[seat.member] += seat.here
    return found
