"""What was done and made, seen under a tag pack: by tag for a period, by partner and quarter for a year.

Reads every kind whose records carry tags. Of meetings and plan items only those of joint building are
looked at, or those that carry a tag: an ordinary meeting is not untagged, it is none of this.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec

from app.counting.agreements import agreed_on, is_signed
from app.counting.alliance import stretches
from app.counting.dimensions import (
    EVERYBODY,
    UNTAGGED,
    Coverage,
    Stay,
    Tagged,
    between,
    by_tag,
    coverage,
)
from app.counting.held import HELD
from app.counting.matters import AFTER_DONE
from app.counting.outcomes import in_order
from app.counting.periods import days_after
from app.counting.planned import named_by, of_joint_building, outcome_of
from app.counting.together import is_joint
from app.declare import RecordType
from app.records.alliance import CobuildAgreement, PartnerOrganization
from app.records.cobuilding import Campaign, ExperienceNote, Outcome, Work
from app.records.evidence import Attachment
from app.records.meeting import Activity, State
from app.records.plan import Plan, PlanItem
from app.records.service import MatterState, PracticalDeed
from app.services.parts import Part
from app.services.records import Records
from app.services.study_reading import studies_of_plans
from app.services.tagpacks import TagPacks
from app.tags.pack import TagPack
from db.model.record import Applied, Record
from db.store import Store

_DAY = timedelta(days=1)
_AT_ONCE = 2000
"""So many meetings and matters are read while a page comes up; more are read beside the screen."""
_TELLING = ("tags", "partners", "partner_text", "lecture_direction", "plan_item")
"""Fields of which a meeting has one where it is of joint building, or does an item of a plan."""
_UNIT = ("name", "intent_on", "applied_on", "joined_on", "left_on", "earlier")
_MATTER = ("state", "done_on", "raised_on", "tags", "partner")
KINDS = frozenset(
    {
        "activity", "plan", "plan_item", "cobuild_agreement", "matter", "practical_deed",
        "campaign", "work", "experience_note", "partner_organization", "tag_pack", "outcome",
        "study_record",
    }
)  # fmt: skip
"""What is read here."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that something came of a record: numbers, words, how many files."""

    outcomes: tuple[Outcome, ...]
    text: str
    files: int


@dataclass(frozen=True)
class TagReport:
    """Records of a period by the tags of a pack; ``records`` are those behind the items."""

    pack: TagPack
    first: date
    last: date
    groups: Mapping[str, tuple[Tagged, ...]]
    records: Mapping[str, Record]
    evidence: Mapping[str, Evidence]
    """Of each record under an outcome tag."""

    @property
    def untagged(self) -> tuple[Tagged, ...]:
        """Return what carries no tag of the pack."""
        return self.groups[UNTAGGED]

    @property
    def count(self) -> int:
        """Return how many records there are, each once."""
        return len({item.id for items in self.groups.values() for item in items})


@dataclass(frozen=True)
class CoverageView:
    """A year of a pack by partner and quarter, with what the partners are called."""

    pack: TagPack
    coverage: Coverage
    names: Mapping[str, str]


