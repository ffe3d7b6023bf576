"""Where a meeting's record may go from where it is, and what must be there first (domain 5.3).

    planned → notified → signed in → minuted → reviewed → filed → archived

A record goes forward and may leave out what a unit does not use: one button files a meeting straight
into the archive. It is called off, or opened again, with a reason alone. What is filed or archived
is closed: nothing leads out of it but opening it again, which makes a new version.
"""

from typing import NamedTuple

from app.counting.held import KEPT
from app.records.meeting import State
from app.said import NOTHING, Said, say
from db.model.words import N_

ORDER = (
    State.planned,
    State.notified,
    State.signed_in,
    State.minuted,
    State.reviewed,
    State.filed,
    State.archived,
)
"""The states of a day that goes its way."""
_RESTING = ORDER[:4]


class Standing(NamedTuple):
    """What a record has that its next state asks for.

    ``reason`` why it is called off or opened again; ``reviewer`` who is to have reviewed it, and
    ``recorder`` who wrote it, by name.
    """

    state: State
    notified: bool = False
    marked: bool = False
    minuted: bool = False
    recorder: str = ""
    reviewer: str = ""
    reason: str = ""


def is_closed(state: State) -> bool:
    """Tell whether a record in this state changes only by what is appended to it."""
    return state in KEPT


def resting(at: Standing) -> State:
    """Return the state that a record's own facts give it, before anybody reviews or files it."""
    if at.minuted:
        return State.minuted
    if at.marked:
        return State.signed_in
    return State.notified if at.notified else State.planned


def ways(state: State) -> tuple[State, ...]:
    """Return where a record may go from a state, in the order of a day."""
    if state == State.archived:
        return (State.reopened,)
    if state == State.filed:
        return (State.archived, State.reopened)
    if state == State.cancelled:
        return _RESTING
    if state == State.reopened:
        return (State.reviewed, State.filed, State.archived, State.cancelled)
    return (*ORDER[ORDER.index(state) + 1 :], State.cancelled)


def refusal(at: Standing, to: State) -> Said:
    """Return why a record may not go to a state; nothing where it may."""
    if to not in ways(at.state):
        return _no_way(at.state, to)
    if to in {State.cancelled, State.reopened} or at.state == State.cancelled:
        if not at.reason.strip():
            return Said(N_("The reason is still empty."))
        if at.state == State.cancelled and to != resting(at):
            return _no_way(at.state, to)
        return NOTHING
    if to in {State.signed_in, State.filed, State.archived} and not at.marked:
        return Said(N_("Nobody has signed in yet"))
    if to in {State.minuted, State.reviewed} and not at.minuted:
        return Said(N_("There are no minutes yet"))
    return _unreviewed(at) if to == State.reviewed else NOTHING


def _unreviewed(at: Standing) -> Said:
    if not at.reviewer.strip():
        return Said(N_("Who reviews it is still empty."))
    if same_person(at.reviewer, at.recorder):
        return Said(N_("The recorder cannot review the record alone."))
    return NOTHING


def same_person(reviewer: str, recorder: str) -> bool:
    """Tell whether a reviewer's name is the recorder's (domain 5.1: the two are not one)."""
    return bool(recorder.strip()) and "".join(reviewer.split()) == "".join(recorder.split())


def _no_way(state: State, to: State) -> Said:
    return say(
        N_("A record that is “{state}” cannot become “{to}”."),
        state=Said(state.title_),
        to=Said(to.title_),
    )
