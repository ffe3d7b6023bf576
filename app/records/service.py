"""Visits, matters, suggestions, deeds: what people ask for and what is done about it.

Mechanisms of domain 1.5 (rows 64 to 74, 85). People helped are counted or coded, never named.
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
    Satisfaction,
    Shape,
    Tags,
    Text,
)
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]
PartnerRef = Annotated[str, Ref("partner_organization"), Mark(indexed=True)]
ActivityRef = Annotated[str, Ref("activity"), Mark(indexed=True)]
CampaignRef = Annotated[str, Ref("campaign"), Mark(indexed=True)]
VisitRef = Annotated[str, Ref("service_visit"), Mark(indexed=True)]


class ServiceVisit(RecordType):
    """A visit to an enterprise: four preparations, three answers (domain 1.5, row 64)."""

    shape: ClassVar = Shape(
        "service_visit",
        N_("Visit"),
        "briefcase",
        ("partner", "on"),
        ("on", "partner", "visitors", "difficulties"),
        ("-on",),
        place="service",
        area=N_("Service"),
    )
    partner: PartnerRef = Field(title=N_("Enterprise visited"))
    on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Date"))
    leader: Text | None = Field(None, title=N_("Leader"))
    visitors: Text | None = Field(None, title=N_("Who went"))
    met: Text | None = Field(None, title=N_("Whom they met"))
    agreement: Annotated[str, Ref("cobuild_agreement"), Mark(indexed=True)] | None = Field(
        None, title=N_("Joint-building agreement")
    )
    with_theme: bool = Field(False, title=N_("With a theme"))
    with_duty: bool = Field(False, title=N_("With responsibility"))
    with_service: bool = Field(False, title=N_("With services"))
    with_feeling: bool = Field(False, title=N_("With warmth"))
    theme: Text | None = Field(None, title=N_("Theme"))
    standing: LongText | None = Field(None, title=N_("How the enterprise stands"))
    difficulties: LongText | None = Field(None, title=N_("What difficulties it has"))
    needs: LongText | None = Field(None, title=N_("What it needs to develop"))
    activity: ActivityRef | None = Field(None, title=N_("From meeting"))


class HandbookEntry(RecordType):
    """The visit in the visitor's working handbook; written together with its tasks."""

    shape: ClassVar = Shape(
        "handbook_entry",
        N_("Handbook entry"),
        "note-pencil",
        ("visit", "on"),
        ("on", "visit", "by", "text"),
        ("-on",),
        parents=("visit",),
        apart=True,
        place="service",
        area=N_("Service"),
    )
    visit: VisitRef = Field(title=N_("Visit"))
    on: date | None = Field(None, title=N_("Date"))
    by: Text | None = Field(None, title=N_("Whose handbook"))
    text: LongText | None = Field(None, title=N_("Text"))


class MatterSource(Choice):
    """Where a matter came from."""

    masses = "masses", N_("From people")
    visit = "visit", N_("From a visit")
    suggestion = "suggestion", N_("From a suggestion")
    opinion = "opinion", N_("From the opinion box")
    meeting = "meeting", N_("From a meeting or conference")
    inspection = "inspection", N_("From an inspection")


class MatterKind(Choice):
    """What sort of matter it is; three of them count for the half-year's quota (row 7)."""

    difficulty = "difficulty", N_("Difficulty to solve")
    policy = "policy", N_("Guidance on policy")
    project = "project", N_("Production or service project")
    request = "request", N_("Request")
    problem = "problem", N_("Problem of the branch's work")
    other = "other", N_("Other matter")


class MatterScope(Choice):
    """Whether others have it too (row 85)."""

    individual = "individual", N_("Of one unit")
    common = "common", N_("Of several units")


class MatterState(Choice):
    """How far a matter has come (domain 5.3)."""

    registered = "registered", N_("Registered")
    assigned = "assigned", N_("Assigned")
    in_progress = "in_progress", N_("In progress")
    done = "done", N_("Done")
    verified = "verified", N_("Verified")
    closed = "closed", N_("Closed")
    rejected = "rejected", N_("Rejected")
    suspended = "suspended", N_("Put by for now")
    transferred = "transferred", N_("Handed over")


