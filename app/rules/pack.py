"""The numbers that rules go by: data, because HQs set some of them.

The national pack holds what stands in a regulation (see docs and the source beside each value), the
practice pack what units usually agree on; a value there may be changed without touching a rule.
"""

import tomllib
from functools import cache

import msgspec

from app.paths import resources
from db.model.words import N_

PACKS = ("national", "practice")
TEXTS = (
    N_("Branch-work regulation 2018"),
    N_("Education regulation 2019"),
    N_("Development rules 2026"),
    N_("usual practice"),
)
"""What shipped packs name as their texts, as msgids."""


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every number of the rules; durations in days unless the name says otherwise."""

    general_per_quarter: int
    committee_per_month: int
    group_per_month: int
    themed_per_month: int
    lecture_per_quarter: int
    member_hours: float
    hours_slack: float
    themed_day_days: int
    late_days: int
    very_late_days: int
    term_notice_months: int
    term_soon_months: int
    probation_months: int
    probation_notice_days: int


class Pack(msgspec.Struct, frozen=True):
    """One file of numbers: its id, version, the names of its texts, the numbers."""

    id: str
    version: str
    texts: tuple[str, ...]
    thresholds: dict[str, float]


class Packs(msgspec.Struct, frozen=True):
    """The packs in use and the numbers they amount to; a later pack goes before an earlier."""

    packs: tuple[Pack, ...]
    thresholds: Thresholds


@cache
def shipped() -> Packs:
    """Return the packs that this release ships."""
    packs = tuple(_read(name) for name in PACKS)
    numbers: dict[str, float] = {}
    for pack in packs:
        numbers |= pack.thresholds
    return Packs(packs, msgspec.convert(numbers, Thresholds, strict=False))


def _read(name: str) -> Pack:
    text = resources("rules", f"{name}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Pack)
