"""Posts, areas, teams and commitments: who holds them, when they are looked at, how they were kept.

Members stand in the roster's order; no number is made of a person (domain 1.2, row 37).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from app.counting.carriers import (
    USUAL_DAYS,
    Carrier,
    Kept,
    begun,
    kept,
    last_review,
    next_review,
    review_waits,
    runs,
)
from app.records.member import Member
from app.records.vanguard import (
    CarrierReview,
    Commitment,
    DemonstrationPost,
    ElectionRound,
    Exemplar,
    Nomination,
    ResponsibilityArea,
    ServiceTeam,
)
from app.rules.rulebook import Rulebook
from app.services.records import Records
from db.model.change import Json
from db.model.errors import InvalidRecord, NotFound
from db.model.query import Where
from db.model.record import Applied, Edit
from db.model.words import N_

_MOST, _CHUNK = 100_000, 400
_CARRIERS: Mapping[str, type[Carrier]] = {
    model.shape.name: model for model in (DemonstrationPost, ResponsibilityArea, ServiceTeam)
}


class Standing(NamedTuple):
    """One post, area or team, or one commitment: its last look, its next, whether that is overdue."""

    last: CarrierReview | None
    next_on: date | None
    waits: bool


class Held(NamedTuple):
    """A post, an area or a team as it stands today."""

    thing: Carrier
    standing: Standing
    running: bool


class Promise(NamedTuple):
    """A commitment as it stands today; ``who`` the member's name or the unit's."""

    thing: Commitment
    who: str
    kept: Kept
    standing: Standing


class Round(NamedTuple):
    """A selection round: what units put forward, in the order of the units' names, and who was named."""

    thing: ElectionRound
    nominations: tuple[Nomination, ...]
    named: tuple[Exemplar, ...]


