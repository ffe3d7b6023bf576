"""A visit to an enterprise: two records written at once, its tasks, the series of its visits.

The handbook entry is the visitor's own three answers put together, word for word; nothing is added
to them. It is written with the list of tasks in one change, which one undo takes back (domain 1.5,
row 64).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.counting.matters import OVER, is_overdue
from app.records.alliance import CobuildAgreement, PartnerOrganization
from app.records.service import (
    Feedback,
    HandbookEntry,
    MatterKind,
    MatterSource,
    MatterState,
    ServiceMatter,
    ServiceVisit,
)
from app.rules.visiting import QUESTIONS, unanswered
from app.services.edits import edit_of
from app.services.parts import Paged
from app.services.records import Records
from db.model.change import DELETED, Json, child_id
from db.model.errors import InvalidRecord, NotFound
from db.model.query import Query, Where
from db.model.record import Applied, Edit
from db.model.words import N_, Translate, Word

PREPARED = ("with_theme", "with_duty", "with_service", "with_feeling")
"""The four preparations of a visit, as its fields (domain 1.5, row 64)."""

_BETWEEN = re.compile(r"[、，,;；（）()\s]+")


class Task(NamedTuple):
    """One line of a task list as it is typed: ``owner`` is a member's id."""

    title: str
    owner: str = ""
    owner_unit: str = ""
    due_on: date | None = None
    kind: MatterKind | None = None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task of a visit as it stands: who has it, whether it is late, how often it was answered."""

    matter: ServiceMatter
    owner: str
    overdue: bool
    feedback: int


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit as a list shows it. ``written``: both records are there; tasks in all, and open."""

    visit: ServiceVisit
    partner: str
    written: bool
    tasks: int
    open: int

    @property
    def lacking(self) -> tuple[str, ...]:
        """Return the questions without an answer."""
        return unanswered(self.visit)


