"""What rules read of joint building, service and openness: one shelf for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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

Carrier = DemonstrationPost | ResponsibilityArea | ServiceTeam


@dataclass(frozen=True)
class Joint:
    """Whom one builds with, on what terms, and what is shared."""

    partners: Mapping[str, PartnerOrganization] = field(default_factory=dict)
    agreements: Sequence[CobuildAgreement] = ()
    reviews: Mapping[str, Sequence[AgreementReview]] = field(default_factory=dict)
    """By agreement."""
    rotations: Sequence[DutyRotation] = ()
    resources: Mapping[str, SharedResource] = field(default_factory=dict)
    bookings: Sequence[Booking] = ()
    loans: Sequence[Loan] = ()
    milestones: Sequence[Milestone] = ()


@dataclass(frozen=True)
class Service:
    """What people asked for, and what members answer for."""

    visits: Mapping[str, ServiceVisit] = field(default_factory=dict)
    matters: Sequence[ServiceMatter] = ()
    feedback: Mapping[str, Sequence[Feedback]] = field(default_factory=dict)
    """By matter."""
    suggestions: Sequence[Suggestion] = ()
    deeds: Sequence[PracticalDeed] = ()
    carriers: Sequence[Carrier] = ()
    commitments: Sequence[Commitment] = ()
    reviews: Mapping[str, Sequence[CarrierReview]] = field(default_factory=dict)
    """By what was reviewed."""


@dataclass(frozen=True)
class Open:
    """What was laid open, and what members said."""

    disclosures: Sequence[Disclosure] = ()
    opinions: Sequence[Opinion] = ()
    deliberations: Sequence[Deliberation] = ()
    comments: Sequence[Comment] = ()
