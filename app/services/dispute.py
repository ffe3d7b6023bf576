"""What has to be settled, as a value: its sides, what they grew from, and how a value is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from app.kinds import FieldShape
from app.said import Said, say
from app.services.merging import Merged, Piece
from app.services.values import UNOPENED
from db.model.change import Json
from db.model.words import N_

Form = Literal["text", "value", "deleted", "same"]
"""text: long text with a proposal; value: anything short; deleted: deleted or kept; same: two
records share what only one may have."""
Shown = str | Said


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values: what it says, who wrote it on which device when, how late after the meeting.

    ``mine`` written on this computer; ``pieces`` what it changed of the base, for text. ``record``
    the record that stands behind it, where records are what differs.
    """

    value: Json
    text: Shown
    by: str
    device: str
    mine: bool
    at: datetime
    late: int
    pieces: tuple[Piece, ...] = ()
    record: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One thing to settle. ``name`` what the record is called, ``label`` of the field."""

    key: str
    form: Form
    record: str
    kind: str
    field: str
    name: Shown
    brief: Shown
    label: Said
    hint: Said
    sides: tuple[Side, ...]
    base: str | None = None
    base_by: str = ""
    base_at: datetime | None = None
    merged: Merged | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What was chosen, by whom and when."""

    record: str
    brief: Shown
    label: Said
    text: Shown
    by: str
    at: datetime


Name = Callable[[str], str]
"""What people call the record of an id."""


def value_said(shape: FieldShape | None, value: Json, name: Name) -> Shown:
    """Return a value in words, before they have a language."""
    if value in (None, "") or (shape is not None and shape.type == "sealed"):
        return Said(UNOPENED if value else N_("(empty)"))
    if isinstance(value, bool):
        return Said(N_("Yes")) if value else Said(N_("No"))
    if shape is None:
        return str(value)
    match shape.type:
        case "choice":
            return next((Said(c.title_) for c in shape.choices if c.value == value), str(value))
        case "ref":
            return name(str(value)) or str(value)
        case "refs" | "tags" if isinstance(value, list):
            return say(N_("{names}"), names=[name(str(v)) or str(v) for v in value])
        case "date" | "moment":
            return _time_said(shape, str(value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _time_said(shape: FieldShape, value: str) -> Shown:
    try:
        if shape.type == "date":
            return say(N_("{day}"), day=date.fromisoformat(value))
        return say(N_("{day}"), day=datetime.fromisoformat(value))
    except ValueError:
        return value


def hint_said(form: Form, shape: FieldShape | None, sides: Sequence[Side]) -> Said:
    """Return one line that says what kind of choice it is: `Number, 26 and 25`."""
    if form == "text":
        return Said(N_("Text, changed by both"))
    values = [s.text for s in sides]
    words = {
        "number": N_("Number, {one} and {other}"),
        "decimal": N_("Number, {one} and {other}"),
        "date": N_("Day, {one} and {other}"),
        "moment": N_("Time, {one} and {other}"),
    }
    if len(values) != 2:
        return say(N_("{n} values"), n=len(values))
    text = words.get(shape.type if shape else "", N_("{one} and {other}"))
    return say(text, one=values[0], other=values[1])
