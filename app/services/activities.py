"""What was done with others in a period: each with its partners and numbers, sifted, added up; lectures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.counting.lectured import Lectures, lectures
from app.counting.outcomes import Total, in_order, totals
from app.counting.periods import days_after
from app.counting.together import is_joint, names_in, took_place, widest
from app.records.alliance import PartnerOrganization, PartnerScope
from app.records.cobuilding import Outcome
from app.records.meeting import Activity
from app.services.meeting import by_owner
from app.services.parts import among
from app.services.records import Records
from app.terms import ActivityType, JointKind
from db.model.query import Where

_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Held:
    """One thing done with others: whom with, how far from home, what came of it in numbers."""

    activity: Activity
    partners: tuple[str, ...]
    """Ids of the register, in the order named; a unit that was taken out of it is none."""
    names: tuple[str, ...]
    """All other parties by name: those of the register as in `partners`, then those in no register."""
    scope: PartnerScope | None
    rows: tuple[Outcome, ...]

    @property
    def day(self) -> date:
        """Return the day it was held."""
        return self.activity.held_start.date() if self.activity.held_start else date.min

    @property
    def kind(self) -> JointKind | ActivityType:
        """Return what it was: its joint kind, else its kind of meeting."""
        return self.activity.joint_kind or self.activity.type


class Sieve(NamedTuple):
    """What is looked for; an empty part lets everything through. `kind` a code of either kind of kinds."""

    kind: str = ""
    partner: str = ""
    scope: str = ""
    text: str = ""

    def passes(self, held: Held) -> bool:
        """Tell whether something is what is looked for."""
        kinds = (held.activity.type.value, held.activity.joint_kind)
        words = "\n".join((held.activity.title or "", held.activity.theme or "", *held.names))
        return (
            self.kind in ("", *kinds)
            and (not self.partner or self.partner in held.partners)
            and self.scope in ("", held.scope)
            and all(word in words.lower() for word in self.text.lower().split())
        )


class Activities:
    """Reads what was done with others; writes nothing."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def between(self, first: date, last: date) -> tuple[Held, ...]:
        """Return what was held with others between two days, latest first; what was called off is none."""
        held = [a for a in self._activities(first, last) if is_joint(a)]
        register = self._register({partner for a in held for partner in a.partners})
        rows = self._rows([a.id for a in held])
        return tuple(_held(a, register, rows.get(a.id, ())) for a in held)

    def _register(self, partners: set[str]) -> Mapping[str, PartnerOrganization]:
        """Return of some units of the register by id what they are called and how far away they are."""
        if not partners:
            return {}
        some = self._records.parts.some
        found = some(PartnerOrganization, ("name", "scope"), where=among(partners))
        return {unit.id: unit for unit in found}

    def lectures(self, first: date, last: date) -> Lectures:
        """Return the lectures between two days by capacity and direction."""
        return lectures(self._lectures(first, last))

    def lectures_held(self, first: date, last: date) -> tuple[Activity, ...]:
        """Return the lectures between two days, latest first."""
        return tuple(self._lectures(first, last))

    def years(self, this: int) -> range:
        """Return the years that hold meetings, this one first, backwards."""
        return range(this, min(self._first_year() or this, this) - 1, -1)

    def _first_year(self) -> int | None:
        begun = (Where("held_start", ">", ""),)
        found = self._records.all(Activity, where=begun, order=("held_start",), limit=1)
        start = found[0].held_start if found else None
        return start.year if start else None

    def _lectures(self, first: date, last: date) -> list[Activity]:
        held = self._activities(first, last)
        return [a for a in held if a.type == ActivityType.party_lecture]

    def _activities(self, first: date, last: date) -> list[Activity]:
        between = (
            Where("held_start", ">=", first.isoformat()),
            Where("held_start", "<", days_after(last, 1).isoformat()),
        )
        found = self._records.all(Activity, where=between, order=("-held_start",), limit=100_000)
        return [a for a in found if took_place(a)]

    def _rows(self, ids: Sequence[str]) -> dict[str, list[Outcome]]:
        found: dict[str, list[Outcome]] = {}
        for at in range(0, len(ids), _CHUNK):
            found |= by_owner(self._records, Outcome, "about", ids[at : at + _CHUNK])
        return found


def _held(
    activity: Activity, register: Mapping[str, PartnerOrganization], rows: Iterable[Outcome]
) -> Held:
    known = [register[p] for p in dict.fromkeys(activity.partners) if p in register]
    names = (*(p.name for p in known), *names_in(activity.partner_text))
    scope = widest(p.scope for p in known)
    return Held(activity, tuple(p.id for p in known), names, scope, tuple(in_order(rows)))


def sums(held: Iterable[Held]) -> tuple[Total, ...]:
    """Return the sums of what came of some activities: one label and unit each."""
    return totals(row for one in held for row in one.rows)
