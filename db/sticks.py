"""Each stick written here: when, for whom, and which changes were on it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from db.engines.engine import Engine, Row


class Stick(NamedTuple):
    """One file that was written for a stick; `at` ms since 1970.

    ``readers`` the colleagues' devices it is for, beside HQ. ``lacked`` up to which number of each
    actor HQ had signed when it was written, ``held`` up to which number this book held: HQ has
    what was on it once it has signed up to ``held``.
    """

    scope: str
    name: str
    at: int
    size: int
    changes: int
    files: int
    readers: tuple[str, ...]
    lacked: Mapping[str, int] = MappingProxyType({})
    held: Mapping[str, int] = MappingProxyType({})
    number: int = 0
    """From 1 in each scope; given when it is kept."""


class Sticks:
    """Reads and writes the sticks of one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, stick: Stick) -> int:
        """Write a stick down under the next number; return it."""
        with self._engine.writing():
            row = self._engine.one("select max(number) from stick where scope = ?", (stick.scope,))
            number = (int(row[0]) if row and row[0] else 0) + 1
            self._engine.run(
                "insert into stick(scope, number, name, at, size, changes, files, readers, lacked, "
                "held) values(?,?,?,?,?,?,?,?,?,?)",
                (
                    *(stick.scope, number, stick.name, stick.at),
                    *(stick.size, stick.changes, stick.files),
                    *map(_text, (stick.readers, stick.lacked, stick.held)),
                ),
            )
        return number

    def of(self, scope: str, limit: int = 60) -> list[Stick]:
        """Return the latest sticks of a scope, newest first."""
        rows = self._engine.rows(
            "select scope, name, at, size, changes, files, readers, lacked, held, number "
            "from stick where scope = ? order by number desc limit ?",
            (scope, limit),
        )
        return [_stick(row) for row in rows]


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _stick(row: Row) -> Stick:
    scope, name, at, size, changes, files, readers, lacked, held, number = row
    decode = msgspec.json.decode
    return Stick(
        *(scope, name, at, size, changes, files),
        tuple(decode(readers)),
        decode(lacked),
        decode(held),
        number,
    )
