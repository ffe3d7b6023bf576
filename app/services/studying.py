"""Study hours: what each member has in a year, what applies, and one entry for many at once.

What counts is decided in `app.counting.studied`, for the checks too. What applies is the regulation's number unless HQ set
another, and a higher one for secretaries and committees only where HQ set that.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.counting.standing import covers
from app.counting.studied import (
    COUNTED,
    Studied,
    came_in,
    counted_kinds,
    hours_by_member,
    pace,
    trainings_by_member,
    what_applies,
)
from app.records.meeting import HERE, Activity, Attendance
from app.records.member import Member, MemberStatusEvent
from app.records.organisation import COMMITTEE, Office, OfficeHolding
from app.records.study import HoursKind, Reflection, StudyRecord
from app.rules.rulebook import Rulebook
from app.rules.shipped import usual
from app.services.cells import key_of
from app.services.records import Pen, Records
from app.services.study_reading import hour_givers, studies_between
from db.model.change import Json
from db.model.query import Where
from db.store import Store

__all__ = ["Entry", "Pasted", "Step", "Studied", "Studying", "members_named", "pace", "say_hours"]

HOURS_REQUIRED = "hours_required"
"""Setting: hours a year for members where HQ set another number than the regulation's."""
HOURS_REQUIRED_SECRETARY = "hours_required_secretary"
"""Setting: hours a year for secretaries and committee members, where HQ set one (often 56)."""
_PARTS = re.compile(r"[\n\r\t,;、，；|/]+")


class Step(NamedTuple):
    """One member before and after an entry, and the pace of the year that applies to them."""

    member: str
    before: float
    after: float
    pace: float

    @property
    def behind(self) -> bool:
        """Tell whether the member stays under the pace; nobody does for whom there is no number."""
        return self.after < self.pace


