"""A matter's way from registered to closed, and what has to be there for each step (domain 5.3).

    registered → assigned → in progress → done → verified → closed

Assigned means somebody or a unit, and a day. What is done has a day and a result; another than the
one who did it verifies it; it closes with an answer to those who raised it (domain 1.5, row 64).
Before it is done it may be rejected, suspended or handed over (row 68: the village committee goes on
when the project leaves), each with a reason or a name; what is suspended goes on, and what is over
is opened again, with a reason.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from app.counting.states import same_person
from app.declare import Choice
from app.records.service import (
    MatterScope,
    MatterState,
    ServiceMatter,
    Suggestion,
    SuggestionState,
)
from app.said import NOTHING, Said, say
from db.model.words import N_

_ASIDE = (MatterState.suspended, MatterState.transferred, MatterState.rejected)

WAYS: Mapping[MatterState, tuple[MatterState, ...]] = MappingProxyType(
    {
        MatterState.registered: (MatterState.assigned, MatterState.in_progress, *_ASIDE),
        MatterState.assigned: (MatterState.in_progress, MatterState.done, *_ASIDE),
        MatterState.in_progress: (MatterState.done, *_ASIDE),
        MatterState.done: (MatterState.verified, MatterState.in_progress),
        MatterState.verified: (MatterState.closed, MatterState.in_progress),
        MatterState.closed: (MatterState.in_progress,),
        MatterState.rejected: (),
        MatterState.suspended: (MatterState.transferred, MatterState.rejected),
        MatterState.transferred: (),
    }
)
"""Where a matter may go; from the last three states also back to where its facts put it (`resting`)."""

BEGUN = (MatterState.registered, MatterState.assigned, MatterState.in_progress)
"""Being worked on, or about to be: its day counts."""
GOING_ON = (*BEGUN, MatterState.suspended)
"""Not done yet: what a site that ends hands over."""
OVER = (MatterState.closed, MatterState.rejected, MatterState.transferred)
"""Nothing more is to be done here."""
AFTER_DONE = (MatterState.done, MatterState.verified, MatterState.closed)
AWAY = (MatterState.rejected, MatterState.suspended, MatterState.transferred)
"""Put by or given away before it was done."""


class Column(Choice):
    """A column of the board."""

    todo = "todo", N_("To be done")
    doing = "doing", N_("Being done")
    check = "check", N_("To be verified")
    over = "over", N_("Closed matters")


_COLUMNS = {
    MatterState.registered: Column.todo,
    MatterState.assigned: Column.todo,
    MatterState.in_progress: Column.doing,
    MatterState.suspended: Column.doing,
    MatterState.done: Column.check,
    MatterState.verified: Column.check,
}


class Standing(NamedTuple):
    """What a matter has that its next step asks for. ``owner`` is a name, ``feedback`` a count."""

    state: MatterState
    owner: str = ""
    owner_unit: str = ""
    due_on: date | None = None
    begun: bool = False
    done_on: date | None = None
    result: str = ""
    verified_by: str = ""
    feedback: int = 0
    reason: str = ""
    transferred_to: str = ""


def column_of(state: MatterState) -> Column:
    """Return the column of the board that a state stands in."""
    return _COLUMNS.get(state, Column.over)


def resting(at: Standing) -> MatterState:
    """Return where a matter stands by its own facts before anything is done about it."""
    if not _assigned(at):
        return MatterState.registered
    return MatterState.in_progress if at.begun or at.done_on else MatterState.assigned


def ways(at: Standing) -> tuple[MatterState, ...]:
    """Return where a matter may go from where it is, the most natural step first."""
    return (*_back(at), *WAYS[at.state])


def _back(at: Standing) -> tuple[MatterState, ...]:
    if at.state not in AWAY:
        return ()
    if not _assigned(at):
        return (MatterState.registered,)
    other = {MatterState.assigned, MatterState.in_progress} - {resting(at)}
    return (resting(at), *other)


def towards(at: Standing, column: Column) -> MatterState | None:
    """Return the step that takes a matter into another column of the board; None where none does.

    What is over only comes of closing there: to reject or hand over is a choice of its own.
    """
    if column_of(at.state) == column:
        return None
    fit = [to for to in ways(at) if column_of(to) == column]
    if column == Column.over:
        return MatterState.closed if MatterState.closed in fit else None
    return next((to for to in fit if to != MatterState.suspended), None)


def is_back(state: MatterState, to: MatterState) -> bool:
    """Tell whether a step takes up again what was over, done or away: it needs a reason."""
    return state in (*AFTER_DONE, *AWAY) and to in BEGUN


def refusal(at: Standing, to: MatterState) -> Said:
    """Return why a matter may not take a step; nothing where it may."""
    if to not in ways(at):
        return say(
            N_("A matter that is “{state}” cannot become “{to}”."),
            state=Said(at.state.title_),
            to=Said(to.title_),
        )
    if is_back(at.state, to):
        # What was put by goes on as it was; only what had an end is opened again with a reason.
        return NOTHING if at.state == MatterState.suspended else _reason(at)
    return _NEEDS[to](at)


def lacking(at: Standing, to: MatterState) -> tuple[str, ...]:
    """Return the fields that a step asks for and that are empty, as the form names them."""
    if is_back(at.state, to):
        wanted: tuple[str, ...] = () if at.state == MatterState.suspended else ("state_reason",)
    else:
        wanted = _FIELDS.get(to, ())
    return tuple(name for name in wanted if not _has(at, name))


def _assigned(at: Standing) -> bool:
    return bool((at.owner or at.owner_unit).strip()) and at.due_on is not None


def _assignment(at: Standing) -> Said:
    if not (at.owner or at.owner_unit).strip():
        return Said(N_("Nobody and no unit is responsible yet."))
    return NOTHING if at.due_on is not None else Said(N_("The day it is due on is still empty."))


def _doing(at: Standing) -> Said:
    # From done, verified and closed the way to here is the way back; see `refusal`.
    return _assignment(at)


def _doneness(at: Standing) -> Said:
    if at.done_on is None:
        return Said(N_("The day it was done on is still empty."))
    if not at.result.strip():
        return Said(N_("What came of it is still empty."))
    return NOTHING


def _verification(at: Standing) -> Said:
    if not at.verified_by.strip():
        return Said(N_("Who verified it is still empty."))
    if same_person(at.verified_by, at.owner):
        return Said(N_("Whoever did it cannot verify it alone."))
    return NOTHING


def _answer(at: Standing) -> Said:
    if at.feedback < 1:
        return Said(N_("Nobody was told yet: a matter closes with a feedback."))
    return NOTHING


def _reason(at: Standing) -> Said:
    return NOTHING if at.reason.strip() else Said(N_("The reason is still empty."))


def _taker(at: Standing) -> Said:
    if at.transferred_to.strip():
        return NOTHING
    return Said(N_("Who goes on with it is still empty."))


_NEEDS: Mapping[MatterState, Callable[[Standing], Said]] = MappingProxyType(
    {
        MatterState.registered: lambda _: NOTHING,
        MatterState.assigned: _assignment,
        MatterState.in_progress: _doing,
        MatterState.done: _doneness,
        MatterState.verified: _verification,
        MatterState.closed: _answer,
        MatterState.rejected: _reason,
        MatterState.suspended: _reason,
        MatterState.transferred: _taker,
    }
)
_FIELDS: Mapping[MatterState, tuple[str, ...]] = MappingProxyType(
    {
        MatterState.assigned: ("owner", "due_on"),
        MatterState.in_progress: ("owner", "due_on"),
        MatterState.done: ("done_on", "result"),
        MatterState.verified: ("verified_by",),
        MatterState.closed: ("feedback",),
        MatterState.rejected: ("state_reason",),
        MatterState.suspended: ("state_reason",),
        MatterState.transferred: ("transferred_to",),
    }
)


def _has(at: Standing, name: str) -> bool:
    if name == "owner":
        return bool((at.owner or at.owner_unit).strip())
    if name == "state_reason":
        return bool(at.reason.strip())
    value = getattr(at, name)
    return bool(value.strip()) if isinstance(value, str) else bool(value)


# Days


def days_left(matter: ServiceMatter, today: date) -> int | None:
    """Return the days until a matter is due, below zero where they are past; None: it has no day.

    What is suspended does not run, and what is done is done.
    """
    if matter.state not in BEGUN or matter.due_on is None:
        return None
    return (matter.due_on - today).days


def is_overdue(matter: ServiceMatter, today: date) -> bool:
    """Tell whether a matter's day has passed and it is not done."""
    left = days_left(matter, today)
    return left is not None and left < 0


