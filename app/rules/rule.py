"""A rule: a pure predicate over the facts of a period, with its name, source and time of validity."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.pack import Thresholds

Check = Callable[[Facts, Thresholds], Iterator[Finding | None]]
"""Yields one answer per thing looked at: what was found there, or None where all was well."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``id`` as in the rule packs, ``title`` and ``source`` are msgids."""

    id: str
    title: str
    source: str
    check: Check

