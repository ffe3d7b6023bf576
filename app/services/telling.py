"""Notices to members: who knows of each, what was said about it; and plain assent to any record.

An acknowledgement is asked for by the record it is about and in no other way: nothing here, and so
nothing above, can say how many of them one member gave (domain 7; a test reads this module for it).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from app.counting.attendance import OPEN_TO_ALL, Branch, due_ids
from app.counting.openness import Told, told
from app.records.meeting import Activity
from app.records.member import Member
from app.records.openness import Acknowledgement, AckWay, Comment, CommentKind
from app.records.plan import Notice
from app.services.meeting import read_branch
from app.services.members import Members
from app.services.records import Records
from db.model.change import DELETED, Json, child_id
from db.model.errors import InvalidRecord, NotFound
from db.model.query import Query, Where
from db.model.record import Applied, Edit
from db.model.words import N_

R = TypeVar("R", Acknowledgement, Comment)
Bodies = Callable[[Query], Iterable[tuple[str, Mapping[str, Json]]]]
"""Yields id and values of what a query finds, as `Reader.bodies` does."""
MOST = 200
"""So many notices the list shows; older ones stand in the register behind it."""
_AT_ONCE = 200
"""So many records are named in one question: SQL takes so many parameters."""


@dataclass(frozen=True)
class Announced:
    """One notice: who is to know and who knows, the meeting it is for, what was said about both."""

    notice: Notice
    told: Told
    activity: Activity | None = None
    comments: tuple[Comment, ...] = ()

    @property
    def day(self) -> date | None:
        """Return the day it was issued."""
        return self.notice.issued_on


class Line(NamedTuple):
    """A notice in the list: how many of those due know; no name and no record of theirs is read."""

    notice: Notice
    known: int
    due: int
    for_meeting: bool


def acknowledgement_id(about: str, member: str) -> str:
    """Return the id of one member's acknowledgement of one record: it exists once."""
    return child_id(about, member, Acknowledgement.shape.name)


class Telling:
    """The use cases of notices, acknowledgements and comments in one book."""

    def __init__(
        self,
        records: Records,
        members: Members,
        now: Callable[[], datetime],
        bodies: Bodies,
    ) -> None:
        self._records, self._members, self._now = records, members, now
        self._bodies = bodies

    # Reading

    def notices(self, limit: int = MOST) -> list[Line]:
        """Return the notices, latest first, each with how many of those due know of it."""
        notices = self._records.all(Notice, limit=limit)
        if not notices:
            return []
        branch, today = read_branch(self._records), self._now().date()
        known = self._known([n.id for n in notices])
        found = []
        for notice in notices:
            held = self._records.get(Activity, notice.activity) if notice.activity else None
            due = _due(held, branch, notice.issued_on or today)
            knows = known.get(notice.id, set())
            found.append(Line(notice, len(due & knows), len(due), held is not None))
        return found

    def _known(self, about: Sequence[str]) -> Mapping[str, set[str]]:
        """Return who knows by record, without reading more of it: a list of years shows at once."""
        found: dict[str, set[str]] = defaultdict(set)
        for named in _some(about):
            query = self._records.query(
                "acknowledgement", where=named, order=("made",), limit=100_000
            )
            for _, body in self._bodies(query):
                found[str(body.get("about"))].add(str(body.get("member")))
        return found

    def get(self, notice: str) -> Announced:
        """Return one notice. Raises NotFound."""
        found = self._records.get(Notice, notice)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=notice)
        held = self._records.get(Activity, found.activity) if found.activity else None
        about = [notice, *([held.id] if held is not None else [])]
        branch, day = read_branch(self._records), found.issued_on or self._now().date()
        order = {m.id: n for n, m in enumerate(self._members.roster(everyone=True))}
        due = sorted(_due(held, branch, day), key=lambda m: order.get(m, len(order)))
        said = self.comments(about)
        return Announced(
            found,
            told(due, self.acknowledged([notice]).get(notice, ())),
            held,
            tuple(comment for each in about for comment in said.get(each, ())),
        )

    def roster(self, announced: Announced) -> list[Member]:
        """Return the members one notice is about, as they stood when it was issued, in order."""
        day = announced.day or self._now().date()
        named = {*announced.told.due, *announced.told.beside}
        return [m for m in self._members.as_of(day) if m.id in named]

    def acknowledged(self, about: Sequence[str]) -> Mapping[str, Sequence[Acknowledgement]]:
        """Return who let it be known that they know, by record."""
        return self._about(Acknowledgement, about)

    def comments(self, about: Sequence[str]) -> Mapping[str, Sequence[Comment]]:
        """Return what was said, by the record it is about, earliest first."""
        return self._about(Comment, about)

    def _about(self, model: type[R], about: Sequence[str]) -> Mapping[str, Sequence[R]]:
        found: dict[str, list[R]] = defaultdict(list)
        for named in _some(about):
            for one in self._records.all(model, where=named, order=("on", "made"), limit=100_000):
                found[one.about].append(one)
        return found

    def standing_by(self, record: str) -> tuple[str, ...]:
        """Return the ids of those who stand by one record, in the roster's order."""
        given = {a.member for a in self.acknowledged([record]).get(record, ())}
        return tuple(m.id for m in self._members.roster(everyone=True) if m.id in given)

    # Writing

    def know(
        self, about: str, members: Iterable[str], way: AckWay | None = None, on: date | None = None
    ) -> Applied:
        """Write that members know of a record, each once; who was written before stays as written."""
        day = (on or self._now().date()).isoformat()
        before = {a.member for a in self.acknowledged([about]).get(about, ())}
        edits = []
        for member in dict.fromkeys(members):
            if member not in before:
                fields: dict[str, Json] = {"about": about, "member": member, "on": day}
                if way is not None:
                    fields["way"] = way
                edits.append(self._records.edit_new("acknowledgement", fields))
        return self._records.write(edits, what="new")

    def unknow(self, about: str, members: Iterable[str]) -> Applied:
        """Take it back: it was marked by mistake."""
        gone = [acknowledgement_id(about, member) for member in members]
        here = [r for r in map(self._records.raw, gone) if r is not None and not r.deleted]
        edits = [Edit(r.kind, {DELETED: True}, r.id) for r in here]
        return self._records.write(edits, what="delete")

    def say(
        self,
        about: str,
        text: str,
        *,
        kind: CommentKind = CommentKind.comment,
        author: str = "",
    ) -> str:
        """Write what somebody said about a record, today; return its id."""
        if not text.strip():
            raise InvalidRecord(N_("Nothing is written yet."), field="text")
        said: dict[str, Json] = {
            "about": about,
            "kind": kind,
            "text": text,
            "on": self._now().date().isoformat(),
        }
        if author.strip():
            said["author"] = author.strip()
        return self._records.add("comment", said)

    def answer(self, comment: str, reply: str) -> Applied:
        """Answer what was said or asked; an empty answer takes it back."""
        day = self._now().date().isoformat() if reply.strip() else None
        return self._records.change(comment, {"reply": reply.strip() or None, "replied_on": day})


def _due(activity: Activity | None, branch: Branch, day: date) -> frozenset[str]:
    """Return who is to know: those due at the meeting it is for, else everybody here that day."""
    if activity is not None and activity.type not in OPEN_TO_ALL:
        return due_ids(activity, day, branch)
    return branch.ids_on(day)


def _some(about: Sequence[str]) -> Iterator[tuple[Where]]:
    for at in range(0, len(about), _AT_ONCE):
        yield (Where("about", "in", list(about[at : at + _AT_ONCE])),)
