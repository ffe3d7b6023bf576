"""Records for people: read as typed values, written as validated changes, named, undone."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from app.declare import RecordType
from app.kinds import Kind, Kinds
from app.services.inverse import inverse
from app.services.naming import Naming
from app.services.parts import Parts
from app.services.validation import validated
from db.model.change import DELETED, Change, Json, OpId, child_id
from db.model.errors import NotFound
from db.model.query import Query, Where
from db.model.record import Applied, Conflict, Edit, Entry, Record
from db.model.words import N_
from db.store import Store

R = TypeVar("R", bound=RecordType)


class Pen(NamedTuple):
    """Who is writing, where: scope and actor of this installation, the person's name."""

    scope: str
    actor: str
    by: str


class Undone(NamedTuple):
    """What an undo did: the change it took back, and how many fields somebody had since changed."""

    change: Change
    applied: Applied
    skipped: int


Guard = Callable[[Sequence[Edit]], None]
"""Looks at edits before they are written; raises `Closed` where they must not be."""


class Records:
    """The use cases of plain records; every page and command goes through here."""

    def __init__(self, store: Store, kinds: Kinds, pen: Callable[[], Pen]) -> None:
        self._store, self.kinds, self._pen = store, kinds, pen
        self._undoable, self._redoable = list[Change](), list[Change]()
        self._guards: list[Guard] = []
        self.naming = Naming(kinds, self.raw)
        self.parts = Parts(store.read, kinds, lambda: self._pen().scope)
        # Written in the lane of the edits and by jobs beside it: each has its own.
        self._hand = threading.local()

    def guard(self, guard: Guard) -> None:
        """Have every edit looked at before it is written, undo and redo among them."""
        self._guards.append(guard)

    @property
    def at_hand(self) -> str:
        """Return what is being done while guards look: new, edit, delete, resolve, undo, import."""
        return getattr(self._hand, "what", "")

    # Reading

    def get(self, model: type[R], record: str) -> R | None:
        """Return one living record of a type, None where there is none, or none this release can read."""
        found = self._store.read.get(self._pen().scope, record)
        if found is None or found.deleted or found.kind != model.shape.name:
            return None
        return model.whole(found)

    def raw(self, record: str) -> Record | None:
        """Return one record of any kind, also a deleted one."""
        return self._store.read.get(self._pen().scope, record)

    def all(
        self,
        model: type[R],
        *,
        where: Mapping[str, Json] | Sequence[Where] = (),
        text: str = "",
        order: tuple[str, ...] = (),
        limit: int = 10_000,
        offset: int = 0,
    ) -> list[R]:
        """Return records of a type that this release can read; `where` is field -> value, or conditions."""
        query = self.query(
            model.shape.name, where=where, text=text, order=order, limit=limit, offset=offset
        )
        return [made for r in self.find(query) if (made := model.whole(r)) is not None]

    def query(
        self,
        kind: str,
        *,
        where: Mapping[str, Json] | Sequence[Where] = (),
        text: str = "",
        order: tuple[str, ...] = (),
        limit: int = 10_000,
        offset: int = 0,
    ) -> Query:
        """Return the query for a page of a kind."""
        conditions = (
            tuple(Where(f, "=", v) for f, v in where.items())
            if isinstance(where, Mapping)
            else tuple(where)
        )
        shape = self.kinds[kind].shape if kind in self.kinds else None
        return Query(
            kind, conditions, text, order or (shape.order if shape else ("-made",)), limit, offset
        )

    def find(self, query: Query) -> list[Record]:
        """Return a page of records of any kind."""
        return self._store.read.find(self._pen().scope, query)

    def count(self, query: Query) -> int:
        """Return how many records a query has in all."""
        return self._store.read.count(self._pen().scope, query)

    def counts(self) -> dict[str, int]:
        """Return how many living records there are of each kind."""
        return self._store.read.counts(self._pen().scope)

    def history(self, record: str) -> list[Entry]:
        """Return who set what and when, newest first."""
        return self._store.read.history(self._pen().scope, record)

    def conflicts(self) -> list[Conflict]:
        """Return every field that holds two values."""
        return self._store.read.conflicts(self._pen().scope)

    def conflict_count(self) -> int:
        """Return how many fields hold two values."""
        return self._store.read.conflict_count(self._pen().scope)

    def collisions(self) -> list[tuple[Record, ...]]:
        """Return records that share what only one may have."""
        return self._store.read.collisions(self._pen().scope)

    def name(self, record: str) -> str:
        """Return what people call a record, or a tag by its token; empty where there is none."""
        return self.naming.name(record)

    def told(self, record: str) -> str:
        """Return the name as it may be passed on; a dash where its record stays in the book."""
        return self.naming.told(record)

    def name_of(self, record: Record) -> str:
        """Return what people call a record: the values of its label fields."""
        return self.naming.name_of(record)

    # Writing

    def add(self, kind: str, fields: Mapping[str, Json], *, id: str = "") -> str:  # noqa: A002
        """Make a record of validated fields; return its id."""
        applied = self.write([self.edit_new(kind, fields, id=id)], what="new")
        return applied.ids[0]

    def edit_new(self, kind: str, fields: Mapping[str, Json], *, id: str = "") -> Edit:  # noqa: A002
        """Return the edit that makes a record; one with parents gets its id from them."""
        declared = self._kind(kind)
        clean = {k: v for k, v in validated(declared, fields).items() if v is not None}
        parents = declared.shape.parents
        if parents and not id:
            named = [str(clean[p]) for p in parents]
            # The only child of one record must not have that record's own id.
            apart = declared.shape.apart or len(named) == 1
            id = child_id(*named, *([kind] if apart else []))  # noqa: A001
        return Edit(kind, clean, id)

    def change(
        self,
        record: str,
        fields: Mapping[str, Json],
        *,
        seen: Mapping[str, tuple[OpId, ...]] | None = None,
        typing: bool = False,
    ) -> Applied:
        """Set fields of a record; `seen` is `Record.seen` of what the person was looking at."""
        found = self._must(record)
        kind = self._kind(found.kind)
        clean = validated(kind, fields, found.body)
        edit = Edit(found.kind, clean, record, dict(seen or {}))
        return self.write([edit], typing=typing)

    def delete(self, *records: str) -> Applied:
        """Delete records in one change; undo brings them back."""
        edits = [Edit(self._must(r).kind, {DELETED: True}, r) for r in records]
        return self.write(edits, what="delete")

    def resolve(self, record: str, field: str, value: Json) -> Applied:
        """Settle a field that holds two values; all of them stay in the history."""
        found = self._must(record)
        seen = {field: tuple(s.op for s in found.siblings.get(field, ()))}
        clean = {field: value}
        if field != DELETED:
            clean = validated(self._kind(found.kind), clean, found.body)
        return self.write([Edit(found.kind, clean, record, seen)], what="resolve")

    def write(self, edits: Sequence[Edit], *, what: str = "edit", typing: bool = False) -> Applied:
        """Apply validated edits as one change, which one undo takes back."""
        applied = self._put(edits, what, typing=typing)
        for change in applied.changes:
            if self._undoable and self._undoable[-1].seq == change.seq:
                self._undoable.pop()
            self._undoable.append(change)
            self._redoable.clear()
        return applied

    def log(self, edits: Sequence[Edit], *, by: str = "") -> Applied:
        """Apply validated edits that no undo takes back; ``by`` where nobody here is their writer."""
        return self._put(edits, "new", by=by)

    def must_pass(self, edits: Sequence[Edit], what: str = "new") -> None:
        """Let the guards look at edits. Raises what they raise."""
        self._hand.what = what
        for guard in self._guards:
            guard(edits)

    def _put(
        self, edits: Sequence[Edit], what: str, *, typing: bool = False, by: str = ""
    ) -> Applied:
        self.must_pass(edits, what)
        scope, actor, name = self._pen()
        return self._store.write(scope, actor, edits, by=by or name, what=what, typing=typing)

    # Undo

    def undo(self) -> Undone | None:
        """Take back the last change made here in this session; None when there is none."""
        return self._take_back(self._undoable, self._redoable)

    def redo(self) -> Undone | None:
        """Take back the last undo."""
        return self._take_back(self._redoable, self._undoable)

    def _take_back(self, source: list[Change], target: list[Change]) -> Undone | None:
        if not source:
            return None
        change = source[-1]
        edits, skipped = inverse(self._store, change)
        applied = self._put(edits, "undo")
        source.pop()
        target.extend(applied.changes)
        return Undone(change, applied, skipped)

    def _kind(self, kind: str) -> Kind:
        if kind not in self.kinds:
            raise NotFound(
                N_("There is no kind of record called {kind}."),
                hint=N_("`suixing kinds` lists them."),
                kind=kind,
            )
        return self.kinds[kind]

    def _must(self, record: str) -> Record:
        found = self.raw(record)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=record)
        return found
