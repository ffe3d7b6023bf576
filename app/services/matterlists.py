"""Matters in numbers: the board, the list sifted and in order, what is counted of them.

Most matters of a book are over. The board reads those that are open and the latest few of the
others; the list is put in order by a few fields of each and reads what comes into sight.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.counting.matters import (
    BEGUN,
    OVER,
    Column,
    column_of,
    days_left,
    is_common,
    is_overdue,
)
from app.declare import Choice
from app.records.service import MatterScope, MatterState, ServiceMatter
from app.services.parts import Paged, Part
from app.services.records import Records
from db.model.query import Where
from db.model.words import N_

_MOST = 100_000
_MATTER = ServiceMatter.shape.name
SHOWN_CLOSED = 30
"""So many of what is over stand on the board; all of it is in the list."""


class Pick(Choice):
    """How far along the matters of a list are."""

    open = "open", N_("Open matters")
    overdue = "overdue", N_("Overdue")
    over = "over", N_("Closed matters")
    all = "all", N_("All")


class Sift(NamedTuple):
    """Which matters a list shows; what is empty sifts nothing. Days are those it was raised on."""

    pick: Pick = Pick.all
    state: str = ""
    source: str = ""
    kind: str = ""
    partner: str = ""
    owner: str = ""
    common: bool = False
    text: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One matter as a card or a row shows it."""

    matter: ServiceMatter
    owner: str
    partner: str
    left: int | None
    overdue: bool

    @property
    def id(self) -> str:
        """Return the matter's id."""
        return self.matter.id

    @property
    def responsible(self) -> str:
        """Return who is responsible: a member, else a unit."""
        return self.owner or self.matter.owner_unit or ""


class Board(NamedTuple):
    """The board: lines by column, of what is over the latest few, and how many of that there are."""

    columns: Mapping[Column, Sequence[Line]]
    over: int


class Tally(NamedTuple):
    """How many matters there are, how many of them are open, how many of those overdue."""

    all: int
    open: int
    overdue: int


class Offered(NamedTuple):
    """Who can be sifted by, as (id, name): the partners and the responsible people of all matters."""

    partners: tuple[tuple[str, str], ...]
    owners: tuple[tuple[str, str], ...]


class MatterLists:
    """Reads matters by the many; writes nothing."""

    def __init__(self, records: Records, now: Callable[[], datetime]) -> None:
        self._records, self._now = records, now

    def lines(self, sift: Sift | None = None) -> list[Line]:
        """Return matters whole: the earliest due first, then those without a day, then what is over."""
        wanted, today = sift or Sift(), self._now().date()
        found = self._records.all(
            ServiceMatter, where=_conditions(wanted), text=wanted.text, limit=_MOST
        )
        return sorted(self._lines([m for m in found if _is_wanted(m, wanted, today)]), key=_order)

    def board(self, sift: Sift | None = None) -> Board:
        """Return the lines by column; how many are read does not grow with what is over."""
        wanted = sift or Sift()
        columns: dict[Column, list[Line]] = {column: [] for column in Column}
        for line in self.lines(wanted._replace(pick=Pick.open)):
            columns[column_of(line.matter.state)].append(line)
        over = wanted._replace(pick=Pick.over)
        columns[Column.over] = self._latest(over)
        where = _conditions(over)
        query = self._records.query(_MATTER, where=where, text=over.text)
        return Board(columns, self._records.count(query))

    def _latest(self, over: Sift) -> list[Line]:
        """Return the latest few: of those with a day of closing, of doing, of those with neither."""
        # Said as what it is not, so that the book is walked from its latest day.
        where = (*_conditions(over._replace(pick=Pick.all)), *_not(set(MatterState) - set(OVER)))
        unclosed = (*where, Where("closed_on", "=", None))
        found: dict[str, ServiceMatter] = {}
        for conditions, day in (
            (where, "-closed_on"),
            (unclosed, "-done_on"),
            ((*unclosed, Where("done_on", "=", None)), "-raised_on"),
        ):
            several = self._records.all(
                ServiceMatter,
                where=conditions,
                text=over.text,
                order=(day, "-touched"),
                limit=SHOWN_CLOSED,
            )
            found |= {matter.id: matter for matter in several if matter.state in OVER}
        latest = sorted(found.values(), key=_ended, reverse=True)[:SHOWN_CLOSED]
        return self._lines(latest)

    def listed(self, sift: Sift, by: str = "", *, descending: bool = False) -> Paged[Line]:
        """Return the matters of a sift in the order of `lines`, or by a field; read when looked at.

        What has no value in the field stands last either way.
        """
        today, field = self._now().date().isoformat(), by or "due_on"
        found = self._records.parts.of(
            _MATTER,
            ("state", "due_on", "raised_on", field),
            where=_conditions(sift),
            text=sift.text,
            order=("-raised_on",),
        )
        if sift.pick == Pick.overdue:
            found = [part for part in found if _is_late(part, today)]
        found.sort(key=_place)
        if by:
            having = [part for part in found if part[4]]
            having.sort(key=lambda part: str(part[4]), reverse=descending)
            found = [*having, *(part for part in found if not part[4])]
        return Paged([str(part[0]) for part in found], self._read, _id)

    def _read(self, ids: Sequence[str]) -> list[Line]:
        where = (Where("id", "in", list(ids)),)
        return self._lines(self._records.all(ServiceMatter, where=where, order=("made",)))

    def _lines(self, matters: Sequence[ServiceMatter]) -> list[Line]:
        today, names = self._now().date(), self._records.parts.names
        owners = names("member", {m.owner for m in matters if m.owner})
        partners = names("partner_organization", {m.partner for m in matters if m.partner})
        return [
            Line(
                m,
                owners.get(m.owner or "", ""),
                partners.get(m.partner or "", ""),
                days_left(m, today),
                is_overdue(m, today),
            )
            for m in matters
        ]

    def tally(self) -> Tally:
        """Return how many there are."""
        today, all_ = self._now().date().isoformat(), self._records.query(_MATTER)
        where = _conditions(Sift(Pick.open))
        found = self._records.parts.of(_MATTER, ("state", "due_on"), where=where)
        late = sum(_is_late(part, today) for part in found)
        return Tally(self._records.count(all_), len(found), late)

    def offered(self) -> Offered:
        """Return by whom matters can be sifted, by name."""
        return Offered(
            self._offered("partner", "partner_organization"), self._offered("owner", "member")
        )

    def _offered(self, field: str, kind: str) -> tuple[tuple[str, str], ...]:
        parts = self._records.parts
        names = parts.names(kind, parts.distinct(_MATTER, field))
        return tuple(sorted((pair for pair in names.items() if pair[1]), key=lambda p: p[1]))


