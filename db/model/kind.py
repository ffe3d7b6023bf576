"""What the store needs to know of a record type: which fields to index, to search, to keep unique."""

from typing import NamedTuple


class FieldSpec(NamedTuple):
    """One field: ``indexed`` gets an expression index, ``searched`` its text is found by search."""

    name: str
    indexed: bool = False
    searched: bool = False
    long_text: bool = False


class KindSpec(NamedTuple):
    """One record type. ``unique`` lists groups of fields that no two living records may share."""

    name: str
    fields: tuple[FieldSpec, ...]
    unique: tuple[tuple[str, ...], ...] = ()

    def index_of(self, field: str) -> str:
        """Return what the index over one of its fields is called, "" where there is none."""
        indexed = any(f.indexed for f in self.fields if f.name == field)
        return f"k_{self.name}_{field}" if indexed else ""

    def scanned(self) -> "KindSpec":
        """Return the same kind without indexes of its fields: one branch's records are read through."""
        return self._replace(fields=tuple(field._replace(indexed=False) for field in self.fields))
