"""Every planted bug is found within a few dozen histories; without it, the same history holds."""

from collections.abc import Callable, Iterable

import pytest

from tests.simulation import bugs
from tests.simulation.history import Outcome, run
from tests.simulation.plan import planned

WITHIN = 40
"""Histories in which each must be found."""
FOUND: dict[Callable[[bugs.Patch], None], tuple[int, tuple[str, ...]]] = {
    bugs.tie_broken_by_arrival: (2, ("state",)),
    bugs.pred_dropped: (1, ("siblings", "once")),
    bugs.conflict_resolved_by_clock: (2, ("siblings",)),
    bugs.deletion_wins: (30, ("siblings",)),
    bugs.receipt_before_commit: (21, ("receipt",)),
    bugs.receipt_for_more_than_is_held: (1, ("receipt", "signed")),
    bugs.number_used_again_after_restore: (18, ("same", "fork", "kept")),
    bugs.second_branch_dropped: (5, ("rest", "kept", "converged")),
    bugs.copy_not_told_apart: (5, ("fork",)),
    bugs.unknown_field_dropped: (4, ("siblings", "once")),
    bugs.signature_not_checked: (13, ("flip",)),
    bugs.seal_not_checked: (2, ("flip",)),
    bugs.applied_twice: (1, ("once",)),
    bugs.receipt_given_again: (1, ("signed", "again")),
    bugs.half_a_change: (10, ("waiting", "state", "once")),
    bugs.clock_taken_along: (38, ("clock",)),
}
"""The first seed that found it when this was written, and the promises that it breaks."""


def first(seeds: Iterable[int]) -> Outcome | None:
    """Return the first history that breaks a promise."""
    return next((o for o in map(run, map(planned, seeds)) if o.promise), None)


def test_every_bug_there_is_to_plant_is_planted() -> None:
    assert set(FOUND) == set(bugs.BUGS)
    assert len(FOUND) >= 10


@pytest.mark.parametrize("bug", FOUND, ids=lambda bug: bug.__name__)
def test_it_is_found(bug: Callable[[bugs.Patch], None], monkeypatch: pytest.MonkeyPatch) -> None:
    seed, promises = FOUND[bug]
    bug(monkeypatch)
    found = first((seed, *(s for s in range(1, WITHIN + 1) if s != seed)))
    assert found is not None
    assert found.promise in promises, found.said
    monkeypatch.undo()
    assert run(found.plan).said == ""
