"""Documents that came in: the register, whom each went round to, and where it was studied.

Nothing is studied before it was issued; whoever enters it hears so at once (`too_early`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from app.records.member import Member
from app.records.study import Circulation, DocumentReceipt
from app.said import Said, say
from app.services.records import Pen, Records
from db.model.change import DELETED, Json, child_id
from db.model.errors import NotFound
from db.model.query import Where
from db.model.record import Applied, Edit
from db.model.words import N_
from db.store import Store

CITING = ("activity", "study_record")
"""Kinds that say what documents were studied."""
_DAY = {"activity": "held_start", "study_record": "held_on"}
_TITLE = {"activity": "title", "study_record": "topic"}


class Use(NamedTuple):
    """Where a document was studied: a meeting or a study, its day and its title."""

    kind: str
    record: str
    day: date | None
    title: str


@dataclass(frozen=True, slots=True)
class Received:
    """One document with what became of it.

    ``due`` are those it is to go round to, in the roster's order; ``read`` says who has seen it when
    (None: seen, the day is not on record).
    """

    document: DocumentReceipt
    due: tuple[str, ...] = ()
    read: Mapping[str, date | None] = field(default_factory=dict)
    uses: tuple[Use, ...] = ()

    @property
    def waiting(self) -> tuple[str, ...]:
        """Return who has not seen it yet, in the roster's order."""
        return tuple(m for m in self.due if m not in self.read)

    @property
    def early(self) -> tuple[Use, ...]:
        """Return where it was studied before it was issued: facts that exclude each other."""
        return tuple(u for u in self.uses if before_issue(self.document, u.day))

    @property
    def is_settled(self) -> bool:
        """Tell whether everybody it goes round to has seen it; else whether anybody saw or studied it."""
        return not self.waiting if self.due else bool(self.read or self.uses)

    def is_overdue(self, today: date) -> bool:
        """Tell whether the day by which it is to be done has passed and it is not settled."""
        until = self.document.asks_until
        return until is not None and until < today and not self.is_settled


def before_issue(document: DocumentReceipt, day: date | None) -> bool:
    """Tell whether a day lies before the one on which a document was issued."""
    return day is not None and document.issued_on is not None and day < document.issued_on