def on_time(matter: ServiceMatter, today: date) -> bool | None:
    """Tell whether a matter was done by its day; None where that cannot be said (yet)."""
    if matter.due_on is None or matter.state in AWAY:
        return None
    if matter.state in AFTER_DONE:
        return None if matter.done_on is None else matter.done_on <= matter.due_on
    return False if today > matter.due_on else None


def waiting_days(suggestion: Suggestion, today: date) -> int | None:
    """Return for how many days a suggestion has had no answer; None where it has one, or no day."""
    if is_answered(suggestion) or suggestion.received_on is None:
        return None
    return max(0, (today - suggestion.received_on).days)


def is_answered(suggestion: Suggestion) -> bool:
    """Tell whether whoever made a suggestion was answered: it was decided, or replied to."""
    return suggestion.state != SuggestionState.received or bool((suggestion.reply or "").strip())


# Comparison: of matters and units, never of persons (domain 7, guardrail 3)


class By(Choice):
    """What matters may be compared by: none of these is a person."""

    kind = "kind", N_("Kinds of matters")
    owner_unit = "owner_unit", N_("Responsible units")


_BETWEEN = re.compile(r"[、，,;；/（）()]")


class Compared(NamedTuple):
    """What the matters of one kind or unit come to. ``satisfaction`` is the mean of what was said."""

    name: str
    matters: int
    judged: int
    timely: int
    said: int
    satisfaction: float | None

    @property
    def share(self) -> float | None:
        """Return how many of those that can be judged were done by their day, 0 to 1."""
        return self.timely / self.judged if self.judged else None


