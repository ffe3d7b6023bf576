"""Campaigns: a period with a goal, items by front line, and the records that carry it (rows 18, 21, 22, 47).

A record belongs to a campaign by its own field ``campaign``, whatever its kind. A flag or another
honour is a decision of the superior that was entered; nothing here computes one.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.counting.fronts import Front, FrontLine, by_front, state_of, totals
from app.counting.held import HELD
from app.counting.outcomes import in_order
from app.counting.periods import days_after
from app.counting.planned import named_by
from app.records.cobuilding import Campaign, Honour, Outcome
from app.records.meeting import Activity
from app.records.plan import Plan, PlanItem
from app.services.records import Records
from app.services.study_reading import studies_of_plans
from db.model.change import Json
from db.model.errors import NotFound
from db.model.query import Where
from db.model.record import Applied, Record
from db.model.words import N_

_APART = frozenset({"plan", "honour"})
"""Kinds of a campaign that do not stand among the records that carry it."""
_DAYS = ("held_start", "on", "held_on", "done_on", "due_on", "made_on", "published_on")
_DECIDED = "decided_on"
"""The day of an honour."""
_MOST = 400


@dataclass(frozen=True, slots=True)
class CampaignView:
    """One campaign whole: its fronts, the records that carry it by kind, honours brought in, its numbers."""

    campaign: Campaign
    plans: tuple[Plan, ...]
    fronts: tuple[Front, ...]
    carried: Mapping[str, tuple[Record, ...]]
    honours: tuple[Honour, ...]
    outcomes: tuple[Outcome, ...] = ()

    @property
    def done(self) -> int:
        """Return how many items are done."""
        return totals(self.fronts)[0]

    @property
    def items(self) -> int:
        """Return how many items there are."""
        return totals(self.fronts)[1]

    @property
    def records(self) -> int:
        """Return how many records carry it."""
        return sum(len(found) for found in self.carried.values())


class _Met(NamedTuple):
    """Plan items that meetings name, and the meetings that were held."""

    named: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()


_NOBODY = _Met()


class Campaigns:
    """The use cases of campaigns."""

    def __init__(self, records: Records, now: Callable[[], datetime]) -> None:
        self._records, self._now = records, now

    def all(self) -> list[CampaignView]:
        """Return every campaign, the latest first."""
        campaigns = self._records.all(Campaign)
        met = self._met() if campaigns else _NOBODY
        return [self._view(campaign, met) for campaign in campaigns]

    def view(self, campaign: str) -> CampaignView:
        """Return one campaign whole. Raises NotFound."""
        return self._view(self._must(campaign), self._met())

    def _view(self, campaign: Campaign, met: _Met) -> CampaignView:
        records, mine = self._records, {"campaign": campaign.id}
        plans = tuple(records.all(Plan, where=mine))
        carried = {
            kind: found
            for kind in self.kinds()
            if (found := tuple(records.find(records.query(kind, where=mine))))
        }
        honours = tuple(records.all(Honour, where=mine))
        numbers = tuple(in_order(records.all(Outcome, where={"about": campaign.id})))
        return CampaignView(campaign, plans, self._fronts(plans, met), carried, honours, numbers)

    def _fronts(self, plans: tuple[Plan, ...], met: _Met) -> tuple[Front, ...]:
        records, today = self._records, self._now().date()
        items = (
            (item, plan)
            for plan in plans
            for item in records.all(PlanItem, where={"plan": plan.id}, order=("made",))
        )
        held = met.held.__contains__
        return by_front(FrontLine(i, state_of(i, met.named, held, today, p)) for i, p in items)

    def _met(self) -> _Met:
        activities = self._records.all(Activity, limit=100_000)
        held = frozenset(a.id for a in activities if a.state in HELD)
        return _Met(named_by(activities, studies_of_plans(self._records)), held)

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds whose records can carry a campaign."""
        found = self._records.kinds.items()
        return tuple(
            name
            for name, kind in found
            if name not in _APART and (f := kind.field("campaign")) and f.ref == "campaign"
        )

    def linkable(self, campaign: str) -> list[Record]:
        """Return records of its period that belong to no campaign yet. Raises NotFound."""
        found = self._must(campaign)
        first, last = found.from_on or date.min, found.to_on or date.max
        kinds = (*self.kinds(), "honour")
        return [r for kind in kinds for r in self._free(kind, first, last)]

    def _free(self, kind: str, first: date, last: date) -> Iterator[Record]:
        """Yield records of a kind that belong to no campaign: those of a period, those without a day."""
        shape = self._records.kinds[kind]
        days = [name for name in (*_DAYS, _DECIDED) if shape.field(name) is not None]
        asked: list[tuple[Where, ...]] = [()]
        if len(days) == 1:
            # The book's latest few may all be of another period.
            begun = Where(days[0], ">=", first.isoformat())
            ended = Where(days[0], "<", days_after(last, 1).isoformat())
            asked = [(begun, ended), (Where(days[0], "=", None),)]
        for where in asked:
            free = (Where("campaign", "=", None), *where)
            found = self._records.find(self._records.query(kind, where=free, limit=_MOST))
            yield from (r for r in found if _within(r, first, last))

    # Writing

    def add_item(
        self,
        campaign: str,
        title: str,
        front: str = "",
        *,
        fields: Mapping[str, Json] | None = None,
    ) -> str:
        """Add an item under a front line; the campaign's plan is made with the first. Raises NotFound."""
        found, records = self._must(campaign), self._records
        plans = records.all(Plan, where={"campaign": campaign})
        said = {"title": title, "front": front or None, **(fields or {})}
        if plans:
            return records.add("plan_item", {**said, "plan": plans[0].id})
        plan = records.add("plan", _plan(found))
        return records.add("plan_item", {**said, "plan": plan})

    def link(self, record: str, campaign: str) -> Applied:
        """Let a record carry a campaign. Raises NotFound, InvalidRecord where its kind cannot."""
        self._must(campaign)
        return self._records.change(record, {"campaign": campaign})

    def unlink(self, record: str) -> Applied:
        """Let a record carry no campaign any more."""
        return self._records.change(record, {"campaign": None})

    def _must(self, campaign: str) -> Campaign:
        found = self._records.get(Campaign, campaign)
        if found is None:
            raise NotFound(N_("There is no campaign {id}."), id=campaign)
        return found


def day_of(record: Record) -> str:
    """Return the day a record of a campaign is about, empty where none is written."""
    found = (str(record.get(field)) for field in _DAYS if record.get(field))
    return next(found, "")[:10]


def _within(record: Record, first: date, last: date) -> bool:
    day = day_of(record) or str(record.get(_DECIDED) or "")
    return not day or first.isoformat() <= day <= last.isoformat()


def _plan(campaign: Campaign) -> dict[str, Json]:
    days = {"from_on": campaign.from_on, "to_on": campaign.to_on}
    said = {name: day.isoformat() for name, day in days.items() if day is not None}
    return {"title": campaign.title, "kind": "campaign", "campaign": campaign.id, **said}
