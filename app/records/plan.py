"""What is planned, what is announced, and why something is as it is."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import LongText, Mark, RecordType, Ref, Shape, Text
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]
ActivityRef = Annotated[str, Ref("activity"), Mark(indexed=True)]


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
    text: LongText | None = Field(None, title=N_("Text"))


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
    due_on: date | None = Field(None, title=N_("Due on"))
    owner: MemberRef | None = Field(None, title=N_("Responsible"))
    activity: ActivityRef | None = Field(None, title=N_("Done by meeting"))
    explanation: Text | None = Field(None, title=N_("Explanation"))


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
