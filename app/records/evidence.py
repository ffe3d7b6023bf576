"""Files that belong to a record, and the printed sign-in sheets that come back as one."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, Count, Mark, RecordType, Ref, Shape, Text
from db.model.words import N_

ActivityRef = Annotated[str, Ref("activity"), Mark(indexed=True)]


class AttachmentKind(Choice):
    """What a file is."""

    photo = "photo", N_("Photo")
    scan = "scan", N_("Scan")
    text = "text", N_("Document")
    other = "other", N_("Other file")


class AttachmentDetails(Choice):
    """What became of that which a camera writes into a picture beside the picture."""

    removed = "removed", N_("Taken out")
    none = "none", N_("There were none")
    inside = "inside", N_("May still be inside")
    damaged = "damaged", N_("Damaged picture")


Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), Mark(indexed=True)]
"""SHA-256 of a file, in hex."""


class Attachment(RecordType):
    """A file that belongs to a record; its bytes lie beside the book under their SHA-256."""

    shape: ClassVar = Shape(
        "attachment",
        N_("Attachment"),
        "paperclip",
        ("name",),
        ("name", "kind", "size", "belongs_to"),
        area=N_("Meetings"),
    )
    name: Text = Field(title=N_("File name"))
    belongs_to: Annotated[str, Mark(indexed=True)] | None = Field(
        None, title=N_("Belongs to record")
    )
    kind: AttachmentKind | None = Field(None, title=N_("Kind"))
    hash: Fingerprint | None = Field(None, title=N_("Fingerprint"))
    size: Annotated[int, Field(ge=0)] | None = Field(None, title=N_("Size in bytes"))
    preview: Fingerprint | None = Field(None, title=N_("Fingerprint of the preview"))
    details: AttachmentDetails | None = Field(None, title=N_("Location and camera details"))
    taken_on: date | None = Field(None, title=N_("Taken on"))
    note: Text | None = Field(None, title=N_("Note"))


class SignInSheet(RecordType):
    """A printed sign-in sheet and its scan when it comes back."""

    shape: ClassVar = Shape(
        "sign_in_sheet",
        N_("Sign-in sheet"),
        "clipboard-text",
        ("serial",),
        ("serial", "activity", "printed_at", "signed_rows"),
        area=N_("Meetings"),
    )
    activity: ActivityRef = Field(title=N_("Meeting"))
    serial: Text | None = Field(None, title=N_("Serial"))
    printed_at: datetime | None = Field(None, title=N_("Printed at"))
    scan: Annotated[str, Ref("attachment")] | None = Field(None, title=N_("Scan"))
    signed_rows: Count | None = Field(None, title=N_("Signatures on it"))
    transcribed_on: date | None = Field(None, title=N_("Transcribed on"))


class FormKind(Choice):
    """What is printed blank for a meeting, beside the sign-in sheet."""

    notice = "notice", N_("Notice")
    agenda = "agenda", N_("Agenda")
    minutes = "minutes", N_("Minutes form")
    ballots = "ballots", N_("Blank ballots")
    tally = "tally", N_("Tally sheet")
    measurement = "measurement", N_("Appraisal form")


COMES_BACK = (FormKind.minutes, FormKind.tally)
"""Forms that are filled in by hand and transcribed; ballots and appraisal forms stay sealed on paper."""


class PrintedForm(RecordType):
    """One printing of a blank form, and its scan when it comes back."""

    shape: ClassVar = Shape(
        "printed_form",
        N_("Printed form"),
        "printer",
        ("serial",),
        ("form", "serial", "activity", "printed_at", "transcribed_on"),
        area=N_("Meetings"),
    )
    activity: ActivityRef = Field(title=N_("Meeting"))
    form: FormKind | None = Field(None, title=N_("Form"))
    motion: Annotated[str, Ref("motion"), Mark(indexed=True)] | None = Field(None, title=N_("Vote"))
    serial: Text | None = Field(None, title=N_("Serial"))
    printed_at: datetime | None = Field(None, title=N_("Printed at"))
    scan: Annotated[str, Ref("attachment")] | None = Field(None, title=N_("Scan"))
    transcribed_on: date | None = Field(None, title=N_("Transcribed on"))
