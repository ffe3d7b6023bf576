"""The use cases of meetings: reading them whole, arranging, moving, filing; what is still due."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from app.counting.attendance import Branch, has_committee
from app.counting.periods import days_after, quarter_of
from app.counting.shapes import Chair, shape_of
from app.records.meeting import (
    HERE,
    Activity,
    AgendaItem,
    Attendance,
    Resolution,
    State,
)
from app.records.organisation import Branch as BranchRecord
from app.records.organisation import PartyGroup
from app.records.plan import Explanation, MeetingTemplate, Notice, PlanItem
from app.rules.finding import Finding
from app.rules.rulebook import Rulebook
from app.rules.shipped import usual
from app.said import Said
from app.services.agenda import FOLLOW_UP, Drafted, drafted
from app.services.edits import edit_of
from app.services.filing import Feeds, feeds, hours_given_elsewhere
from app.services.life import LifeWriter
from app.services.meeting import Meeting, read_branch, read_meetings
from app.services.meeting_checks import findings
from app.services.meeting_noted import Around, Noted
from app.services.minutes import Minutes
from app.services.moving import Moving
from app.services.records import Records
from app.services.rereading import Touched, read_again
from app.services.signing import Signing
from app.services.templates import Templates
from app.services.timetable import Asked, asked_on, suggested_day, usual_title
from app.terms import ActivityType
from db.model.change import Json, child_id
from db.model.errors import NotFound
from db.model.query import Where
from db.model.record import Applied, id_of
from db.model.words import N_, Translate

PEOPLE = frozenset(
    {"member", "member_status_event", "office_holding", "leave_or_absence", "flow_record",
     "group_membership"}
)  # fmt: skip
"""Records that the branch's people are read from."""


class Plan(NamedTuple):
    """What a new meeting begins with: from its kind, its period and the last one of its kind."""

    title: str
    place: str
    chair: str
    recorder: str
    items: tuple[Drafted, ...]
    minutes: int = 0


