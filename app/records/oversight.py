"""Who read what and why, inspections, their findings, and corrections to archived records."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, LongText, Mark, RecordType, Ref, Shape, Text
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]
WrappedKey = Annotated[
    str,
    Field(max_length=2000, pattern=r"^wrapped1\.[A-Za-z0-9_-]+$"),
    Mark(sensitive=True, sealed=True),
]
"""A key under somebody's passphrase; stored as it was wrapped, shown to nobody."""


class AccessWay(Choice):
    """How something was seen."""

    read = "read", N_("Read")
    print = "print", N_("Printed")
    export = "export", N_("Put into a folder")
    inspect = "inspect", N_("Read in an inspection")
    open_sealed = "open_sealed", N_("Sealed text opened")


class AccessEntry(RecordType):
    """Somebody saw something sensitive, or a folder was made; nobody edits these."""

    shape: ClassVar = Shape(
        "access_entry",
        N_("Access"),
        "eye",
        ("what", "at"),
        ("at", "by", "way", "what", "purpose"),
        ("-at", "-made"),
        place="access",
        area=N_("Oversight"),
    )
    at: Annotated[datetime, Mark(indexed=True)] = Field(title=N_("When"))
    by: Text | None = Field(None, title=N_("Who"))
    way: AccessWay = Field(title=N_("How seen"))
    what: Text | None = Field(None, title=N_("What"))
    about: Annotated[str, Mark(indexed=True)] | None = Field(
        None, title=N_("About record or period")
    )
    purpose: Text | None = Field(None, title=N_("Purpose"))
    recipient: Text | None = Field(None, title=N_("For whom"))
    inspection: Annotated[str, Ref("inspection"), Mark(indexed=True)] | None = Field(
        None, title=N_("Inspection")
    )
    field: Text | None = Field(None, title=N_("Which entry"))


class Inspection(RecordType):
    """A team that looks at the book for a while; it reads, and every reading is logged."""

    shape: ClassVar = Shape(
        "inspection",
        N_("Inspection"),
        "magnifying-glass-plus",
        ("team", "from_at"),
        ("from_at", "until_at", "team", "purpose"),
        ("-from_at",),
        place="inspection",
        area=N_("Oversight"),
    )
    team: Text = Field(title=N_("Team"))
    purpose: Text | None = Field(None, title=N_("Purpose"))
    document: Text | None = Field(None, title=N_("Document"))
    from_at: datetime | None = Field(None, title=N_("From"))
    until_at: datetime | None = Field(None, title=N_("Until"))
    ended_at: datetime | None = Field(None, title=N_("Ended"))
    result: LongText | None = Field(None, title=N_("Result"))


class InspectionFinding(RecordType):
    """What a team of people found; what is done about it are rectification items."""

    shape: ClassVar = Shape(
        "inspection_finding",
        N_("Finding of an inspection"),
        "note-pencil",
        ("problem",),
        ("inspection", "problem", "due_on", "closed_on"),
        area=N_("Oversight"),
    )
    problem: LongText | None = Field(None, title=N_("Problem"))
    inspection: Annotated[str, Ref("inspection"), Mark(indexed=True)] | None = Field(
        None, title=N_("Inspection")
    )
    due_on: date | None = Field(None, title=N_("Due on"))
    answer: LongText | None = Field(None, title=N_("Answer"))
    closed_on: date | None = Field(None, title=N_("Closed on"))


class Correction(RecordType):
    """A sentence appended to a record that is archived; the record itself stays as it was."""

    shape: ClassVar = Shape(
        "correction",
        N_("Correction"),
        "pencil-line",
        ("text",),
        ("on", "about", "text", "by"),
        ("-on",),
        area=N_("Oversight"),
    )
    about: Annotated[str, Mark(indexed=True)] = Field(title=N_("About record or period"))
    field: Text | None = Field(None, title=N_("Which entry"))
    text: LongText = Field(title=N_("What is right"))
    reason: Text | None = Field(None, title=N_("Reason"))
    by: Text | None = Field(None, title=N_("Corrected by"))
    on: date | None = Field(None, title=N_("Date"))


class ConfidentialKey(RecordType):
    """The branch's confidential key: anybody of the branch seals with it, its holder opens.

    ``public`` seals; ``wrapped`` holds the private half under the holder's own passphrase, and
    ``recovery`` under a printed key.
    """

    shape: ClassVar = Shape(
        "confidential_key",
        N_("Confidential key"),
        "key",
        ("holder",),
        ("made_on", "holder"),
        ("-made_on",),
        place="settings",
        area=N_("Oversight"),
    )
    public: Text = Field(title=N_("Public half"))
    wrapped: WrappedKey = Field(title=N_("Private half, wrapped"))
    recovery: WrappedKey | None = Field(None, title=N_("Private half under the printed key"))
    holder: Text | None = Field(None, title=N_("Holder"))
    made_on: date | None = Field(None, title=N_("Made on"))
    replaces: list[Annotated[str, Ref("confidential_key")]] = Field(
        default_factory=list, title=N_("Takes the place of"), max_length=200
    )
