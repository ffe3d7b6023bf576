"""What is done together and what comes of it: outcomes, exchanges, apprentices, works, honours.

Mechanisms of domain 1.3 to 1.5 (rows 44 to 55, 61 to 63, 80 to 84). Honours are decisions of others,
written down; nothing here is computed about a person.
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import (
    Choice,
    Count,
    LongText,
    Mark,
    RecordType,
    Ref,
    Shape,
    Tags,
    Text,
)
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]
PartnerRef = Annotated[str, Ref("partner_organization"), Mark(indexed=True)]
ActivityRef = Annotated[str, Ref("activity"), Mark(indexed=True)]
CampaignRef = Annotated[str, Ref("campaign"), Mark(indexed=True)]
AboutRef = Annotated[str, Ref("*"), Mark(indexed=True)]


class Campaign(RecordType):
    """A period with plan items, records and a report, entered by the unit (rows 18, 21, 22, 47)."""

    shape: ClassVar = Shape(
        "campaign",
        N_("Campaign"),
        "flag-banner",
        ("title",),
        ("title", "from_on", "to_on", "issuer"),
        ("-from_on",),
        place="joint",
        area=N_("Joint activities"),
    )
    title: Text = Field(title=N_("Title"))
    from_on: date | None = Field(None, title=N_("From"))
    to_on: date | None = Field(None, title=N_("Until"))
    issuer: Text | None = Field(None, title=N_("Issued by"))
    document: Text | None = Field(None, title=N_("Document"))
    goal: LongText | None = Field(None, title=N_("Goal"))
    result: LongText | None = Field(None, title=N_("Result"))
    tags: Tags = Field(default_factory=list, title=N_("Tags"))


class Outcome(RecordType):
    """One number that came of something: label, number, unit (rows 71, 72, 84)."""

    shape: ClassVar = Shape(
        "outcome",
        N_("Outcome in numbers"),
        "chart-line-up",
        ("label",),
        ("label", "number", "unit", "source"),
        ("number_in_list", "made"),
        place="joint",
        area=N_("Joint activities"),
    )
    about: AboutRef = Field(title=N_("About record or period"))
    label: Text = Field(title=N_("What was counted"))
    number: Annotated[float, Field(ge=-1e12, le=1e12)] | None = Field(None, title=N_("Number"))
    unit: Text | None = Field(None, title=N_("Unit"))
    at_least: bool | None = Field(None, title=N_("At least so many"))
    source: Text | None = Field(
        None,
        title=N_("Number taken from"),
        description=N_("Where the number was taken from, if not from here."),
    )
    number_in_list: Count | None = Field(None, title=N_("No."))


class ExchangeKind(Choice):
    """Why somebody works elsewhere for a while."""

    post = "post", N_("Exchange of posts")
    secondment = "secondment", N_("Secondment")
    training = "training", N_("Training at a partner")


class PersonExchange(RecordType):
    """Somebody works at a partner, or somebody of theirs here (row 62)."""

    shape: ClassVar = Shape(
        "person_exchange",
        N_("Exchange of people"),
        "swap",
        ("person",),
        ("person", "kind", "from_unit", "to_unit", "from_on", "to_on"),
        ("-from_on",),
        place="joint",
        area=N_("Joint activities"),
    )
    person: Text = Field(title=N_("Who"))
    kind: ExchangeKind | None = Field(None, title=N_("Kind"))
    from_unit: Text | None = Field(None, title=N_("From unit and post"))
    to_unit: Text | None = Field(None, title=N_("To unit and post"))
    partner: PartnerRef | None = Field(None, title=N_("Partner unit"))
    from_on: date | None = Field(None, title=N_("From"))
    to_on: date | None = Field(None, title=N_("Until"))
    result: LongText | None = Field(None, title=N_("What was learned"))


class Mentorship(RecordType):
    """A master and an apprentice, and what is to be learned (row 61)."""

    shape: ClassVar = Shape(
        "mentorship",
        N_("Mentor and apprentice"),
        "student",
        ("mentor", "apprentice"),
        ("mentor", "apprentice", "skill", "from_on", "to_on"),
        ("-from_on",),
        place="joint",
        area=N_("Joint activities"),
    )
    mentor: Text = Field(title=N_("Mentor"))
    apprentice: Text = Field(title=N_("Apprentice"))
    skill: Text | None = Field(None, title=N_("Skill"))
    partner: PartnerRef | None = Field(None, title=N_("Partner unit"))
    signed_on: date | None = Field(None, title=N_("Signed on"))
    from_on: date | None = Field(None, title=N_("From"))
    to_on: date | None = Field(None, title=N_("Until"))
    goal: LongText | None = Field(None, title=N_("Goal"))
    result: LongText | None = Field(None, title=N_("Result"))


class Milestone(RecordType):
    """One step of an apprenticeship."""

    shape: ClassVar = Shape(
        "milestone",
        N_("Milestone"),
        "path",
        ("title",),
        ("mentorship", "title", "due_on", "done_on"),
        ("due_on",),
        place="joint",
        area=N_("Joint activities"),
    )
    mentorship: Annotated[str, Ref("mentorship"), Mark(indexed=True)] = Field(
        title=N_("Mentor and apprentice")
    )
    title: Text = Field(title=N_("Title"))
    due_on: date | None = Field(None, title=N_("Due on"))
    done_on: date | None = Field(None, title=N_("Done on"))
    note: Text | None = Field(None, title=N_("Note"))


class Level(Choice):
    """How high up something was decided or held."""

    branch = "branch", N_("Branch level")
    company = "company", N_("Company level")
    group = "group", N_("Group level")
    city = "city", N_("City or county level")
    province = "province", N_("Provincial level")
    nation = "nation", N_("National level")


class Competition(RecordType):
    """A contest somebody took part in, with the result its organiser gave (row 61)."""

    shape: ClassVar = Shape(
        "competition",
        N_("Competition"),
        "target",
        ("title",),
        ("on", "title", "level", "who", "result"),
        ("-on",),
        place="joint",
        area=N_("Joint activities"),
    )
    title: Text = Field(title=N_("Title"))
    on: date | None = Field(None, title=N_("Date"))
    organiser: Text | None = Field(None, title=N_("Held by"))
    level: Level | None = Field(None, title=N_("At what level"))
    who: Text | None = Field(None, title=N_("Who took part"))
    count: Count | None = Field(None, title=N_("How many took part"))
    result: Text | None = Field(None, title=N_("Result"))
    activity: ActivityRef | None = Field(None, title=N_("From meeting"))


class WorkKind(Choice):
    """What was made."""

    song = "song", N_("Song")
    film = "film", N_("Film or video")
    recording = "recording", N_("Lecture or story recorded")
    photo = "photo", N_("Photographs")
    writing = "writing", N_("Writing")
    performance = "performance", N_("Performance")
    innovation = "innovation", N_("Innovation or topic")
    other = "other", N_("Other work")


class Work(RecordType):
    """A work that was made, and whether it may be shown (rows 50, 80)."""

    shape: ClassVar = Shape(
        "work",
        N_("Work"),
        "film-strip",
        ("title",),
        ("made_on", "title", "kind", "authors", "may_be_shown"),
        ("-made_on",),
        place="joint",
        area=N_("Joint activities"),
    )
    title: Text = Field(title=N_("Title"))
    kind: WorkKind | None = Field(None, title=N_("Kind"))
    made_on: date | None = Field(None, title=N_("Work made on"))
    authors: Text | None = Field(None, title=N_("By whom"))
    minutes: Annotated[float, Field(ge=0, le=10_000)] | None = Field(
        None, title=N_("Length in minutes")
    )
    may_be_shown: bool | None = Field(
        None,
        title=N_("May be published"),
        description=N_("Those who are seen or heard in it have agreed."),
    )
    kept_at: Text | None = Field(None, title=N_("Where it is kept"))
    tags: Tags = Field(default_factory=list, title=N_("Tags"))
    campaign: CampaignRef | None = Field(None, title=N_("Campaign"))


class HonourKind(Choice):
    """What sort of honour it is."""

    advanced = "advanced", N_("Advanced unit or person")
    star = "star", N_("Star rating")
    flag = "flag", N_("Red flag")
    prize = "prize", N_("Prize of a contest or work")
    base = "base", N_("Base or demonstration site named")
    other = "other", N_("Other honour")


class Honour(RecordType):
    """A decision of a superior or organiser, brought in; never computed here (row 23)."""

    shape: ClassVar = Shape(
        "honour",
        N_("Honour"),
        "medal",
        ("title",),
        ("decided_on", "title", "level", "granted_by", "to_whom"),
        ("-decided_on",),
        place="joint",
        area=N_("Joint activities"),
    )
    title: Text = Field(title=N_("Title"))
    kind: HonourKind | None = Field(None, title=N_("Kind"))
    level: Level | None = Field(None, title=N_("At what level"))
    to_whom: Text | None = Field(None, title=N_("Granted to"))
    granted_by: Text | None = Field(None, title=N_("Granted by"))
    decided_on: date | None = Field(None, title=N_("Decided on"))
    document: Text | None = Field(None, title=N_("Document"))
    work: Annotated[str, Ref("work"), Mark(indexed=True)] | None = Field(None, title=N_("Work"))
    campaign: CampaignRef | None = Field(None, title=N_("Campaign"))


class BrandLevel(Choice):
    """Whose brand it is (row 19)."""

    party = "party", N_("Party brand")
    workers = "workers", N_("Trade-union brand")
    youth = "youth", N_("Youth brand")
    culture = "culture", N_("Culture brand")
    method = "method", N_("Working method")
    image = "image", N_("Image of the branch")


class Brand(RecordType):
    """A brand or working method: what it means, how it is built, what is done under it."""

    shape: ClassVar = Shape(
        "brand",
        N_("Brand or method"),
        "star-four",
        ("name",),
        ("name", "level", "owner", "since"),
        ("name",),
        place="joint",
        area=N_("Joint activities"),
    )
    name: Text = Field(title=N_("Full name"))
    level: BrandLevel | None = Field(None, title=N_("Kind"))
    above: Annotated[str, Ref("brand")] | None = Field(None, title=N_("Above it"))
    owner: Text | None = Field(None, title=N_("Whose it is"))
    since: date | None = Field(None, title=N_("Since"))
    connotation: LongText | None = Field(None, title=N_("What it means"))
    system: LongText | None = Field(None, title=N_("How it is built up"))
    projects: LongText | None = Field(None, title=N_("What is done under it"))


class ExperienceKind(Choice):
    """What a note passes on."""

    experience = "experience", N_("Experience gained")
    method = "method", N_("Working method")
    result = "result", N_("Results")
    case = "case", N_("Case")


class ExperienceNote(RecordType):
    """What was learned, written so that others can use it (row 80)."""

    shape: ClassVar = Shape(
        "experience_note",
        N_("Experience note"),
        "lightbulb",
        ("title",),
        ("on", "title", "kind", "author"),
        ("-on",),
        place="joint",
        area=N_("Joint activities"),
    )
    title: Text = Field(title=N_("Title"))
    kind: ExperienceKind | None = Field(None, title=N_("Kind"))
    on: date | None = Field(None, title=N_("Date"))
    author: Text | None = Field(None, title=N_("By whom"))
    text: LongText | None = Field(None, title=N_("Text"))
    activity: ActivityRef | None = Field(None, title=N_("From meeting"))
    tags: Tags = Field(default_factory=list, title=N_("Tags"))


class PublicityItem(RecordType):
    """One thing that was published, where, and who looked over it before (row 54)."""

    shape: ClassVar = Shape(
        "publicity_item",
        N_("Publicity"),
        "newspaper",
        ("title",),
        ("published_on", "title", "channel", "reviewed_by"),
        ("-published_on",),
        place="joint",
        area=N_("Joint activities"),
    )
    title: Text = Field(title=N_("Title"))
    channel: Text | None = Field(None, title=N_("Channel"))
    published_on: date | None = Field(None, title=N_("Published on"))
    author: Text | None = Field(None, title=N_("By whom"))
    reviewed_by: Text | None = Field(None, title=N_("Looked over by"))
    about: AboutRef | None = Field(None, title=N_("About record or period"))
    campaign: CampaignRef | None = Field(None, title=N_("Campaign"))
