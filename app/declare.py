"""What a record type is made of: the base class, and the marks a field may carry.

A record type is one small pydantic class. Its fields stand in the order people fill them;
``title`` and ``description`` of `pydantic.Field` are the label and the help (English msgids), the
annotation says what the field is. Form, list, search, history, command line, Excel and sync all
come from that. Nearly every field may be empty: a record grows while people work, and what is
missing is told by the checks, not refused by the form.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, ClassVar, Self, TypeVar, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from db.model.record import Record

SHORT = 200
"""Longest short text, characters."""
LONG = 200_000
"""Longest long text, characters: a meeting of a whole day, several times over."""

Model = TypeVar("Model", bound=BaseModel)
Kept = TypeVar("Kept", bound="RecordType")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Ref:
    """Marks a field that holds the id of a record of `kind`."""

    kind: str


@dataclass(frozen=True)
class Mark:
    """What a field is beyond its type."""

    long: bool = False
    sensitive: bool = False
    indexed: bool = False
    sealed: bool = False
    tags: bool = False


# Every text of every record that is read comes through the next two. What prints holds no control
# character, and to ask that takes a tenth of looking for one.


def _clean(text: str) -> str:
    if text.isprintable():
        return text.strip(" ")
    if _CONTROL.search(text):
        raise ValueError("control character")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")


def _clean_long(text: str) -> str:
    if text.isprintable() or text.replace("\n", "").replace("\u3000", "").isprintable():
        return text
    if _CONTROL.search(text):
        raise ValueError("control character")
    return text.replace("\r\n", "\n").replace("\r", "\n")


Text = Annotated[str, AfterValidator(_clean), Field(max_length=SHORT)]
"""One line, at most 200 characters, without control characters."""
LongText = Annotated[str, AfterValidator(_clean_long), Field(max_length=LONG), Mark(long=True)]
"""Running text, at most 200,000 characters."""
SecretText = Annotated[Text, Mark(sensitive=True)]
"""A short text that only its owner and the secretary should see."""
SealedText = Annotated[
    str,
    Field(max_length=2 * LONG, pattern=r"^sealed1\.[A-Za-z0-9_-]+$"),
    Mark(sensitive=True, sealed=True),
]
"""Words that only the holder of the branch's confidential key can open; stored as they were sealed."""
Tags = Annotated[
    list[Annotated[Text, Field(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")]],
    Mark(tags=True),
    Field(max_length=60),
]
"""Tags of packs, each ``pack.code``; a record may carry tags of several packs."""
Amount = Annotated[float, Field(ge=0, le=1e12)]
"""A quantity in the unit that stands beside it."""
Count = Annotated[int, Field(ge=0, le=100_000)]
"""A number of people or votes."""
Year = Annotated[int, Field(ge=1921, le=2200)]
"""A calendar year."""
Satisfaction = Annotated[int, Field(ge=1, le=5)]
"""How satisfied the one who raised a matter is, 1 to 5, in his own words; never of a person."""


class Choice(StrEnum):
    """A fixed list of words: each member is its stored code and its label (an English msgid)."""

    title_: str

    def __new__(cls, code: str, title: str) -> Self:
        """Make a member from its code and its label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.title_ = title
        return member


@dataclass(frozen=True)
class Shape:
    """How a record type as a whole is named, listed and kept unique.

    ``name`` the kind; ``title`` its label; ``icon`` of the icon set; ``label`` the fields whose
    values name one record; ``columns`` of its list; ``parents`` the reference fields that make its
    id, where two people may create the same one, ``apart`` where its kind is part of the id because
    another kind has the same parents; ``place`` where the desktop shows it (``ledger``
    for the generic page, empty where another page does); ``order`` of its list.
    """

    name: str
    title: str
    icon: str = "note"
    label: tuple[str, ...] = ("title",)
    columns: tuple[str, ...] = ()
    order: tuple[str, ...] = ("-made",)
    unique: tuple[tuple[str, ...], ...] = ()
    parents: tuple[str, ...] = ()
    place: str = "ledger"
    area: str = ""
    apart: bool = False


class RecordType(BaseModel):
    """The base of every record type. Instances are frozen values read from the store.

    ``id`` and ``record`` (who made it when, what is in conflict) are not fields.
    """

    model_config = ConfigDict(
        frozen=True, extra="ignore", str_strip_whitespace=False, defer_build=True
    )
    shape: ClassVar[Shape]
    # The stored record lies where pydantic keeps private attributes, but is none: those cost a
    # third of reading a value, and a check of ten years reads ten thousand.

    @property
    def id(self) -> str:
        """Return the record's id; empty before it is stored."""
        kept = self.__pydantic_private__
        return kept["record"].id if kept else ""

    @property
    def record(self) -> Record:
        """Return the stored record behind this value."""
        kept = self.__pydantic_private__
        if not kept:
            raise ValueError("not stored")
        return cast("Record", kept["record"])

    @classmethod
    def of(cls, record: Record) -> Self:
        """Read a stored record; a value that this release cannot read is left at its default."""
        return _read(cls, record)[0]

    @classmethod
    def whole(cls, record: Record) -> Self | None:
        """Read a stored record as `of` does; None where what it must have is missing or unknown here.

        Of a meeting of a kind that a later release knows nothing can be counted yet.
        """
        made, is_whole = _read(cls, record)
        return made if is_whole else None


def _read(model: type[Kept], record: Record) -> tuple[Kept, bool]:
    names = _names(model)
    fields = {k: v for k, v in record.body.items() if k in names}
    made, is_whole = _lenient(model, fields)
    # The value is frozen; only here does it learn which stored record it was read from.
    object.__setattr__(made, "__pydantic_private__", {"record": record})
    return made, is_whole


@cache
def _names(model: type[BaseModel]) -> frozenset[str]:
    # To ask pydantic once for each field of each record took half of reading a value.
    return frozenset(model.model_fields)


def _lenient(model: type[Model], fields: dict[str, object]) -> tuple[Model, bool]:
    """Return what can be read, and whether it has all that it must have."""
    for _ in range(len(fields) + 1):
        try:
            return model.model_validate(fields), True
        except ValidationError as error:
            bad = {str(e["loc"][0]) for e in error.errors() if e["loc"]}
            fields = {k: v for k, v in fields.items() if k not in bad}
            if not bad or any(model.model_fields[b].is_required() for b in bad):
                break
    return model.model_construct(None, **fields), False
