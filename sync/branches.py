"""Which branch of its actor's chain a pack is on: the first, a known second one, or one it begins.

A disk that was copied more than once may part from a branch that is a second one itself, so a pack is
followed change by change, from branch to branch, to where it says something that none has said.
"""

from collections.abc import Mapping

from db.log import Log
from db.model.change import Change
from sync.core.forks import Fork, alias_of, renamed
from sync.core.pack import Opened
from sync.forks import Forks


class Branches:
    """The branches of one store."""

    def __init__(self, log: Log, forks: Forks) -> None:
        self._log, self._forks = log, forks

    def line(self, scope: str, fork: Fork) -> tuple[Fork, ...]:
        """Return a branch and those that it grew from, the nearest first."""
        found, known = [fork], {f.alias: f for f in self._forks.of(scope, fork.actor)}
        while found[-1].parent:
            found.append(known[found[-1].parent])
        return tuple(found)

    def of(self, pack: Opened) -> Fork | None:
        """Return the second branch that a pack begins or goes on with, None if it is on the first."""
        header = pack.header
        scope, actor = header.scope, header.actor
        fork = self._attached(pack)
        if fork is None and self._log.head(scope, actor, header.first - 1) != header.prev:
            return None
        first = self._log.heads(scope, actor, header.first, header.last)
        for change, head in zip(pack.changes, pack.heads, strict=True):
            same = self._agrees(fork, first, change, head)
            if same is None:
                break
            if not same:
                fork = self._parted(fork, change, head)
        return fork

    def _attached(self, pack: Opened) -> Fork | None:
        header = pack.header
        for fork in self._forks.of(header.scope, header.actor):
            if fork.holds(header.first - 1, header.prev) or _overlaps(pack, fork):
                return fork
        return None

    def _agrees(
        self, fork: Fork | None, first: Mapping[int, bytes], change: Change, head: bytes
    ) -> bool | None:
        """Tell whether a branch says the same under a change's number, None where it ends before."""
        if fork is None:
            held = first.get(change.seq)
            return None if held is None else held == head
        if change.seq < fork.start:
            return True
        logged = self._log.get(change.scope, fork.alias, fork.number(change.seq))
        if logged is None:
            return None
        return logged.change == renamed(change, self.line(change.scope, fork))

    def _parted(self, fork: Fork | None, change: Change, head: bytes) -> Fork:
        alias = alias_of(change.actor, head)
        known = (f for f in self._forks.of(change.scope, change.actor) if f.alias == alias)
        parent = "" if fork is None else fork.alias
        return next(known, None) or Fork(change.actor, alias, change.seq, parent=parent)


def _overlaps(pack: Opened, fork: Fork) -> bool:
    """Tell whether a pack repeats the end of a branch and goes on from there."""
    header = pack.header
    inside = (end for end in fork.ends if header.first <= end[0] <= header.last)
    return any(pack.heads[last - header.first].hex() == head for last, head in inside)
