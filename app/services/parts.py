"""A few fields of many records, without reading the records: what a long list is ordered and named by.

A list of ten thousand shows twenty. It is put in order by what is read here, and `Paged` reads the
records themselves a page at a time, as they come into sight.
"""

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar, overload

import msgspec
from typing_extensions import override

from app.declare import RecordType
from app.kinds import Kinds
from db.model.change import Json
from db.model.query import Query, Where
from db.model.record import Record
from db.reader import Reader

T = TypeVar("T")
R = TypeVar("R", bound=RecordType)
_ALL, _FEW = 1_000_000, 500
PAGE = 120
"""So many records are read at once."""

Part = tuple[str | None, ...]
"""The id of a record, then fields of it as text; None where one is empty."""


class Parts:
    """Reads fields that hold text: ids, codes, days, names; of others their JSON."""

    def __init__(self, reader: Reader, kinds: Kinds, scope: Callable[[], str]) -> None:
        self._reader, self._kinds, self._scope = reader, kinds, scope

    def of(
        self,
        kind: str,
        fields: Sequence[str],
        *,
        where: Sequence[Where] = (),
        text: str = "",
        order: tuple[str, ...] = (),
    ) -> list[Part]:
        """Return (id, field, …) of all records of a kind that fit; without an order in none."""
        query = Query(kind, tuple(where), text, order, _ALL)
        return self._reader.parts(self._scope(), query, fields)

    def some(
        self, model: type[R], fields: Sequence[str], *, where: Sequence[Where] = ()
    ) -> list[R]:
        """Return records of a type, in no order, as values of which only these fields were read.

        They hold text or are lists; every other field is empty, whatever the record has in it. None
        of these values is for changing a record.
        """
        name, kind = model.shape.name, self._kinds[model.shape.name]
        listed = {f.name for f in kind.fields if f.type in ("refs", "tags")}
        # Without what it must have, no value of a type can be made.
        fields = tuple(dict.fromkeys((*fields, *(f.name for f in kind.fields if f.required))))
        found = []
        for record, *values in self.of(name, fields, where=where):
            body: dict[str, Json] = {
                field: msgspec.json.decode(value) if field in listed else value
                for field, value in zip(fields, values, strict=True)
                if value is not None
            }
            bare = Record("", name, str(record), body, {}, {}, False, (), 0, "", 0, "")
            if (made := model.whole(bare)) is not None:
                found.append(made)
        return found

    def names(self, kind: str, ids: Collection[str] | None = None) -> dict[str, str]:
        """Return the first word that names each record of a kind by id; of these only, where given."""
        if ids is not None and not ids:
            return {}
        (label, *_) = self._kinds[kind].shape.label
        found = self.of(kind, (label,), where=() if ids is None else among(ids))
        return {str(i): name or "" for i, name in found if ids is None or i in ids}

    def distinct(self, kind: str, field: str) -> set[str]:
        """Return the values that a field has in the records of a kind."""
        return self._reader.distinct(self._scope(), Query(kind), field)


def among(ids: Collection[str]) -> tuple[Where, ...]:
    """Return the condition that finds some records; none where there are so many of them.

    A few hundred are found one by one in the time in which a register is read.
    """
    return (Where("id", "in", sorted(ids)),) if len(ids) <= _FEW else ()


class Paged(Sequence[T | None]):
    """Things known by their ids, read a page at a time when they are looked at.

    One that is gone since it was listed is None.
    """

    def __init__(
        self,
        ids: Sequence[str],
        read: Callable[[Sequence[str]], Sequence[T]],
        id_of: Callable[[T], str],
    ) -> None:
        self.ids = ids
        self._read, self._id_of = read, id_of
        self._pages: dict[int, dict[str, T]] = {}

    @override
    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> T | None: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T | None]: ...
    @override
    def __getitem__(self, index: int | slice) -> T | Sequence[T | None] | None:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self.ids)))]
        record = self.ids[index]
        page = (index % len(self.ids)) // PAGE
        if page not in self._pages:
            found = self._read(self.ids[page * PAGE : (page + 1) * PAGE])
            self._pages[page] = {self._id_of(one): one for one in found}
        return self._pages[page].get(record)
