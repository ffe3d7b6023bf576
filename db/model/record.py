"""A record as it is read: its fields, and where each value came from."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from db.model.change import Change, Json, OpId
from db.model.merge import Register, heads


class Record(msgspec.Struct, frozen=True):
    """One record as this laptop shows it now.

    ``body`` the shown value of each field, ``alone`` the op behind each field that has one,
    ``siblings`` all values of a field that has several (and of ``deleted``), ``conflicts`` the fields with two values, ``made``/``touched`` stamps (hlc) of the first and
    the latest change, ``made_by``/``touched_by`` their writers.
    """

    scope: str
    kind: str
    id: str
    body: dict[str, Json]
    alone: dict[str, OpId]
    siblings: dict[str, Register]
    deleted: bool
    conflicts: tuple[str, ...]
    made: int
    made_by: str
    touched: int
    touched_by: str

    def get(self, field: str, default: Json = None) -> Json:
        """Return the shown value of a field."""
        return self.body.get(field, default)

    def seen(self) -> dict[str, tuple[OpId, ...]]:
        """Return per field the ops behind what is shown: what an edit made now replaces."""
        several = {f: heads(r) for f, r in self.siblings.items() if r}
        return {f: (op,) for f, op in self.alone.items()} | several

    def ops(self) -> tuple[OpId, ...]:
        """Return every op behind what is shown or in conflict."""
        return (*self.alone.values(), *(s.op for r in self.siblings.values() for s in r))


class Edit(msgspec.Struct, frozen=True):
    """What a person wants set in one record: the fields that differ, before it has a number.

    ``id`` empty makes a new record. ``seen`` says per field which ops the person was looking at
    (`Record.seen` of the record the form was opened with); a field that it does not name is taken
    as it is in the store now. ``fields`` may set ``deleted``. In a new record's fields, and in
    those of later edits of the same write, ``id_of(0)`` stands for the id that edit 0 receives.
    """

    kind: str
    fields: dict[str, Json]
    id: str = ""
    seen: dict[str, tuple[OpId, ...]] = {}


class Fork(NamedTuple):
    """Two incarnations of one actor: the same number, another content. Both are kept."""

    scope: str
    actor: str
    seq: int
    kept_as: str


_MADE = "\x1amade "


def id_of(edit: int) -> str:
    """Return what stands for the id that an edit of the same write receives.

    It begins with a control character, which no text of a person may hold.
    """
    return f"{_MADE}{edit}"


def edit_named(value: Json) -> int | None:
    """Return the edit that a value stands for, None for an ordinary value."""
    if isinstance(value, str) and value.startswith(_MADE):
        return int(value.removeprefix(_MADE))
    return None


class Applied(NamedTuple):
    """What the store's door answers: what was touched, so that screens know what to re-read."""

    changes: tuple[Change, ...] = ()
    touched: frozenset[tuple[str, str]] = frozenset()
    """(kind, record id) of every record that changed."""
    ids: tuple[str, ...] = ()
    """Record ids in the order of the edits, for a local write."""
    repeated: int = 0
    """Changes that were already here."""
    waiting: int = 0
    """Changes kept aside until an earlier one of their actor arrives."""
    forks: tuple[Fork, ...] = ()

    def kinds(self) -> frozenset[str]:
        """Return the kinds of the records touched."""
        return frozenset(kind for kind, _ in self.touched)


class Entry(NamedTuple):
    """One line of a record's history: who set which fields, when, from what to what."""

    change: Change
    fields: Mapping[str, tuple[Json, Json]]
    """field -> (value before or None, value after)."""


class Conflict(NamedTuple):
    """One field that holds two values, with the value both grew from where it is known."""

    record: Record
    field: str
    choices: tuple["Choice", ...]
    base: Json
    base_known: bool


class Choice(NamedTuple):
    """One of the values, and who wrote it when, on which device."""

    op: OpId
    value: Json
    hlc: int
    by: str
    actor: str
