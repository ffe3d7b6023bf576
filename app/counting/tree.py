"""Things that stand under others, as one list: each below the one above it, with how deep it lies."""

from collections import defaultdict
from collections.abc import Iterable


def in_tree(pairs: Iterable[tuple[str, str | None]]) -> list[tuple[str, int]]:
    """Return (id, depth) of (id, id above) so that what is below follows; the given order among equals.

    What names something that is not here stands at the top, and so does one of a ring.
    """
    given = list(dict(pairs).items())
    known = {one for one, _ in given}
    below: dict[str, list[str]] = defaultdict(list)
    for one, above in given:
        if above in known and above != one:
            below[str(above)].append(one)
    found: dict[str, int] = {}
    tops = [one for one, above in given if above not in known or above == one]
    for top in (*tops, *(one for one, _ in given)):
        waiting = [] if top in found else [(top, 0)]
        while waiting:
            one, depth = waiting.pop()
            if one not in found:
                found[one] = depth
                waiting += [(child, depth + 1) for child in reversed(below[one])]
    return list(found.items())