def _not(states: Collection[MatterState]) -> list[Where]:
    return [Where("state", "!=", state.value) for state in sorted(states)]


def _conditions(sift: Sift) -> tuple[Where, ...]:
    """Return what a sift asks of the book; what is overdue is for its reader to tell."""
    # A state that was never written, or that this release does not know, is the first one: states
    # are left out rather than asked for, but for those that are over.
    found: list[Where] = []
    if sift.pick in (Pick.open, Pick.overdue):
        found += _not(OVER)
    elif sift.pick == Pick.over:
        found.append(Where("state", "in", [state.value for state in OVER]))
    if sift.state == MatterState.registered:
        found += _not(set(MatterState) - {MatterState.registered})
    elif sift.state:
        found.append(Where("state", "=", sift.state))
    said = (
        ("source", sift.source),
        ("kind", sift.kind),
        ("partner", sift.partner),
        ("owner", sift.owner),
    )
    found += [Where(field, "=", value) for field, value in said if value]
    if sift.common:
        found.append(Where("scope", "=", MatterScope.common.value))
    if sift.first:
        found.append(Where("raised_on", ">=", sift.first.isoformat()))
    if sift.last:
        found.append(Where("raised_on", "<=", sift.last.isoformat()))
    return tuple(found)


def sifted(lines: Sequence[Line], sift: Sift, today: date) -> list[Line]:
    """Return those of the lines that a sift without words wants."""
    return [line for line in lines if _is_wanted(line.matter, sift, today)]


def _is_wanted(m: ServiceMatter, sift: Sift, today: date) -> bool:
    picked = {
        Pick.all: True,
        Pick.open: m.state not in OVER,
        Pick.over: m.state in OVER,
        Pick.overdue: is_overdue(m, today),
    }
    given = (
        (sift.state, m.state),
        (sift.source, m.source),
        (sift.kind, m.kind),
        (sift.partner, m.partner),
        (sift.owner, m.owner),
    )
    raised = m.raised_on
    return (
        picked[sift.pick]
        and all(not wanted or wanted == has for wanted, has in given)
        and (not sift.common or is_common(m))
        and (sift.first is None or (raised is not None and raised >= sift.first))
        and (sift.last is None or (raised is not None and raised <= sift.last))
    )


_STATES: Mapping[str | None, MatterState] = {state.value: state for state in MatterState}


def _is_late(part: Part, today: str) -> bool:
    _, state, due, *_ = part
    return _runs(state) and bool(due) and str(due) < today


def _runs(state: str | None) -> bool:
    return _STATES.get(state, MatterState.registered) in BEGUN


def _place(part: Part) -> tuple[bool, bool, str]:
    """Return where a matter stands in a list whose latest raised come first."""
    _, state, due, *_ = part
    return (state in OVER, not (due and _runs(state)), due or "9999")


def _id(line: Line) -> str:
    return line.id


def _order(line: Line) -> tuple[bool, bool, date, int]:
    m = line.matter
    day = m.due_on or date.max
    return (m.state in OVER, line.left is None, day, -(m.raised_on or date.min).toordinal())


def _ended(m: ServiceMatter) -> tuple[date, int]:
    return (m.closed_on or m.done_on or m.raised_on or date.min, m.record.touched)


def grouped(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Return common problems by whether a solution stands with them; the solved ones first."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        solved = bool((line.matter.shared_solution or "").strip())
        found["solved" if solved else "open"].append(line)
    return found
