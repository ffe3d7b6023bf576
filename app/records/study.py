"""What was studied, by whom and how long; what people wrote about it."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, LongText, Mark, RecordType, Ref, Shape, Text
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]
ActivityRef = Annotated[str, Ref("activity"), Mark(indexed=True)]


class HoursKind(Choice):
    """How the hours were spent."""

    concentrated = "concentrated", N_("Concentrated study")
    self_study = "self_study", N_("Self-study")
    online = "online", N_("Online study")
    away = "away", N_("Training away")


class StudyRecord(RecordType):
    """One study by one or many members; hours count for each of them."""

    shape: ClassVar = Shape(
        "study_record",
        N_("Study record"),
        "book-open",
        ("topic",),
        ("held_on", "topic", "hours", "hours_kind", "members"),
        ("-held_on",),
        place="study",
        area=N_("Study"),
    )
    topic: Text = Field(title=N_("Topic"))
    held_on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Date"))
    hours: Annotated[float, Field(ge=0, le=200)] | None = Field(None, title=N_("Study hours"))
    hours_kind: HoursKind = Field(HoursKind.concentrated, title=N_("Form"))
    members: list[Annotated[str, Ref("member")]] = Field(
        default_factory=list, title=N_("Who studied"), max_length=1000
    )
    lecturer: Text | None = Field(None, title=N_("Lecturer"))
    source: Text | None = Field(None, title=N_("Material or proof"))
    platform: Text | None = Field(None, title=N_("Where studied"))
    proof: Annotated[str, Ref("attachment")] | None = Field(None, title=N_("Proof"))
    training: bool | None = Field(
        None,
        title=N_("Concentrated training"),
        description=N_("Counts as the one training of the year where HQ asks for it."),
    )
    documents: list[Annotated[str, Ref("document_receipt")]] = Field(
        default_factory=list, title=N_("Documents studied"), max_length=200
    )
    plan_item: Annotated[str, Ref("plan_item")] | None = Field(None, title=N_("Plan item"))
    activity: ActivityRef | None = Field(None, title=N_("From meeting"))
    text: LongText | None = Field(None, title=N_("Notes"))


class Visibility(Choice):
    """Who may read a reflection."""

    branch = "branch", N_("The branch")
    committee = "committee", N_("The committee")
    author = "author", N_("The author and the secretary")


class Reflection(RecordType):
    """What a member wrote after studying."""

    shape: ClassVar = Shape(
        "reflection",
        N_("Reflection"),
        "note-pencil",
        ("title", "member"),
        ("held_on", "member", "title"),
        ("-held_on",),
        area=N_("Study"),
    )
    member: MemberRef = Field(title=N_("Member"))
    title: Text | None = Field(None, title=N_("Title"))
    held_on: date | None = Field(None, title=N_("Date"))
    text: LongText | None = Field(None, title=N_("Text"))
    activity: ActivityRef | None = Field(None, title=N_("About meeting"))
    visible_to: Visibility = Field(Visibility.branch, title=N_("Visible to"))
    campaign: Annotated[str, Ref("campaign"), Mark(indexed=True)] | None = Field(
        None, title=N_("Campaign")
    )


class ReceiptKind(Choice):
    """What sort of document came in."""

    notice = "notice", N_("Notice")
    study_material = "study_material", N_("Study material")
    decision = "decision", N_("Decision or reply")
    speech = "speech", N_("Speech or article")
    other = "other", N_("Other document")


class DocumentReceipt(RecordType):
    """A document that came in from above: whom it went round to, where it was studied.

    Nothing is studied before it was issued (R18).
    """

    shape: ClassVar = Shape(
        "document_receipt",
        N_("Document received"),
        "tray",
        ("title",),
        ("received_on", "number", "title", "issuer", "issued_on"),
        ("-received_on",),
        area=N_("Documents"),
    )
    title: Text = Field(title=N_("Title"))
    number: Text | None = Field(None, title=N_("Document number"))
    kind: ReceiptKind | None = Field(None, title=N_("Kind"))
    issuer: Text | None = Field(None, title=N_("Issued by"))
    issued_on: date | None = Field(None, title=N_("Issued on"))
    received_on: date | None = Field(None, title=N_("Received on"))
    asks_until: date | None = Field(None, title=N_("To be done by"))
    all_members: bool | None = Field(None, title=N_("To go round to every member"))
    note: LongText | None = Field(None, title=N_("What is to be done"))


class Circulation(RecordType):
    """One document shown to one person; its id comes from both, so it exists once."""

    shape: ClassVar = Shape(
        "circulation",
        N_("Circulation"),
        "arrow-bend-up-right",
        ("document", "member"),
        ("document", "member", "on"),
        ("-on",),
        parents=("document", "member"),
        area=N_("Documents"),
    )
    document: Annotated[str, Ref("document_receipt"), Mark(indexed=True)] = Field(
        title=N_("Document received")
    )
    member: MemberRef = Field(title=N_("Member"))
    on: date | None = Field(None, title=N_("Read on"))
