"""Posts, areas, teams, commitments, exemplars, and the evidence put together about an organisation.

Mechanisms of domain 1.1 and 1.2 (rows 5, 6, 12, 14, 20, 23, 37, 63). An evidence file is about a unit,
never about a person, and holds no points; what it is worth is for the superior to decide.
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, Count, LongText, Mark, RecordType, Ref, Shape, Text, Year
from app.terms import Fulfilment
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]
Members = list[Annotated[str, Ref("member")]]
AboutRef = Annotated[str, Ref("*"), Mark(indexed=True)]


class DemonstrationPost(RecordType):
    """A post where a member shows how work is done."""

    shape: ClassVar = Shape(
        "demonstration_post",
        N_("Demonstration post"),
        "star",
        ("name",),
        ("name", "members", "set_on", "review_on", "ended_on"),
        ("-set_on",),
        place="service",
        area=N_("Vanguard"),
    )
    name: Text = Field(title=N_("Full name"))
    members: Members = Field(default_factory=list, title=N_("Who holds it"), max_length=200)
    place_text: Text | None = Field(None, title=N_("Place"))
    content: LongText | None = Field(None, title=N_("What it stands for"))
    set_on: date | None = Field(None, title=N_("Instituted on"))
    review_on: date | None = Field(None, title=N_("Next review"))
    ended_on: date | None = Field(None, title=N_("Ended on"))


class ResponsibilityArea(RecordType):
    """An area that members answer for."""

    shape: ClassVar = Shape(
        "responsibility_area",
        N_("Responsibility area"),
        "map-trifold",
        ("name",),
        ("name", "members", "set_on", "review_on", "ended_on"),
        ("-set_on",),
        place="service",
        area=N_("Vanguard"),
    )
    name: Text = Field(title=N_("Full name"))
    members: Members = Field(default_factory=list, title=N_("Who answers for it"), max_length=200)
    place_text: Text | None = Field(None, title=N_("What it covers"))
    content: LongText | None = Field(None, title=N_("Tasks"))
    set_on: date | None = Field(None, title=N_("Instituted on"))
    review_on: date | None = Field(None, title=N_("Next review"))
    ended_on: date | None = Field(None, title=N_("Ended on"))


class TeamKind(Choice):
    """What a team is for."""

    vanguard = "vanguard", N_("Vanguard team")
    shock = "shock", N_("Shock team")
    volunteer = "volunteer", N_("Volunteer team")
    mutual_help = "mutual_help", N_("Mutual-help group")
    innovation = "innovation", N_("Innovation team")


class ServiceTeam(RecordType):
    """A team with a task."""

    shape: ClassVar = Shape(
        "service_team",
        N_("Work team"),
        "users-four",
        ("name",),
        ("name", "kind", "leader", "set_on", "review_on", "ended_on"),
        ("-set_on",),
        place="service",
        area=N_("Vanguard"),
    )
    name: Text = Field(title=N_("Full name"))
    kind: TeamKind | None = Field(None, title=N_("Kind"))
    leader: MemberRef | None = Field(None, title=N_("Team leader"))
    members: Members = Field(default_factory=list, title=N_("Members in it"), max_length=1000)
    others: Count | None = Field(None, title=N_("Others in it"))
    task: LongText | None = Field(None, title=N_("Task"))
    set_on: date | None = Field(None, title=N_("Set up on"))
    review_on: date | None = Field(None, title=N_("Next review"))
    ended_on: date | None = Field(None, title=N_("Ended on"))


class Commitment(RecordType):
    """What a member or the branch promised in public."""

    shape: ClassVar = Shape(
        "commitment",
        N_("Public commitment"),
        "hand",
        ("member", "unit", "text"),
        ("made_on", "member", "unit", "text", "due_on", "fulfilled_on"),
        ("-made_on",),
        place="service",
        area=N_("Vanguard"),
    )
    text: LongText = Field(title=N_("What is promised"))
    member: MemberRef | None = Field(None, title=N_("Member"))
    unit: Text | None = Field(None, title=N_("Or which unit"))
    made_on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Promised on"))
    shown_at: Text | None = Field(None, title=N_("Where it is shown"))
    due_on: date | None = Field(None, title=N_("Due on"))
    review_on: date | None = Field(None, title=N_("Next review"))
    fulfilled_on: date | None = Field(None, title=N_("Fulfilled on"))
    fulfilment: LongText | None = Field(None, title=N_("How it was fulfilled"))


class CarrierReview(RecordType):
    """One look at a post, an area, a team or a commitment."""

    shape: ClassVar = Shape(
        "carrier_review",
        N_("Review of a post or commitment"),
        "eye",
        ("text",),
        ("on", "text", "found", "by"),
        ("-on",),
        place="service",
        area=N_("Vanguard"),
    )
    about: AboutRef = Field(title=N_("About record or period"))
    on: date | None = Field(None, title=N_("Date"))
    found: Fulfilment | None = Field(None, title=N_("How it was found"))
    text: LongText | None = Field(None, title=N_("Note"))
    by: Text | None = Field(None, title=N_("Looked at by"))


class ElectionRound(RecordType):
    """A round in which units put forward exemplars, and what its organiser decided (row 63)."""

    shape: ClassVar = Shape(
        "election_round",
        N_("Selection round"),
        "megaphone-simple",
        ("title",),
        ("title", "organiser", "opened_on", "closed_on"),
        ("-opened_on",),
        place="service",
        area=N_("Vanguard"),
    )
    title: Text = Field(title=N_("Title"))
    organiser: Text | None = Field(None, title=N_("Held by"))
    opened_on: date | None = Field(None, title=N_("Opened on"))
    closed_on: date | None = Field(None, title=N_("Round ended on"))
    terms_text: LongText | None = Field(None, title=N_("Conditions"))
    decision: LongText | None = Field(None, title=N_("Decision, as its organiser made it"))
    document: Text | None = Field(None, title=N_("Document"))


class Nomination(RecordType):
    """What one unit put forward in a round; nobody is counted or put in an order."""

    shape: ClassVar = Shape(
        "nomination",
        N_("Nomination"),
        "flag",
        ("unit", "nominee"),
        ("round", "unit", "nominee", "on"),
        ("unit",),
        place="service",
        area=N_("Vanguard"),
    )
    round: Annotated[str, Ref("election_round"), Mark(indexed=True)] = Field(
        title=N_("Selection round")
    )
    unit: Text = Field(title=N_("From unit"))
    nominee: Text | None = Field(None, title=N_("Who or what is put forward"))
    on: date | None = Field(None, title=N_("Date"))
    text: LongText | None = Field(None, title=N_("Deeds"))


class Exemplar(RecordType):
    """A model person or unit as somebody else named it; told only with consent (row 63)."""

    shape: ClassVar = Shape(
        "exemplar",
        N_("Exemplar"),
        "medal",
        ("who", "title"),
        ("named_on", "title", "who", "named_by", "consent_on"),
        ("-named_on",),
        place="service",
        area=N_("Vanguard"),
    )
    who: Text = Field(title=N_("Who"))
    member: MemberRef | None = Field(None, title=N_("Member"))
    title: Text = Field(title=N_("Title of honour"))
    named_by: Text | None = Field(None, title=N_("Named by"))
    named_on: date | None = Field(None, title=N_("Named on"))
    document: Text | None = Field(None, title=N_("Document"))
    round: Annotated[str, Ref("election_round"), Mark(indexed=True)] | None = Field(
        None, title=N_("Selection round")
    )
    deed: LongText | None = Field(None, title=N_("Deeds"))
    consent_on: date | None = Field(
        None,
        title=N_("Agreed on"),
        description=N_("The day they agreed to be told of; without it nothing is passed on."),
    )


class FileKind(Choice):
    """What an evidence file is put together for."""

    star = "star", N_("For a star rating")
    goals = "goals", N_("Goals of joint building")
    self_review = "self_review", N_("Self-review of the year")
    six_good = "six_good", N_("Self-assessment of an organisation")
    summary = "summary", N_("Results of the year")


class EvidenceFile(RecordType):
    """Evidence about an organisation under the points of a tag pack (rows 5, 6, 12, 14, 20, 23)."""

    shape: ClassVar = Shape(
        "evidence_file",
        N_("Evidence file"),
        "folder-open",
        ("title",),
        ("title", "kind", "year", "unit", "handed_in_on"),
        ("-year",),
        place="service",
        area=N_("Vanguard"),
    )
    title: Text = Field(title=N_("Title"))
    kind: FileKind | None = Field(None, title=N_("Kind"))
    year: Year | None = Field(None, title=N_("Year"))
    unit: Text | None = Field(None, title=N_("Which organisation"))
    pack: Text | None = Field(
        None, title=N_("Tag pack"), description=N_("Its tags are the points of the file.")
    )
    summary: LongText | None = Field(None, title=N_("Summary"))
    handed_in_on: date | None = Field(None, title=N_("Handed in on"))
    decision: Text | None = Field(None, title=N_("Decision of the superior"))
    decided_on: date | None = Field(None, title=N_("Decided on"))
    document: Text | None = Field(None, title=N_("Document"))


class EvidencePoint(RecordType):
    """One point of an evidence file: what is said, and the records that show it."""

    shape: ClassVar = Shape(
        "evidence_point",
        N_("Point of an evidence file"),
        "list-bullets",
        ("file", "point"),
        ("file", "point", "text"),
        ("file", "number", "point"),
        parents=("file", "point"),
        place="service",
        area=N_("Vanguard"),
    )
    file: Annotated[str, Ref("evidence_file"), Mark(indexed=True)] = Field(
        title=N_("Evidence file")
    )
    point: Text = Field(
        title=N_("Point"), description=N_("A tag of the pack, or a word of one's own.")
    )
    text: LongText | None = Field(None, title=N_("What is said"))
    records: list[Annotated[str, Ref("*")]] = Field(
        default_factory=list, title=N_("Records that show it"), max_length=500
    )
    number: Count | None = Field(None, title=N_("No."))
