"""What was done with others: who took part, how far from home they are (domain 1.1, row 13; 1.5, row 75).

A joint activity has parties: this branch, each partner of the register, and each unit that stands
only in words. Two of them are needed, and there may be many.
"""

import re
from collections.abc import Iterable

from app.records.alliance import PartnerScope
from app.records.meeting import Activity, LectureDirection, State
from app.terms import ActivityType

JOINT = frozenset({ActivityType.joint_activity, ActivityType.joint_conference})
"""Kinds that are held with others by what they are."""
_LENT = frozenset({LectureDirection.given, LectureDirection.received})
_FARTHEST = (PartnerScope.external, PartnerScope.same_group, PartnerScope.internal)
_BETWEEN = re.compile(r"[、,，;；\n]")


def names_in(text: str | None) -> tuple[str, ...]:
    """Return the units that stand only in words, each once, as they are written."""
    return tuple(dict.fromkeys(n for part in _BETWEEN.split(text or "") if (n := part.strip())))


def others(activity: Activity) -> int:
    """Return how many other parties a record names; one named twice counts once."""
    return len(dict.fromkeys(activity.partners)) + len(names_in(activity.partner_text))


def parties(activity: Activity) -> int:
    """Return how many parties there are, this branch among them."""
    return 1 + others(activity)


def is_joint(activity: Activity) -> bool:
    """Tell whether something is held with others: by its kind, its partners, or a lecture lent."""
    return activity.type in JOINT or others(activity) > 0 or activity.lecture_direction in _LENT


def took_place(activity: Activity) -> bool:
    """Tell whether something has a day and was not called off."""
    return activity.held_start is not None and activity.state != State.cancelled


def widest(scopes: Iterable[PartnerScope | None]) -> PartnerScope | None:
    """Return the farthest of some scopes; None where none is known."""
    known = set(scopes)
    return next((scope for scope in _FARTHEST if scope in known), None)
