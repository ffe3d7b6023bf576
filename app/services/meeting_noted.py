"""What a check of one meeting answers with: the finding, the step it belongs to, the ways out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from app.counting.shapes import STEPS
from app.records.meeting import Activity
from app.rules.finding import Finding
from app.rules.pack import Severity
from app.said import Said
from db.model.words import N_

__all__ = ["EXPLAIN", "FIX", "LOOK", "STEPS", "TO_SIGN_IN", "Around", "Noted", "Way", "note"]

EXPLAIN = ("explain", N_("Explain"))
FIX = ("goto", N_("Put it right"))
LOOK = ("goto", N_("Fill it in"))
TO_SIGN_IN = ("goto", N_("Back to sign-in"))

Way = tuple[str, str]
"""What leads out of a finding: the key a page acts on, and its label (msgid)."""


class Noted(NamedTuple):
    """A finding of one meeting: the step it belongs to, and the ways out."""

    finding: Finding
    step: str
    ways: tuple[Way, ...]


class Around(NamedTuple):
    """What lies around a meeting: others of the same days, and who was present there."""

    others: Sequence[Activity] = ()
    present: Mapping[str, frozenset[str]] = {}
    themed_day: int | None = None
    has_committee: bool = False
    explanations: Mapping[str, str] = {}
    """Explanation texts by the id of their record."""
    now: datetime | None = None


def note(
    step: str,
    rule: str,
    severity: Severity,
    what: Said,
    why: Said,
    *,
    record: str,
    kind: str = "activity",
    field: str = "",
    people: tuple[str, ...] = (),
    ways: tuple[Way, ...] = (),
    about: str = "",
) -> Noted:
    """Return a finding about a record of this meeting; it is explained under that record.

    `about` where the rules of a period file the same finding under another name.
    """
    finding = Finding(
        *(rule, severity, what, why, about or record),
        record=record,
        kind=kind,
        field=field,
        people=people,
    )
    return Noted(finding, step, ways)
