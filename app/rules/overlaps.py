"""Nobody is in two rooms at once (R16).

Groups may well meet at the same hour; what cannot be is one person in both. Meetings held together
(one names the other as its parent) are one, wherever a part of it was.
"""

from collections.abc import Iterator

from app.counting.held import overlap, starts, together
from app.records.meeting import Activity
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import meeting_said
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from db.model.words import N_

_ROOMS = N_(
    "{first} and {second} overlap, and {names} is marked present at both|"
    "{first} and {second} overlap, and {names} ({n} people) are marked present at both"
)
_PLACES = N_(
    "{first} in {place} and {second} in {other} overlap, and {names} is marked present at both|"
    "{first} in {place} and {second} in {other} overlap, and {names} ({n} people) are marked present at both"
)


def two_rooms(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R16: no person is present at two meetings whose times overlap."""
    held = sorted(facts.held, key=starts)
    for at, first in enumerate(held):
        here = _present(facts, first)
        clash = None
        for second in held[at + 1 :]:
            if not overlap(first, second):
                break
            ruling = book.on("R16", starts(second).date())
            both = sorted(here & _present(facts, second))
            if ruling is not None and both and not together(first, second):
                clash = _clash(facts, ruling, (first, second), both)
                break
        yield clash


def _clash(
    facts: Facts, ruling: Ruling, pair: tuple[Activity, Activity], both: list[str]
) -> Finding:
    first, second = pair
    place, other = (first.place_text or "").strip(), (second.place_text or "").strip()
    apart = bool(place) and bool(other) and place != other
    params = {
        "first": meeting_said(first),
        "second": meeting_said(second),
        "names": tuple(facts.name(m) for m in both[:3]),
        "n": len(both),
        "place": place,
        "other": other,
    }
    return tell(
        ruling,
        _PLACES if apart else _ROOMS,
        N_("Correct a time or the attendance; or say that they were held together"),
        params,
        (second.id, "activity", "held_start"),
        about=f"{first.id}/{second.id}",
        people=tuple(both),
        day=starts(second).date(),
    )


def _present(facts: Facts, activity: Activity) -> set[str]:
    return {s.member for s in facts.seats_of(activity.id) if s.here}
