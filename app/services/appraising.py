"""The year's democratic appraisal: its steps in order, who takes part, each member's sealed result.

Levels, tallies and opinions stand in one sealed text a member. What is open are dates, whether a
member has a level, and two counts. Everybody is shown in the roster's order and in no other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from app.counting.appraising import LEVELS, Level, Result, most_excellent, result_of
from app.records.life import Appraisal, AppraisalResult
from app.records.meeting import Activity, State
from app.records.member import Member, Relation
from app.sealing import Place
from app.services.confidential import Confidential, Sealed
from app.services.meeting import read_branch
from app.services.records import Records
from app.terms import ActivityType
from db.model.change import Json, child_id
from db.model.errors import InvalidRecord, NotFound
from db.model.words import N_

KIND, RESULT = Appraisal.shape.name, AppraisalResult.shape.name
MEETINGS = (ActivityType.democratic_appraisal, ActivityType.organizational_life_meeting)
"""Where an appraisal is held; it may be combined with the organisational-life meeting (article 18)."""
STEPS = ("self_on", "mutual_on", "measured_on", "concluded_on")
"""The steps in their order (article 18); feedback to each member comes after."""


@dataclass(frozen=True)
class Seat:
    """One member in the appraisal: whether a level is due, and what is on record without opening it."""

    member: Member
    probationary: bool
    placed: bool
    result: AppraisalResult | None

    @property
    def has_level_due(self) -> bool:
        """Probationary members take part and get no level; a placed one has it where the relation is."""
        return not (self.probationary or self.placed)


@dataclass(frozen=True)
class Standing:
    """An appraisal with its meeting and its roster, in the roster's order."""

    appraisal: Appraisal
    meeting: Activity | None
    seats: tuple[Seat, ...]

    @property
    def full(self) -> int:
        """Return how many full members with formal relation there are."""
        return sum(seat.has_level_due for seat in self.seats)

    @property
    def most(self) -> int:
        """Return how many of them may be excellent."""
        return most_excellent(self.full)

    def done(self) -> tuple[bool, ...]:
        """Tell of each step whether its day is written, feedback to everybody last."""
        dates = [getattr(self.appraisal, step) is not None for step in STEPS]
        told = [s.result is not None and s.result.feedback_on is not None for s in self.seats]
        return (*dates, bool(told) and all(told))

    def out_of_order(self) -> tuple[str, str] | None:
        """Return the first two steps whose days stand the wrong way round."""
        days = [(step, getattr(self.appraisal, step)) for step in STEPS]
        held = [(step, day) for step, day in days if day is not None]
        turned = ((a, b) for (a, one), (b, other) in pairwise(held) if other < one)
        return next(turned, None)


