"""The plain sheet of any record, from its declaration alone: labels and values, long text below.

It says what is on record. What may be empty and is has no row: a sheet of blanks reads as a form that
somebody forgot to fill. Forms to fill by hand are papers of their own (`app.reports.forms`).
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from app.kinds import FieldShape, Kind
from app.reports.paper import Block, Facts, Head, Prose, Seal, Sheet
from app.reports.wording import BLANK, at, on, or_blank, paragraphs, plain
from app.said import figure, listed
from db.model.change import Json
from db.model.record import Record
from db.model.words import Translate

Name = Callable[[str], str]
"""What people call the record of an id."""


def record_sheet(
    record: Record,
    kind: Kind,
    t: Translate,
    name: Name,
    *,
    branch: str,
    seal: Seal | None,
    below: Sequence[Block] = (),
) -> Sheet:
    """Return the sheet of a record, `below` what hangs on it. Sensitive fields are named but not printed.

    An empty field that has to be there keeps its row, with a blank.
    """
    short = [f for f in kind.fields if f.type != "long" and (f.required or _is_filled(f, record))]
    long = [f for f in kind.fields if f.type == "long" and record.get(f.name)]
    rows = tuple((t(f.title), said(f, _value(f, record), t, name)) for f in short)
    blocks: list[Block] = [Facts(rows)] if rows else []
    for field in long:
        blocks += [Head(t(field.title)), Prose(paragraphs(str(record.get(field.name))))]
    blocks += below
    title = t(kind.shape.title)
    return Sheet(
        title=title, under=(plain(branch), plain(name(record.id))), blocks=tuple(blocks), seal=seal
    )


def _value(field: FieldShape, record: Record) -> Json:
    """Return what a field holds; of a choice that nobody made, the one that holds until then."""
    value = record.get(field.name)
    return field.default if value is None and field.type == "choice" else value


def _is_filled(field: FieldShape, record: Record) -> bool:
    return _value(field, record) not in (None, "", [])


def said(field: FieldShape, value: Json, t: Translate, name: Name) -> str:
    """Return a field's value as a person reads it; a blank where there is none."""
    if field.mark.sensitive:
        return t("(not printed)") if value else BLANK
    if value is None or value in ("", []):
        return BLANK
    match field.type:
        case "ref":
            return or_blank(name(str(value)))
        case "refs" | "tags":
            return listed([or_blank(name(str(v))) for v in value], t)
        case "choice":
            return next((t(c.title_) for c in field.choices if c == value), plain(str(value)))
        case "yes-no":
            return t("Yes") if value else t("No")
        case "date" | "moment":
            return _day(str(value), t)
    return plain(figure(value) if isinstance(value, float) else str(value))


def _day(value: str, t: Translate) -> str:
    try:
        return (
            at(datetime.fromisoformat(value), t)
            if "T" in value
            else on(date.fromisoformat(value), t)
        )
    except ValueError:
        # Written by another release: shown as it stands.
        return plain(value)
