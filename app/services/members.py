"""The roster and each member's year: who was due where, who was there, when anyone last met them.

Facts for the person who looks after people, never for comparing them: nothing here sorts members by
hours or attendance.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from app.counting.attendance import Branch, due_ids
from app.counting.monthly import participates
from app.counting.standing import Life
from app.records.meeting import HERE, Activity, State
from app.records.member import ContactEntry, Member, Relation
from app.records.organisation import OfficeHolding, PartyGroup
from app.services.meeting import read_branch
from app.services.records import Pen, Records
from app.terms import ActivityType
from db.model.change import Json
from db.model.query import Where
from db.model.record import Applied
from db.store import Store

Mark = Literal["present", "leave", "absent", "planned", "unmarked", "none"]
LIFE = (
    ActivityType.general_meeting,
    ActivityType.group_meeting,
    ActivityType.themed_party_day,
    ActivityType.party_lecture,
)
"""Rows that every member's grid has; other kinds have one where something happened."""
_WORST: tuple[Mark, ...] = ("absent", "leave", "present", "planned")
_LAST_FEW, _ALL = 60, 100_000
_AHEAD = frozenset({State.planned, State.notified})
_MARKS: Mapping[str, Mark] = {
    **{status.value: "present" for status in HERE},
    "leave": "leave",
    "absent": "absent",
}


class Gathering(NamedTuple):
    """A meeting as the roster needs it."""

    id: str
    day: date
    type: str
    title: str
    state: str
    group: str


class Sum(NamedTuple):
    """A member's attendance in numbers; who was due at a meeting held and has no mark is in `due` alone."""

    due: int
    present: int
    leave: int
    absent: int