class Dimensions:
    """The use cases of looking at records under a pack."""

    def __init__(
        self, records: Records, store: Store, packs: TagPacks, now: Callable[[], datetime]
    ) -> None:
        self._records, self._packs, self._now = records, packs, now
        self._written = 0
        self._read: tuple[int, tuple[Tagged, ...]] | None = None
        store.listen(self._forget)

    def _forget(self, applied: Applied) -> None:
        # Called in the writing thread: what was read is read again at the next visit.
        if applied.kinds() & KINDS:
            self._written += 1

    def report(self, pack: str, first: date, last: date) -> TagReport:
        """Return what a period holds under a pack. Raises NotFound."""
        found = self._packs.get(pack)
        groups = by_tag(between(self._items(), first, last), found.tokens)
        shown = {item.id for items in groups.values() for item in items}
        records = {name: r for name in shown if (r := self._records.raw(name)) is not None}
        results = {i.id for token in found.outcomes for i in groups[token]}
        evidence = {name: self._evidence(records[name]) for name in results if name in records}
        return TagReport(found, first, last, groups, records, evidence)

    def coverage(self, pack: str, year: int, day: date | None = None) -> CoverageView:
        """Return a year's coverage of partners under the inputs of a pack, as it stood on a day.

        Without a day it is as it stands now. Raises NotFound.
        """
        found = self._packs.get(pack)
        partners = self._records.parts.some(PartnerOrganization, _UNIT)
        partners.sort(key=lambda unit: (unit.name, len(unit.id), unit.id))
        first, last = date(year, 1, 1), date(year, 12, 31)
        items = [i for i in self._items() if i.kind in ("activity", "matter") and i.partners]
        items = [i for i in items if day is None or (i.day is not None and i.day <= day)]
        met = {name for item in between(items, first, last) for name in item.partners}
        stays = [
            stay
            for partner in partners
            for stay in stays_of(partner)
            if partner.id in met or (stay.first <= last and stay.last >= first)
        ]
        made = coverage(items, stays, found.inputs, year, day or self._now().date())
        return CoverageView(found, made, {p.id: p.name for p in partners})

    def is_at_hand(self) -> bool:
        """Tell whether what is asked next is answered at once: it was read, or there is not much."""
        if self._read is not None and self._read[0] == self._written:
            return True
        query, count = self._records.query, self._records.count
        return sum(count(query(kind)) for kind in ("activity", "matter")) <= _AT_ONCE

    def years(self) -> list[int]:
        """Return the years that hold anything, and this one, latest first."""
        days = (item.day for item in self._items() if item.partners)
        return sorted({self._now().year, *(day.year for day in days if day)}, reverse=True)

    def _items(self) -> tuple[Tagged, ...]:
        at, read = self._written, self._read
        if read is None or read[0] != at:
            read = (at, tuple(self._found()))
            self._read = read
        return read[1]

    def _found(self) -> Iterator[Tagged]:
        records = self._records
        # Of thousands of meetings and matters only what tells where they belong is read.
        activities = records.parts.some(Activity, ("type", "state", "held_start", *_TELLING))
        yield from (i for a in activities if (i := _of_activity(a)) is not None)
        plans = {p.id for p in records.all(Plan) if of_joint_building(p)}
        named = named_by(activities, studies_of_plans(records))
        for item in records.all(PlanItem, limit=100_000):
            if item.tags or item.plan in plans:
                activity = records.get(Activity, item.activity) if item.activity else None
                yield _of_plan_item(item, activity, named)
        yield from (_of_agreement(a) for a in records.all(CobuildAgreement))
        matters = records.parts.of("matter", _MATTER)
        yield from (i for m in matters if (i := _of_matter(m)) is not None)
        for deed in records.all(PracticalDeed):
            day = deed.done_on or deed.due_on
            yield _tagged(deed, day, deed.tags, done=deed.done_on is not None)
        yield from (_tagged(c, c.from_on, c.tags) for c in records.all(Campaign))
        yield from (_tagged(w, w.made_on, w.tags) for w in records.all(Work))
        yield from (_tagged(n, n.on, n.tags) for n in records.all(ExperienceNote))

    def _evidence(self, record: Record) -> Evidence:
        about = {"about": record.id}
        outcomes = tuple(in_order(self._records.all(Outcome, where=about)))
        files = self._records.all(Attachment, where={"belongs_to": record.id})
        words = (str(record.get(f) or "") for f in ("result", "experience", "text"))
        return Evidence(outcomes, next((w for w in words if w), ""), len(files))


def stays_of(unit: PartnerOrganization) -> list[Stay]:
    """Return between which days a unit is a partner; one without any day always is.

    A unit that only wishes to join has a stay that holds no day: what is done with it shows, and
    nothing is missing.
    """
    held = [
        Stay(unit.id, s.first, date.max if s.last is None else days_after(s.last, -1))
        for s in stretches(unit)
    ]
    waits = unit.intent_on or unit.applied_on
    return held or [Stay(unit.id, date.max, date.min) if waits else Stay(unit.id)]


def _tagged(
    held: RecordType,
    day: date | None,
    tags: Iterable[str],
    partners: Iterable[str] = (),
    *,
    done: bool = True,
) -> Tagged:
    return Tagged(held.id, held.record.kind, day, tuple(tags), tuple(partners), done)


def _of_activity(activity: Activity) -> Tagged | None:
    if activity.state == State.cancelled or not (is_joint(activity) or activity.tags):
        return None
    day = activity.held_start.date() if activity.held_start else None
    done = activity.state in HELD
    return _tagged(activity, day, activity.tags, activity.partners, done=done)


def _of_plan_item(item: PlanItem, activity: Activity | None, named: frozenset[str]) -> Tagged:
    day = item.done_on or item.due_on
    if activity is not None and activity.held_start is not None:
        day = item.done_on or activity.held_start.date()
    was_held = activity is not None and activity.state in HELD
    done = outcome_of(item, named, lambda _activity: was_held) == "done"
    return _tagged(item, day, item.tags, done=done)


def _of_agreement(agreement: CobuildAgreement) -> Tagged:
    day = agreed_on(agreement)
    done = is_signed(agreement)
    return _tagged(agreement, day, agreement.tags, agreement.parties, done=done)


def _of_matter(part: Part) -> Tagged | None:
    record, state, done_on, raised_on, tags, partner = part
    # What was refused is no more than a meeting that was called off.
    if state == MatterState.rejected:
        return None
    return Tagged(
        str(record),
        "matter",
        _day(done_on) or _day(raised_on),
        tuple(msgspec.json.decode(tags)) if tags else (),
        (partner,) if partner else (),
        state in AFTER_DONE,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


__all__ = ["EVERYBODY", "CoverageView", "Dimensions", "Evidence", "TagReport", "stays_of"]