@dataclass(frozen=True, slots=True)
class VisitView:
    """One visit with its two records, and the visits of the same enterprise, the latest first."""

    visit: ServiceVisit
    partner: PartnerOrganization | None
    agreement: CobuildAgreement | None
    entry: HandbookEntry | None
    tasks: tuple[TaskLine, ...]
    series: tuple[ServiceVisit, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """Return the questions without an answer."""
        return unanswered(self.visit)

    @property
    def number(self) -> int:
        """Return which visit of the enterprise it is, 1 for the first."""
        ids = [v.id for v in reversed(self.series)]
        return ids.index(self.visit.id) + 1 if self.visit.id in ids else len(ids) + 1


@dataclass(frozen=True, slots=True)
class Register:
    """Visits by their ids with the words each is found by, how many of their tasks are open."""

    known: tuple[tuple[str, str], ...]
    open: int
    read: Callable[[Sequence[str]], Sequence[VisitLine]]

    def lines(self, text: str = "") -> Paged[VisitLine]:
        """Return the visits in which a text is found, read when they are looked at."""
        wanted = text.strip().lower()
        ids = [visit for visit, words in self.known if wanted in words]
        return Paged(ids, self.read, lambda line: line.visit.id)


class Visiting:
    """The use cases of visits."""

    def __init__(self, records: Records) -> None:
        self._records = records

    # Reading

    def register(self, partner: str = "") -> "Register":
        """Return the visits, the latest first; of one enterprise where it is named."""
        parts, where = self._records.parts, (Where("partner", "=", partner),) if partner else ()
        fields = ("partner", "leader", "visitors")
        found = parts.of("service_visit", fields, where=where, order=("-on", "-made"))
        names = parts.names("partner_organization", {str(one) for _, one, *_ in found if one})
        known = tuple(
            (str(visit), "\n".join((names.get(unit or "", ""), *(w or "" for w in who))).lower())
            for visit, unit, *who in found
        )
        tasks: dict[str, list[bool]] = {}
        of_visits = (Where("visit", "!=", None),)
        for _, visit, state in parts.of("matter", ("visit", "state"), where=of_visits):
            tasks.setdefault(visit or "", []).append(state not in OVER)
        written = parts.distinct(HandbookEntry.shape.name, "visit")

        def read(ids: Sequence[str]) -> list[VisitLine]:
            visits = self._records.all(ServiceVisit, where=(Where("id", "in", list(ids)),))
            return [
                VisitLine(
                    visit,
                    names.get(visit.partner, ""),
                    visit.id in written,
                    len(tasks.get(visit.id, ())),
                    sum(tasks.get(visit.id, ())),
                )
                for visit in visits
            ]

        return Register(known, sum(sum(tasks.get(visit, ())) for visit, _ in known), read)

    def view(self, visit: str, today: date) -> VisitView | None:
        """Return one visit with what was written of it, None where there is none."""
        found = self._records.get(ServiceVisit, visit)
        if found is None:
            return None
        matters = self._records.all(ServiceMatter, where={"visit": visit}, order=("made",))
        return VisitView(
            found,
            self._records.get(PartnerOrganization, found.partner),
            self._records.get(CobuildAgreement, found.agreement or ""),
            self._records.get(HandbookEntry, entry_id(visit)),
            tuple(self._task(matter, today) for matter in matters),
            tuple(self.series(found.partner)),
        )

    def series(self, partner: str) -> list[ServiceVisit]:
        """Return the visits of an enterprise, the latest first (domain 1.5, row 65)."""
        return self._records.all(ServiceVisit, where={"partner": partner}, order=("-on", "-made"))

    def _task(self, matter: ServiceMatter, today: date) -> TaskLine:
        told: Query = self._records.query(Feedback.shape.name, where={"matter": matter.id})
        owner = self._records.name(matter.owner or "") or matter.owner_unit or ""
        return TaskLine(matter, owner, is_overdue(matter, today), self._records.count(told))

    # Writing

    def finish(self, visit: str, tasks: Sequence[Task], t: Translate, *, text: str = "") -> Applied:
        """Write the handbook entry and the task list of a visit as one change.

        Without ``text`` the entry holds the three answers. Finished again, it is written anew and
        the tasks are added to those there are. Raises InvalidRecord where the day or an answer is
        lacking, NotFound.
        """
        found = self._records.get(ServiceVisit, visit)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=visit)
        must_be_answered(found)
        edits = [self._entry(found, text.strip() or handbook_text(found, t))]
        edits += [self._matter(found, task) for task in tasks if task.title.strip()]
        return self._records.write(edits, what="new")

    def _entry(self, visit: ServiceVisit, text: str) -> Edit:
        fields: dict[str, Json] = {
            "visit": visit.id,
            "on": visit.on.isoformat() if visit.on else None,
            "text": text,
        }
        if by := (visit.leader or visit.visitors or "").strip():
            fields["by"] = by
        there = self._records.raw(entry_id(visit.id))
        if there is None:
            return self._records.edit_new("handbook_entry", fields)
        edit = edit_of(self._records, there, fields)
        # One that was undone or deleted comes back under its own id.
        revived = {**edit.fields, DELETED: False} if there.deleted else edit.fields
        return Edit(edit.kind, revived, edit.id, edit.seen)

    def _matter(self, visit: ServiceVisit, task: Task) -> Edit:
        assigned = bool(task.owner or task.owner_unit.strip()) and task.due_on is not None
        fields: dict[str, Json] = {
            "title": task.title.strip(),
            "source": MatterSource.visit,
            "kind": task.kind,
            "partner": visit.partner,
            "raised_on": visit.on.isoformat() if visit.on else None,
            "visit": visit.id,
            "owner": task.owner or None,
            "owner_unit": task.owner_unit.strip() or None,
            "due_on": task.due_on.isoformat() if task.due_on else None,
            "state": MatterState.assigned if assigned else MatterState.registered,
        }
        return self._records.edit_new("matter", fields)


def who_went(visit: ServiceVisit) -> str:
    """Return who went, the leader first and named once."""
    leader, others = (visit.leader or "").strip(), (visit.visitors or "").strip()
    # Whole words: 王海 is not named by 王海燕.
    named = set(_BETWEEN.split(leader)) <= {"", *_BETWEEN.split(others)}
    return others if named else "  ".join(w for w in (leader, others) if w)


def entry_id(visit: str) -> str:
    """Return the id of a visit's handbook entry, whether it exists or not."""
    return child_id(visit, HandbookEntry.shape.name)


def must_be_answered(visit: ServiceVisit) -> None:
    """Raise InvalidRecord naming the first thing that a visit lacks before it is written down."""
    if visit.on is None:
        raise InvalidRecord(N_("The day of the visit is not written yet."), field="on")
    for name in unanswered(visit):
        label = ServiceVisit.model_fields[name].title or name
        raise InvalidRecord(
            N_("The question “{label}” has no answer yet."),
            hint=N_("A visit asks three things; a short answer is one too."),
            field=name,
            label=Word(label),
        )


def handbook_text(visit: ServiceVisit, t: Translate) -> str:
    """Return the visitor's own answers put together, each after its question; nothing else."""
    answers: Mapping[str, str] = {q: (getattr(visit, q) or "").strip() for q in QUESTIONS}
    return "\n".join(
        t("{label}: {text}", label=t(ServiceVisit.model_fields[q].title or q), text=said)
        for q, said in answers.items()
        if said
    )