@dataclass(frozen=True, slots=True)
class YearOfMeetings:
    """One year's meetings, and per member the mark at each meeting that they were due at."""

    year: int
    meetings: Mapping[str, Gathering] = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, Mark]] = field(default_factory=dict)

    def strip(self, member: str) -> tuple[int | None, ...]:
        """Return per month how much of what was due was attended: 0 none to 4 all, None nothing due."""
        due, here = [0] * 12, [0] * 12
        for meeting, mark in self.marks.get(member, {}).items():
            if mark != "planned":
                month = self.meetings[meeting].day.month - 1
                due[month] += 1
                here[month] += mark == "present"
        # Any presence shows: a quarter rounds up.
        return tuple(None if not d else -(-4 * h // d) for d, h in zip(due, here, strict=True))

    def grid(self, member: str) -> list[tuple[ActivityType, tuple[Mark, ...]]]:
        """Return per kind of meeting the mark of each month; of several the one to look at."""
        found: dict[str, list[list[Mark]]] = {}
        for meeting, mark in self.marks.get(member, {}).items():
            held = self.meetings[meeting]
            months = found.setdefault(held.type, [[] for _ in range(12)])
            months[held.day.month - 1].append(mark)
        kinds = [k for k in ActivityType if k in LIFE or k.value in found]
        kinds.sort(key=lambda k: LIFE.index(k) if k in LIFE else len(LIFE))
        return [(k, tuple(map(_worst, found.get(k.value, [[]] * 12)))) for k in kinds]

    def sum(self, member: str) -> Sum:
        """Return the numbers of the year."""
        marks = [m for m in self.marks.get(member, {}).values() if m != "planned"]
        return Sum(len(marks), *(marks.count(m) for m in ("present", "leave", "absent")))

    def attended(self, member: str) -> list[Gathering]:
        """Return the meetings that a member was present at, latest first."""
        marks = self.marks.get(member, {})
        held = [self.meetings[m] for m, mark in marks.items() if mark == "present"]
        return sorted(held, key=lambda g: g.day, reverse=True)


def _worst(marks: Sequence[Mark]) -> Mark:
    return next((mark for mark in _WORST if mark in marks), "none")


class Met(NamedTuple):
    """The last time anyone met or reached a member: the day, and a msgid or words for what."""

    day: date
    what: str


class Members:
    """The use cases of the roster in one book."""

    def __init__(
        self,
        records: Records,
        store: Store,
        pen: Callable[[], Pen],
        now: Callable[[], datetime],
    ) -> None:
        self._records, self._store, self._pen, self._now = records, store, pen, now
        self._written = 0
        self._people: dict[int, Branch] = {}

    def forget(self, _applied: Applied) -> None:
        """Hear that something was written: what was read before is not used after it."""
        self._written += 1

    def roster(self, *, everyone: bool = False) -> list[Member]:
        """Return the members as they stand today, in the unit's order.

        Also those no longer counted where asked for. Status and group are computed from what
        happened, so an event entered in whatever way counts, also one dated ahead on its day.
        """
        members = self.as_of(self._now().date())
        return [m for m in members if everyone or m.is_here]

    def groups(self) -> list[PartyGroup]:
        """Return the party groups in their order."""
        groups = self._records.all(PartyGroup)
        return sorted(groups, key=lambda g: (g.number is None, g.number or 0, g.name))

    def year(self, year: int) -> YearOfMeetings:
        """Return who was due where in a year, and what became of it."""
        meetings = self._meetings(year)
        marks: dict[str, dict[str, Mark]] = {}
        settled: set[tuple[str, str]] = set()
        for body in self._bodies("attendance", Where("activity", "in", list(meetings))):
            meeting, member = str(body.get("activity")), str(body.get("member"))
            settled.add((meeting, member))
            mark = _MARKS.get(str(body.get("status")))
            if body.get("due", True) and mark is not None:
                marks.setdefault(member, {})[meeting] = mark
            elif body.get("due", True) and meetings[meeting].state in _AHEAD:
                marks.setdefault(member, {})[meeting] = "planned"
            elif participates(meetings[meeting].state, due=bool(body.get("due", True))):
                marks.setdefault(member, {})[meeting] = "unmarked"
        self._plan(meetings, settled, marks)
        return YearOfMeetings(year, meetings, marks)

    def _meetings(self, year: int) -> dict[str, Gathering]:
        within = (
            Where("held_start", ">=", f"{year}-01-01"),
            Where("held_start", "<", f"{year + 1}-01-01"),
        )
        query = self._records.query("activity", where=within)
        found = {}
        for record, body in self._store.read.bodies(self._pen().scope, query):
            day = _day(body.get("held_start"))
            # A state at its default is not stored, so the query cannot ask for it.
            if day is not None and body.get("state") != State.cancelled.value:
                title = str(body.get("title") or body.get("theme") or "")
                state, kind = str(body.get("state") or "planned"), str(body.get("type"))
                found[record] = Gathering(
                    record, day, kind, title, state, str(body.get("group") or "")
                )
        return found

    def _bodies(self, kind: str, *where: Where) -> Iterable[dict[str, Json]]:
        # One condition may name a few hundred meetings; SQL takes so many parameters.
        query = self._records.query(kind, where=where, order=("made",), limit=100_000)
        return [body for _, body in self._store.read.bodies(self._pen().scope, query)]

    def _plan(
        self,
        meetings: Mapping[str, Gathering],
        settled: set[tuple[str, str]],
        marks: dict[str, dict[str, Mark]],
    ) -> None:
        """Mark those due at meetings that are still ahead and have no sheet yet."""
        ahead = [m for m in meetings.values() if m.state in _AHEAD]
        if not ahead:
            return
        branch = self._branch()
        for meeting in ahead:
            activity = self._records.get(Activity, meeting.id)
            if activity is not None:
                for member in due_ids(activity, meeting.day, branch):
                    if (meeting.id, member) not in settled:
                        marks.setdefault(member, {})[meeting.id] = "planned"

    def _branch(self) -> Branch:
        written = self._written
        branch = self._people.get(written)
        if branch is None:
            branch = read_branch(self._records)
            ordered = tuple(sorted(branch.members, key=_in_order))
            branch = replace(branch, members=ordered)
            self._people = {written: branch}
        return branch

    def as_of(self, day: date) -> list[Member]:
        """Return everybody as they stood when a day was over: status, group and relation are its own.

        In the unit's order, those who were not in the branch then last.
        """
        branch = self._branch()
        found = [
            _as_of(branch, member, life.by_evening(), day) for member, life in branch.lives.items()
        ]
        return sorted(found, key=_in_order)

    def offices(self, member: str, today: date) -> list[OfficeHolding]:
        """Return the offices that a member holds on a day."""
        held = self._records.all(OfficeHolding, where={"member": member})
        return [
            h
            for h in held
            if (h.from_on is None or h.from_on <= today) and (h.to_on is None or h.to_on >= today)
        ]

    def last_met(self, member: str, today: date) -> Met | None:
        """Return when a member was last at a meeting or reached, None where nobody ever was."""
        met = [
            Met(c.on, c.method.title_ if c.method else ContactEntry.shape.title)
            for c in self._records.all(ContactEntry, where={"member": member})
            if c.on <= today and c.reached is not False
        ]
        met += self._meetings_of(member, today)
        return max(met, key=lambda m: m.day, default=None)

    def _meetings_of(self, member: str, today: date) -> list[Met]:
        """Return the latest meeting that a member was at; mostly it is among the last few."""
        past = Where("held_start", "<", (today + timedelta(days=1)).isoformat())
        for many in (_LAST_FEW, _ALL):
            query = self._records.query("activity", where=(past,), limit=many)
            held = dict(self._store.read.bodies(self._pen().scope, query))
            own = (Where("member", "=", member), Where("activity", "in", list(held)))
            attended = [
                held[body["activity"]]
                for body in self._bodies("attendance", *own)
                if _MARKS.get(str(body.get("status"))) == "present"
            ]
            met = [_met(b) for b in attended if b.get("state") != State.cancelled.value]
            if met or len(held) < many:
                return met
        return []


def _met(activity: Mapping[str, Json]) -> Met:
    kind = next((k.title_ for k in ActivityType if k.value == activity.get("type")), "")
    return Met(_day(activity.get("held_start")) or date.min, kind)


def _in_order(member: Member) -> tuple[bool, bool, int, int]:
    numbered = member.number is not None
    return not member.is_here, not numbered, member.number or 0, member.record.made


def _as_of(branch: Branch, member: str, life: Life, day: date) -> Member:
    found = life.member
    placed = found.relation_here == Relation.life_only or life.floats_in(day)
    fields = {
        "status": life.status(day),
        "group": branch.group_of(member, day),
        "relation_here": Relation.life_only if placed else Relation.formal,
    }
    same = all(getattr(found, name) == value for name, value in fields.items())
    return found if same else found.model_copy(update=fields)


def standing_of(member: Member) -> Literal["full", "probationary", "placed", "gone"]:
    """Return how the roster counts a member; one placed here counts there before anything else."""
    if not member.is_here:
        return "gone"
    if member.relation_here == Relation.life_only:
        return "placed"
    return "probationary" if member.status.value == "probationary" else "full"


def _day(moment: Json) -> date | None:
    try:
        return datetime.fromisoformat(str(moment)).date()
    except ValueError:
        return None
