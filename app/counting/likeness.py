"""How alike two texts are, and which earlier text one is most like: sameness of words, no judgement.

Likeness is Dice's: twice the shared runs of three characters, over all of both. It is 1 for the same
text, and 0.85 where every thirtieth character or so was changed. Comparing everything with
everything would take hours for ten years, so a text is compared with those few alone that share
whole clauses with it; who copies keeps most clauses. One dictionary from a clause to the last text
it stood in finds them, and that is all the memory it takes.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_CLAUSE = re.compile(r"[\s，。；、！？：,.;!?:（）()“”\"《》…—-]+")
_RUN, _SHORTEST_CLAUSE, _COMPARED, _SHARED = 3, 6, 3, 0.3


class Match(NamedTuple):
    """A text (its place in the row), the earlier one it is most like, and how much."""

    at: int
    earlier: int
    likeness: float


def bare(text: str) -> str:
    """Return a text without spaces and punctuation."""
    return _CLAUSE.sub("", text)


def alike(first: str, second: str) -> float:
    """Return how alike two texts are, 0 to 1; spaces and punctuation do not count."""
    one, two = _runs(bare(first)), _runs(bare(second))
    if not one or not two:
        return 0.0
    return 2 * len(one & two) / (len(one) + len(two))


def _runs(text: str) -> frozenset[str]:
    if len(text) < _RUN:
        return frozenset({text} if text else ())
    return frozenset(text[at : at + _RUN] for at in range(len(text) - _RUN + 1))


def matches(texts: Sequence[str], apart: Sequence[str]) -> list[Match]:
    """Return for each text the earlier one it is most like, where they share whole clauses.

    ``apart`` names what each belongs to: texts of one thing are not compared with each other.
    """
    last: dict[str, int] = {}
    sizes: list[int] = []
    found = []
    for at, text in enumerate(texts):
        clauses = [c for c in dict.fromkeys(_CLAUSE.split(text)) if len(c) >= _SHORTEST_CLAUSE]
        shared: Counter[int] = Counter()
        for clause in clauses:
            earlier = last.get(clause)
            if earlier is not None and apart[earlier] != apart[at]:
                shared[earlier] += len(clause)
            last[clause] = at
        sizes.append(sum(map(len, clauses)))
        best = _best(texts, at, shared, sizes)
        if best is not None:
            found.append(best)
    return found


def _best(
    texts: Sequence[str], at: int, shared: Counter[int], sizes: Sequence[int]
) -> Match | None:
    # Of equals the latest: from there it was copied, if it was.
    near = sorted(shared.items(), key=lambda pair: (-pair[1], -pair[0]))[:_COMPARED]
    compared = [
        Match(at, earlier, alike(texts[at], texts[earlier]))
        for earlier, count in near
        if count >= _SHARED * min(sizes[at], sizes[earlier])
    ]
    return max(compared, key=lambda match: (match.likeness, match.earlier), default=None)
