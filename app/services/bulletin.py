"""Reads a month for the members' bulletin, and prints it: what hangs on the wall, nothing else.

Left out are meetings' decisions about persons, the two meetings in which members speak of each
other, talks, appraisals, everything sealed, and whatever belongs to one member.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from app.counting.attendance import Tally
from app.counting.held import HELD
from app.counting.openness import asked_within, showed_within
from app.counting.periods import days_after, month_of
from app.counting.studied import COUNTED
from app.counting.together import is_joint
from app.declare import RecordType
from app.records.meeting import Activity, AgendaItem, Matter, Resolution, State
from app.records.openness import Comment, Deliberation, Disclosure, Opinion
from app.records.organisation import Branch
from app.records.plan import Notice
from app.records.service import MatterState, PracticalDeed, ServiceMatter, VolunteerService
from app.reports.bulletin import Bulletin, Met, News, bulletin
from app.reports.paper import Part
from app.services.gathering import Shown
from app.services.meeting import read_meetings
from app.services.records import Records
from app.services.study_reading import studies_between
from app.terms import ActivityType
from db.model.query import Where
from db.model.record import Record
from db.model.words import Translate

R = TypeVar("R", bound=RecordType)
_QUIET = frozenset({ActivityType.organizational_life_meeting, ActivityType.democratic_appraisal})
_OF_PERSONS = frozenset({Matter.admission, Matter.conversion, Matter.discipline, Matter.disposal})
_DONE = frozenset({MatterState.done, MatterState.verified, MatterState.closed})


class Printer(Protocol):
    """Sets a paper."""

    def parts_pdf(
        self, parts: Sequence[Part], title: str, shown: Shown, *, draft: bool = False
    ) -> bytes:
        """Return a paper of parts that somebody else made."""

    def words(self) -> Translate:
        """Return the catalogue of the language chosen now."""


class Bulletins:
    """The bulletins of one book."""

    def __init__(self, records: Records, printer: Printer, now: Callable[[], datetime]) -> None:
        self._records, self._printer, self._now = records, printer, now

    def news(self, month: date) -> News:
        """Return what a month brought; of the present one as far as it has gone."""
        span, today = month_of(month), self._now().date()
        first, last = span.first, span.last
        until = min(last, max(today, first))
        held = self._between(first, last)
        told = [a for a in held if a.state in HELD]
        decided = self._decided(told, first, last)
        studies = [
            s
            for s in studies_between(self._records, first, until)
            if s.hours_kind in COUNTED and (s.activity or len(s.members) > 1)
        ]
        branch = self._records.get(Branch, "branch")
        return News(
            branch.name if branch else "",
            first,
            until,
            held=self._met([a for a in told if not _with_others(a)]),
            joint=self._met([a for a in told if _with_others(a)]),
            coming=[Met(a) for a in self._ahead(last, today)],
            decided=decided,
            studies=len(studies),
            hours=round(sum(s.hours or 0 for s in studies), 2),
            matters=self._matters(first, last),
            deeds=self._within(PracticalDeed, "done_on", first, last),
            volunteering=self._within(VolunteerService, "on", first, last),
            replies=[o for o in self._within(Opinion, "replied_on", first, last) if o.reply],
            answers=self._answers(first, last),
            asking=[d for d in self._records.all(Deliberation) if asked_within(d, first, until)],
            disclosed=self._disclosed(first, until),
            notices=[n for n in self._within(Notice, "issued_on", first, last) if not n.activity],
        )

    def part(self, month: date) -> Bulletin:
        """Return the page of a month."""
        return bulletin(self.news(month), self._printer.words())

    def pdf(self, month: date, *, draft: bool = False) -> bytes:
        """Return the bulletin of a month as a PDF of one page. Raises ExportError."""
        news = self.news(month)
        part = bulletin(news, self._printer.words())
        return self._printer.parts_pdf([part], part.title, shown_by(news), draft=draft)

    # Reading

    def _between(self, first: date, last: date) -> list[Activity]:
        within = (
            Where("held_start", ">=", first.isoformat()),
            Where("held_start", "<", days_after(last, 1).isoformat()),
        )
        found = self._records.all(Activity, where=within, order=("held_start",))
        return [a for a in found if a.state != State.cancelled]

    def _met(self, activities: Sequence[Activity]) -> list[Met]:
        today = self._now().date()
        met = []
        for meeting in read_meetings(self._records, activities, today):
            # Where nobody is marked, nobody was counted: that is no "none came".
            count = meeting.tally if meeting.marked else Tally()
            met.append(Met(meeting.activity, count.present, count.due))
        return met

    def _ahead(self, last: date, today: date) -> list[Activity]:
        """Return the meetings of the month after, and those of this one that are still to come."""
        month = month_of(days_after(last, 1))
        begin = max(today, last.replace(day=1))
        found = self._between(begin, month.last)
        return [a for a in found if a.state not in HELD and _day(a) > min(today, last)]

    def _decided(self, held: Sequence[Activity], first: date, last: date) -> list[Resolution]:
        """Return what the month's meetings decided, and what of earlier decisions was done in it."""
        named = {a.id: a for a in held if a.type not in _QUIET}
        found = self._in("activity", named, Resolution)
        earlier = self._within(Resolution, "closed_on", first, last)
        found += [r for r in earlier if r.id not in {f.id for f in found} and self._open(r)]
        items = self._in("activity", {r.activity for r in found if r.activity}, AgendaItem)
        personal = {i.id for i in items if i.matter in _OF_PERSONS}
        return [r for r in found if (r.text or "").strip() and r.item not in personal]

    def _open(self, resolution: Resolution) -> bool:
        held = self._records.get(Activity, resolution.activity or "")
        return held is None or held.type not in _QUIET

    def _in(self, field: str, ids: Iterable[str], model: type[R]) -> list[R]:
        named = sorted(ids)
        if not named:
            return []
        return self._records.all(model, where=(Where(field, "in", named),), order=("made",))

    def _matters(self, first: date, last: date) -> list[ServiceMatter]:
        done = self._within(ServiceMatter, "done_on", first, last)
        closed = self._within(ServiceMatter, "closed_on", first, last)
        found = {m.id: m for m in (*done, *closed) if m.state in _DONE}
        return list(found.values())

    def _answers(self, first: date, last: date) -> list[Comment]:
        """Return what was asked about something laid open and answered in the month."""
        found = self._within(Comment, "replied_on", first, last)
        about = {d.id for d in self._records.all(Disclosure)}
        return [c for c in found if c.reply and c.about in about]

    def _disclosed(self, first: date, until: date) -> list[Disclosure]:
        before = (Where("from_on", "<=", until.isoformat()),)
        found = self._records.all(Disclosure, where=before, order=("to_on",))
        return [d for d in found if showed_within(d, first, until)]

    def _within(self, model: type[R], field: str, first: date, last: date) -> list[R]:
        days = (Where(field, ">=", first.isoformat()), Where(field, "<=", last.isoformat()))
        return self._records.all(model, where=days, order=(field, "made"))


def shown_by(news: News) -> Shown:
    """Return the records that a month's page shows."""
    met = (m.activity for m in (*news.held, *news.joint, *news.coming))
    others: tuple[Sequence[RecordType], ...] = (
        news.decided, news.matters, news.deeds, news.volunteering, news.replies,
        news.answers, news.asking, news.disclosed, news.notices,
    )  # fmt: skip
    return Shown(tuple(_records([*met, *(one for found in others for one in found)])))


def _records(values: Sequence[RecordType]) -> list[Record]:
    return [value.record for value in values]


def _with_others(activity: Activity) -> bool:
    visited = activity.type == ActivityType.service_visit
    return visited or is_joint(activity) or activity.joint_kind is not None


def _day(activity: Activity) -> date:
    return activity.held_start.date() if activity.held_start else date.min
