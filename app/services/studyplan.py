"""The study plan of a year or a quarter: what was planned, what was held of it, what is still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, NamedTuple

from app.counting.held import HELD
from app.counting.periods import quarter_of
from app.records.meeting import Activity, State
from app.records.plan import Plan, PlanItem, PlanKind
from app.records.study import StudyRecord
from app.said import QUARTERS, Said, say
from app.services.records import Records
from app.terms import ActivityType
from db.model.change import Json
from db.model.query import Where
from db.model.words import N_, Translate

How = Literal["open", "planned", "held"]
_USUAL = time(19, 30)


class Planned(NamedTuple):
    """One line of the plan: how far it is, the record that fulfils it, the hours it brought."""

    item: PlanItem
    how: How = "open"
    record: str = ""
    kind: str = ""
    hours: float = 0.0


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """A plan with its lines by due day."""

    plan: Plan
    lines: tuple[Planned, ...] = ()

    @property
    def wanted(self) -> float:
        """Return the hours planned."""
        return round(sum(line.item.hours or 0 for line in self.lines), 2)

    @property
    def done(self) -> float:
        """Return the hours that were held of it."""
        return round(sum(line.hours for line in self.lines), 2)

    @property
    def held(self) -> int:
        """Return how many lines were held."""
        return sum(line.how == "held" for line in self.lines)


class StudyPlans:
    """The use cases of study plans in one book."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def of_year(self, year: int) -> list[StudyPlan]:
        """Return the study plans that touch a year, earliest first."""
        plans = [
            p
            for p in self._records.all(Plan, where={"kind": PlanKind.study.value})
            if (p.from_on is None or p.from_on.year <= year)
            and (p.to_on is None or p.to_on.year >= year)
        ]
        plans.sort(key=lambda p: (p.from_on or date.min, p.record.made))
        return [StudyPlan(p, self._lines(p.id)) for p in plans]

    def open_lines(self, year: int) -> list[Planned]:
        """Return what the plans of a year still leave open, earliest due first."""
        lines = [line for plan in self.of_year(year) for line in plan.lines if line.how == "open"]
        return sorted(lines, key=lambda line: line.item.due_on or date.max)

    def _lines(self, plan: str) -> tuple[Planned, ...]:
        items = self._records.all(PlanItem, where={"plan": plan})
        ids = [i.id for i in items]
        if not ids:
            return ()
        mine = (Where("plan_item", "in", ids),)
        meetings = self._records.all(Activity, where=mine)
        studies = self._records.all(StudyRecord, where=mine)
        lines = [self._line(i, meetings, studies) for i in items]
        return tuple(sorted(lines, key=lambda line: (line.item.due_on or date.max, line.item.id)))

    def _line(
        self, item: PlanItem, meetings: Iterable[Activity], studies: Iterable[StudyRecord]
    ) -> Planned:
        linked = [a for a in meetings if a.plan_item == item.id]
        named = self._records.get(Activity, item.activity) if item.activity else None
        if named is not None and all(a.id != named.id for a in linked):
            linked.append(named)
        linked = [a for a in linked if a.state != State.cancelled]
        held = [a for a in linked if a.state in HELD]
        own = [s for s in studies if s.plan_item == item.id]
        hours = sum(a.hours or 0 for a in held) + sum(s.hours or 0 for s in own)
        if held:
            return Planned(item, "held", held[0].id, "activity", round(hours, 2))
        if own:
            return Planned(item, "held", own[0].id, "study_record", round(hours, 2))
        if linked:
            return Planned(item, "planned", linked[0].id, "activity")
        return Planned(item)

    def begin(self, year: int, quarter: int, t: Translate) -> str:
        """Begin the study plan of a year, or of one quarter (1 to 4); return its id."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        if quarter:
            span = quarter_of(date(year, quarter * 3, 1))
            first, last = span.first, span.last
        fields: dict[str, Json] = {
            "kind": PlanKind.study.value,
            "title": _title(year, quarter)(t),
            "from_on": first.isoformat(),
            "to_on": last.isoformat(),
        }
        return self._records.add("plan", fields)

    def add(self, plan: str, title: str, hours: float | None, due: date | None) -> str:
        """Add a line to a plan; return its id. Raises InvalidRecord."""
        fields: dict[str, Json] = {
            "plan": plan,
            "title": title,
            "type": ActivityType.study_session.value,
            "hours": hours,
            "due_on": due.isoformat() if due else None,
        }
        return self._records.add("plan_item", {k: v for k, v in fields.items() if v is not None})

    def hold(self, item: PlanItem, today: date) -> str:
        """Arrange the meeting of a line, on its day or today; return the meeting's id.

        The meeting names its line, so that one entry feeds the plan, the hours and the ledger.
        """
        day = max(item.due_on or today, today)
        fields: dict[str, Json] = {
            "type": (item.type or ActivityType.study_session).value,
            "title": item.title,
            "held_start": datetime.combine(day, _USUAL).isoformat(),
            "hours": item.hours,
            "group": item.group,
            "plan_item": item.id,
        }
        return self._records.add("activity", _filled(fields))


def _filled(fields: Mapping[str, Json]) -> dict[str, Json]:
    return {k: v for k, v in fields.items() if v is not None}


def _title(year: int, quarter: int) -> Said:
    if quarter:
        return say(
            N_("Study plan, {quarter} of {year}"), quarter=Said(QUARTERS[quarter - 1]), year=year
        )
    return say(N_("Study plan of {year}"), year=year)
