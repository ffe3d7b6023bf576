"""An agenda drafted from the last meeting of its kind: what recurs, what was left open, what was put off."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.records.meeting import AgendaItem, ItemKind, Resolution, ResolutionState
from app.said import Said
from db.model.change import Json
from db.model.words import N_

RECURRING = (ItemKind.report, ItemKind.study)
"""Items that come back at every meeting."""

OPEN = (ResolutionState.open, ResolutionState.doing)
"""States of a resolution that still has to be done."""

FOLLOW_UP = N_("How the last resolutions were carried out")
"""Title of the item that open resolutions are brought in under."""


class Drafted(NamedTuple):
    """One proposed item; ``title`` is what a person wrote last time, or words of ours."""

    title: str | Said
    kind: ItemKind | None
    resolution: str = ""


def drafted(
    last: Sequence[AgendaItem], resolutions: Iterable[Resolution], follow_up: Iterable[str] = ()
) -> list[Drafted]:
    """Return the items to begin with; empty where there was no meeting before.

    ``last`` are the items of the last meeting of the kind, ``resolutions`` those of earlier ones,
    ``follow_up`` the titles under which resolutions were followed up, in any language.
    """
    held_over = [r for r in resolutions if r.state in OPEN]
    found = [Drafted(Said(FOLLOW_UP), ItemKind.report, held_over[0].id)] if held_over else []
    known = set(follow_up)
    for item in last:
        if not item.title or item.from_resolution or item.title in known:
            continue
        if item.kind in RECURRING or item.no_decision:
            found.append(Drafted(item.title, item.kind))
    return found


def renumbered(items: Sequence[AgendaItem], moved: str, to: int) -> dict[str, Json]:
    """Return the new number of each item whose number changes when one moves to a place (from 0)."""
    order = [i.id for i in items if i.id != moved]
    order.insert(max(0, min(to, len(order))), moved)
    numbers = {i.id: i.number for i in items}
    return {item: at for at, item in enumerate(order, 1) if numbers[item] != at}


def between(before: float | None, after: float | None) -> float:
    """Return an order number between two neighbours; at an end one step further."""
    if before is None and after is None:
        return 1.0
    if before is None:
        return (after or 0.0) / 2
    return before + 1.0 if after is None else (before + after) / 2
