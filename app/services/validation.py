"""What people typed, made into values that may be stored; or a sentence that says what is wrong."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from app.kinds import FieldShape, Kind
from db.model.change import Json
from db.model.errors import InvalidRecord
from db.model.words import N_, Word

_SAYINGS = {
    "missing": N_("{label} is still empty."),
    "string_too_long": N_("{label} is too long: {length} characters, at most {max_length}."),
    "string_too_short": N_("{label} is still empty."),
    "int_parsing": N_("{label}: {value} is not a whole number."),
    "int_from_float": N_("{label}: {value} is not a whole number."),
    "float_parsing": N_("{label}: {value} is not a number."),
    "greater_than_equal": N_("{label}: {value} is below {ge}."),
    "less_than_equal": N_("{label}: {value} is above {le}."),
    "enum": N_("{label}: {value} is none of {expected}."),
    "bool_parsing": N_("{label}: {value} is neither yes nor no."),
    "too_long": N_("{label} has too many entries."),
    "value_error": N_("{label} has characters that cannot be stored (control characters)."),
}
_DATES = {
    "date": N_("{label}: {value} is not a date that exists. Write it as 2026-05-22."),
    "moment": N_("{label}: {value} is not a time that exists. Write it as 2026-05-22 19:30."),
}
_NUMBER = re.compile(r"\s*[+-]?[\d_.]+\s*")
_OTHER = N_("{label}: {value} does not fit here.")


def validated(
    kind: Kind, fields: Mapping[str, Json], base: Mapping[str, Json] | None = None
) -> dict[str, Json]:
    """Return the JSON values of `fields`, each checked in the light of the record's other fields.

    `base` is the record's body; None for a new record, of which the required fields must be there.
    Fields of other releases in `base` do no harm. Raises InvalidRecord naming the first bad field.
    """
    unknown = [f for f in fields if kind.field(f) is None]
    if unknown:
        raise InvalidRecord(
            N_("{kind} has no field {name}."), field=unknown[0], kind=kind.name, name=unknown[0]
        )
    for name, value in fields.items():
        _must_not_be_counted(kind, name, value)
    body = {k: v for k, v in (base or {}).items() if kind.field(k) is not None} | dict(fields)
    body = {k: v for k, v in body.items() if v is not None or k in fields}
    while True:
        wanted = {k: v for k, v in body.items() if not _emptied(kind, k, v)}
        try:
            held = kind.model.model_validate(wanted)
        except ValidationError as error:
            problems = error.errors()
            mine = [p for p in problems if not p["loc"] or p["loc"][0] in fields or base is None]
            if mine:
                raise _said(kind, mine[0]) from error
            body = {k: v for k, v in body.items() if k not in {p["loc"][0] for p in problems}}
            if any(p["type"] == "missing" for p in problems):
                return _loose(kind, fields)
            continue
        dumped = held.model_dump(mode="json")
        return {k: None if _emptied(kind, k, fields[k]) else dumped[k] for k in fields}


def _loose(kind: Kind, fields: Mapping[str, Json]) -> dict[str, Json]:
    """Check each field alone: the stored record lacks what this release requires."""
    out: dict[str, Json] = {}
    for name, value in fields.items():
        try:
            info = kind.model.model_fields[name]
            marks = info.metadata
            whole: Any = Annotated[info.annotation, *marks] if marks else info.annotation
            adapter: TypeAdapter[Any] = TypeAdapter(whole)
            held = adapter.validate_python(value)
        except ValidationError as error:
            problem = {**error.errors()[0], "loc": (name,)}
            raise _said(kind, problem) from error
        out[name] = adapter.dump_python(held, mode="json")
    return out


def _must_not_be_counted(kind: Kind, name: str, value: Json) -> None:
    """Refuse a bare number as a day: pydantic counts seconds since 1970, people mean something else."""
    shape = kind.field(name)
    if shape is None or shape.type not in _DATES:
        return
    if isinstance(value, int | float) or (isinstance(value, str) and _NUMBER.fullmatch(value)):
        raise _said(kind, {"loc": (name,), "type": "date_parsing", "input": value})


def _emptied(kind: Kind, name: str, value: Json) -> bool:
    """An empty value clears a field that may be empty."""
    shape = kind.field(name)
    return value is None or (value == "" and shape is not None and not shape.required)


def _said(kind: Kind, problem: Mapping[str, Json]) -> InvalidRecord:
    name = str(problem["loc"][0]) if problem["loc"] else ""
    shape: FieldShape | None = kind.field(name)
    context = dict(problem.get("ctx") or {})
    context.pop("error", None)
    value = problem.get("input")
    type_ = str(problem["type"])
    if type_ == "too_long" and isinstance(value, str):
        type_ = "string_too_long"
    text = _SAYINGS.get(type_, _OTHER)
    if shape is not None and shape.type in _DATES and type_ != "missing":
        text = _DATES[shape.type]
    if type_ == "string_too_long":
        context["length"] = len(value) if isinstance(value, str) else 0
    if shape is not None and shape.choices:
        context["expected"] = tuple(Word(choice.title_) for choice in shape.choices)
    context["value"] = str(value)[:60]
    label = Word(shape.title) if shape else name
    said = InvalidRecord(text, field=name)
    said.params.update({str(k): v for k, v in context.items()}, label=label)
    return said
