"""Nobody is in two rooms at once (R16).

Groups may well meet at the same hour; what cannot be is one person in both. Meetings held together
(one names the other as its parent) are one.
"""

from collections.abc import Iterator

from app.counting.held import overlap, starts, together
from app.records.meeting import Activity
from app.rules.facts import Facts
from app.rules.finding import LOOK, Finding, found
from app.rules.meeting_words import day_of, meeting_said
from app.rules.rulebook import Rulebook
from db.model.words import N_


def two_rooms(facts: Facts, _book: Rulebook) -> Iterator[Finding | None]:
    """R16: no person is present at two meetings whose times overlap."""
    held = sorted(facts.held, key=starts)
    for at, first in enumerate(held):
        here = _present(facts, first)
        clash = None
        for second in held[at + 1 :]:
            if not overlap(first, second):
                break
            both = sorted(here & _present(facts, second))
            if both and not together(first, second):
                clash = _clash(facts, first, second, both)
                break
        yield clash


def _clash(facts: Facts, first: Activity, second: Activity, both: list[str]) -> Finding:
    params = {
        "first": meeting_said(first),
        "second": meeting_said(second),
        "names": tuple(facts.name(m) for m in both[:3]),
        "n": len(both),
    }
    return found(
        "R16",
        "error",
        N_(
            "{first} and {second} overlap, and {names} is marked present at both|"
            "{first} and {second} overlap, and {names} ({n} people) are marked present at both"
        ),
        N_("Correct a time or the attendance; or say that they were held together"),
        params,
        (second.id, "activity", "held_start"),
        actions=(LOOK,),
        about=f"{first.id}/{second.id}",
        people=tuple(both),
        day=day_of(second),
    )


def _present(facts: Facts, activity: Activity) -> set[str]:
    return {s.member for s in facts.seats_of(activity.id) if s.here}
