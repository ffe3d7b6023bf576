"""Records as they stood on a day that has passed: what came later is taken out again.

A report of a past period shows the state of its last day. What a record says of a later day was not
known then, and neither is what was written with it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from app.counting.matters import AFTER_DONE, AWAY, BEGUN, GOING_ON
from app.counting.rotation import Turn
from app.declare import RecordType
from app.records.service import MatterState, ServiceMatter, Suggestion, SuggestionState

T = TypeVar("T", bound=RecordType)
Later = Mapping[str, tuple[str, ...]]
"""A day's field, and what else was written with that day."""

DEED: Later = MappingProxyType({"done_on": ("result",)})
"""Of a practical deed and of a planned item."""
_TURN: Later = MappingProxyType({"handed_over_on": ()})
_SUGGESTION: Later = MappingProxyType(
    {"decided_on": ("decision_reason",), "replied_on": ("reply",), "published_on": ()}
)
_ENDS = (
    (MatterState.done, ("done_on", "result")),
    (MatterState.verified, ("verified_on", "verified_by")),
    (MatterState.closed, ("closed_on", "satisfaction", "shared_solution", "published_on")),
)
"""What a matter says of each of its last states."""


_DAY_OF = MappingProxyType({state: names[0] for state, names in _ENDS})


class Came(NamedTuple):
    """A state that a matter came to, the day on which that was written, and the day it named as done."""

    state: MatterState
    on: date
    done_on: date | None = None


def _unread() -> Sequence[Came]:
    return ()


def state_on(
    matter: ServiceMatter,
    day: date,
    today: date,
    *,
    begun: date | None = None,
    passed: Callable[[], Sequence[Came]] = _unread,
) -> MatterState | None:
    """Return where a matter stood at the end of a day; None where it was not raised yet.

    Done, verified and closed count from their own days, and what is in progress from its first entry
    (``begun``), whenever they were written down. What has no day of its own (assigned, put by, rejected,
    handed over; also what was opened again since) is told by the states it came to: ``passed`` reads
    them, that of its making first, and is asked only where the days do not say that it was done.
    """
    if day >= today:
        return matter.state
    if matter.raised_on is not None and matter.raised_on > day:
        return None
    dated = _by_days(matter, day, begun)
    if dated in AFTER_DONE:
        return dated
    known = _by_history(matter, day, passed())
    return dated if dated is not None and known in BEGUN else known


def own_day(matter: ServiceMatter, state: MatterState) -> date | None:
    """Return the day that a matter itself names for a state; None where it names none."""
    name = _DAY_OF.get(state)
    return getattr(matter, name) if name else None


def _by_days(matter: ServiceMatter, day: date, begun: date | None) -> MatterState | None:
    """Return the furthest state whose own day has come; none that lies beyond where it stands now."""
    if matter.state in AFTER_DONE:
        for state in reversed(AFTER_DONE[: AFTER_DONE.index(matter.state) + 1]):
            if (on := own_day(matter, state)) is not None and on <= day:
                return state
    if matter.state in (MatterState.registered, MatterState.assigned):
        return None
    return MatterState.in_progress if begun is not None and begun <= day else None


def _by_history(matter: ServiceMatter, day: date, passed: Sequence[Came]) -> MatterState:
    opened_again = any(came.state in GOING_ON for came in passed if came.on > day)
    # What was written down later with its past is taken as it was written: nobody knows more.
    for came in reversed([c for n, c in enumerate(passed) if n == 0 or c.on <= day]):
        # A later day that it names itself counts, unless that is the day of a second end.
        if own_day(matter, came.state) is None or opened_again:
            return came.state
    return MatterState.registered


def without_later(record: T, day: date, fields: Later) -> T:
    """Return a record without those of its fields whose day came after a day."""
    gone: dict[str, None] = {}
    for name, others in fields.items():
        on = getattr(record, name)
        if on is not None and on > day:
            gone.update(dict.fromkeys((name, *others)))
    return record.model_copy(update=gone) if gone else record


def turn_on(turn: Turn, day: date) -> Turn:
    """Return a turn as lead unit as it stood on a day: not handed over yet where that came later."""
    return turn._replace(record=without_later(turn.record, day, _TURN))


def suggestion_on(suggestion: Suggestion, day: date) -> Suggestion:
    """Return a suggestion as it stood on a day; one that names no day of its decision as it stands."""
    known = without_later(suggestion, day, _SUGGESTION)
    if known.decided_on == suggestion.decided_on:
        return known
    return known.model_copy(update={"state": SuggestionState.received})


def matter_on(
    matter: ServiceMatter, state: MatterState, day: date, passed: Sequence[Came] = ()
) -> ServiceMatter:
    """Return a matter as it stood in a state on a day; what it says of its later states is gone.

    One that was opened again since lost the day it was done on: the states it came to (``passed``)
    tell it.
    """
    reached = AFTER_DONE.index(state) + 1 if state in AFTER_DONE else 0
    later = {name: None for _, names in _ENDS[reached:] for name in names}
    told: dict[str, object] = {"state": state, **(later if state != matter.state else {})}
    if state != matter.state and matter.state in AWAY:
        told |= {"state_reason": None, "transferred_to": None}
    if reached and ((on := own_day(matter, MatterState.done)) is None or on > day):
        done = [c.done_on or c.on for c in passed if c.state == MatterState.done and c.on <= day]
        told["done_on"] = done[-1] if done else None
    return matter.model_copy(update=told)
