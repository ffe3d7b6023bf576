"""What carries which tag of a pack, and where nothing does: partner by tag by quarter (domain 1.1, row 1).

An item may carry several tags and have several partners; it is counted once in each place it
belongs to, and never twice in one. Organisations and matters are counted here, never persons.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
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


_QUIET: Mapping[tuple[bool, ...], Year] = {
    due: (Cell(asked=due[0]), Cell(asked=due[1]), Cell(asked=due[2]), Cell(asked=due[3]))
    for due in product((False, True), repeat=4)
}
"""Years in which nothing was done or planned, by the quarters in which something is asked for."""
_NOTHING = (False,) * 4


@dataclass(frozen=True, slots=True)
class Coverage:
    """A year of a pack: a row for everybody together, then one a partner; four quarters a tag.

    ``cells`` holds those years that have anything in them: of a thousand partners most have none
    under most tags. ``due`` says of each partner in which quarters something is asked for.
    """

    year: int
    tokens: tuple[str, ...]
    partners: tuple[str, ...]
    cells: Mapping[tuple[str, str], Year]
    due: Mapping[str, tuple[bool, ...]]

    def at(self, partner: str, token: str) -> Year:
        """Return the quarters of a partner and a tag."""
        return self.cells.get((partner, token)) or _QUIET[_due(self.due[partner], token)]

    @property
    def asked(self) -> int:
        """Return in how many quarters of a partner and a tag something is asked for."""
        tags = sum(token != UNTAGGED for token in self.tokens)
        return tags * sum(sum(self.due[partner]) for partner in self.partners)

    @property
    def gaps(self) -> int:
        """Return in how many of those there is nothing yet."""
        filled = (
            cell.asked and cell.seen != "gap"
            for (partner, _), year in self.cells.items()
            if partner != EVERYBODY
            for cell in year
        )
        return self.asked - sum(filled)


def _due(asked: tuple[bool, ...], token: str) -> tuple[bool, ...]:
    # That nothing lacks a tag is no gap.
    return _NOTHING if token == UNTAGGED else asked


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
    dated = [(i.day, i.id, i) for i in items if i.day is not None and first <= i.day <= last]
    return [item for _, _, item in sorted(dated, key=lambda one: one[:2])]


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
    due = {p: tuple(_asked(mine, q, today) for q in quarters) for p, mine in stayed.items()}
    due[EVERYBODY] = tuple(_asked(stays, q, today) for q in quarters)
    cells: dict[tuple[str, str], Year] = {}
    for token in columns:
        own: dict[str, list[Tagged]] = defaultdict(list)
        for item in held[token]:
            known = [p for p in dict.fromkeys(item.partners) if p in stayed]
            for partner in (*known, *([EVERYBODY] if known else [])):
                own[partner].append(item)
        for partner, several in own.items():
            here = zip(quarters, _due(due[partner], token), strict=True)
            cells[(partner, token)] = _year([_cell(several, q, asked) for q, asked in here])
    return Coverage(year, columns, partners, cells, due)


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
