"""Reads what the rules look at: a period's meetings with all that hangs on them, in few queries.

What is asked for is remembered until something is written, so that the pages of one morning share it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import NamedTuple, TypeVar

from app.counting.held import HELD, days_late, entered
from app.declare import RecordType
from app.records.development import DevelopmentCase, DevelopmentStep
from app.records.evidence import SignInSheet
from app.records.flow import DuesTick, FlowRecord, GroupMembership, LostContactCase
from app.records.life import (
    Appraisal,
    AppraisalResult,
    LifeMeeting,
    RectificationItem,
    SelfExamination,
)
from app.records.meeting import (
    Activity,
    AgendaItem,
    Attendance,
    Motion,
    Presence,
    Resolution,
    Role,
    State,
)
from app.records.member import ContactEntry, LeaveOrAbsence, Member, MemberStatusEvent
from app.records.organisation import Branch, OfficeHolding, PartyGroup, Project, TermOfOffice
from app.records.plan import Plan, PlanItem
from app.records.study import Circulation, DocumentReceipt, StudyRecord
from app.records.talks import HeartToHeartTalk
from app.records.voting import ElectionCandidate, WrittenOpinion
from app.rules.facts import Facts, Seat
from app.rules.shelves import Ballots, Growth, Life, Moves, Papers, Passage
from app.services import reading_shared
from app.services.records import Pen, Records
from app.site import site_time
from db.model.change import Json
from db.model.query import Query, Where
from db.model.record import Applied
from db.store import Store

T = TypeVar("T", bound=RecordType)
_CHUNK, _ALL = 400, 1_000_000
_CLOCK_GAP = "clock_gap"
Bodies = list[tuple[str, dict[str, Json]]]


class _Stretch(NamedTuple):
    """Which days are read: the period's years, and around them what meetings and texts need."""

    years: tuple[date, date]
    meetings: tuple[date, date]
    texts: tuple[date, date]


def stretch(first: int, last: int) -> _Stretch:
    """Return the days that the rules need for years.

    Clocks of half a year run into the first of them, and a year's appraisal may be held in the
    quarter after it; a text may be one of the year before.
    """
    end = date(last, 12, 31)
    return _Stretch(
        (date(first, 1, 1), end),
        (date(max(first - 1, 1), 7, 1), date(min(last + 1, 9999), 3, 31)),
        (date(max(first - 1, 1), 1, 1), end),
    )


