"""What a list shows: columns, rows of typed cells, and where the rows come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """One column; width 0 takes what is left, `sort` is "", "date" or "name" and nothing else."""

    key: str
    title: str
    width: int = 0
    align: str = "left"
    sort: str = ""

    def alignment(self) -> Qt.AlignmentFlag:
        """Return the alignment in Qt's words."""
        side = Qt.AlignmentFlag.AlignRight if self.align == "right" else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Text:
    """Words, a second line, and a tag after the words (预备).

    With the role `strong` and no second line they are a person's name: it wraps and is never cut.
    """

    text: str
    sub: str = ""
    role: str = "body"
    tone: str = ""
    tag: str = ""
    icon: str = ""

    def plain(self) -> str:
        """Return the cell as text for copying."""
        return " ".join(part for part in (self.text, self.tag, self.sub) if part)


@dataclass(frozen=True, slots=True)
class Chip:
    """A state."""

    tone: str
    icon: str
    text: str

    def plain(self) -> str:
        """Return the cell as text for copying."""
        return self.text


@dataclass(frozen=True, slots=True)
class Where:
    """Where the record is: local, stick, hq, open."""

    where: str
    text: str

    def plain(self) -> str:
        """Return the cell as text for copying."""
        return self.text


@dataclass(frozen=True, slots=True)
class Strip:
    """Twelve months of presence: 0 to 4, None where nothing was due."""

    values: tuple[int | None, ...]

    def plain(self) -> str:
        """Return the cell as text for copying."""
        return " ".join("-" if value is None else str(value) for value in self.values)


@dataclass(frozen=True, slots=True)
class Bar:
    """A value against a goal, with its figures."""

    value: float
    goal: float
    text: str

    def plain(self) -> str:
        """Return the cell as text for copying."""
        return self.text


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon alone; `name` says it in words."""

    icon: str
    tone: str = ""
    name: str = ""

    def plain(self) -> str:
        """Return the cell as text for copying."""
        return self.name


Cell = Text | Chip | Where | Strip | Bar | Icon


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the record's id and a cell for each column. A quiet row steps back."""

    id: str
    cells: tuple[Cell, ...]
    quiet: bool = False


class RowSource(Protocol):
    """Where a list gets its rows, one by one as they come into sight."""

    def __len__(self) -> int:
        """Return how many rows there are."""

    def row(self, index: int) -> Row:
        """Return one row. Called while painting: it must answer within a millisecond."""


class MadeRows(Generic[T]):
    """Rows made of what is at hand as they come into sight."""

    def __init__(self, things: Sequence[T], made: Callable[[T], Row]) -> None:
        self._things, self._made = things, made

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._things)

    def row(self, index: int) -> Row:
        """Return one row."""
        return self._made(self._things[index])


class ListRows:
    """Rows that are all at hand."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> Row:
        """Return one row."""
        return self._rows[index]
