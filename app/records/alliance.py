"""Who builds together: partner units, agreements, alliance bodies, rotation, joint organisations.

Mechanisms of domain 1.2 (rows 26 to 38). A unit is an organisation, never a person.
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import (
    Amount,
    Choice,
    Count,
    LongText,
    Mark,
    RecordType,
    Ref,
    SecretText,
    Shape,
    Tags,
    Text,
    Year,
)
from db.model.words import N_

PartnerRef = Annotated[str, Ref("partner_organization"), Mark(indexed=True)]
Partners = list[Annotated[str, Ref("partner_organization")]]


class UnitKind(Choice):
    """What sort of unit a partner is."""

    central_enterprise = "central_enterprise", N_("Central state enterprise")
    state_enterprise = "state_enterprise", N_("Local state enterprise")
    private_enterprise = "private_enterprise", N_("Private enterprise")
    government = "government", N_("Government body")
    village = "village", N_("Village or community")
    school = "school", N_("School or hospital")
    owner = "owner", N_("Project owner or supplier")
    other = "other", N_("Other unit")


class PartnerScope(Choice):
    """How far from home a partner is (domain 1.1, row 13)."""

    internal = "internal", N_("Same company")
    same_group = "same_group", N_("Same group")
    external = "external", N_("Outside")


class PartnerState(Choice):
    """How far a unit has come with the alliance."""

    intent = "intent", N_("Wishes to join")
    applied = "applied", N_("Applied")
    member = "member", N_("Member unit")
    left = "left", N_("Left the alliance")


class PartnerOrganization(RecordType):
    """A unit one builds with. Where it stands follows from its latest day."""

    shape: ClassVar = Shape(
        "partner_organization",
        N_("Partner unit"),
        "buildings",
        ("name",),
        ("name", "kind", "scope", "joined_on", "contact"),
        ("name",),
        (("name",),),
        place="joint",
        area=N_("Joint building"),
    )
    name: Text = Field(title=N_("Full name"), min_length=1)
    kind: UnitKind | None = Field(None, title=N_("Kind"))
    scope: PartnerScope | None = Field(None, title=N_("Inside or outside"))
    intent_on: date | None = Field(None, title=N_("Wished to join on"))
    applied_on: date | None = Field(None, title=N_("Applied on"))
    joined_on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Joined on"))
    left_on: date | None = Field(None, title=N_("Left on"))
    earlier: LongText | None = Field(
        None,
        title=N_("Member before"),
        description=N_("Of one that came again: 2019-06-01/2022-03-31, one stretch a line."),
    )
    branch_text: Text | None = Field(None, title=N_("Its Party organisation"))
    secretary: Text | None = Field(None, title=N_("Its secretary"))
    contact: Text | None = Field(None, title=N_("Contact person"))
    phone: SecretText | None = Field(None, title=N_("Phone"))
    note: LongText | None = Field(None, title=N_("Note"))


class AgreementKind(Choice):
    """Who pairs with whom."""

    pairing = "pairing", N_("Pairing of branches")
    alliance = "alliance", N_("Alliance of several")
    leader_enterprise = "leader_enterprise", N_("Leader and key enterprise")
    group_team = "group_team", N_("Party group and team or post")
    household = "household", N_("Pairing with households")


class AgreementState(Choice):
    """What was done with an agreement; whether it is in force follows from its days (domain 5.3)."""

    draft = "draft", N_("Draft")
    signed = "signed", N_("Signed")
    renewed = "renewed", N_("Renewed")
    ended = "ended", N_("Ended early")


class CobuildAgreement(RecordType):
    """An agreement on joint building between this branch and one or many (domain 1.2, row 34)."""

    shape: ClassVar = Shape(
        "cobuild_agreement",
        N_("Joint-building agreement"),
        "handshake",
        ("title",),
        ("title", "kind", "parties", "signed_on", "valid_to", "state"),
        ("-signed_on",),
        place="joint",
        area=N_("Joint building"),
    )
    title: Text = Field(title=N_("Title"))
    kind: AgreementKind = Field(AgreementKind.pairing, title=N_("Kind"))
    parties: Partners = Field(default_factory=list, title=N_("Other parties"), max_length=200)
    our_side: Text | None = Field(
        None,
        title=N_("Our side"),
        description=N_("Where it is not the branch: a leader, a group, a team."),
    )
    other_side: Text | None = Field(
        None,
        title=N_("Other side that is no unit"),
        description=N_("A team, a post, or a household by its code; no name of anybody helped."),
    )
    signatories: LongText | None = Field(
        None, title=N_("Signatories"), description=N_("Unit, name and post, one a line.")
    )
    signed_on: date | None = Field(None, title=N_("Signed on"))
    signed_at: Text | None = Field(None, title=N_("Signed at"))
    valid_from: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("In force from"))
    valid_to: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("In force until"))
    contents: LongText | None = Field(None, title=N_("What is agreed"))
    tags: Tags = Field(default_factory=list, title=N_("Tags"))
    contacts: LongText | None = Field(
        None, title=N_("Contacts of the parties"), description=N_("Unit and name, one a line.")
    )
    quota: bool | None = Field(
        None,
        title=N_("Counted each half-year"),
        description=N_("Six counters a half-year are kept for each enterprise of it."),
    )
    renews: Annotated[str, Ref("cobuild_agreement")] | None = Field(None, title=N_("Renews"))
    state: AgreementState = Field(AgreementState.draft, title=N_("State"))
    ended_on: date | None = Field(None, title=N_("Ended on"))
    state_reason: Text | None = Field(None, title=N_("Reason"))


class ReviewOutcome(Choice):
    """What a review of an agreement came to."""

    goes_on = "goes_on", N_("Goes on")
    change = "change", N_("To be changed")
    renew = "renew", N_("To be renewed")
    end = "end", N_("To be ended")


class AgreementReview(RecordType):
    """One look back at an agreement by its parties."""

    shape: ClassVar = Shape(
        "agreement_review",
        N_("Review of an agreement"),
        "magnifying-glass",
        ("agreement", "on"),
        ("on", "agreement", "outcome", "text"),
        ("-on",),
        place="joint",
        area=N_("Joint building"),
    )
    agreement: Annotated[str, Ref("cobuild_agreement"), Mark(indexed=True)] = Field(
        title=N_("Joint-building agreement")
    )
    on: date | None = Field(None, title=N_("Date"))
    text: LongText | None = Field(None, title=N_("What was found"))
    outcome: ReviewOutcome | None = Field(None, title=N_("Outcome"))


class BodyKind(Choice):
    """Bodies of an alliance (domain 1.2, row 30)."""

    leading_group = "leading_group", N_("Leading group")
    office = "office", N_("Office of the alliance")
    task_group = "task_group", N_("Task group")


class AllianceBody(RecordType):
    """A body of the alliance with the three texts of its responsibility."""

    shape: ClassVar = Shape(
        "alliance_body",
        N_("Body of the alliance"),
        "tree-structure",
        ("name",),
        ("kind", "name", "head", "lead_unit", "from_on"),
        ("kind", "name"),
        place="joint",
        area=N_("Joint building"),
    )
    name: Text = Field(title=N_("Full name"))
    kind: BodyKind | None = Field(None, title=N_("Kind"))
    above: Annotated[str, Ref("alliance_body")] | None = Field(None, title=N_("Above it"))
    head: Text | None = Field(None, title=N_("Head"))
    deputies: LongText | None = Field(
        None, title=N_("Deputies"), description=N_("Unit, name and post, one a line.")
    )
    lead_unit: PartnerRef | None = Field(None, title=N_("Lead unit"))
    units: Partners = Field(default_factory=list, title=N_("Units in it"), max_length=200)
    work_duty: LongText | None = Field(None, title=N_("Duties"))
    main_duty: LongText | None = Field(None, title=N_("Main responsibility"))
    supervision_duty: LongText | None = Field(None, title=N_("Responsibility of supervision"))
    from_on: date | None = Field(None, title=N_("From"))
    to_on: date | None = Field(None, title=N_("Until"))


class SystemDocumentKind(Choice):
    """What a document sets."""

    charter = "charter", N_("Charter")
    system = "system", N_("Working rules")
    method = "method", N_("Working method")
    scheme = "scheme", N_("Scheme")


class SystemDocument(RecordType):
    """One version of a charter or of working rules, in force from a day on (row 38)."""

    shape: ClassVar = Shape(
        "system_document",
        N_("Charter or rules"),
        "article",
        ("title", "version"),
        ("title", "kind", "version", "effective_from", "effective_to"),
        ("-effective_from",),
        place="joint",
        area=N_("Joint building"),
    )
    title: Text = Field(title=N_("Title"))
    kind: SystemDocumentKind | None = Field(None, title=N_("Kind"))
    version: Text | None = Field(None, title=N_("Version"))
    adopted_on: date | None = Field(None, title=N_("Adopted on"))
    adopted_by: Text | None = Field(None, title=N_("Adopted by"))
    effective_from: date | None = Field(None, title=N_("In force from"))
    effective_to: date | None = Field(None, title=N_("In force until"))
    replaces: Annotated[str, Ref("system_document")] | None = Field(
        None, title=N_("Replaces version")
    )
    text: LongText | None = Field(None, title=N_("Text"))


class DutyRotation(RecordType):
    """One turn as the lead unit, and what is handed to the next (row 31)."""

    shape: ClassVar = Shape(
        "duty_rotation",
        N_("Turn as lead unit"),
        "arrows-clockwise",
        ("unit", "from_on"),
        ("from_on", "to_on", "unit", "handed_over_on"),
        ("-from_on",),
        place="joint",
        area=N_("Joint building"),
    )
    unit: PartnerRef | None = Field(
        None, title=N_("Lead unit"), description=N_("Empty where it is this branch's own unit.")
    )
    from_on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("From"))
    to_on: date | None = Field(None, title=N_("Until"))
    activities: LongText | None = Field(None, title=N_("Preparing activities"))
    platform: LongText | None = Field(None, title=N_("Running the platform"))
    exchange: LongText | None = Field(None, title=N_("Sharing resources"))
    seconded: LongText | None = Field(
        None, title=N_("Seconded people"), description=N_("Unit, name and post, one a line.")
    )
    handover: LongText | None = Field(None, title=N_("Hand-over note"))
    handed_over_on: date | None = Field(None, title=N_("Handed over on"))


class JointOrganization(RecordType):
    """A temporary joint Party organisation of several units (row 26)."""

    shape: ClassVar = Shape(
        "joint_organization",
        N_("Joint temporary organisation"),
        "link",
        ("name",),
        ("name", "units", "approved_on", "from_on", "to_on", "dissolved_on"),
        ("-from_on",),
        place="joint",
        area=N_("Joint building"),
    )
    name: Text = Field(title=N_("Full name"))
    units: Partners = Field(default_factory=list, title=N_("Units in it"), max_length=200)
    task: LongText | None = Field(None, title=N_("Task"))
    secretary: Text | None = Field(None, title=N_("Secretary"))
    approval_document: Text | None = Field(None, title=N_("Approval document"))
    approved_by: Text | None = Field(None, title=N_("Approved by unit"))
    approved_on: date | None = Field(None, title=N_("Approved on"))
    from_on: date | None = Field(None, title=N_("From"))
    to_on: date | None = Field(None, title=N_("Until"))
    dissolved_on: date | None = Field(None, title=N_("Dissolved on"))
    dissolution_document: Text | None = Field(None, title=N_("Dissolution document"))


class CoveredUnit(RecordType):
    """A unit or project looked at for the two coverages: organisation and work (rows 27 to 29)."""

    shape: ClassVar = Shape(
        "covered_unit",
        N_("Unit surveyed for coverage"),
        "squares-four",
        ("name",),
        ("name", "full_members", "can_set_up", "set_up_on", "instructor", "liaison"),
        ("name",),
        (("name",),),
        place="joint",
        area=N_("Joint building"),
    )
    name: Text = Field(title=N_("Full name"), min_length=1)
    above: Text | None = Field(None, title=N_("Belongs to"))
    is_project: bool | None = Field(None, title=N_("Is a key project"))
    surveyed_on: date | None = Field(None, title=N_("Surveyed on"))
    full_members: Count | None = Field(None, title=N_("Full members"))
    can_set_up: bool | None = Field(None, title=N_("Can set up an organisation"))
    set_up_on: date | None = Field(None, title=N_("Set up on"))
    organization_text: Text | None = Field(None, title=N_("Its Party organisation"))
    instructor: Text | None = Field(None, title=N_("Instructor"))
    instructor_from: date | None = Field(None, title=N_("Instructor since"))
    liaison: Text | None = Field(None, title=N_("Liaison"))
    liaison_from: date | None = Field(None, title=N_("Liaison since"))
    note: LongText | None = Field(None, title=N_("Note"))
    term_end: date | None = Field(None, title=N_("Term until"))


class BudgetLine(RecordType):
    """What a purpose of joint building may cost in a year, and did (row 82)."""

    shape: ClassVar = Shape(
        "budget_line",
        N_("Budget line"),
        "coin",
        ("purpose", "year"),
        ("year", "purpose", "planned", "spent"),
        ("-year",),
        place="joint",
        area=N_("Joint building"),
    )
    purpose: Text = Field(title=N_("Purpose"))
    year: Year | None = Field(None, title=N_("Year"))
    planned: Amount | None = Field(None, title=N_("Planned, yuan"))
    spent: Amount | None = Field(None, title=N_("Spent, yuan"))
    source: Text | None = Field(None, title=N_("Money from"))
    note: LongText | None = Field(None, title=N_("Note"))