class ReadingFacts:
    """Facts of a period as values; the last ones are kept until something is written."""

    def __init__(
        self, records: Records, store: Store, pen: Callable[[], Pen], now: Callable[[], datetime]
    ) -> None:
        self._records, self._store, self._pen, self._now = records, store, pen, now
        self.written = 0
        """Grows with every write; what is remembered is keyed by it."""
        self._facts: dict[tuple[int, int, date, int, int], Facts] = {}
        store.listen(self._forget)

    def _forget(self, _applied: Applied) -> None:
        # Called in the writing thread: what is remembered is keyed by this number, so a read that
        # began before the write is never taken for one after it.
        self.written += 1

    def facts(self, first: date, last: date, late_days: int) -> Facts:
        """Return what the rules need for a period; entered later than `late_days` is looked up."""
        today = self._now().date()
        key = (first.year, last.year, today, self.written, late_days)
        facts = self._facts.get(key)
        if facts is None:
            facts = self._read(stretch(first.year, last.year), today, late_days)
            self._facts = {key: facts}
        return replace(facts, first=first, last=last)

    def _read(self, days: _Stretch, today: date, late_days: int) -> Facts:
        activities = self._activities(*days.meetings)
        ids = [a.id for a in activities]
        branch = self._records.get(Branch, "branch")
        motions = self._by(Motion, "activity", ids)
        speeches = self._bodies("speech", "activity", ids)
        life = self._life(ids)
        in_years = [a for a in activities if days.years[0] <= _day(a) <= days.years[1]]
        return Facts(
            today,
            *days.years,
            branch,
            groups=self._all(PartyGroup),
            members={m.id: m for m in self._all(Member)},
            activities=activities,
            seats=self._seats(ids),
            motions=motions,
            items=self._by(AgendaItem, "activity", ids),
            resolutions=self._by(Resolution, "activity", ids),
            sheets=self._by(SignInSheet, "activity", ids),
            spoken=frozenset(body["activity"] for _, body in speeches),
            studies=self._studies(*days.years),
            leaves=self._all(LeaveOrAbsence),
            events=self._all(MemberStatusEvent),
            offices=self._all(OfficeHolding),
            grouped=self._all(GroupMembership),
            terms=self._all(TermOfOffice),
            entered=self._entered(in_years, late_days),
            counted_from=self._counted_from(branch),
            life=life,
            moves=self._moves(),
            papers=self._papers(branch),
            ballots=self._ballots([m.id for ms in motions.values() for m in ms]),
            growth=self._growth(),
            joint=reading_shared.joint(self._all),
            service=reading_shared.service(self._all),
            openness=reading_shared.openness(self._all),
            texts=self._texts(days.texts, activities, speeches, life),
            clock_ahead=self._store.settings.get(_CLOCK_GAP),
        )

    # Shelves

    def _life(self, ids: Sequence[str]) -> Life:
        opinions = self._bodies("collected_opinion", "activity", ids)
        appraisals = {a.activity: a for a in self._all(Appraisal)}
        return Life(
            {
                s.activity: s
                for found in self._by(LifeMeeting, "activity", ids).values()
                for s in found
            },
            self._by(SelfExamination, "activity", ids),
            frozenset(body["activity"] for _, body in opinions),
            self._all(RectificationItem),
            appraisals,
            _grouped(self._all(AppraisalResult), "appraisal"),
            self._all(HeartToHeartTalk),
        )

    def _moves(self) -> Moves:
        return Moves(
            self._all(FlowRecord),
            self._all(ContactEntry),
            self._all(DuesTick),
            self._all(LostContactCase),
        )

    def _papers(self, branch: Branch | None) -> Papers:
        files: dict[str, set[str]] = defaultdict(set)
        for _, body in self._every("attachment"):
            files[body.get("belongs_to") or ""].add(body.get("kind") or "")
        project = branch.project if branch is not None else None
        return Papers(
            {r.id: r for r in self._all(DocumentReceipt)},
            _grouped(self._all(Circulation), "document"),
            {p.id: p for p in self._all(Plan)},
            self._all(PlanItem),
            {record: frozenset(kinds) for record, kinds in files.items()},
            self._records.get(Project, project) if project else None,
        )

    def _ballots(self, motions: Sequence[str]) -> Ballots:
        return Ballots(
            self._by(WrittenOpinion, "motion", motions),
            self._by(ElectionCandidate, "motion", motions),
        )

    def _growth(self) -> Growth:
        return Growth(self._all(DevelopmentCase), _grouped(self._all(DevelopmentStep), "case"))

    # Meetings and what hangs on them

    def _activities(self, first: date, last: date) -> list[Activity]:
        found = self._all(Activity, _between("held_start", first, last), order=("held_start",))
        return [a for a in found if a.state != State.cancelled]

    def _studies(self, first: date, last: date) -> list[StudyRecord]:
        return self._all(StudyRecord, _between("held_on", first, last))

    def _seats(self, ids: Sequence[str]) -> dict[str, list[Seat]]:
        found: dict[str, list[Seat]] = defaultdict(list)
        for name, body in self._bodies("attendance", "activity", ids):
            found[body["activity"]].append(seat_of(name, body))
        return found

    def _texts(
        self,
        days: tuple[date, date],
        activities: Sequence[Activity],
        speeches: Bodies,
        life: Life,
    ) -> list[Passage]:
        held = {a.id: a.held_start.date() for a in activities if a.held_start is not None}
        found = [
            Passage(a.id, "activity", "minutes", a.id, held[a.id], a.minutes)
            for a in activities
            if a.minutes and a.id in held and a.state in HELD
        ]
        found += self._texts_before(days, held)
        found += [
            Passage(name, "speech", "summary", body["activity"], held[body["activity"]],
                    body["summary"], body.get("speaker") or "")
            for name, body in speeches
            if body.get("summary") and body["activity"] in held
        ]  # fmt: skip
        found += self._written(days, life)
        return sorted(found, key=lambda p: (p.day, p.record))

    def _texts_before(self, days: tuple[date, date], read: Mapping[str, date]) -> Iterable[Passage]:
        """Yield the minutes of earlier meetings, and what was said there."""
        first = min(read.values(), default=days[1])
        if days[0] >= first:
            return
        where = _between("held_start", days[0], first)
        held: dict[str, date] = {}
        for name, body in self._every("activity", where):
            day = _day_of(body.get("held_start"))
            if name in read or day is None or body.get("state") not in HELD:
                continue
            held[name] = day
            if body.get("minutes"):
                yield Passage(name, "activity", "minutes", name, day, body["minutes"])
        for name, body in self._bodies("speech", "activity", list(held)):
            if body.get("summary"):
                at = body["activity"]
                yield Passage(
                    name, "speech", "summary", at, held[at], body["summary"],
                    body.get("speaker") or "",
                )  # fmt: skip

    def _written(self, days: tuple[date, date], life: Life) -> Iterable[Passage]:
        """Yield what members wrote after studying, and what was to be put right."""
        for name, body in self._every("reflection", _between("held_on", *days)):
            day = _day_of(body.get("held_on"))
            if body.get("text") and day is not None:
                yield Passage(
                    name, "reflection", "text", name, day, body["text"], body.get("member") or ""
                )
        for item in life.rectifications:
            year = item.for_year
            if year is not None and days[0].year <= year <= days[1].year and item.measure:
                text = f"{item.problem or ''}\n{item.measure}"
                day = date(year, 12, 31)
                yield Passage(item.id, "rectification_item", "measure", item.id, day, text)

    def _entered(self, activities: Sequence[Activity], late_days: int) -> dict[str, datetime]:
        """Return when the outcome of each meeting that was held was first entered.

        Attendance is read only where something was written late enough to matter.
        """
        held = [a for a in activities if a.state in HELD]
        asked = [
            a.id
            for a in held
            if not days_late(a, site_time(a.record.made))
            and days_late(a, site_time(a.record.touched)) > late_days
        ]
        entries = self._by(Attendance, "activity", asked)
        return {a.id: entered(a, entries.get(a.id, ())) for a in held}

    def _counted_from(self, branch: Branch | None) -> date:
        first = self._all(
            Activity, (Where("held_start", "!=", None),), order=("held_start",), limit=1
        )
        days = [a.held_start.date() for a in first if a.held_start is not None]
        if branch is not None:
            days.append(site_time(branch.record.made).date())
        return min(days, default=date.min)

    # Queries

    def _all(
        self,
        model: type[T],
        where: Sequence[Where] = (),
        *,
        order: tuple[str, ...] = (),
        limit: int = _ALL,
    ) -> list[T]:
        found = self._records.all(model, where=where, order=order, limit=limit)
        return [one for one in found if whole(one)]

    def _by(self, model: type[T], field: str, ids: Sequence[str]) -> dict[str, list[T]]:
        found: dict[str, list[T]] = defaultdict(list)
        for part in _chunks(ids):
            for one in self._all(model, (Where(field, "in", part),)):
                found[str(one.record.get(field))].append(one)
        return found

    def _every(self, kind: str, where: Sequence[Where] = ()) -> Bodies:
        query = Query(kind, tuple(where), order=("made",), limit=_ALL)
        return self._store.read.bodies(self._pen().scope, query)

    def _bodies(self, kind: str, field: str, ids: Sequence[str]) -> Bodies:
        found: Bodies = []
        for part in _chunks(ids):
            found += self._every(kind, (Where(field, "in", part),))
        return found


