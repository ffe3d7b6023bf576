"""A tag pack as a value: one way of sorting what is done, as 八共 or 十共 (domain 1.1, rows 1 to 23).

A record carries tags as tokens ``pack.code``, of as many packs as it likes. A tag may stand for what
comes of the work and not for what goes into it (``outcome``): reports keep it apart.
"""

from dataclasses import dataclass
from typing import NamedTuple

from app.rules.pack import NO_TEXT, Text


class Tag(NamedTuple):
    """One tag of a pack."""

    code: str
    title: Text
    outcome: bool = False
    note: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class TagPack:
    """One version of a pack, its tags in their order."""

    id: str
    version: str
    title: Text
    issuer: str
    tags: tuple[Tag, ...]

    def token(self, tag: Tag) -> str:
        """Return how a record carries a tag."""
        return f"{self.id}.{tag.code}"

    @property
    def tokens(self) -> tuple[str, ...]:
        """Return the tokens of all its tags, in order."""
        return tuple(self.token(tag) for tag in self.tags)

    @property
    def inputs(self) -> tuple[str, ...]:
        """Return the tokens of what goes into the work."""
        return tuple(self.token(tag) for tag in self.tags if not tag.outcome)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Return the tokens of what comes of it."""
        return tuple(self.token(tag) for tag in self.tags if tag.outcome)
