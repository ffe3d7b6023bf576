"""What a list asks for, as a value that every engine understands."""

from typing import Literal, NamedTuple

from db.model.change import Json

Test = Literal["=", "!=", "<", "<=", ">", ">=", "in", "like"]


class Where(NamedTuple):
    """One condition on a field. ``in`` takes a list; ``like`` finds the text anywhere."""

    field: str
    test: Test
    value: Json


class Query(NamedTuple):
    """A page of one kind's records.

    ``text`` searches all words (1 character or more) in the record's text. ``order`` names fields,
    ``-`` before one turns it round; ``made`` and ``touched`` are the stamps. ``limit`` rows from
    ``offset``. Deleted records are left out unless asked for.
    """

    kind: str = ""
    where: tuple[Where, ...] = ()
    text: str = ""
    order: tuple[str, ...] = ("-made",)
    limit: int = 1000
    offset: int = 0
    deleted: bool = False
