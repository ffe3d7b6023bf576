"""What is planned, what is announced, and why something is as it is."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, Count, LongText, Mark, RecordType, Ref, Shape, Tags, Text
from app.terms import ActivityType
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]
ActivityRef = Annotated[str, Ref("activity"), Mark(indexed=True)]


class PlanKind(Choice):
    """What a plan is for."""

    year = "year", N_("Year's plan")
    quarter = "quarter", N_("Quarter's plan")
    study = "study", N_("Study plan")
    lectures = "lectures", N_("Lecture plan")
    campaign = "campaign", N_("Campaign")
    half_year_summary = "half_year_summary", N_("Half-year summary")
    year_summary = "year_summary", N_("Year's summary")
    cobuild = "cobuild", N_("Joint-building plan")


class Plan(RecordType):
    """A plan for a year, a quarter or a campaign."""

    shape: ClassVar = Shape(
        "plan",
        N_("Plan"),
        "compass",
        ("title",),
        ("title", "from_on", "to_on"),
        ("-from_on",),
        area=N_("Plans and notices"),
    )
    title: Text = Field(title=N_("Title"))
    from_on: date | None = Field(None, title=N_("From"))
    to_on: date | None = Field(None, title=N_("Until"))
    kind: PlanKind | None = Field(None, title=N_("Kind"))
    text: LongText | None = Field(None, title=N_("Text"))
    filed_on: date | None = Field(None, title=N_("Filed with the superior on"))
    filed_with: Text | None = Field(None, title=N_("Filed with"))
    reply: Text | None = Field(None, title=N_("Reply"))
    campaign: Annotated[str, Ref("campaign"), Mark(indexed=True)] | None = Field(
        None, title=N_("Campaign")
    )
    agreement: Annotated[str, Ref("cobuild_agreement"), Mark(indexed=True)] | None = Field(
        None, title=N_("Joint-building agreement")
    )


class PlanItem(RecordType):
    """One line of a plan."""

    shape: ClassVar = Shape(
        "plan_item",
        N_("Plan item"),
        "list-bullets",
        ("title",),
        ("title", "plan", "due_on", "owner", "activity"),
        ("due_on",),
        area=N_("Plans and notices"),
    )
    title: Text = Field(title=N_("Title"))
    plan: Annotated[str, Ref("plan"), Mark(indexed=True)] | None = Field(None, title=N_("Plan"))
    type: ActivityType | None = Field(None, title=N_("Kind of meeting"))
    group: Annotated[str, Ref("party_group")] | None = Field(None, title=N_("Party group"))
    due_on: date | None = Field(None, title=N_("Due on"))
    hours: Annotated[float, Field(ge=0, le=200)] | None = Field(None, title=N_("Study hours"))
    owner: MemberRef | None = Field(None, title=N_("Responsible"))
    activity: ActivityRef | None = Field(None, title=N_("Done by meeting"))
    explanation: Text | None = Field(None, title=N_("Explanation"))
    front: Text | None = Field(None, title=N_("Front line"))
    unit: Text | None = Field(None, title=N_("Responsible unit"))
    result: LongText | None = Field(None, title=N_("Result"))
    done_on: date | None = Field(None, title=N_("Done on"))
    tags: Tags = Field(default_factory=list, title=N_("Tags"))


class Notice(RecordType):
    """A notice of a meeting, or another one to members."""

    shape: ClassVar = Shape(
        "notice",
        N_("Notice"),
        "megaphone",
        ("title",),
        ("issued_on", "title", "activity"),
        ("-issued_on",),
        area=N_("Plans and notices"),
    )
    title: Text = Field(title=N_("Title"))
    activity: ActivityRef | None = Field(None, title=N_("For meeting"))
    issued_on: date | None = Field(None, title=N_("Issued on"))
    body: LongText | None = Field(None, title=N_("Text"))
    audience: Text | None = Field(None, title=N_("To whom"))


class MeetingTemplate(RecordType):
    """How a unit usually announces and arranges one kind of meeting; its own words, not ours."""

    shape: ClassVar = Shape(
        "meeting_template",
        N_("Meeting template"),
        "article",
        ("title",),
        ("type", "title", "changed_note"),
        ("type",),
        area=N_("Plans and notices"),
    )
    type: ActivityType = Field(title=N_("Kind of meeting"))
    title: Text | None = Field(None, title=N_("Title"))
    place_text: Text | None = Field(None, title=N_("Place"))
    items: LongText | None = Field(None, title=N_("Agenda"), description=N_("One item a line."))
    notice: LongText | None = Field(
        None,
        title=N_("Text of the notice"),
        description=N_("{day}, {time}, {place}, {title} and {agenda} are filled in."),
    )
    notice_days: Count | None = Field(None, title=N_("Days of notice"))
    minutes: Count | None = Field(None, title=N_("Usual length in minutes"))
    changed_note: Text | None = Field(None, title=N_("Note"))


class Explanation(RecordType):
    """A sentence that explains a finding; printed with it, and never mending a fact."""

    shape: ClassVar = Shape(
        "explanation",
        N_("Explanation"),
        "chat-teardrop-text",
        ("text",),
        ("rule", "about", "text"),
        parents=("rule", "about"),
        area=N_("Plans and notices"),
    )
    rule: Text = Field(title=N_("Rule"))
    about: Text = Field(title=N_("About record or period"))
    text: LongText | None = Field(None, title=N_("Explanation"))