class Carriers:
    """The use cases of the four registers, the rounds and the exemplars of one book."""

    def __init__(
        self,
        records: Records,
        roster: Callable[[], Sequence[Member]],
        rulebook: Callable[[], Rulebook],
        now: Callable[[], datetime],
    ) -> None:
        self._records, self._roster, self._rulebook = records, roster, rulebook
        self._now = now

    @property
    def every(self) -> int:
        """Return after how many days without a look one is due, as the packs say today."""
        ruling = self._rulebook().on("R45", self._now().date())
        return USUAL_DAYS if ruling is None else ruling.count("review_days")

    # Reading

    def held(self, *kinds: str) -> list[Held]:
        """Return the carriers of these kinds: those looked at next first, ended ones last."""
        today, looks, every = self._now().date(), self._looks(), self.every
        found = [
            Held(thing, _standing(thing, looks.get(thing.id, ()), today, every), runs(thing, today))
            for kind in kinds
            for thing in self._records.all(_CARRIERS[kind], limit=_MOST)
        ]
        return sorted(
            found,
            key=lambda h: (not h.running, h.standing.next_on or date.max, h.thing.name),
        )

    def reviews(self, about: str) -> list[CarrierReview]:
        """Return the looks at one carrier or commitment, the latest first."""
        found = self._records.all(CarrierReview, where={"about": about})
        return sorted(found, key=lambda r: (r.on or date.min, r.record.made), reverse=True)

    def years(self) -> list[int]:
        """Return the years that have commitments, and this one; the latest first."""
        found = {_year(one) for one in self._records.all(Commitment, limit=_MOST)}
        return sorted(found | {self._now().year}, reverse=True)

    def promises(self, year: int) -> list[Promise]:
        """Return a year's commitments: those of units by name, then members in the roster's order."""
        today, looks, every = self._now().date(), self._looks(), self.every
        everyone = self._everyone()
        order = {member: n for n, member in enumerate(everyone)}
        found = []
        for one in self._records.all(Commitment, limit=_MOST):
            if _year(one) == year:
                of = looks.get(one.id, ())
                who = self._who(one, everyone)
                state = kept(one, of, today)
                found.append(Promise(one, who, state, _standing(one, of, today, every)))
        return sorted(
            found,
            key=lambda p: (
                order.get(p.thing.member or "", len(order) if p.thing.member else -1),
                p.thing.unit or "",
                p.thing.made_on or date.min,
                p.thing.id,
            ),
        )

    def rounds(self) -> list[Round]:
        """Return the selection rounds, the latest first."""
        nominated: dict[str, list[Nomination]] = defaultdict(list)
        for nomination in self._records.all(Nomination, limit=_MOST):
            nominated[nomination.round].append(nomination)
        named: dict[str, list[Exemplar]] = defaultdict(list)
        for exemplar in self.exemplars():
            named[exemplar.round or ""].append(exemplar)
        return [
            Round(
                one,
                tuple(sorted(nominated[one.id], key=lambda n: (n.unit, n.nominee or "", n.id))),
                tuple(named[one.id]),
            )
            for one in self._records.all(ElectionRound, limit=_MOST)
        ]

    def exemplars(self) -> list[Exemplar]:
        """Return the exemplars, the latest named first."""
        return self._records.all(Exemplar, limit=_MOST)

    def files(self, about: Iterable[str]) -> dict[str, int]:
        """Return how many files hang on each of these records."""
        wanted = sorted(set(about))
        found: dict[str, int] = defaultdict(int)
        for at in range(0, len(wanted), _CHUNK):
            where = (Where("belongs_to", "in", wanted[at : at + _CHUNK]),)
            query = self._records.query("attachment", where=where, limit=_MOST)
            for record in self._records.find(query):
                found[str(record.get("belongs_to"))] += 1
        return dict(found)

    def lacking(self, year: int) -> list[Member]:
        """Return who has no commitment of a year begun, in the roster's order: for beginning them."""
        begun_for = {p.thing.member for p in self.promises(year)}
        return [m for m in self._roster() if m.id not in begun_for]

    # Writing

    def review(
        self, about: str, fields: Mapping[str, Json], next_on: date | None = None
    ) -> Applied:
        """Write a look at a carrier or a commitment, and the day of the next one, as one change.

        Without `next_on` the next day follows from the packs. Raises InvalidRecord, NotFound.
        """
        found = self._records.raw(about)
        if found is None or found.deleted:
            raise NotFound(N_("There is no record {id}."), id=about)
        if found.kind not in {*_CARRIERS, Commitment.shape.name}:
            raise InvalidRecord(N_("Only a post, an area, a team or a commitment is looked at."))
        edits = [self._records.edit_new("carrier_review", {"about": about, **fields})]
        if next_on is not None or found.get("review_on"):
            day = None if next_on is None else next_on.isoformat()
            edits.append(Edit(found.kind, {"review_on": day}, about))
        return self._records.write(edits, what="new")

    def begin(
        self,
        members: Sequence[str],
        made_on: date,
        *,
        due_on: date | None = None,
        shown_at: str = "",
    ) -> Applied:
        """Begin a commitment for each of these members, without words: what is promised is theirs.

        Who has one of that year already is left out; raises InvalidRecord where nobody is left.
        """
        having = {p.thing.member for p in self.promises(made_on.year)}
        fields: dict[str, Json] = {
            "text": "",
            "made_on": made_on.isoformat(),
            "due_on": due_on.isoformat() if due_on else None,
            "shown_at": shown_at or None,
        }
        edits = [
            self._records.edit_new("commitment", {**fields, "member": member})
            for member in dict.fromkeys(members)
            if member not in having
        ]
        if not edits:
            raise InvalidRecord(N_("Everybody chosen has a commitment of that year."))
        return self._records.write(edits, what="new")

    # What it stands on

    def _looks(self) -> dict[str, list[CarrierReview]]:
        found: dict[str, list[CarrierReview]] = defaultdict(list)
        for one in self._records.all(CarrierReview, limit=_MOST):
            found[one.about].append(one)
        return found

    def _everyone(self) -> dict[str, str]:
        here = {m.id: m.name for m in self._roster()}
        others = {m.id: m.name for m in self._records.all(Member, order=("name",))}
        return here | {m: name for m, name in others.items() if m not in here}

    def _who(self, one: Commitment, everyone: Mapping[str, str]) -> str:
        return everyone.get(one.member or "", "") or one.unit or ""


def _standing(
    thing: Carrier | Commitment, looks: Sequence[CarrierReview], today: date, every: int
) -> Standing:
    return Standing(
        last_review(looks),
        next_review(thing, looks, every),
        review_waits(thing, looks, today, every),
    )


def _year(one: Commitment) -> int:
    start = begun(one)
    return 0 if start is None else start.year
