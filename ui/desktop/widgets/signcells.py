"""Who stands on the sign-in sheet and in what state, and where the keys go next; pure values.

A sheet is a tuple of groups. Each function takes one and gives an answer or another sheet.
"""

from dataclasses import dataclass, replace

from db.model.words import N_
from ui.desktop.widgets.names import means

STATES = ("open", "present", "leave", "absent")
STATE_WORDS = {
    "open": N_("not marked yet"),
    "present": N_("is present"),
    "leave": N_("is on leave"),
    "absent": N_("is absent"),
}
# The keys 1 to 5 after a leave, in this order.
REASONS = (
    ("duty", N_("away on duty")),
    ("rotation", N_("on rotation")),
    ("sick", N_("sick")),
    ("production", N_("production")),
    ("other", N_("other")),
)


@dataclass(frozen=True, slots=True)
class SignInCell:
    """One person: `tag` is 预备 or 编入, `note` the time of a present one or the reason of a leave."""

    id: str
    name: str
    initials: str = ""
    tag: str = ""
    state: str = "open"
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignInGroup:
    """One party group and its people, in the unit's order."""

    id: str
    name: str
    cells: tuple[SignInCell, ...]

    def present(self) -> int:
        """Return how many are here."""
        return sum(cell.state == "present" for cell in self.cells)


Sheet = tuple[SignInGroup, ...]


def everyone(sheet: Sheet) -> list[SignInCell]:
    """Return all people in order."""
    return [cell for group in sheet for cell in group.cells]


def with_state(sheet: Sheet, member: str, state: str, note: str) -> Sheet:
    """Return the sheet with one person in another state."""

    def turned(cell: SignInCell) -> SignInCell:
        return replace(cell, state=state, note=note) if cell.id == member else cell

    return tuple(replace(group, cells=tuple(map(turned, group.cells))) for group in sheet)


def only(sheet: Sheet, which: str) -> Sheet:
    """Return the sheet with `all` people, with those `open`, or with those on `leave`."""
    if which == "all":
        return sheet
    return tuple(
        replace(group, cells=tuple(cell for cell in group.cells if cell.state == which))
        for group in sheet
    )


def sought(sheet: Sheet, typed: str) -> str:
    """Return the id of the first person meant by `typed`, those not marked first, "" for nobody."""
    fits = [cell for cell in everyone(sheet) if means(typed, cell.name, cell.initials)]
    fits.sort(key=lambda cell: cell.state != "open")
    return fits[0].id if fits else ""


def next_open(sheet: Sheet, current: str) -> str:
    """Return the next person not marked after `current`, round the end; "" where there is none."""
    flat = everyone(sheet)
    ids = [cell.id for cell in flat]
    start = ids.index(current) + 1 if current in ids else 0
    following = flat[start:] + flat[:start]
    return next((cell.id for cell in following if cell.state == "open" and cell.id != current), "")


def beside(sheet: Sheet, current: str, across: int, down: int) -> str:
    """Return who stands `across` columns and `down` rows away; the edges hold."""
    columns = [[cell.id for cell in group.cells] for group in sheet]
    for at, ids in enumerate(columns):
        if current in ids:
            target = columns[max(0, min(len(columns) - 1, at + across))] or ids
            return target[max(0, min(len(target) - 1, ids.index(current) + down))]
    return next_open(sheet, "")
