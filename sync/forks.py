"""Which second branches are kept here, per scope and actor."""

import msgspec

from db.settings import Settings
from sync.core.forks import Fork


class Forks:
    """The list of second branches of one store."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def all(self, scope: str) -> list[Fork]:
        """Return every second branch of a scope."""
        return msgspec.convert(self._settings.of(scope).get("forks", []), list[Fork])

    def of(self, scope: str, actor: str) -> list[Fork]:
        """Return the second branches of one actor."""
        return [f for f in self.all(scope) if f.actor == actor]

    def keep(self, scope: str, fork: Fork) -> None:
        """Keep a branch, in place of what was known of it."""
        others = [f for f in self.all(scope) if f.alias != fork.alias]
        self._settings.of(scope).put("forks", msgspec.to_builtins([*others, fork]))
