"""The history of a record as lines to read: who, when, what from what to what, and what to know of it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from app.kinds import Kind
from app.services.listing import Names
from app.services.values import shown
from app.site import site_time
from db.model.change import DELETED, Json
from db.model.record import Entry, Record
from db.model.words import N_, Translate

VERBS = {
    "new": N_("recorded"),
    "edit": N_("changed"),
    "delete": N_("deleted"),
    "import": N_("brought in"),
    "undo": N_("took back"),
    "resolve": N_("settled two values"),
    "set-up": N_("set up"),
}
"""What was done, by `Change.what`."""
_AHEAD = timedelta(hours=1)


class FieldLine(NamedTuple):
    """One field of an entry: its name and label, before and after in words, and the values."""

    name: str
    label: str
    before: str
    after: str
    old: Json
    new: Json
    long: bool


class HistoryLine(NamedTuple):
    """One entry: who, when (the site's time), the verb, notes, the fields."""

    by: str
    at: datetime
    verb: str
    notes: tuple[str, ...]
    fields: tuple[FieldLine, ...]


def lines(
    record: Record,
    entries: list[Entry],
    kind: Kind | None,
    names: Names,
    t: Translate,
    now: datetime,
) -> Iterator[HistoryLine]:
    """Yield the entries, newest first."""
    first = entries[-1] if entries else None
    for entry in entries:
        at = site_time(entry.change.hlc)
        notes = []
        if at > now + _AHEAD:
            notes.append(t("that computer's clock was ahead"))
        if entry is first and (late := days_late(record, kind, at)):
            notes.append(t("entered {n} days after", n=late))
        verb = (
            VERBS["new"]
            if entry is first and entry.change.what == "edit"
            else VERBS.get(entry.change.what, VERBS["edit"])
        )
        fields = tuple(_field(kind, name, pair, names, t) for name, pair in entry.fields.items())
        yield HistoryLine(entry.change.by, at, t(verb), tuple(notes), fields)


def days_late(record: Record, kind: Kind | None, made: datetime) -> int:
    """Return how many days after its own day a record was made; 0 where that is no fact of it."""
    for field in kind.fields if kind is not None else ():
        if field.name in ("held_start", "held_on", "on", "from_on", "issued_on"):
            try:
                day = date.fromisoformat(str(record.get(field.name))[:10])
            except ValueError:
                return 0
            return max(0, (made.date() - day).days)
    return 0


def _field(
    kind: Kind | None, name: str, pair: tuple[Json, Json], names: Names, t: Translate
) -> FieldLine:
    shape = kind.field(name) if kind is not None else None
    old, new = pair
    if name == DELETED:
        # A deletion replaces everything its author saw: only True before it means deleted.
        was = t("deleted") if old is True else t("there")
        now = t("deleted") if new else t("there")
        return FieldLine(name, t("The record"), was, now, old, new, False)
    if shape is None:
        return FieldLine(name, name, _plain(old), _plain(new), old, new, False)
    hidden = shape.mark.sensitive and shape.type != "sealed"
    before, after = ("•••" if hidden and v else shown(shape, v, t, names) for v in pair)
    return FieldLine(name, t(shape.title), before, after, old, new, shape.type == "long")


def _plain(value: Json) -> str:
    return "" if value is None else str(value)
