"""What carries which tag of a pack, and where nothing does: partner by tag by quarter (domain 1.1, row 1).

An item may carry several tags and have several partners; it is counted once in each place it
belongs to, and never twice in one. Organisations and matters are counted here, never persons.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from app.counting.periods import Span, quarter_of

UNTAGGED = ""
"""Stands in a tag's place for what carries none of the pack."""
EVERYBODY = ""
"""Stands in a partner's place for all of them together."""

Seen = Literal["done", "planned", "gap", "open"]
"""``gap``: nothing in a quarter that has begun; ``open``: nothing is asked yet, or no longer."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A record that may carry tags: the day it counts for, its partners, whether it took place."""

    id: str
    kind: str
    day: date | None
    tags: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    done: bool = True


@dataclass(frozen=True, slots=True)
class Stay:
    """A partner, and the days between which it is one; one that comes again has several."""

    id: str
    first: date = date.min
    last: date = date.max

    def overlaps(self, span: Span) -> bool:
        """Tell whether it is a partner on any day of a period."""
        return self.first <= span.last and self.last >= span.first


class Cell(NamedTuple):
    """One partner, one tag, one quarter: what was done, what is planned, whether any is asked for."""

    done: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    asked: bool = False

    @property
    def seen(self) -> Seen:
        """Return what it shows."""
        if self.done:
            return "done"
        if self.planned:
            return "planned"
        return "gap" if self.asked else "open"


Year = tuple[Cell, Cell, Cell, Cell]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A year of a pack: a row for everybody together, then one a partner; four quarters a tag."""

    year: int
    tokens: tuple[str, ...]
    partners: tuple[str, ...]
    cells: Mapping[tuple[str, str], Year]

    def at(self, partner: str, token: str) -> Year:
        """Return the quarters of a partner and a tag."""
        return self.cells[(partner, token)]

    @property
    def asked(self) -> int:
        """Return in how many quarters of a partner and a tag something is asked for."""
        return sum(cell.asked for cell in self._each())

    @property
    def gaps(self) -> int:
        """Return in how many of those there is nothing yet."""
        return sum(cell.seen == "gap" for cell in self._each())

    def _each(self) -> Iterator[Cell]:
        for partner in self.partners:
            for token in self.tokens:
                yield from self.at(partner, token)


def by_tag(items: Iterable[Tagged], tokens: Sequence[str]) -> dict[str, tuple[Tagged, ...]]:
    """Return the items under each tag in the pack's order; what carries none under `UNTAGGED`, last."""
    found: dict[str, list[Tagged]] = {token: [] for token in tokens}
    rest: list[Tagged] = []
    for item in items:
        mine = [token for token in dict.fromkeys(item.tags) if token in found]
        for token in mine:
            found[token].append(item)
        if not mine:
            rest.append(item)
    return {**{k: tuple(v) for k, v in found.items()}, UNTAGGED: tuple(rest)}


def between(items: Iterable[Tagged], first: date, last: date) -> list[Tagged]:
    """Return the items of a period by day; those without a day belong to none."""
    dated = [(item.day, item) for item in items if item.day is not None]
    return [i for day, i in sorted(dated, key=lambda p: (p[0], p[1].id)) if first <= day <= last]


def coverage(
    items: Iterable[Tagged], stays: Sequence[Stay], tokens: Sequence[str], year: int, today: date
) -> Coverage:
    """Return a year's coverage; the last column is what names a partner and carries no tag of the pack."""
    quarters = quarters_in(year)
    columns = (*tokens, UNTAGGED)
    held = by_tag(between(items, quarters[0].first, quarters[-1].last), tokens)
    partners = tuple(dict.fromkeys(stay.id for stay in stays))
    stayed: dict[str, list[Stay]] = {partner: [] for partner in partners}
    for stay in stays:
        stayed[stay.id].append(stay)
    asked = {p: [_asked(mine, q, today) for q in quarters] for p, mine in stayed.items()}
    asked[EVERYBODY] = [_asked(stays, q, today) for q in quarters]
    # That nothing lacks a tag is no gap.
    nothing = [False] * len(quarters)
    cells: dict[tuple[str, str], Year] = {}
    for token in columns:
        own: dict[str, list[Tagged]] = defaultdict(list)
        for item in held[token]:
            known = [p for p in dict.fromkeys(item.partners) if p in stayed]
            for partner in (*known, *([EVERYBODY] if known else [])):
                own[partner].append(item)
        for partner in (EVERYBODY, *partners):
            due = nothing if token == UNTAGGED else asked[partner]
            row = [_cell(own.get(partner, ()), q, a) for q, a in zip(quarters, due, strict=True)]
            cells[(partner, token)] = _year(row)
    return Coverage(year, columns, partners, cells)


def quarters_in(year: int) -> tuple[Span, ...]:
    """Return the four quarters of a year."""
    return tuple(quarter_of(date(year, month, 1)) for month in (1, 4, 7, 10))


def _asked(stays: Sequence[Stay], quarter: Span, today: date) -> bool:
    return quarter.first <= today and any(stay.overlaps(quarter) for stay in stays)


def _cell(items: Sequence[Tagged], quarter: Span, asked: bool) -> Cell:
    here = [i for i in items if i.day is not None and quarter.first <= i.day <= quarter.last]
    done = tuple(dict.fromkeys(i.id for i in here if i.done))
    planned = tuple(dict.fromkeys(i.id for i in here if not i.done))
    return Cell(done, planned, asked)


def _year(cells: Sequence[Cell]) -> Year:
    first, second, third, fourth = cells
    return first, second, third, fourth