def compared(
    matters: Sequence[ServiceMatter], by: By, today: date, people: frozenset[str] = frozenset()
) -> list[Compared]:
    """Return kinds or units with their timeliness and satisfaction, the most timely first.

    ``people`` are the members' names without blanks: a unit that names one of them is left out.
    """
    groups: dict[str, list[ServiceMatter]] = {}
    for matter in matters:
        name = str(getattr(matter, by.value) or "").strip()
        if name and not _names_somebody(name, people):
            groups.setdefault(name, []).append(matter)
    rows = [_compared(name, held, today) for name, held in groups.items()]
    return sorted(rows, key=lambda r: (-(r.share or 0.0), -(r.satisfaction or 0.0), r.name))


def _names_somebody(name: str, people: frozenset[str]) -> bool:
    """Tell whether a unit is written as a member, as several, or with one in brackets."""
    parts = [*_BETWEEN.split(name), *name.split()]
    return any("".join(part.split()) in people for part in parts)


def _compared(name: str, matters: Sequence[ServiceMatter], today: date) -> Compared:
    judged = [timely for m in matters if (timely := on_time(m, today)) is not None]
    said = [m.satisfaction for m in matters if m.satisfaction is not None]
    mean = sum(said) / len(said) if said else None
    return Compared(name, len(matters), len(judged), sum(judged), len(said), mean)


def is_common(matter: ServiceMatter) -> bool:
    """Tell whether others have the problem too (domain 1.5, row 85)."""
    return matter.scope == MatterScope.common