class Meetings:
    """Everything one does with meetings.

    `sign` writes attendance, `write` minutes and votes, `state` how far the record has come,
    `life` the list of an organisational-life meeting.
    """

    def __init__(self, records: Records, rulebook: Callable[[], Rulebook] = usual) -> None:
        self._records, self._rulebook = records, rulebook
        self.sign = Signing(records)
        self.write = Minutes(records)
        self.state = Moving(records)
        self.life = LifeWriter(records)
        self.templates = Templates(records)

    # Reading

    def get(self, activity: str, today: date, branch: Branch | None = None) -> Meeting | None:
        """Return one meeting with all that belongs to it; `branch` where it was read before."""
        found = self._records.get(Activity, activity)
        return None if found is None else self._read([found], today, branch)[0]

    def again(self, meeting: Meeting, touched: Collection[Touched], today: date) -> Meeting | None:
        """Return a meeting as it is after records were touched; only what they concern is read."""
        if today == meeting.today:
            fresh = read_again(self._records, meeting, touched)
            if fresh is not None:
                return replace(fresh, rules=self._rulebook())
        people = PEOPLE & {kind for kind, _ in touched}
        return self.get(meeting.id, today, None if people else meeting.branch)

    def between(self, first: date, last: date) -> list[Activity]:
        """Return the activities that begin on the days from `first` to `last`, latest first."""
        conditions = [
            Where("held_start", ">=", first.isoformat()),
            Where("held_start", "<", days_after(last, 1).isoformat()),
        ]
        return self._records.all(Activity, where=conditions, order=("-held_start",))

    def year(self, year: int, today: date) -> list[Meeting]:
        """Return a year's meetings, latest first; this year's also those without a date yet."""
        held = self.between(date(year, 1, 1), date(year, 12, 31))
        if year == today.year:
            held = self._records.all(Activity, where={"held_start": None}) + held
        return self._read(held, today)

    def _read(
        self, activities: Sequence[Activity], today: date, branch: Branch | None = None
    ) -> list[Meeting]:
        return read_meetings(self._records, activities, today, branch, self._rulebook())

    def years(self) -> list[int]:
        """Return the years in which anything was held, latest first."""
        return _years(self._records)

    def around(self, meeting: Meeting, now: datetime) -> Around:
        """Return what a meeting's checks look at besides it."""
        day = meeting.day
        others = [a for a in self.between(day, day) if a.id != meeting.id]
        seats = meeting.branch.committee(day)
        return self._around(
            others, {a.id: _present(self._records, a.id) for a in others}, seats, now
        )

    def _around(
        self,
        others: Sequence[Activity],
        present: Mapping[str, frozenset[str]],
        seats: Collection[str],
        now: datetime,
    ) -> Around:
        branch = self._records.get(BranchRecord, "branch")
        explained = {e.id: e.text or "" for e in self._records.all(Explanation)}
        fixed = branch.themed_day if branch else None
        committee = has_committee(branch.has_committee if branch else None, seats)
        return Around(others, present, fixed, committee, explained, now)

    def all_noted(self, meetings: Sequence[Meeting], now: datetime) -> list[list[Noted]]:
        """Return of each of many meetings what its facts say; they are each other's surroundings."""
        if not meetings:
            return []
        present = {
            m.id: frozenset(e.member for e in m.entries.values() if e.status in HERE)
            for m in meetings
        }
        seats = meetings[0].branch.committee(now.date())
        around = self._around((), present, seats, now)
        days: dict[date, list[Activity]] = {}
        for meeting in meetings:
            days.setdefault(meeting.day, []).append(meeting.activity)
        return [
            findings(m, around._replace(others=[a for a in days[m.day] if a.id != m.id]))
            for m in meetings
        ]

    def noted(self, meeting: Meeting, now: datetime) -> list[Noted]:
        """Return what a meeting's own facts say about each other."""
        return findings(meeting, self.around(meeting, now))

    # Arranging

    def last(
        self, kind: ActivityType, group: str = "", before: date | None = None
    ) -> Activity | None:
        """Return the latest meeting of a kind (and group) that was held before a day."""
        conditions = [Where("type", "=", kind)]
        if group:
            conditions.append(Where("group", "=", group))
        if before is not None:
            conditions.append(Where("held_start", "<", before.isoformat()))
        found = self._records.all(Activity, where=conditions, order=("-held_start",), limit=20)
        return next((a for a in found if a.held_start and a.state != State.cancelled), None)

    def committee_before(self, day: date, days: int = 120) -> list[Meeting]:
        """Return the committee's meetings of the time before a day, latest first."""
        held = self.between(day - timedelta(days=days), day)
        mine = [a for a in held if a.type == ActivityType.committee_meeting]
        return read_meetings(self._records, mine, day)

    def plan(self, kind: ActivityType, day: date, t: Translate, group: str = "") -> Plan:
        """Return what a new meeting of a kind begins with."""
        named = self._records.get(PartyGroup, group) if group else None
        plan = Plan(usual_title(kind, day, named.name if named else "")(t), "", "", "", ())
        last = self.last(kind, group, day)
        if last is not None:
            plan = _after(self._records, plan, last, t)
        if shape_of(kind).chair == Chair.leader and named and named.leader:
            plan = plan._replace(chair=named.leader)
        template = self.templates.of(kind)
        return plan if template is None else _by_template(plan, template)

    def new(
        self,
        kind: ActivityType,
        start: datetime | None,
        t: Translate,
        *,
        group: str = "",
        today: date,
        plan_item: str = "",
        preset: Mapping[str, Json] = MappingProxyType({}),
    ) -> str:
        """Make a meeting with its drafted agenda and preset fields, in one change; return its id.

        One that is made from a line of the plan is linked with it, on both records.
        """
        plan = self.plan(kind, start.date() if start else today, t, group)
        fields: dict[str, Json] = {"type": kind, "title": plan.title}
        if start is not None:
            fields["held_start"] = start.isoformat()
            if plan.minutes:
                fields["held_end"] = (start + timedelta(minutes=plan.minutes)).isoformat()
        named = (
            ("group", group), ("place_text", plan.place), ("chair", plan.chair),
            ("recorder", plan.recorder), ("plan_item", plan_item),
        )  # fmt: skip
        fields |= {key: value for key, value in named if value} | dict(preset)
        edits = [self._records.edit_new("activity", fields)]
        for number, item in enumerate(plan.items, 1):
            edits.append(self._records.edit_new("agenda_item", _item(item, number, t)))
        line = self._records.get(PlanItem, plan_item) if plan_item else None
        if line is not None:
            edits.append(edit_of(self._records, line.record, {"activity": id_of(0)}))
        return self._records.write(edits, what="new").ids[0]

    def move(self, activity: str, day: date) -> Applied:
        """Hold a meeting on another day at the same time; one change."""
        return self._records.change(activity, _moved(self._must(activity), day))

    def combine_new(self, meeting: Meeting, kind: ActivityType, t: Translate) -> str:
        """Make a meeting that this one is held in, at its time and place; return its id."""
        made = self._records.edit_new("activity", _beside(meeting, kind, t))
        link = edit_of(self._records, meeting.activity.record, {"parent": id_of(0)})
        return self._records.write([made, link], what="new").ids[0]

    def add_part(self, meeting: Meeting, kind: ActivityType, t: Translate) -> str:
        """Make a meeting that is held in this one, at its time and place; return its id."""
        return self._records.add("activity", {**_beside(meeting, kind, t), "parent": meeting.id})

    def notified(
        self, meeting: Meeting, today: date, title: str, t: Translate | None = None
    ) -> Applied | None:
        """Write that the notice went out today, with its text by the unit's template.

        The day is that of the first time; printed again before the meeting, the text is the new one.
        """
        body = self.templates.notice(meeting, t) if t is not None else ""
        sent = self.notice(meeting.id)
        if sent is not None:
            changed = bool(body) and body != sent.body and not meeting.marked
            return self._records.change(sent.id, {"body": body}) if changed else None
        fields: dict[str, Json] = {
            "title": title, "activity": meeting.id, "issued_on": today.isoformat(),
        }  # fmt: skip
        if body:
            fields["body"] = body
        edits = [self._records.edit_new("notice", fields, id=child_id(meeting.id, "notice"))]
        if meeting.activity.state == State.planned:
            edits.append(edit_of(self._records, meeting.activity.record, {"state": State.notified}))
        return self._records.write(edits)

    def notice(self, activity: str) -> Notice | None:
        """Return the notice of a meeting, None while none went out."""
        return self._records.get(Notice, child_id(activity, "notice"))

    def explain(self, finding: Finding, text: str) -> Applied:
        """Write why something is as it is; it is printed with the finding and mends no fact."""
        fields: dict[str, Json] = {"rule": finding.rule, "about": finding.about, "text": text}
        return self._records.write(
            [self._records.edit_new("explanation", fields, id=finding.explanation_id)]
        )

    # Filing

    def feeds(self, meeting: Meeting) -> Feeds:
        """Return what filing will write."""
        given = hours_given_elsewhere(self._records, meeting)
        return feeds(meeting, given_elsewhere=given)

    def file(self, meeting: Meeting, today: date, t: Translate) -> Applied:
        """File a meeting away: attendance, hours and votes become fixed; one change."""
        return self.state.archive(meeting, today, t)

    # What is due

    def due(self, today: date) -> list[Asked]:
        """Return what this month and quarter ask for, done or not."""
        season = quarter_of(today)
        held = self.between(season.first, season.last)
        branch, seats = self._records.get(BranchRecord, "branch"), read_branch(self._records)
        said = branch.has_committee if branch else None
        committee = has_committee(said, seats.committee(today))
        return asked_on(today, held, self._records.all(PartyGroup), committee=committee)

    def suggested(self, lacking: Asked, today: date) -> tuple[date, int] | None:
        """Return a day for what is lacking, and how many are away then."""
        around = self.between(today, lacking.until)
        return suggested_day(lacking, today, around, read_branch(self._records))

    def _must(self, activity: str) -> Activity:
        found = self._records.get(Activity, activity)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=activity)
        return found


