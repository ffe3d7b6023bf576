"""What members are told and what they say: who knows, what shows, how far a question has come.

Everything is counted per notice, disclosure or question. Nothing here adds up what one member knows,
says or stands by: an acknowledgement is one member and one record, and is only ever asked for by record.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from heapq import heapify, heappop, heapreplace
from typing import Literal

from app.records.openness import (
    Acknowledgement,
    Comment,
    CommentKind,
    Deliberation,
    DeliberationState,
    Disclosure,
    Opinion,
    OpinionState,
)
from app.terms import Stance

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Told:
    """Who is to know of one record, in the roster's order, and who let it be known that they do."""

    due: tuple[str, ...]
    known: Mapping[str, Acknowledgement]

    @property
    def knowing(self) -> tuple[str, ...]:
        """Return those due who know."""
        return tuple(m for m in self.due if m in self.known)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Return those due of whom it is not on record."""
        return tuple(m for m in self.due if m not in self.known)

    @property
    def beside(self) -> tuple[str, ...]:
        """Return those who know and were not due: somebody who came later, a guest."""
        return tuple(m for m in self.known if m not in set(self.due))


def told(due: Sequence[str], acknowledgements: Iterable[Acknowledgement]) -> Told:
    """Return who knows of one record; `acknowledgements` are those about it and no others."""
    return Told(tuple(due), {a.member: a for a in acknowledgements})


class Showing(StrEnum):
    """Where a disclosure stands on a day."""

    coming = "coming"
    now = "now"
    past = "past"
    undated = "undated"


def showing(disclosure: Disclosure, day: date) -> Showing:
    """Return where a disclosure stands; without a last day it shows until it gets one."""
    if disclosure.from_on is None:
        return Showing.undated
    if day < disclosure.from_on:
        return Showing.coming
    over = disclosure.to_on is not None and day > disclosure.to_on
    return Showing.past if over else Showing.now


def days_left(disclosure: Disclosure, day: date) -> int | None:
    """Return on how many days after `day` it still shows; None where it shows not now or without end."""
    if showing(disclosure, day) != Showing.now or disclosure.to_on is None:
        return None
    return (disclosure.to_on - day).days


def days_shown(disclosure: Disclosure) -> int | None:
    """Return on how many days it is laid open, the first and the last among them."""
    if disclosure.from_on is None or disclosure.to_on is None:
        return None
    return (disclosure.to_on - disclosure.from_on).days + 1


def showed_within(disclosure: Disclosure, first: date, last: date) -> bool:
    """Tell whether it was laid open on any day from `first` to `last`."""
    if disclosure.from_on is None or disclosure.from_on > last:
        return False
    return disclosure.to_on is None or first <= disclosure.to_on >= disclosure.from_on


def unanswered(comments: Iterable[Comment]) -> list[Comment]:
    """Return the questions that nobody answered yet."""
    return [c for c in comments if c.kind == CommentKind.question and not (c.reply or "").strip()]


def overdue(asked: date | None, today: date, days: int) -> bool:
    """Tell whether more than `days` have gone by since something was asked."""
    return asked is not None and (today - asked).days > days


def open_opinions(opinions: Iterable[Opinion]) -> list[Opinion]:
    """Return the opinions that were neither answered nor taken up."""
    return [o for o in opinions if o.state == OpinionState.open]


# Deliberation

STAGES = (
    DeliberationState.agenda,
    DeliberationState.opinions,
    DeliberationState.vote,
    DeliberationState.resolved,
)
"""The way of a question laid before members (domain 1.3, row 41)."""

_NOT_ASKED = frozenset({DeliberationState.agenda, DeliberationState.dropped})
Mark = Literal["done", "current", "open", "contradiction"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a deliberation: how it looks, and what was done there."""

    state: DeliberationState
    mark: Mark


