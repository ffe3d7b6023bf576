"""What members are told and what they say: acknowledgements, opinions, deliberation, disclosure.

Mechanisms of domain 1.3 (rows 40 to 42, 60). Acknowledgements are never counted per person; an opinion
without a name holds nothing that leads to one.
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, LongText, Mark, RecordType, Ref, Shape, Text
from app.terms import Stance
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]
AboutRef = Annotated[str, Ref("*"), Mark(indexed=True)]


class AckWay(Choice):
    """How somebody let it be known that he knows."""

    signed = "signed", N_("Signed the paper")
    told = "told", N_("Was told")
    phone = "phone", N_("By phone")
    other = "other", N_("Otherwise")


class Acknowledgement(RecordType):
    """A member knows of a notice, or stands by something; it exists once and is not counted by person."""

    shape: ClassVar = Shape(
        "acknowledgement",
        N_("Acknowledgement"),
        "check",
        ("member", "on"),
        ("on", "member", "way"),
        ("-on",),
        parents=("about", "member"),
        apart=True,
        place="service",
        area=N_("Notices and opinions"),
    )
    about: AboutRef = Field(title=N_("About record or period"))
    member: MemberRef = Field(title=N_("Member"))
    on: date | None = Field(None, title=N_("Date"))
    way: AckWay | None = Field(None, title=N_("How"))


class OpinionKind(Choice):
    """What somebody wants to say."""

    view = "view", N_("View of a member")
    suggestion = "suggestion", N_("Suggestion of a member")
    difficulty = "difficulty", N_("Difficulty of a member")


class OpinionState(Choice):
    """Whether an opinion was answered."""

    open = "open", N_("Not answered yet")
    replied = "replied", N_("Answered")
    taken_up = "taken_up", N_("Taken up as a matter")


class Opinion(RecordType):
    """What a member put into the opinion box; without a name it stays without one."""

    shape: ClassVar = Shape(
        "opinion",
        N_("Opinion"),
        "envelope-simple",
        ("text",),
        ("received_on", "kind", "text", "author", "state"),
        ("-received_on",),
        place="service",
        area=N_("Notices and opinions"),
    )
    text: LongText = Field(title=N_("Opinion"))
    kind: OpinionKind | None = Field(None, title=N_("Kind"))
    author: Text | None = Field(
        None,
        title=N_("From whom"),
        description=N_(
            "Who gives no name uses the opinion box: what is written here keeps its time and its typist."
        ),
    )
    received_on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Came in on"))
    state: OpinionState = Field(OpinionState.open, title=N_("State"))
    reply: LongText | None = Field(None, title=N_("Reply"))
    replied_on: date | None = Field(None, title=N_("Replied on"))
    replied_by: Text | None = Field(None, title=N_("Answered by"))
    matter: Annotated[str, Ref("matter"), Mark(indexed=True)] | None = Field(
        None, title=N_("Taken up as")
    )


class CommentKind(Choice):
    """What a contribution is."""

    comment = "comment", N_("Comment")
    question = "question", N_("Question or reply")
    opinion = "opinion", N_("Opinion on the matter")
    speech = "speech", N_("Spoken afterwards")


class Comment(RecordType):
    """What somebody said about a notice, a disclosure, a deliberation or a meeting, and the answer."""

    shape: ClassVar = Shape(
        "comment",
        N_("Comment or question"),
        "chats-circle",
        ("text",),
        ("on", "kind", "author", "text", "reply"),
        ("on", "made"),
        place="service",
        area=N_("Notices and opinions"),
    )
    about: AboutRef = Field(title=N_("About record or period"))
    kind: CommentKind | None = Field(None, title=N_("Kind"))
    author: Text | None = Field(
        None, title=N_("From whom"), description=N_("May stay empty; nobody has to give a name.")
    )
    on: date | None = Field(None, title=N_("Date"))
    text: LongText = Field(title=N_("What was said"))
    stance: Stance | None = Field(None, title=N_("Position"))
    reply: LongText | None = Field(None, title=N_("Reply"))
    replied_on: date | None = Field(None, title=N_("Replied on"))


class DeliberationState(Choice):
    """How far a matter laid before members has come: agenda, opinions, vote, resolution (row 41)."""

    agenda = "agenda", N_("On the agenda")
    opinions = "opinions", N_("Collecting opinions")
    vote = "vote", N_("To be voted on")
    resolved = "resolved", N_("Resolved")
    dropped = "dropped", N_("Not pursued")


class Deliberation(RecordType):
    """Something members are asked about before it is decided in a meeting."""

    shape: ClassVar = Shape(
        "deliberation",
        N_("Deliberation"),
        "scales",
        ("title",),
        ("opened_on", "title", "opinions_until", "state"),
        ("-opened_on",),
        place="service",
        area=N_("Notices and opinions"),
    )
    title: Text = Field(title=N_("Title"))
    proposal: LongText | None = Field(None, title=N_("What is proposed"))
    opened_on: date | None = Field(None, title=N_("Opened on"))
    opinions_until: date | None = Field(None, title=N_("Opinions until"))
    summary: LongText | None = Field(None, title=N_("Opinions in summary"))
    item: Annotated[str, Ref("agenda_item"), Mark(indexed=True)] | None = Field(
        None, title=N_("Agenda item")
    )
    motion: Annotated[str, Ref("motion"), Mark(indexed=True)] | None = Field(None, title=N_("Vote"))
    resolution: Annotated[str, Ref("resolution"), Mark(indexed=True)] | None = Field(
        None, title=N_("Resolution")
    )
    state: DeliberationState = Field(DeliberationState.agenda, title=N_("State"))
    state_reason: Text | None = Field(None, title=N_("Reason"))


class DisclosureKind(Choice):
    """Whose affairs are disclosed."""

    party = "party", N_("Party affairs")
    enterprise = "enterprise", N_("Enterprise affairs")


class Disclosure(RecordType):
    """One thing laid open for a while, with questions and answers (row 41)."""

    shape: ClassVar = Shape(
        "disclosure",
        N_("Disclosure"),
        "eye",
        ("title",),
        ("title", "kind", "from_on", "to_on", "place_text"),
        ("-from_on",),
        place="service",
        area=N_("Notices and opinions"),
    )
    title: Text = Field(title=N_("Title"))
    kind: DisclosureKind | None = Field(None, title=N_("Kind"))
    text: LongText | None = Field(None, title=N_("Text"))
    from_on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("From"))
    to_on: date | None = Field(None, title=N_("Until"))
    place_text: Text | None = Field(None, title=N_("Place"))
    approved_by: Text | None = Field(None, title=N_("Approved by"))


class MaterialKind(Choice):
    """What a material is."""

    text = "text", N_("Text to read")
    lecture = "lecture", N_("Lecture material")
    plan = "plan", N_("Study scheme")
    form = "form", N_("Form to fill in")


class Material(RecordType):
    """A study material from a pack that HQ sent or somebody brought; the program ships none (row 44)."""

    shape: ClassVar = Shape(
        "material",
        N_("Study material"),
        "books",
        ("title",),
        ("received_on", "title", "kind", "audience", "issuer"),
        ("-received_on",),
        place="ledger",
        area=N_("Documents"),
    )
    title: Text = Field(title=N_("Title"))
    kind: MaterialKind | None = Field(None, title=N_("Kind"))
    issuer: Text | None = Field(None, title=N_("Issued by"))
    issued_on: date | None = Field(None, title=N_("Issued on"))
    received_on: date | None = Field(None, title=N_("Received on"))
    audience: Text | None = Field(None, title=N_("For whom"))
    text: LongText | None = Field(None, title=N_("Text"))


class TagPack(RecordType):
    """A tag pack this branch uses beside those HQ sent: one version as its file was (rows 1 to 23)."""

    shape: ClassVar = Shape(
        "tag_pack",
        N_("Tag pack"),
        "tag",
        ("pack", "version"),
        ("pack", "version", "in_use"),
        ("pack",),
        parents=("pack",),
        place="settings",
        area=N_("Joint building"),
    )
    pack: Text = Field(title=N_("Pack"))
    version: Text | None = Field(None, title=N_("Version"))
    text: LongText | None = Field(None, title=N_("Content of the file"))
    in_use: bool = Field(True, title=N_("In use"))
