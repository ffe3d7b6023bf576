"""The year as four pictures and their facts: meetings, attendance, hours, what the checks found.

Each picture has its table beside it, made of the same values. Members stand in the roster's order,
never by hours or attendance.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.counting.monthly import (
    Found,
    Turnout,
    found_by_month,
    participates,
    sums,
    turnout_by_month,
    whole,
)
from app.counting.studied import Studied
from app.records.meeting import Activity
from app.services.calendar import YearLine, year_at_a_glance
from app.services.checking import Checking, Report
from app.services.members import Members, YearOfMeetings
from app.services.records import Records
from app.services.studying import Studying
from db.model.query import Where
from db.model.record import Applied


@dataclass(frozen=True, slots=True)
class MemberYear:
    """One member's year: attendance by month and study hours."""

    member: str
    name: str
    months: tuple[Turnout, ...]
    studied: Studied

    @property
    def year(self) -> Turnout:
        """Return the attendance of the whole year."""
        return whole(self.months)


@dataclass(frozen=True, slots=True)
class YearView:
    """A year's four pictures; ``month`` is the present one, 0 in another year; ``day`` counts until then."""

    year: int
    month: int
    day: date
    glance: tuple[YearLine, ...] = ()
    people: tuple[MemberYear, ...] = ()
    branch: tuple[Turnout, ...] = ()
    trend: tuple[Found, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether the year has nothing to show."""
        return not self.people and not any(line.marks for line in self.glance)


class Yearly:
    """Reads the book for the year's pictures."""

    def __init__(
        self,
        records: Records,
        checking: Checking,
        members: Members,
        studying: Studying,
        now: Callable[[], datetime],
    ) -> None:
        self._records, self._checking, self._members = records, checking, members
        self._studying, self._now = studying, now
        self._written = 0
        self._views: dict[tuple[int, date, int], YearView] = {}
        self._years: dict[int, list[int]] = {}

    def forget(self, _applied: Applied) -> None:
        """Hear that something was written: what was read before is not used after it."""
        self._written += 1

    def view(self, year: int) -> YearView:
        """Return a year; of the running one what lies behind, and what is planned."""
        key = (year, self._now().date(), self._written)
        view = self._views.get(key)
        if view is None:
            view = self._view(year)
            self._views = {key: view}
        return view

    def _view(self, year: int) -> YearView:
        now = self._now()
        first, last = date(year, 1, 1), date(year, 12, 31)
        until = min(last, now.date())
        report = self._report(first, until)
        wrong = (
            frozenset(f.record for f in report.findings if f.is_error) if report else frozenset()
        )
        people = self._people(year, until)
        return YearView(
            year,
            now.month if now.year == year else 0,
            until,
            year_at_a_glance(self._checking.facts(first, last), now, wrong),
            people,
            sums({p.member: p.months for p in people}),
            found_by_month(report.findings, first, until) if report else (),
        )

    def _report(self, first: date, until: date) -> Report | None:
        return self._checking.report(first, until) if first <= until else None

    def _people(self, year: int, until: date) -> tuple[MemberYear, ...]:
        roster = self._members.roster()
        ids = [m.id for m in roster]
        turnout = turnout_by_month(_settled(self._members.year(year)), ids)
        studied = self._studying.year(year, ids, until)
        return tuple(MemberYear(m.id, m.name, turnout[m.id], studied[m.id]) for m in roster)

    def hours(self, year: int) -> YearView:
        """Return a year with everybody's hours alone: nothing else is read."""
        now, last = self._now(), date(year, 12, 31)
        until = min(last, now.date())
        roster = self._members.roster()
        studied = self._studying.year(year, [m.id for m in roster], until)
        people = tuple(MemberYear(m.id, m.name, (), studied[m.id]) for m in roster)
        return YearView(year, now.month if now.year == year else 0, until, (), people)

    def years(self) -> list[int]:
        """Return the years from the first meeting on record to the last or this one, latest first."""
        written = self._written
        if written not in self._years:
            self._years = {written: self._read_years()}
        return self._years[written]

    def _read_years(self) -> list[int]:
        ends = [self._now().year]
        for order in ("held_start", "-held_start"):
            held = (Where("held_start", "!=", None),)
            found = self._records.all(Activity, where=held, order=(order,), limit=1)
            ends += [a.held_start.year for a in found if a.held_start]
        return list(range(max(ends), min(ends) - 1, -1))

    def trend(self, first: date, last: date) -> tuple[Found, ...]:
        """Return what the checks found month by month of a period."""
        return found_by_month(self._checking.report(first, last).findings, first, last)


def _settled(year: YearOfMeetings) -> list[tuple[str, int, str]]:
    return [
        (member, year.meetings[meeting].day.month, mark)
        for member, marks in year.marks.items()
        for meeting, mark in marks.items()
        if participates(year.meetings[meeting].state, due=mark != "planned")
    ]
