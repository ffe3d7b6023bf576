"""Packs packed anew: many small ones as one, a large one cut at a seal, for whoever lacks them all.

Prose packs a fifth smaller by the year than month by month, and a seal and a header cost a hundred
bytes a pack. Nothing is signed anew: the author's own seals go along (see `sync.core.pack`).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from db.model.change import Change, canonical
from sync.core.column import Base
from sync.core.pack import JOINED_BYTES, RUN_BYTES, Opened, Seal, written


def joined(packs: Sequence[Opened], base: Base, first: int = JOINED_BYTES) -> Iterator[bytes]:
    """Yield packs that say the same as `packs`, which follow one another on one chain.

    They may overlap. The first one out holds about `first` canonical bytes, the others what fits.
    """
    changes, heads, seals = _run(packs)
    start, at, most = 0, 0, first
    sizes = [len(canonical(c)) for c in changes]
    ends = [s.last - changes[0].seq + 1 for s in seals]
    while start < len(changes):
        at = _reach(ends, sizes, start, most)
        prev = heads[start - 1] if start else packs[0].header.prev
        mine = [s for s, end in zip(seals, ends, strict=True) if start < end <= at]
        kept = _thinned(mine, sizes, changes[0].seq)
        yield written(changes[start:at], prev, heads[at - 1], kept, base)[1]
        start, most = at, JOINED_BYTES


def _run(packs: Sequence[Opened]) -> tuple[list[Change], list[bytes], list[Seal]]:
    changes: list[Change] = []
    heads: list[bytes] = []
    seals: list[Seal] = []
    for pack in packs:
        had = changes[-1].seq + 1 - pack.header.first if changes else 0
        changes += pack.changes[had:]
        heads += pack.heads[had:]
        seals += [s for s in pack.header.seals if not seals or s.last > seals[-1].last]
    return changes, heads, seals


def _reach(ends: Sequence[int], sizes: Sequence[int], start: int, most: int) -> int:
    """Return the furthest seal within `most` bytes, the next one where none is."""
    later = [end for end in ends if end > start]
    within = [end for end in later if sum(sizes[start:end]) <= most]
    return within[-1] if within else later[0]


def _thinned(seals: Sequence[Seal], sizes: Sequence[int], offset: int) -> tuple[Seal, ...]:
    """Keep the last seal, and of those before it what lies a run apart."""
    kept = [seals[-1]]
    for earlier, _ in reversed(list(pairwise(seals))):
        between = sizes[earlier.last - offset + 1 : kept[0].last - offset + 1]
        if sum(between) > RUN_BYTES // 2:
            kept.insert(0, earlier)
    return tuple(kept)
