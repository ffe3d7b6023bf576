"""Documents of the branch itself, by the box of the inspection folder they belong in."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from app.declare import Choice, LongText, RecordType, Shape, Text
from db.model.words import N_


class DocumentKind(Choice):
    """What a document of the branch is; the number before it is its box (domain 3.1)."""

    set_up = "set_up", N_("Set-up, change or dissolution")
    election_file = "election_file", N_("Election or appointment file")
    duties = "duties", N_("Division of duties")
    summary = "summary", N_("Plan or summary")
    lecture_text = "lecture_text", N_("Lecture text")
    development = "development", N_("Development of members")
    dues_publication = "dues_publication", N_("Yearly publication of dues")
    disclosure = "disclosure", N_("Disclosure of affairs")
    warning_education = "warning_education", N_("Warning education")
    ideology = "ideology", N_("Ideology analysis")
    report_sent = "report_sent", N_("Report or request sent up")
    reply = "reply", N_("Reply from above")
    award = "award", N_("Award or punishment, pointer only")
    other = "other", N_("Other document")


class BranchDocument(RecordType):
    """A document the branch wrote or holds; files hang on it as attachments."""

    shape: ClassVar = Shape(
        "branch_document",
        N_("Document of the branch"),
        "file-text",
        ("title",),
        ("dated_on", "kind", "number", "title", "issuer"),
        ("-dated_on",),
        area=N_("Documents"),
    )
    title: Text = Field(title=N_("Title"))
    kind: DocumentKind | None = Field(None, title=N_("Kind"))
    number: Text | None = Field(None, title=N_("Document number"))
    issuer: Text | None = Field(None, title=N_("Issued by"))
    dated_on: date | None = Field(None, title=N_("Date"))
    text: LongText | None = Field(None, title=N_("Text"))
