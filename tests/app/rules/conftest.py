"""Records as values, without a store: what the rules look at."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from app.declare import RecordType
from app.records.meeting import Activity, Motion, Presence, Role
from app.records.member import Member
from app.records.organisation import Branch, OfficeHolding, PartyGroup
from app.rules.catalogue import Check
from app.rules.facts import Facts, Seat
from app.rules.finding import Finding
from app.rules.rulebook import Rulebook
from app.rules.shipped import usual
from db.model.record import Record

R = TypeVar("R", bound=RecordType)
TODAY = date(2026, 5, 21)


def made(model: type[R], record: str, **fields: Any) -> R:
    """Return a record as it would be read from the store."""
    return model.of(
        Record("s", model.shape.name, record, fields, {}, {}, False, (), 0, "a", 0, "a")
    )


def meeting(record: str, kind: str, start: str, **fields: Any) -> Activity:
    """Return a meeting that counts as held, two hours long unless said."""
    body = {"type": kind, "held_start": start, "state": "archived", "title": "t"} | fields
    body.setdefault("held_end", f"{start[:11]}{int(start[11:13]) + 2:02d}{start[13:]}")
    return made(Activity, record, **body)


def seat(
    activity: str,
    member: str,
    status: str | None,
    *,
    due: bool = True,
    reason: str = "",
    arrival: str = "",
) -> Seat:
    """Return one row of a sign-in sheet."""
    known = None if status is None else Presence(status)  # type: ignore[call-arg]
    return Seat(f"{activity}+{member}", activity, member, due, Role.voting, known, reason, arrival)


def motion(record: str, activity: str, **fields: Any) -> Motion:
    """Return a vote."""
    return made(Motion, record, activity=activity, **fields)


def grouped(records: Iterable[R], field: str) -> dict[str, list[R]]:
    """Return records by what one of their fields says, as they lie on a shelf."""
    found: dict[str, list[R]] = {}
    for record in records:
        found.setdefault(getattr(record, field), []).append(record)
    return found


def office(member: str, name: str, **fields: Any) -> OfficeHolding:
    """Return an office that somebody holds."""
    return made(OfficeHolding, f"{member}/{name}", member=member, office=name, **fields)


def told(check: Check, given: Facts, book: Rulebook | None = None) -> list[Finding]:
    """Return what a check finds, by what the shipped packs say unless another rulebook is given."""
    return [f for f in check(given, book or usual()) if f is not None]


def passed(check: Check, given: Facts, book: Rulebook | None = None) -> int:
    """Return how many things a check looked at and found in order."""
    return sum(f is None for f in check(given, book or usual()))


def facts(
    activities: Sequence[Activity] = (),
    *,
    seats: Sequence[Seat] = (),
    motions: Sequence[Motion] = (),
    members: Mapping[str, Mapping[str, Any]] | None = None,
    groups: Sequence[str] = (),
    branch: Mapping[str, Any] | None = None,
    first: date = date(2026, 1, 1),
    last: date = TODAY,
    today: date = TODAY,
    **more: Any,
) -> Facts:
    """Return facts of a period, this year until today unless said."""
    found: dict[str, list[Seat]] = {}
    for one in seats:
        found.setdefault(one.activity, []).append(one)
    votes: dict[str, list[Motion]] = {}
    for vote in motions:
        votes.setdefault(vote.activity, []).append(vote)
    people = {m: made(Member, m, **{"name": m, **b}) for m, b in (members or {}).items()}
    return Facts(
        today,
        first,
        last,
        made(Branch, "branch", **{"name": "b", **(branch or {})}),
        groups=[made(PartyGroup, g, name=g) for g in groups],
        members=people,
        activities=sorted(activities, key=lambda a: str(a.held_start)),
        seats=found,
        motions=votes,
        **more,
    )
