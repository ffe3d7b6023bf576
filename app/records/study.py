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
