"""What belongs to this machine and is never synced: its actor, its keys, its choices."""

from contextlib import AbstractContextManager

import msgspec

from db.engines.sqlite import Engine
from db.model.change import Json


class Settings:
    """Names with JSON values, in the encrypted file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, name: str, default: Json = None) -> Json:
        """Return a setting."""
        row = self._engine.one("select value from setting where name = ?", (name,))
        return default if row is None else msgspec.json.decode(row[0])

    def put(self, name: str, value: Json) -> None:
        """Write a setting; None removes it."""
        with self._engine.writing():
            if value is None:
                self._engine.run("delete from setting where name = ?", (name,))
            else:
                self._engine.run(
                    "insert or replace into setting values(?, ?)",
                    (name, msgspec.json.encode(value).decode()),
                )

    def together(self) -> AbstractContextManager[object]:
        """Return a block whose writes are one transaction."""
        return self._engine.writing()

    def sealed(self, scope: str, actor: str) -> int:
        """Return the highest own seq that is in a pack or a backup and so may not be rewritten."""
        return int(self.get(f"sealed/{scope}/{actor}", 0))

    def seal(self, scope: str, actor: str, seq: int) -> None:
        """Say that everything up to `seq` was given out of hand."""
        if seq > self.sealed(scope, actor):
            self.put(f"sealed/{scope}/{actor}", seq)