class Pasted(NamedTuple):
    """A pasted list of names: the members meant, and the names that are nobody's or several's."""

    members: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What was studied, as typed; ``members`` the ids of those who did."""

    topic: str
    held_on: date
    hours: float | None
    kind: HoursKind = HoursKind.concentrated
    members: tuple[str, ...] = ()
    lecturer: str = ""
    source: str = ""
    text: str = ""
    platform: str = ""
    training: bool = False
    documents: tuple[str, ...] = ()
    plan_item: str = ""


def say_hours(hours: float) -> str:
    """Return hours as people write them: 2, 12.5."""
    return f"{hours:.2f}".rstrip("0").rstrip(".")


class Studying:
    """The use cases of study in one book."""

    def __init__(
        self,
        records: Records,
        store: Store,
        pen: Callable[[], Pen],
        rulebook: Callable[[], Rulebook] = usual,
    ) -> None:
        self._records, self._store, self._pen, self._rulebook = records, store, pen, rulebook

    def year(self, year: int, members: Iterable[str], today: date) -> dict[str, Studied]:
        """Return each member's hours in a year up to a day, and what applies to them."""
        last = min(date(year, 12, 31), max(today, date(year, 1, 1)))
        meetings = hour_givers(self._records, date(year, 1, 1), last)
        studies = studies_between(self._records, date(year, 1, 1), last, meetings)
        held, trained = hours_by_member(studies), trainings_by_member(studies, meetings)
        required, wanted, counted = self.required(today), tuple(members), self.counted(today)
        known = self._known()
        came = self._comings(year)
        return {
            m: Studied(
                required(m),
                held.get(m, {}),
                bool(known[m].hours_exempt) if m in known else False,
                came_in(known[m], came.get(m, ()), year) if m in known else None,
                m in trained,
                counted,
            )
            for m in wanted
        }

    def counted(self, today: date) -> frozenset[HoursKind]:
        """Return the forms that count, by the rules in force on a day."""
        ruling = self._rulebook().on("R25", today)
        return counted_kinds(ruling.words("counted")) if ruling else COUNTED

    def _known(self) -> dict[str, Member]:
        return {m.id: m for m in self._records.all(Member)}

    def _comings(self, year: int) -> dict[str, list[MemberStatusEvent]]:
        found: dict[str, list[MemberStatusEvent]] = {}
        within = (Where("on", ">=", f"{year}-01-01"), Where("on", "<=", f"{year}-12-31"))
        for event in self._records.all(MemberStatusEvent, where=within):
            found.setdefault(event.member, []).append(event)
        return found

    def required(self, today: date) -> Callable[[str], float]:
        """Return what applies to each member: the regulation's hours unless HQ set others."""
        ruling = self._rulebook().on("R25", today)
        seated = first = self._set(HOURS_REQUIRED_SECRETARY)
        usual = self._set(HOURS_REQUIRED)
        if ruling is not None:
            usual = usual or ruling.number("member_hours")
            seated = max(seated, ruling.number("committee_hours"))
            first = max(first, ruling.number("secretary_hours"))
        secretaries = self.committee(today, (Office.secretary,))
        return what_applies(usual, (self.committee(today), seated), (secretaries, first))

    def _set(self, name: str) -> float:
        value = self._store.settings.get(name)
        return float(value) if isinstance(value, int | float) and value > 0 else 0.0

    def committee(self, today: date, offices: Sequence[Office] = COMMITTEE) -> frozenset[str]:
        """Return who sits on the committee on a day, or holds one of some offices."""
        return frozenset(
            h.member
            for h in self._records.all(OfficeHolding)
            if h.office in offices and covers(h.from_on, h.to_on, today)
        )

    def steps(
        self, year: Mapping[str, Studied], chosen: Iterable[str], hours: float | None, today: date
    ) -> tuple[Step, ...]:
        """Return every member before and after an entry for those chosen."""
        given, more = set(chosen), hours or 0.0
        return tuple(
            Step(m, s.total, round(s.total + (more if m in given else 0), 2), s.pace_on(today))
            for m, s in year.items()
        )

    def last_present(self) -> frozenset[str]:
        """Return who was at the last meeting on which anybody was marked present."""
        held = Where("held_start", "!=", None)
        for activity in self._records.all(Activity, where=(held,), limit=20):
            entries = self._records.all(Attendance, where={"activity": activity.id})
            present = frozenset(e.member for e in entries if e.status in HERE)
            if present:
                return present
        return frozenset()

    def record(self, entry: Entry) -> str:
        """Write one study record for all its members; return its id. Raises InvalidRecord."""
        fields: dict[str, Json] = {
            "topic": entry.topic,
            "held_on": entry.held_on.isoformat(),
            "hours": entry.hours,
            "hours_kind": entry.kind.value,
            "members": list(entry.members),
            "lecturer": entry.lecturer,
            "source": entry.source,
            "text": entry.text,
            "platform": entry.platform,
            "training": entry.training or None,
            "documents": list(entry.documents) or None,
            "plan_item": entry.plan_item,
        }
        return self._records.add(
            "study_record", {k: v for k, v in fields.items() if v not in ("", None)}
        )

    def show_proof(self, record: str, attachment: str) -> None:
        """Name the file that proves a study; the files beside it stay attached."""
        self._records.change(record, {"proof": attachment})

    def records_of(self, year: int) -> list[StudyRecord]:
        """Return the study records of a year, latest first."""
        return self._records.all(StudyRecord, where=_in_year(year))

    def reflections(self, year: int) -> list[Reflection]:
        """Return what was written in a year, latest first; what has no day stands last."""
        found = self._records.all(Reflection, where=_in_year(year))
        return found + self._records.all(Reflection, where=(Where("held_on", "=", None),))


def _in_year(year: int) -> tuple[Where, Where]:
    return Where("held_on", ">=", f"{year}-01-01"), Where("held_on", "<=", f"{year}-12-31")


def members_named(text: str, members: Sequence[Member]) -> Pasted:
    """Return the members whose names stand in a text, one a line or parted by commas.

    A line may carry more than the name (a number before it, hours after it); spaces inside a name
    do not matter. A name that two members share is not decided here.
    """
    by_key: dict[str, list[str]] = {}
    for member in members:
        by_key.setdefault(key_of(member.name), []).append(member.id)
    found: list[str] = []
    unknown: list[str] = []
    for part in _PARTS.split(text):
        ids = _meant(part, by_key)
        if len(ids) == 1:
            found.append(ids[0])
        elif any(sign.isalpha() for sign in part):
            unknown.append(" ".join(part.split()))
    return Pasted(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unknown)))


def _meant(part: str, by_key: Mapping[str, list[str]]) -> list[str]:
    whole = by_key.get(key_of(part))
    if whole:
        return whole
    bare = re.sub(r"^[\s\d.)(（）]+|[\s\d.)(（）]+$", "", part)
    return by_key.get(key_of(bare), [])
