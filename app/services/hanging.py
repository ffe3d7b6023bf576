"""What hangs on a record: the records that point to it, of every kind and by every field that may.

Where kinds point is read from their declarations, so a new kind hangs where its references say. Kinds
that come in masses with a meeting have places of their own and are left out; nothing is gathered about
a person, a group or the branch.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from app.counting.consent import may_be_published
from app.kinds import FieldShape, Kind, Kinds
from app.services.records import Records
from app.services.values import ANY
from db.model.change import Json
from db.model.query import Where
from db.model.record import Record

PUBLICITY = "publicity_item"
_PLACES = frozenset({"joint", "service"})
_BESIDE = frozenset({
    "activity", "plan", "plan_item", "notice", "reflection", "development_step", "circulation",
    "inspection_finding", "rectification_item",
})  # fmt: skip
"""Kinds of other places that hang on records too."""
_NEVER = frozenset({"member", "party_group", "branch", "attachment", "confidential_key"})
"""Nothing is gathered about these: a person, a group; a file and a key hang on others."""
_OF_MEETING = frozenset({"reflection"})
"""What hangs on a meeting beside joint building and service: the rest has its place on its page."""
_COUNTED = frozenset({
    "activity", "campaign", "competition", "cobuild_agreement", "donation", "exemplar", "joint_organization",
    "matter", "mentorship", "person_exchange", "plan", "practical_deed", "service_visit",
    "volunteer_service", "work", "brand",
})  # fmt: skip
TYPED_IN = frozenset({
    "activity", "campaign", "competition", "donation", "joint_organization", "plan", "practical_deed",
    "volunteer_service",
})  # fmt: skip
"""Kinds whose numbers are typed on the record itself; on others a row is begun like any record."""
_TOLD = frozenset({
    "activity", "campaign", "cobuild_agreement", "competition", "exemplar", "honour", "practical_deed",
    "volunteer_service", "work", "brand", "donation",
})  # fmt: skip
_ANYTHING: Mapping[str, frozenset[str]] = MappingProxyType({
    "outcome": _COUNTED,
    "publicity_item": _TOLD,
    "acknowledgement": frozenset({"notice", "disclosure", "deliberation", "document_receipt"}),
    "comment": frozenset({"activity", "notice", "disclosure", "deliberation"}),
    "carrier_review": frozenset({
        "demonstration_post", "responsibility_area", "service_team", "commitment"
    }),
})  # fmt: skip
"""On what a kind that may point to anything is begun; where one hangs elsewhere, it is shown there too."""


class Tie(NamedTuple):
    """A way of hanging: a kind and the field by which it points. `listed`: the field holds several.

    ``begun``: a new one may be begun from the record it hangs on. ``single``: only one may hang there.
    """

    kind: str
    field: str
    listed: bool = False
    begun: bool = True
    single: bool = False

    def preset(self, record: str) -> Mapping[str, Json]:
        """Return what a new record begins with that hangs on one."""
        return {self.field: [record] if self.listed else record}


class Hung(NamedTuple):
    """What hangs by one tie: how `many`, and the first of them in their list's order."""

    tie: Tie
    many: int
    records: tuple[Record, ...]


def ties(kinds: Kinds, target: str) -> tuple[Tie, ...]:
    """Return the ways in which records may hang on a kind, in the order of their declaration."""
    if target in _NEVER or target not in kinds:
        return ()
    return tuple(
        _tie(kind, field, target)
        for kind in kinds.values()
        if _may_hang(kind, target)
        for field in kind.fields
        if field.ref == target or (field.ref == ANY and kind.name != target)
    )


def _may_hang(kind: Kind, target: str) -> bool:
    if target == "activity":
        return kind.shape.place in _PLACES or kind.name in _OF_MEETING
    return kind.shape.place in _PLACES or kind.name in _BESIDE


def _tie(kind: Kind, field: FieldShape, target: str) -> Tie:
    begun = field.ref == target or target in _ANYTHING.get(kind.name, ())
    return Tie(
        kind.name, field.name, field.type == "refs", begun, kind.shape.parents == (field.name,)
    )


class Hanging:
    """Asks the book what hangs on a record."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def ties(self, kind: str) -> tuple[Tie, ...]:
        """Return the ways in which records may hang on a kind."""
        return ties(self._records.kinds, kind)

    def offered(self, record: Record) -> tuple[Tie, ...]:
        """Return the ways in which records may hang on this one; none is published before its people agreed."""
        if may_be_published(record):
            return self.ties(record.kind)
        return tuple(
            tie._replace(begun=tie.begun and tie.kind != PUBLICITY)
            for tie in self.ties(record.kind)
        )

    def of(self, record: Record, most: int = 100) -> tuple[Hung, ...]:
        """Return what hangs on a record by each tie, the empty ones too."""
        return tuple(self.by(tie, record.id, most) for tie in self.ties(record.kind))

    def by(self, tie: Tie, record: str, most: int = 100) -> Hung:
        """Return what hangs by one tie."""
        # A list is stored as JSON: an id in its quotes is found whole or not at all.
        where = (
            Where(tie.field, "like", f'"{record}"') if tie.listed else Where(tie.field, "=", record)
        )
        query = self._records.query(tie.kind, where=(where,), limit=most)
        found = tuple(self._records.find(query))
        count = len(found) if len(found) < most else self._records.count(query)
        return Hung(tie, count, found)