def _beside(meeting: Meeting, kind: ActivityType, t: Translate) -> dict[str, Json]:
    a = meeting.activity
    fields: dict[str, Json] = {"type": kind, "title": usual_title(kind, meeting.day, "")(t)}
    known = {"place_text": a.place_text, "chair": a.chair, "recorder": a.recorder}
    if a.held_start is not None:
        fields["held_start"] = a.held_start.isoformat()
    return fields | {name: value for name, value in known.items() if value}


def _moved(held: Activity, day: date) -> dict[str, Json]:
    if held.held_start is None:
        start = datetime.combine(day, datetime.min.time()).replace(hour=19, minute=30)
        return {"held_start": start.isoformat()}
    off = day - held.held_start.date()
    fields: dict[str, Json] = {"held_start": (held.held_start + off).isoformat()}
    if held.held_end is not None:
        fields["held_end"] = (held.held_end + off).isoformat()
    return fields


def _after(records: Records, plan: Plan, last: Activity, t: Translate) -> Plan:
    """Return a plan as the last meeting of the kind leaves it: its place, people, open matters."""
    mine = {"activity": last.id}
    items = drafted(
        records.all(AgendaItem, where=mine),
        records.all(Resolution, where=mine, order=("made",)),
        [t(FOLLOW_UP), FOLLOW_UP],
    )
    return plan._replace(
        place=last.place_text or "",
        chair=last.chair or "",
        recorder=last.recorder or "",
        items=tuple(items),
    )


def _by_template(plan: Plan, template: MeetingTemplate) -> Plan:
    """Return a plan as the unit's template has it; open matters of the last meeting stay in front."""
    written = [line.strip() for line in (template.items or "").splitlines()]
    carried = tuple(item for item in plan.items if item.resolution)
    items = (*carried, *(Drafted(title, None) for title in written if title))
    return plan._replace(
        title=template.title or plan.title,
        place=template.place_text or plan.place,
        items=items if any(written) else plan.items,
        minutes=template.minutes or 0,
    )


def _item(item: Drafted, number: int, t: Translate) -> dict[str, Json]:
    title = item.title(t) if isinstance(item.title, Said) else item.title
    fields: dict[str, Json] = {"activity": id_of(0), "number": number, "title": title}
    if item.kind is not None:
        fields["kind"] = item.kind
    if item.resolution:
        fields["from_resolution"] = item.resolution
    return fields


def _years(records: Records) -> list[int]:
    dated = (Where("held_start", "!=", None),)
    ends = (
        records.all(Activity, where=dated, order=(order,), limit=1)
        for order in ("-held_start", "held_start")
    )
    last, first = (a[0].held_start.year if a and a[0].held_start else 0 for a in ends)
    return [year for year in range(last, first - 1, -1) if year and _any_in(records, year)]


def _any_in(records: Records, year: int) -> bool:
    span = (Where("held_start", ">=", f"{year:04}"), Where("held_start", "<", f"{year + 1:04}"))
    return records.count(records.query("activity", where=span)) > 0


def _present(records: Records, activity: str) -> frozenset[str]:
    entries = records.all(Attendance, where={"activity": activity})
    return frozenset(e.member for e in entries if e.status in HERE)
