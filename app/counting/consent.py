"""What may leave the book in lists, folders and workbooks: a person told of has agreed (domain 7).

Everything can still be taken out by the branch itself (`suixing export`); this is about what is
passed on to others.
"""

from collections.abc import Iterable
from types import MappingProxyType

from db.model.record import Record

AGREED = MappingProxyType({"exemplar": "consent_on"})
"""Kinds that tell of a person, and the field that says that the person agreed."""
PUBLISHED = MappingProxyType({**AGREED, "work": "may_be_shown"})
"""Kinds in which persons are told of, seen or heard, and the field that says that they agreed."""
KEPT_BACK = frozenset({"opinion"})
"""Kinds that are passed on in no list: what was said in confidence."""
BY_PERSON = frozenset({"acknowledgement", "nomination"})
"""Kinds of which others are told the number alone: a list of them would be one of persons."""


def may_be_passed_on(record: Record) -> bool:
    """Tell whether a record may stand in a list for others."""
    field = AGREED.get(record.kind)
    return record.kind not in KEPT_BACK and (field is None or bool(record.get(field)))


def passed_on(records: Iterable[Record]) -> list[Record]:
    """Return those records that may stand in a list for others, in their order."""
    return [record for record in records if may_be_passed_on(record)]


def may_be_published(record: Record) -> bool:
    """Tell whether something about a record may be published: who is told of, seen or heard agreed."""
    field = PUBLISHED.get(record.kind)
    return field is None or bool(record.get(field))