class ServiceMatter(RecordType):
    """Something somebody asked for, until it is closed with an answer."""

    shape: ClassVar = Shape(
        "matter",
        N_("Matter"),
        "clipboard-text",
        ("title",),
        ("raised_on", "title", "partner", "owner", "due_on", "state"),
        ("-raised_on",),
        place="service",
        area=N_("Service"),
    )
    title: Text = Field(title=N_("Matter in a line"))
    source: MatterSource | None = Field(None, title=N_("Where it came from"))
    kind: MatterKind | None = Field(None, title=N_("Kind"))
    scope: MatterScope | None = Field(None, title=N_("Whose problem it is"))
    content: LongText | None = Field(None, title=N_("What it is about"))
    partner: PartnerRef | None = Field(None, title=N_("Partner unit"))
    raised_by: Text | None = Field(
        None,
        title=N_("Raised by"),
        description=N_("A unit, a group or a household code; no name is needed."),
    )
    raised_on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Raised on"))
    visit: VisitRef | None = Field(None, title=N_("Visit"))
    suggestion: Annotated[str, Ref("suggestion"), Mark(indexed=True)] | None = Field(
        None, title=N_("Suggestion")
    )
    activity: ActivityRef | None = Field(None, title=N_("From meeting"))
    owner: MemberRef | None = Field(None, title=N_("Responsible"))
    owner_unit: Text | None = Field(None, title=N_("Responsible unit"))
    promised_on: date | None = Field(None, title=N_("Promised for"))
    due_on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Due on"))
    state: Annotated[MatterState, Mark(indexed=True)] = Field(
        MatterState.registered, title=N_("State")
    )
    state_reason: Text | None = Field(None, title=N_("Reason"))
    transferred_to: Text | None = Field(None, title=N_("Handed over to"))
    done_on: date | None = Field(None, title=N_("Done on"))
    result: LongText | None = Field(None, title=N_("Result"))
    verified_by: Text | None = Field(None, title=N_("Verified by"))
    verified_on: date | None = Field(None, title=N_("Verified on"))
    closed_on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Closed on"))
    satisfaction: Satisfaction | None = Field(
        None,
        title=N_("Satisfaction, 1 to 5"),
        description=N_("Said by whoever raised the matter, of the matter; it may stay empty."),
    )
    shared_solution: LongText | None = Field(None, title=N_("Solution others can use"))
    published_on: date | None = Field(None, title=N_("Published on"))
    tags: Tags = Field(default_factory=list, title=N_("Tags"))


class ProgressEntry(RecordType):
    """One step in dealing with a matter."""

    shape: ClassVar = Shape(
        "progress_entry",
        N_("Progress"),
        "path",
        ("text",),
        ("on", "matter", "text", "by"),
        ("on", "made"),
        place="service",
        area=N_("Service"),
    )
    matter: Annotated[str, Ref("matter"), Mark(indexed=True)] = Field(title=N_("Matter"))
    on: date | None = Field(None, title=N_("Date"))
    text: LongText = Field(title=N_("What was done"))
    by: Text | None = Field(None, title=N_("By whom"))


class Feedback(RecordType):
    """What those who raised a matter were told; without one a matter cannot be closed (row 64)."""

    shape: ClassVar = Shape(
        "feedback",
        N_("Feedback on a matter"),
        "chat-circle-text",
        ("text",),
        ("on", "matter", "to_whom", "text"),
        ("-on",),
        place="service",
        area=N_("Service"),
    )
    matter: Annotated[str, Ref("matter"), Mark(indexed=True)] = Field(title=N_("Matter"))
    on: date = Field(title=N_("Date"))
    to_whom: Text = Field(title=N_("To whom"))
    text: LongText = Field(title=N_("What was said"))


class SuggestionState(Choice):
    """What became of a suggestion (domain 5.3)."""

    received = "received", N_("Received")
    accepted = "accepted", N_("Accepted")
    declined = "declined", N_("Not taken up")


