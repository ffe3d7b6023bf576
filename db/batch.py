"""Changes that go on where one scope's log ends, with every row they make: computed, not written.

Who computes only reads, so it may be another process; who writes only has to see that the log is
still where it was.
"""

from collections.abc import Sequence
from typing import NamedTuple

from db.log import Line, Lines, Log, lines_of
from db.projection import Plan, Projection


class Batch(NamedTuple):
    """What `Store.keep` writes. `before` is the scope's version vector that it goes on from."""

    scope: str
    before: dict[str, int]
    lines: Lines
    plan: Plan


class Planner:
    """Computes batches from one engine's reads."""

    def __init__(self, log: Log, projection: Projection) -> None:
        self._log, self._projection = log, projection

    def batches(self, fresh: Sequence[Line]) -> list[Batch]:
        """Return a batch for each scope of these changes."""
        scopes: dict[str, list[Line]] = {}
        for line in fresh:
            scopes.setdefault(line.change.scope, []).append(line)
        return [self.batch(scope, lines) for scope, lines in scopes.items()]

    def batch(self, scope: str, fresh: Sequence[Line]) -> Batch:
        """Return what changes of one scope, each following its predecessor, will write."""
        before = self._log.vector(scope)
        plan = self._projection.plan(scope, [line.change for line in fresh], before)
        return Batch(scope, dict(before), lines_of(fresh), plan)
