"""A rule pack as a value: what one office says about the rules, from which day, for which branches.

Three packs are shipped: `national` holds what stands in a regulation, `facts` what facts exclude,
`practice` what units usually agree on. HQ puts its own on top (`app.rules.rulebook`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from app.rules.schema import Value
from db.model.words import N_, Translate

Severity = Literal["error", "warning", "info"]
"""``error``: facts that exclude each other. ``warning`` and ``info``: reminders."""
Confidence = Literal["A", "B", "C", ""]
"""A: seen word for word with its article; B: restated, or our reading; C: practice or memory."""

CONFIDENCES: Mapping[str, Confidence] = {"A": "A", "B": "B", "C": "C", "": ""}
RANK: Mapping[Severity, int] = {"info": 0, "warning": 1, "error": 2}
LETTERS: Mapping[str, Severity] = {"E": "error", "W": "warning", "I": "info"}
SHIPPED = ("national", "facts", "practice")
LAW = frozenset({"national", "facts"})
"""Shipped packs of which HQ may make no rule looser."""
SCOPES = ("ordinary", "joint", "mobile", "temporary")
REQUIRES = ("has_committee", "has_groups")
PERIODS = (
    "quarter",
    "month",
    "year",
    "year_assessed",
    "half_year",
    "daily",
    "vote",
    "item",
    "record",
    "event",
    "appraisal",
    "case",
)

_TONGUE = N_("en")


class Text(NamedTuple):
    """Words of a pack in its two languages."""

    zh: str = ""
    en: str = ""

    def __call__(self, t: Translate) -> str:
        """Return the words in the reader's language, the Chinese where there is no English."""
        # A catalogue says itself which language it is in.
        return self.zh if t(_TONGUE) == "zh" else self.en or self.zh

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a pack says about one rule; a severity of None leaves it as it is.

    An empty ``scope`` means the branches for which the rule is in force anyway. ``replaces`` says
    that a looser value is meant; ``off`` that the rule is not used.
    ``line`` is where it stands in the pack's text, ``lines`` where its thresholds and severities do.
    """

    rule: str
    part: str = ""
    title: Text = NO_TEXT
    source: Text = NO_TEXT
    article: Text = NO_TEXT
    confidence: Confidence = ""
    period: str = ""
    scope: frozenset[str] = frozenset()
    requires: str = ""
    severity: Severity | None = None
    cases: Mapping[str, Severity] = field(default_factory=dict)
    generally: bool = False
    effective_from: date = date.min
    effective_to: date = date.max
    thresholds: Mapping[str, Value] = field(default_factory=dict)
    off: bool = False
    replaces: bool = False
    line: int = field(default=0, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """Return the rule and part it speaks of."""
        return (self.rule, self.part)


@dataclass(frozen=True, slots=True)
class Pack:
    """One office's rules."""

    id: str
    version: str
    title: Text
    checked_on: date | None = None
    verification: Text = NO_TEXT
    issuer: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def shipped(self) -> bool:
        """Tell whether it comes with the program."""
        return self.id in SHIPPED

    @property
    def name(self) -> "PackName":
        """Return what it is called."""
        return PackName(self.id, self.version, self.title)


class PackName(NamedTuple):
    """What a pack is called on screens: `集团规则包 2026.1`."""

    id: str
    version: str
    title: Text

    @property
    def shipped(self) -> bool:
        """Tell whether it comes with the program."""
        return self.id in SHIPPED

    def said(self, t: Translate) -> str:
        """Return its title and version."""
        return f"{self.title(t)} {self.version}"


def order(version: str) -> tuple[int, ...]:
    """Return a version as numbers, so that 2026.10 comes after 2026.9."""
    return tuple(int(part) for part in version.split("."))
