"""What the store asks of an engine: rows, transactions, and the few words in which SQL differs.

There is one SQL text. Parameters are ``?`` or ``:name``; JSON is kept as text, byte for byte; where
two engines say a thing in different words, the text asks the engine's `Dialect` for its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeAlias

from db.model.change import Json

Row: TypeAlias = tuple[Any, ...]
Params: TypeAlias = Sequence[Any] | Mapping[str, Any]


class Dialect(NamedTuple):
    """The words of one engine. ``{}`` stands for what is put in."""

    names: Mapping[str, str]
    """Words of table definitions: types, keys, what a table ends with."""
    field: str
    """A field of a record's body, as a value that compares and sorts; null where there is none."""
    text: str
    """The same as text."""
    value: str
    """A parameter that is compared with a field."""
    within: str
    """True where a text (first) holds another (second, a parameter)."""
    unindexed: str
    """A column that no index is to be walked for."""
    full_text: bool
    """Whether words are found by an index over tokens."""
    encode: Callable[[Json], Any]
    """Turns a JSON value into what `value` takes."""
    indexes: bool
    """Whether indexes over fields of the body are worth having."""

    def written(self, definition: str) -> str:
        """Return a table definition in this engine's words."""
        for name, word in self.names.items():
            definition = definition.replace("{" + name + "}", word)
        return definition


class Step(Protocol):
    """A migration: its name never changes."""

    __name__: str

    def __call__(self, engine: "Engine", /) -> None:
        """Alter the tables, inside a transaction."""


class Engine(Protocol):
    """One database. Threads read side by side; writers of one scope take turns."""

    dialect: Dialect
    sealed: bool
    """Whether everything is encrypted before it is on disk."""

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """Run one reading statement and return all its rows."""

    def one(self, sql: str, params: Params = ()) -> Row | None:
        """Run one reading statement and return its first row."""

    def run(self, sql: str, params: Params = ()) -> int:
        """Run one writing statement inside `writing`; return the rows it touched."""

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one writing statement for every row, inside `writing`."""

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add rows of which none is there yet, the fastest way there is, inside `writing`."""

    def define(self, statement: str) -> None:
        """Make or alter a table, inside `writing`; the statement is in `Dialect.names`' words."""

    def writing(self) -> AbstractContextManager[None]:
        """One transaction; nested ones join it."""

    def reading(self) -> AbstractContextManager[None]:
        """One consistent view over several reads."""

    def claim(self, scopes: Iterable[str]) -> None:
        """Wait until no other writer is at work in these scopes; held until `writing` ends."""

    def applied(self) -> set[str]:
        """Return the names of the migrations that were run on this database."""

    def migrate(self, steps: Sequence[Step]) -> None:
        """Run the migrations that were not run yet, each whole or not at all."""

    def problems(self) -> list[str]:
        """Return what is wrong with the pages; empty when all is well."""

    def copy(self, to: Path) -> bytes | None:
        """Write everything, as it is now, into a new file; return the key that opens it."""

    def close(self) -> None:
        """Close every connection; the engine cannot be used after."""