class Appraising:
    """The use cases of the appraisal page."""

    def __init__(
        self,
        records: Records,
        confidential: Confidential,
        now: Callable[[], datetime],
    ) -> None:
        self._records, self._confidential, self._now = records, confidential, now

    def all(self) -> list[Appraisal]:
        """Return the appraisals, the latest year first."""
        return self._records.all(Appraisal)

    def at(self, meeting: str) -> str:
        """Return the id of a meeting's appraisal, "" where there is none."""
        return next((a.id for a in self.all() if a.activity == meeting), "")

    def meetings(self) -> list[Activity]:
        """Return the meetings an appraisal may belong to and that have none yet, latest first."""
        taken = {a.activity for a in self.all()}
        found = [m for kind in MEETINGS for m in self._records.all(Activity, where={"type": kind})]
        free = [m for m in found if m.id not in taken and m.state != State.cancelled]
        return sorted(free, key=lambda m: str(m.held_start or ""), reverse=True)

    def begin(self, year: int, meeting: str = "") -> str:
        """Begin a year's appraisal at a meeting, at a new one where none is named; return its id."""
        if not meeting:
            meeting = self._records.add(
                "activity", {"type": ActivityType.democratic_appraisal.value, "for_year": year}
            )
        return self._records.add(KIND, {"activity": meeting, "for_year": year})

    def standing(self, appraisal: str) -> Standing:
        """Return an appraisal with its roster. Raises NotFound."""
        found = self._records.get(Appraisal, appraisal)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=appraisal)
        meeting = self._records.get(Activity, found.activity)
        results = {
            r.member: r for r in self._records.all(AppraisalResult, where={"appraisal": appraisal})
        }
        day, branch = self._day(found, meeting), read_branch(self._records)
        seats = tuple(
            Seat(
                member,
                branch.lives[member.id].probationary(day),
                member.relation_here != Relation.formal or branch.lives[member.id].floats_in(day),
                results.get(member.id),
            )
            for member in branch.on(day)
        )
        return Standing(found, meeting, seats)

    def _day(self, appraisal: Appraisal, meeting: Activity | None) -> date:
        """Return the day whose roster counts: that of the measurement, else of the meeting, else today."""
        if appraisal.measured_on is not None:
            return appraisal.measured_on
        start = meeting.held_start if meeting is not None else None
        return start.date() if start is not None else self._now().date()

    def change(self, appraisal: str, fields: Mapping[str, Json]) -> None:
        """Set steps, ballots, who concluded. Raises InvalidRecord where more came back than went out."""
        found = self.standing(appraisal).appraisal
        issued = fields.get("ballots_issued", found.ballots_issued)
        returned = fields.get("ballots_returned", found.ballots_returned)
        if isinstance(issued, int) and isinstance(returned, int) and returned > issued:
            raise InvalidRecord(
                N_("{returned} ballots came back and {issued} were given out."),
                field="ballots_returned",
                returned=returned,
                issued=issued,
            )
        self._records.change(appraisal, fields)

    def set_dates(self, appraisal: str, member: str, fields: Mapping[str, Json]) -> None:
        """Set when a member was told and when the member confirmed."""
        self._put(appraisal, member, dict(fields))

    def write_self(self, appraisal: str, member: str, text: str) -> None:
        """Seal a member's self-appraisal; no passphrase is needed to hand it in."""
        place = self._place(appraisal, member, "self_text")
        sealed = self._confidential.sealed(place, text) if text else None
        self._put(appraisal, member, {"self_text": sealed})

    def write_result(self, appraisal: str, member: str, result: Result) -> None:
        """Seal a member's level, tally and opinion. Raises InvalidRecord where no level may be."""
        seat = self._seat(appraisal, member)
        if result.level is not None and not seat.has_level_due:
            raise InvalidRecord(
                N_("{name} takes part without a level."), field="result", name=seat.member.name
            )
        place = self._place(appraisal, member, "result")
        fields: dict[str, Json] = {
            "result": self._confidential.sealed(place, result.told()),
            "has_level": result.level is not None,
        }
        self._put(appraisal, member, fields, typing=True)

    def open_result(self, appraisal: str, member: str) -> Result:
        """Open a member's result; it is written down. Raises as `Confidential.open` does."""
        return result_of(self._open(appraisal, member, "result"))

    def open_self(self, appraisal: str, member: str) -> str:
        """Open a member's self-appraisal; it is written down."""
        return self._open(appraisal, member, "self_text")

    def _open(self, appraisal: str, member: str, field: str) -> str:
        record = child_id(appraisal, member)
        found = self._records.raw(record)
        return "" if found is None else self._confidential.open(record, field)

    def count(self, appraisal: str) -> Mapping[Level, int]:
        """Open every result once and write the two counts; return how many have which level.

        One entry of the access log tells of it. The levels by number are for the report to the
        superior alone and are kept nowhere.
        """
        standing = self.standing(appraisal)
        texts = [
            Sealed(self._place(appraisal, seat.member.id, "result"), seat.result.result)
            for seat in standing.seats
            if seat.result is not None and seat.result.result and seat.has_level_due
        ]
        said = self._confidential.open_all(texts, self._records.name(appraisal), about=appraisal)
        levels = [result_of(text).level for text in said]
        counts = {level: levels.count(level) for level in LEVELS}
        self._records.change(
            appraisal,
            {"rated": sum(counts.values()), "excellent": counts[Level.excellent]},
        )
        return counts

    def _seat(self, appraisal: str, member: str) -> Seat:
        for seat in self.standing(appraisal).seats:
            if seat.member.id == member:
                return seat
        raise NotFound(N_("There is no record {id}."), id=member)

    def _place(self, appraisal: str, member: str, field: str) -> Place:
        return Place(RESULT, child_id(appraisal, member), field)

    def _put(
        self, appraisal: str, member: str, fields: dict[str, Json], *, typing: bool = False
    ) -> None:
        record = child_id(appraisal, member)
        if self._records.raw(record) is None:
            whole = {"appraisal": appraisal, "member": member, **fields}
            self._records.write([self._records.edit_new(RESULT, whole)], what="new")
        else:
            self._records.change(record, fields, typing=typing)