class Suggestion(RecordType):
    """A suggestion from people; when it is taken up it becomes a matter (row 66)."""

    shape: ClassVar = Shape(
        "suggestion",
        N_("Suggestion"),
        "lightbulb-filament",
        ("title",),
        ("received_on", "title", "unit", "state", "replied_on"),
        ("-received_on",),
        place="service",
        area=N_("Service"),
    )
    title: Text = Field(title=N_("Suggestion in a line"))
    content: LongText | None = Field(None, title=N_("What is suggested"))
    unit: Text | None = Field(None, title=N_("From unit"))
    by: Text | None = Field(
        None, title=N_("Suggested by"), description=N_("May stay empty; nobody has to give a name.")
    )
    received_on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Came in on"))
    state: SuggestionState = Field(SuggestionState.received, title=N_("State"))
    decided_on: date | None = Field(None, title=N_("Decided on"))
    decision_reason: Text | None = Field(None, title=N_("Reason"))
    reply: LongText | None = Field(None, title=N_("Reply"))
    replied_on: date | None = Field(None, title=N_("Replied on"))
    published_on: date | None = Field(None, title=N_("Published on"))
    may_be_named: bool | None = Field(
        None,
        title=N_("Whoever made it may be named"),
        description=N_("Only then does the published list show the name that was given."),
    )


class PracticalDeed(RecordType):
    """Something practical done for a group of people (row 67)."""

    shape: ClassVar = Shape(
        "practical_deed",
        N_("Practical deed"),
        "heart",
        ("title",),
        ("title", "beneficiaries", "owner", "due_on", "done_on"),
        ("-due_on",),
        place="service",
        area=N_("Service"),
    )
    title: Text = Field(title=N_("Title"))
    beneficiaries: Text | None = Field(None, title=N_("Whom it helps"))
    people: Count | None = Field(None, title=N_("How many people"))
    owner: MemberRef | None = Field(None, title=N_("Responsible"))
    due_on: date | None = Field(None, title=N_("Due on"))
    done_on: date | None = Field(None, title=N_("Done on"))
    result: LongText | None = Field(None, title=N_("Result and evidence"))
    tags: Tags = Field(default_factory=list, title=N_("Tags"))
    campaign: CampaignRef | None = Field(None, title=N_("Campaign"))


class VolunteerService(RecordType):
    """Volunteers at work: how long, for how many (rows 70, 74)."""

    shape: ClassVar = Shape(
        "volunteer_service",
        N_("Volunteer service"),
        "hands-clapping",
        ("title",),
        ("on", "title", "members", "others", "hours", "people"),
        ("-on",),
        place="service",
        area=N_("Service"),
    )
    title: Text = Field(title=N_("Title"))
    on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Date"))
    team: Annotated[str, Ref("service_team"), Mark(indexed=True)] | None = Field(
        None, title=N_("Work team")
    )
    members: list[Annotated[str, Ref("member")]] = Field(
        default_factory=list, title=N_("Members who took part"), max_length=1000
    )
    others: Count | None = Field(None, title=N_("Others who took part"))
    hours: Annotated[float, Field(ge=0, le=200)] | None = Field(None, title=N_("Hours each"))
    people: Count | None = Field(None, title=N_("How many people were served"))
    place_text: Text | None = Field(None, title=N_("Place"))
    content: LongText | None = Field(None, title=N_("What was done"))
    partner: PartnerRef | None = Field(None, title=N_("Partner unit"))
    campaign: CampaignRef | None = Field(None, title=N_("Campaign"))


class DonationKind(Choice):
    """What was given."""

    money = "money", N_("Money")
    goods = "goods", N_("Goods")
    schooling = "schooling", N_("Aid for schooling")
    purchase = "purchase", N_("Buying or selling to help")


class Donation(RecordType):
    """Help given or sold for somebody; no personal data of those helped (row 73)."""

    shape: ClassVar = Shape(
        "donation",
        N_("Donation or assistance"),
        "gift",
        ("title",),
        ("on", "title", "kind", "receiver", "amount", "unit"),
        ("-on",),
        place="service",
        area=N_("Service"),
    )
    title: Text = Field(title=N_("Title"))
    kind: DonationKind | None = Field(None, title=N_("Kind"))
    on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Date"))
    giver: Text | None = Field(None, title=N_("Given by"))
    receiver: Text | None = Field(
        None, title=N_("Given to"), description=N_("A unit, a village or a household code.")
    )
    amount: Amount | None = Field(None, title=N_("Amount"))
    unit: Text | None = Field(None, title=N_("Unit"))
    people: Count | None = Field(None, title=N_("How many people"))
    handed_to: Text | None = Field(
        None,
        title=N_("Who goes on with it"),
        description=N_("For when the project leaves: who was entrusted to continue."),
    )
    note: LongText | None = Field(None, title=N_("Note"))
