"""Every record type there is, found by looking: a new class needs no registration."""

import importlib
import pkgutil
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache, cached_property
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

import app.records
from app.declare import Choice, Mark, RecordType, Ref, Shape
from db.model.kind import FieldSpec, KindSpec

FieldType = Literal[
    "text",
    "long",
    "number",
    "decimal",
    "yes-no",
    "date",
    "moment",
    "choice",
    "ref",
    "refs",
    "sealed",
    "tags",
]


@dataclass(frozen=True)
class FieldShape:
    """One field as forms, lists and files see it.

    ``title`` and ``help`` are msgids; ``ref`` the kind it points to; ``choices`` code and label.
    """

    name: str
    title: str
    help: str
    type: FieldType
    required: bool
    mark: Mark
    ref: str = ""
    choices: tuple[Choice, ...] = ()
    default: Any = None


@dataclass(frozen=True)
class Kind:
    """One record type: its class, its shape, its fields in the order people fill them."""

    model: type[RecordType]

    @property
    def shape(self) -> Shape:
        """Return how the type is named, listed and kept unique."""
        return self.model.shape

    @property
    def name(self) -> str:
        """Return the kind."""
        return self.model.shape.name

    @cached_property
    def fields(self) -> tuple[FieldShape, ...]:
        """Return the fields in order."""
        return tuple(_field(n, i) for n, i in self.model.model_fields.items())

    def field(self, name: str) -> FieldShape | None:
        """Return one field, None where the type has none of that name."""
        return self._named.get(name)

    @cached_property
    def _named(self) -> Mapping[str, FieldShape]:
        return {f.name: f for f in self.fields}

    @cached_property
    def spec(self) -> KindSpec:
        """Return what the store needs to know."""
        return KindSpec(
            self.name,
            tuple(
                FieldSpec(
                    f.name,
                    f.mark.indexed,
                    f.type in ("text", "long") and not f.mark.sensitive,
                    f.type == "long",
                )
                for f in self.fields
            ),
            self.shape.unique,
        )


class Kinds(Mapping[str, Kind]):
    """All record types by kind."""

    def __init__(self, found: Mapping[str, Kind]) -> None:
        self._found = dict(found)

    def __getitem__(self, name: str) -> Kind:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def specs(self) -> tuple[KindSpec, ...]:
        """Return what the store needs to know of each."""
        return self._specs

    @cached_property
    def _specs(self) -> tuple[KindSpec, ...]:
        return tuple(kind.spec for kind in self._found.values())


@cache
def discover() -> Kinds:
    """Return every record type declared in `app.records`; they are the same for the whole run."""
    found: dict[str, Kind] = {}
    for module in pkgutil.iter_modules(app.records.__path__):
        held = importlib.import_module(f"app.records.{module.name}")
        for value in vars(held).values():
            if (
                isinstance(value, type)
                and issubclass(value, RecordType)
                and value is not RecordType
            ):
                found[value.shape.name] = Kind(value)
    return Kinds(found)


def _field(name: str, info: FieldInfo) -> FieldShape:
    marks, base = _unwrapped(info)
    mark = Mark(
        **{
            part: any(getattr(m, part) for m in marks if isinstance(m, Mark))
            for part in ("long", "sensitive", "indexed", "sealed", "tags")
        }
    )
    ref = next((m.kind for m in marks if isinstance(m, Ref)), "")
    choices = tuple(base) if isinstance(base, type) and issubclass(base, Choice) else ()
    default = None if info.is_required() or info.default_factory else info.default
    return FieldShape(
        name,
        info.title or name,
        info.description or "",
        _type(base, mark, ref),
        info.is_required(),
        mark,
        ref,
        choices,
        default,
    )


def _unwrapped(info: FieldInfo) -> tuple[list[object], Any]:
    """Return every mark on the way down through Annotated, ``| None`` and list, and the base."""
    marks: list[object] = list(info.metadata)
    base: Any = info.annotation
    listed = False
    while True:
        if get_origin(base) is Annotated:
            base, *more = get_args(base)
            marks.extend(more)
        elif get_origin(base) in (typing.Union, types.UnionType):
            base = next(a for a in get_args(base) if a is not type(None))
        elif get_origin(base) is list:
            listed = True
            (base,) = get_args(base)
        else:
            return marks, list if listed else base


def _type(base: Any, mark: Mark, ref: str) -> FieldType:
    if mark.tags:
        return "tags"
    if base is list:
        return "refs"
    if ref:
        return "ref"
    if mark.sealed:
        return "sealed"
    if mark.long:
        return "long"
    if issubclass(base, StrEnum):
        return "choice"
    table: dict[type, FieldType] = {
        bool: "yes-no",
        int: "number",
        float: "decimal",
        datetime: "moment",
        date: "date",
    }
    return table.get(base, "text")
