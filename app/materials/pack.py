"""A pack of study materials as a value: texts with the audience each is meant for (domain 1.3, rows 43, 44)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.rules.pack import Text


class Item(NamedTuple):
    """One material; without an audience it is for everybody. ``kind`` is a code of `MaterialKind`."""

    code: str
    title: str
    kind: str
    audience: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class MaterialPack:
    """One version of a pack of materials."""

    id: str
    version: str
    title: Text
    issuer: str
    issued_on: date | None
    items: tuple[Item, ...]


def is_for(item: Item, wanted: Iterable[str]) -> bool:
    """Tell whether a material is for one of some audiences; for all of them where none is named."""
    asked = set(wanted)
    return not asked or not item.audience or bool(asked & set(item.audience))
