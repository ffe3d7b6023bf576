"""What is on the way: a question that has no answer yet, and what has arrived of one that was cut.

One copy of each, under whose it is and what it is called; gone as soon as the answer is here.
"""

from db.engines.engine import Engine


class Spool:
    """Keeps bodies under (owner, name)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, owner: str, name: str, body: bytes, at: int) -> None:
        """Keep a body, in place of what was there under its name; `at` ms."""
        with self._engine.writing():
            self._engine.run(
                "insert into spool(owner, name, at, body) values(?, ?, ?, ?) "
                "on conflict(owner, name) do update set at = excluded.at, body = excluded.body",
                (owner, name, at, body),
            )

    def grow(self, owner: str, name: str, body: bytes, at: int) -> None:
        """Keep a body unless a longer one is there: of two that came at once, the further one."""
        with self._engine.writing():
            self._engine.run(
                "insert into spool(owner, name, at, body) values(?, ?, ?, ?) "
                "on conflict(owner, name) do update set at = excluded.at, body = excluded.body "
                "where length(excluded.body) > length(spool.body)",
                (owner, name, at, body),
            )

    def get(self, owner: str, name: str) -> bytes | None:
        """Return a body, None where there is none."""
        row = self._engine.one("select body from spool where owner = ? and name = ?", (owner, name))
        return None if row is None else bytes(row[0])

    def named(self, owner: str) -> tuple[str, ...]:
        """Return the names kept for an owner."""
        rows = self._engine.rows("select name from spool where owner = ? order by name", (owner,))
        return tuple(row[0] for row in rows)

    def drop(self, owner: str, name: str) -> None:
        """Forget a body."""
        with self._engine.writing():
            self._engine.run("delete from spool where owner = ? and name = ?", (owner, name))

    def clear(self, owner: str) -> None:
        """Forget everything of an owner."""
        if self.named(owner):
            with self._engine.writing():
                self._engine.run("delete from spool where owner = ?", (owner,))

    def trim(self, room: int) -> None:
        """Forget the oldest bodies until no more than `room` bytes are kept."""
        with self._engine.writing():
            self._engine.run(
                "delete from spool where (owner, name) in (select owner, name from "
                "(select owner, name, sum(length(body)) over (order by at desc, owner, name) as kept "
                "from spool) as newest where kept > ?)",
                (room,),
            )

    def sweep(self, before: int) -> None:
        """Forget what has lain since before `before` (ms)."""
        with self._engine.writing():
            self._engine.run("delete from spool where at < ?", (before,))
