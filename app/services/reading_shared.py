"""Reads for the rules what is built, shared and served together with others, as `Facts` holds it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol, TypeVar

from app.declare import RecordType
from app.records.alliance import (
    AgreementReview,
    CobuildAgreement,
    DutyRotation,
    PartnerOrganization,
)
from app.records.cobuilding import Milestone
from app.records.openness import Comment, Deliberation, Disclosure, Opinion
from app.records.resources import Booking, Loan, SharedResource
from app.records.service import Feedback, PracticalDeed, ServiceMatter, ServiceVisit, Suggestion
from app.records.vanguard import (
    CarrierReview,
    Commitment,
    DemonstrationPost,
    ResponsibilityArea,
    ServiceTeam,
)
from app.rules.shared_shelves import Joint, Open, Service

T = TypeVar("T", bound=RecordType)


class ReadAll(Protocol):
    """Reads every record of a type."""

    def __call__(self, model: type[T], /) -> list[T]:
        """Return them; those of a newer release left out."""


def joint(read: ReadAll) -> Joint:
    """Return partners, agreements, turns and what is shared."""
    return Joint(
        {p.id: p for p in read(PartnerOrganization)},
        read(CobuildAgreement),
        _grouped(read(AgreementReview), "agreement"),
        read(DutyRotation),
        {r.id: r for r in read(SharedResource)},
        read(Booking),
        read(Loan),
        read(Milestone),
    )


def service(read: ReadAll) -> Service:
    """Return visits, matters with what was told, and the carriers with their reviews."""
    return Service(
        {v.id: v for v in read(ServiceVisit)},
        read(ServiceMatter),
        _grouped(read(Feedback), "matter"),
        read(Suggestion),
        read(PracticalDeed),
        (*read(DemonstrationPost), *read(ResponsibilityArea), *read(ServiceTeam)),
        read(Commitment),
        _grouped(read(CarrierReview), "about"),
    )


def openness(read: ReadAll) -> Open:
    """Return what was laid open and what members said."""
    return Open(read(Disclosure), read(Opinion), read(Deliberation), read(Comment))


def _grouped(records: Sequence[T], field: str) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for one in records:
        found[str(one.record.get(field))].append(one)
    return found
