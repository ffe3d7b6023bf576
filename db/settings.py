"""What is never synced: this machine's actor, keys and choices, and what it noted of each scope."""

from contextlib import AbstractContextManager
from typing import cast

import msgspec

from db.engines.engine import Engine
from db.model.change import Json
from db.vault import Vault


class Settings:
    """Names with JSON values. Those of no scope are the machine's own.

    On an engine that does not encrypt, `vault` encrypts the machine's own: HQ's keys are there.
    """

    def __init__(self, engine: Engine, vault: Vault | None = None, scope: str = "") -> None:
        self._engine, self._vault, self._scope = engine, vault, scope

    def of(self, scope: str) -> "Settings":
        """Return what was noted of a scope."""
        return Settings(self._engine, None, scope)

    def several(self, *names: str) -> tuple[Json, ...]:
        """Return the settings of these names in one question; None for one that is not there."""
        marks = ", ".join("?" for _ in names)
        rows = self._engine.rows(
            f"select name, value from setting where scope = ? and name in ({marks})",
            (self._scope, *names),
        )
        found = {name: self._read(name, value) for name, value in rows}
        return tuple(found.get(name) for name in names)

    def get(self, name: str, default: Json = None) -> Json:
        """Return a setting."""
        row = self._engine.one(
            "select value from setting where scope = ? and name = ?", (self._scope, name)
        )
        return default if row is None else self._read(name, row[0])

    def _read(self, name: str, value: str) -> Json:
        text = self._vault.opened(name, value) if self._vault else value
        return cast("Json", msgspec.json.decode(text))

    def put(self, name: str, value: Json) -> None:
        """Write a setting; None removes it."""
        with self._engine.writing():
            if value is None:
                self._engine.run(
                    "delete from setting where scope = ? and name = ?", (self._scope, name)
                )
                return
            text = msgspec.json.encode(value).decode()
            self._engine.run(
                "insert into setting(scope, name, value) values(?, ?, ?) "
                "on conflict(scope, name) do update set value = excluded.value",
                (self._scope, name, self._vault.sealed(name, text) if self._vault else text),
            )

    def together(self) -> AbstractContextManager[object]:
        """Return a block whose writes are one transaction."""
        return self._engine.writing()

    def sealed(self, scope: str, actor: str) -> int:
        """Return the highest own seq that is in a pack or a backup and so may not be rewritten."""
        return int(self.of(scope).get(f"sealed/{actor}", 0))

    def seal(self, scope: str, actor: str, seq: int) -> None:
        """Say that everything up to `seq` was given out of hand."""
        if seq > self.sealed(scope, actor):
            self.of(scope).put(f"sealed/{actor}", seq)