def whole(record: RecordType) -> bool:
    """Tell whether a record could be read as its type.

    What a newer release calls otherwise, such as a kind of meeting that is not known here, is kept
    in the book and no business of these rules.
    """
    return all(name in record.__dict__ for name in _needed(type(record)))


@cache
def _needed(model: type[RecordType]) -> tuple[str, ...]:
    return tuple(name for name, field in model.model_fields.items() if field.is_required())


def seat_of(name: str, body: Mapping[str, Json]) -> Seat:
    """Read an attendance as the rules need it; an unknown word counts as nothing said."""
    status, role = str(body.get("status")), str(body.get("role"))
    return Seat(
        name,
        body["activity"],
        body.get("member", ""),
        body.get("due", True) is not False,
        _ROLES.get(role, Role.voting),
        _STATUS.get(status),
        body.get("reason") or "",
        body.get("arrival") or "",
    )


_ROLES = {role.value: role for role in Role}
_STATUS = {status.value: status for status in Presence}


def _between(field: str, first: date, last: date) -> tuple[Where, Where]:
    return (
        Where(field, ">=", first.isoformat()),
        Where(field, "<=", f"{last.isoformat()}T23:59:59"),
    )


def _grouped(records: Iterable[T], field: str) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for one in records:
        found[str(one.record.get(field))].append(one)
    return found


def _day(activity: Activity) -> date:
    return activity.held_start.date() if activity.held_start is not None else date.min


def _day_of(text: Json) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def _chunks(ids: Sequence[str]) -> Iterable[list[str]]:
    for at in range(0, len(ids), _CHUNK):
        yield list(ids[at : at + _CHUNK])
