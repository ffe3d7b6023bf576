"""What packing anew promises: the same changes under the author's own seals, and fewer bytes."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from db.model.change import GENESIS, Change
from sync.core.codecs import nothing
from sync.core.joining import joined
from sync.core.pack import Opened, opened, sealed
from sync.identity import new_keys
from tests.sync.workload import month

KEYS = new_keys()
RUN = month()[:60]


def packs(cuts: Sequence[int]) -> list[Opened]:
    """Return the run as packs that end at these places."""
    out, prev, start = [], GENESIS, 0
    for cut in sorted({*cuts, len(RUN)} - {0}):
        fresh = sealed(RUN[start:cut], prev, KEYS.sign)
        out.append(opened(fresh.body, KEYS.sign_public))
        prev, start = fresh.head, cut
    return out


def changes(bodies: Sequence[bytes]) -> list[Change]:
    return [c for body in bodies for c in opened(body, KEYS.sign_public).changes]


@settings(max_examples=15)
@given(st.lists(st.integers(1, 59), max_size=5), st.integers(1, 60_000))
def test_the_same_changes_come_out_under_the_authors_seals(cuts: list[int], first: int) -> None:
    whole = list(joined(packs(cuts), nothing, first))
    assert changes(whole) == RUN


def test_sixty_small_packs_are_one_and_a_fraction() -> None:
    many = packs(range(1, 60))
    small = sum(len(sealed(p.changes, p.header.prev, KEYS.sign).body) for p in many)
    (one,) = joined(many, nothing)
    assert len(one) < small / 2
    assert len(opened(one, KEYS.sign_public).header.seals) == 1


def test_what_was_joined_can_be_cut_at_its_seals_again() -> None:
    long = [c for n in range(3) for c in _renumbered(month(), n)]
    parts, prev = [], GENESIS
    for start in range(0, len(long), 120):
        fresh = sealed(long[start : start + 120], prev, KEYS.sign)
        parts.append(opened(fresh.body, KEYS.sign_public))
        prev = fresh.head
    (one,) = joined(parts, nothing)
    again = opened(one, KEYS.sign_public)
    assert len(again.header.seals) > 2
    pieces = list(joined([again], nothing, 200_000))
    assert len(pieces) == 2
    assert len(pieces[0]) < len(one) / 2
    assert changes(pieces) == long


def test_packs_that_overlap_are_one_run() -> None:
    one, two = packs([40])
    whole = opened(sealed(RUN, GENESIS, KEYS.sign).body, KEYS.sign_public)
    assert changes(list(joined([one, whole], nothing))) == RUN
    assert changes(list(joined([one, two, whole], nothing))) == RUN


def _renumbered(run: list[Change], n: int) -> list[Change]:
    return [Change(c.scope, c.actor, c.seq + n * len(run), c.hlc, c.by, c.what, c.ops) for c in run]