class Receiving:
    """The use cases of documents received in one book."""

    def __init__(self, records: Records, store: Store, pen: Callable[[], Pen]) -> None:
        self._records, self._store, self._pen = records, store, pen
        self._remembered: dict[int, Mapping[str, Sequence[Use]]] = {}
        self._written = 0
        store.listen(self._forget)

    def _forget(self, applied: Applied) -> None:
        # Called in the writing thread: a read that began before a write is kept under its number.
        if applied.kinds() & {*CITING}:
            self._written += 1

    def all(self, roster: Sequence[Member]) -> list[Received]:
        """Return every document, latest first; ``roster`` are the members of today in order."""
        documents = self._records.all(DocumentReceipt)
        if not documents:
            return []
        read: dict[str, dict[str, date | None]] = {}
        for one in self._records.all(Circulation):
            read.setdefault(one.document, {})[one.member] = one.on
        uses = self._uses()
        return [
            self._received(d, roster, read.get(d.id, {}), uses.get(d.id, ())) for d in documents
        ]

    def unsettled(self, roster: Sequence[Member]) -> list[DocumentReceipt]:
        """Return the documents that are to be done by some day and are not settled yet."""
        asking = (Where("asks_until", "!=", None),)
        if not self._records.count(self._records.query("document_receipt", where=asking)):
            return []
        return [
            one.document
            for one in self.all(roster)
            if one.document.asks_until is not None and not one.is_settled
        ]

    def get(self, document: str, roster: Sequence[Member]) -> Received | None:
        """Return one document with what became of it."""
        found = self._records.get(DocumentReceipt, document)
        if found is None:
            return None
        ticks = self._records.all(Circulation, where={"document": document})
        return self._received(
            found, roster, {c.member: c.on for c in ticks}, self._uses().get(document, ())
        )

    @staticmethod
    def _received(
        document: DocumentReceipt,
        roster: Sequence[Member],
        read: Mapping[str, date | None],
        uses: Sequence[Use],
    ) -> Received:
        due = [m.id for m in roster if document.all_members]
        return Received(document, tuple(due), read, tuple(uses))

    def _uses(self) -> Mapping[str, Sequence[Use]]:
        """Return where each document was studied, earliest first; read once until one was written."""
        written = self._written
        kept = self._remembered.get(written)
        if kept is None:
            kept = self._read_uses()
            self._remembered = {written: kept}
        return kept

    def _read_uses(self) -> Mapping[str, Sequence[Use]]:
        found: dict[str, list[Use]] = {}
        for kind in CITING:
            query = self._records.query(kind, where=(Where("documents", "!=", None),))
            for record, body in self._store.read.bodies(self._pen().scope, query):
                use = Use(kind, record, day_of(body.get(_DAY[kind])), _title(kind, body))
                for document in body.get("documents") or ():
                    found.setdefault(document, []).append(use)
        for uses in found.values():
            uses.sort(key=lambda u: (u.day or date.max, u.record))
        return found

    def tick(self, document: str, members: Iterable[str], day: date) -> Applied:
        """Note that these have seen it on a day; who is noted already keeps their day."""
        edits = []
        for member in dict.fromkeys(members):
            name = child_id(document, member)
            there = self._records.raw(name)
            fields = {"document": document, "member": member, "on": day.isoformat()}
            if there is None:
                edits.append(self._records.edit_new("circulation", fields))
            elif there.deleted:
                edits.append(Edit("circulation", {**fields, DELETED: False}, name))
        return self._records.write(edits, what="circulation")

    def untick(self, document: str, members: Iterable[str]) -> Applied:
        """Take back that these have seen it."""
        return self._records.delete(*(child_id(document, m) for m in dict.fromkeys(members)))

    def cite(self, record: str, document: str) -> Applied:
        """Note on a meeting or a study that a document was studied there. Raises NotFound."""
        found = self._records.raw(record)
        if found is None or found.kind not in CITING:
            raise NotFound(N_("There is no record {id}."), id=record)
        named = [*(found.get("documents") or ())]
        return self._records.change(record, {"documents": list(dict.fromkeys([*named, document]))})

    def no_longer(self, record: str, document: str) -> Applied:
        """Take back that a document was studied there."""
        found = self._records.raw(record)
        named = [] if found is None else [*(found.get("documents") or ())]
        return self._records.change(record, {"documents": [d for d in named if d != document]})

    def too_early(self, documents: Iterable[str], day: date | None) -> Said | None:
        """Return what is wrong with studying documents on a day: one was not issued yet."""
        for name in documents:
            found = self._records.get(DocumentReceipt, name)
            if found is not None and before_issue(found, day):
                return say(
                    N_("“{title}” was only issued on {issued}"),
                    title=found.title,
                    issued=found.issued_on,
                )
        return None

    def places(self, document: DocumentReceipt, limit: int = 60) -> list[Use]:
        """Return meetings and studies in which it may have been studied: none before it was issued."""
        found = []
        for kind in CITING:
            day = _DAY[kind]
            where = [Where(day, "!=", None)]
            if document.issued_on is not None:
                where.append(Where(day, ">=", document.issued_on.isoformat()))
            query = self._records.query(kind, where=where, order=(f"-{day}",), limit=limit)
            for record, body in self._store.read.bodies(self._pen().scope, query):
                found.append(Use(kind, record, day_of(body.get(day)), _title(kind, body)))
        found.sort(key=lambda u: (u.day or date.min, u.record), reverse=True)
        return found[:limit]


def _title(kind: str, body: Mapping[str, Json]) -> str:
    return str(body.get(_TITLE[kind]) or body.get("theme") or "")


def day_of(moment: Json) -> date | None:
    """Return the day of a moment or a day as it is stored; None where none stands there."""
    try:
        return datetime.fromisoformat(str(moment)).date()
    except ValueError:
        return None