def stages(deliberation: Deliberation) -> tuple[Stage, ...]:
    """Return the stages in order, each done, current or still to come.

    One that is passed without what it leaves behind (a vote, a resolution) contradicts the record.
    What is dropped has no current stage; what was done of it stays done.
    """
    here = deliberation.state
    if here == DeliberationState.dropped:
        return tuple(
            Stage(s, "done" if _left(deliberation, s) and s != STAGES[0] else "open")
            for s in STAGES
        )
    at = STAGES.index(here)
    return tuple(Stage(s, _mark(deliberation, n, at)) for n, s in enumerate(STAGES))


def _mark(deliberation: Deliberation, n: int, at: int) -> Mark:
    last = n == len(STAGES) - 1
    if n > at:
        return "open"
    if n == at and not last:
        return "current"
    return "done" if _left(deliberation, STAGES[n]) else "contradiction"


def _left(deliberation: Deliberation, stage: DeliberationState) -> bool:
    """Tell whether a stage left behind what it has to."""
    match stage:
        case DeliberationState.vote:
            return deliberation.motion is not None or deliberation.item is not None
        case DeliberationState.resolved:
            return deliberation.resolution is not None
        case DeliberationState.opinions:
            return deliberation.opened_on is not None
    return True


def collects(deliberation: Deliberation, day: date) -> bool:
    """Tell whether members can still say what they think of it on a day."""
    until = deliberation.opinions_until
    return deliberation.state == DeliberationState.opinions and (until is None or day <= until)


def asked_within(deliberation: Deliberation, first: date, last: date) -> bool:
    """Tell whether members were asked for opinions on it on any day from `first` to `last`."""
    opened, until = deliberation.opened_on, deliberation.opinions_until
    if opened is None or opened > last or deliberation.state in _NOT_ASKED:
        return False
    return deliberation.state == DeliberationState.opinions if until is None else until >= first


def stances(comments: Iterable[Comment]) -> dict[Stance | None, int]:
    """Return how many opinions took each position, None for those that took none.

    They are opinions, no votes: what is decided is decided in a meeting.
    """
    said = Counter(c.stance for c in comments if c.kind == CommentKind.opinion)
    order: tuple[Stance | None, ...] = (*Stance, None)
    return {stance: said[stance] for stance in order if said[stance]}


# The opinion box

LEAST, DAYS = 3, 7
"""Slips that must lie together, or days the first has lain, before the box opens (ADR 41)."""


def week_of(day: date) -> date:
    """Return the Monday of a day: nothing finer is kept of when the box stopped being empty."""
    return day - timedelta(days=day.weekday())


def may_open(
    lying: int, since: date | None, today: date, *, least: int = LEAST, days: int = DAYS
) -> bool:
    """Tell whether the box may be opened: enough slips lie together, or the first has lain for long.

    `since` is the Monday of the week in which the first was dropped. Counted is from that week's
    end, so that nobody learns the day.
    """
    if lying <= 0:
        return False
    if lying >= max(1, least):
        return True
    return since is not None and today >= since + _WEEK + timedelta(days=max(0, days))


# Lists that have to fit


def shortened(lengths: Sequence[int], lines: int, least: int = 1) -> tuple[int, ...]:
    """Return how many of each list are shown so that all fit into so many lines.

    The longest gives way first, none that has any goes below `least`; a list that is cut needs a
    line to say how many others there are.
    """
    return next(shortening(lengths, (lines,), least))


def shortening(
    lengths: Sequence[int], lines: Iterable[int], least: int = 1
) -> Iterator[tuple[int, ...]]:
    """Yield what `shortened` returns for each number of `lines`; they come in falling order."""
    shown, taken = list(lengths), sum(lengths)
    # The longest of the lists that may still give way, at equal length the last, stands at the top.
    longest = [(-many, -n) for n, many in enumerate(shown) if many > least]
    heapify(longest)
    for room in lines:
        while taken > room and longest:
            n = -longest[0][1]
            # The first line that goes makes room for nothing but the line that says so.
            taken -= shown[n] < lengths[n]
            shown[n] -= 1
            if shown[n] > least:
                heapreplace(longest, (-shown[n], -n))
            else:
                heappop(longest)
        yield tuple(shown)
