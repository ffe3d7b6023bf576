"""Steps of developing members: dates and pointers only; the personal file stays on paper with HQ.

Source: development rules 2026; the order of the steps is the organisation department's.
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, Mark, RecordType, Ref, Shape, Text
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]
ActivityRef = Annotated[str, Ref("activity"), Mark(indexed=True)]


class StepName(Choice):
    """The dated steps that time limits hang on (articles 6 to 32)."""

    application = "application", N_("Application handed in")
    first_talk = "first_talk", N_("First talk with the applicant")
    activist = "activist", N_("Fixed as an activist")
    review = "review", N_("Half-yearly review")
    target = "target", N_("Fixed as a development target")
    publicity_from = "publicity_from", N_("Publicity began")
    publicity_to = "publicity_to", N_("Publicity ended")
    training = "training", N_("Short training")
    pre_examined = "pre_examined", N_("Passed pre-examination")
    admission_meeting = "admission_meeting", N_("Admission meeting")
    approved = "approved", N_("Superior decided")
    oath = "oath", N_("Oath")
    conversion_applied = "conversion_applied", N_("Applied for conversion")
    conversion_meeting = "conversion_meeting", N_("Conversion meeting")
    conversion_approved = "conversion_approved", N_("Conversion approved")
    extended = "extended", N_("Probation extended")
    ended = "ended", N_("Development ended")


class DevelopmentCase(RecordType):
    """One person on the way to membership."""

    shape: ClassVar = Shape(
        "development_case",
        N_("Development of a member"),
        "user-plus",
        ("name",),
        ("name", "contacts", "sponsors"),
        ("name",),
        area=N_("Organisational life"),
    )
    name: Text = Field(title=N_("Name"))
    member: MemberRef | None = Field(None, title=N_("Member"))
    contacts: Text | None = Field(None, title=N_("Contact persons"))
    sponsors: Text | None = Field(None, title=N_("Sponsors"))
    file_pointer: Text | None = Field(None, title=N_("Where the file is"))


class DevelopmentStep(RecordType):
    """One dated step of a case."""

    shape: ClassVar = Shape(
        "development_step",
        N_("Step of development"),
        "path",
        ("case", "on"),
        ("on", "case", "step", "document"),
        ("-on",),
        area=N_("Organisational life"),
    )
    case: Annotated[str, Ref("development_case"), Mark(indexed=True)] = Field(
        title=N_("Development of a member")
    )
    step: StepName = Field(title=N_("Step"))
    on: date | None = Field(None, title=N_("Date"))
    until: date | None = Field(None, title=N_("Until"))
    days: Annotated[float, Field(ge=0, le=100)] | None = Field(None, title=N_("Days"))
    hours: Annotated[float, Field(ge=0, le=500)] | None = Field(None, title=N_("Hours"))
    activity: ActivityRef | None = Field(None, title=N_("Meeting"))
    document: Text | None = Field(None, title=N_("Document"))
