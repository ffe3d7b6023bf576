"""What people call things: a record by the values of its label fields, a tag by its title.

Both are asked for in the same way, since a field of either holds a short word: an id, or the token
``pack.code`` of a tag. In an id a number follows the dot, in a token a letter.
"""

import re
from collections.abc import Callable, Mapping
from typing import Protocol

from app.counting.consent import may_be_passed_on
from app.kinds import Kinds
from db.model.record import Record

TOKEN = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
"""How a record carries a tag."""
TAG = "tag"
"""Stands in a kind's place where tags are looked up by what they are called."""


WITHHELD = "—"
"""Stands in what is passed on for the name of a record that is not."""


class TagWords(Protocol):
    """Who knows what tags are called."""

    def name(self, token: str) -> str:
        """Return what a tag is called; empty where nobody knows."""

    def names(self) -> Mapping[str, str]:
        """Return what every known tag is called, by token; no two are called alike."""


class _NoTags:
    def name(self, token: str) -> str:
        del token
        return ""

    def names(self) -> Mapping[str, str]:
        return {}


class Naming:
    """Names of one book's records; ``tags`` is set by who knows them."""

    def __init__(self, kinds: Kinds, raw: Callable[[str], Record | None]) -> None:
        self._kinds, self._raw = kinds, raw
        self.tags: TagWords = _NoTags()

    def name(self, word: str) -> str:
        """Return what people call a record or a tag; empty where there is none."""
        if TOKEN.fullmatch(word):
            return self.tags.name(word)
        found = self._raw(word) if word else None
        return "" if found is None else self.name_of(found)

    def told(self, word: str) -> str:
        """Return the name as it may be passed on; a dash where its record stays in the book."""
        if TOKEN.fullmatch(word):
            return self.tags.name(word)
        found = self._raw(word) if word else None
        if found is None:
            return ""
        return self._joined(found, self.told) if may_be_passed_on(found) else WITHHELD

    def name_of(self, record: Record) -> str:
        """Return what people call a record: the values of its label fields."""
        return self._joined(record, self.name)

    def _joined(self, record: Record, name: Callable[[str], str]) -> str:
        kind = self._kinds.get(record.kind)
        if kind is None:
            return record.id
        words = []
        for field in kind.shape.label:
            value, shape = record.get(field), kind.field(field)
            if shape is not None and shape.ref and isinstance(value, str):
                value = name(value)
            if shape is not None and shape.type == "moment":
                value = str(value or "").replace("T", " ")[:16]
            if value not in (None, ""):
                words.append(str(value).split("\n", 1)[0][:60])
        return " · ".join(words)
