"""The branch, what stands above and below it, its terms and offices, the project it serves."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, Count, LongText, Mark, RecordType, Ref, Shape, Text
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]


class OrganizationKind(Choice):
    """Kinds of Party organisation."""

    party_committee = "party_committee", N_("Party committee")
    general_branch = "general_branch", N_("General Party branch")
    party_branch = "party_branch", N_("Party branch")
    party_group = "party_group", N_("Party group")
    temporary = "temporary", N_("Temporary organisation")
    alliance = "alliance", N_("Alliance")


class PartyOrganization(RecordType):
    """A Party organisation above or beside this branch."""

    shape: ClassVar = Shape(
        "party_organization",
        N_("Party organisation"),
        "tree-structure",
        ("name",),
        ("name", "kind", "code"),
        ("name",),
        (("code",),),
        area=N_("Organisation"),
    )
    name: Text = Field(title=N_("Name"))
    kind: OrganizationKind | None = Field(None, title=N_("Kind"))
    parent: Annotated[str, Ref("party_organization")] | None = Field(None, title=N_("Above it"))
    code: Text | None = Field(None, title=N_("Code"))


class BranchType(Choice):
    """Branch types; a mobile branch is mapped to one of these by its approval document."""

    ordinary = "ordinary", N_("Ordinary branch")
    joint = "joint", N_("Joint branch")
    mobile = "mobile", N_("Mobile branch")
    temporary = "temporary", N_("Temporary branch")
    mobile_member = "mobile_member", N_("Floating-member branch")


RULE_TYPES = (BranchType.ordinary, BranchType.joint, BranchType.temporary)
"""What a mobile branch may be by its approval document; that decides its rules (domain 5.4)."""


class Branch(RecordType):
    """The branch whose book this is; there is one, its id is its kind."""

    shape: ClassVar = Shape(
        "branch",
        N_("Party branch"),
        "flag",
        ("name",),
        ("name", "branch_type", "established_on"),
        place="settings",
        area=N_("Organisation"),
    )
    name: Text = Field(title=N_("Branch name"))
    branch_type: BranchType | None = Field(None, title=N_("Branch type"))
    organization: Annotated[str, Ref("party_organization")] | None = Field(
        None, title=N_("Superior organisation")
    )
    established_on: date | None = Field(None, title=N_("Established on"))
    approval_document: Text | None = Field(None, title=N_("Approval document"))
    rules_as: BranchType | None = Field(
        None,
        title=N_("By its approval document"),
        description=N_(
            "A mobile branch is ordinary, joint or temporary by the document that set it up."
        ),
    )
    covers_units: LongText | None = Field(None, title=N_("Units covered"))
    project: Annotated[str, Ref("project")] | None = Field(None, title=N_("Project"))
    altitude_note: Text | None = Field(None, title=N_("Altitude note"))
    expected_end_on: date | None = Field(None, title=N_("Expected end"))
    dissolved_on: date | None = Field(None, title=N_("Dissolved on"))
    dissolution_document: Text | None = Field(None, title=N_("Dissolution document"))
    receiving_branch: Text | None = Field(None, title=N_("Receiving branch"))
    has_committee: bool | None = Field(None, title=N_("Has a branch committee"))
    term_start: date | None = Field(None, title=N_("Term from"))
    term_end: date | None = Field(None, title=N_("Term until"))
    themed_day: Annotated[int, Field(ge=1, le=31)] | None = Field(
        None, title=N_("Themed Party day"), description=N_("The fixed day of the month, 1 to 31.")
    )
    compare_units: bool | None = Field(
        None,
        title=N_("Compare matters by kind and unit"),
        description=N_(
            "Timeliness and satisfaction of kinds of matters and of responsible units, on the matters page alone; persons are never compared. Off unless the branch turns it on."
        ),
    )
    audiences: LongText | None = Field(
        None,
        title=N_("Audiences of study materials"),
        description=N_("One a line; materials for others are not shown. Empty: everything."),
    )


class PartyGroup(RecordType):
    """A group of the branch."""

    shape: ClassVar = Shape(
        "party_group",
        N_("Party group"),
        "users-three",
        ("name",),
        ("number", "name", "leader"),
        ("number", "name"),
        (("name",),),
        area=N_("Organisation"),
    )
    name: Text = Field(title=N_("Group name"))
    number: Count | None = Field(None, title=N_("No."))
    leader: MemberRef | None = Field(None, title=N_("Group leader"))
    micro: bool | None = Field(
        None,
        title=N_("Online micro-branch"),
        description=N_(
            "Organises life online under its branch; it is no branch and does not vote."
        ),
    )
    belongs_to_text: Text | None = Field(None, title=N_("Responsible organisation"))


class TermOfOffice(RecordType):
    """One term of the branch committee or secretary."""

    shape: ClassVar = Shape(
        "term_of_office",
        N_("Term of office"),
        "hourglass",
        ("number",),
        ("number", "start", "end", "how"),
        ("-start",),
        area=N_("Organisation"),
    )
    number: Text = Field(title=N_("Term no."))
    start: date | None = Field(None, title=N_("From"))
    end: date | None = Field(None, title=N_("Until"))
    how: Text | None = Field(None, title=N_("Elected or appointed"))
    document: Text | None = Field(None, title=N_("Document"))
    extended_to: date | None = Field(None, title=N_("Extended to"))
    extension_document: Text | None = Field(None, title=N_("Approval of the extension"))
    reminded_on: date | None = Field(None, title=N_("Superior's reminder received on"))


class Office(Choice):
    """Offices a member may hold."""

    secretary = "secretary", N_("Branch secretary")
    deputy_secretary = "deputy_secretary", N_("Deputy secretary")
    organization_member = "organization_member", N_("Organisation committee member")
    publicity_member = "publicity_member", N_("Publicity committee member")
    discipline_member = "discipline_member", N_("Discipline committee member")
    youth_member = "youth_member", N_("Youth committee member")
    production_member = "production_member", N_("Production committee member")
    group_leader = "group_leader", N_("Group leader")
    instructor = "instructor", N_("Instructor")
    liaison = "liaison", N_("Liaison")


COMMITTEE = (
    Office.secretary,
    Office.deputy_secretary,
    Office.organization_member,
    Office.publicity_member,
    Office.discipline_member,
    Office.youth_member,
    Office.production_member,
)
"""Offices that sit on the branch committee."""


class OfficeHolding(RecordType):
    """Who holds an office, from when until when."""

    shape: ClassVar = Shape(
        "office_holding",
        N_("Office holding"),
        "identification-badge",
        ("member", "from_on"),
        ("office", "member", "from_on", "to_on"),
        ("-from_on",),
        area=N_("Organisation"),
    )
    member: MemberRef = Field(title=N_("Member"))
    office: Office = Field(title=N_("Office"))
    from_on: date | None = Field(None, title=N_("From"))
    to_on: date | None = Field(None, title=N_("Until"))
    document: Text | None = Field(None, title=N_("Document"))


class Project(RecordType):
    """The works project that the branch serves."""

    shape: ClassVar = Shape(
        "project",
        N_("Works project"),
        "factory",
        ("name",),
        ("name", "section", "start", "end"),
        ("-start",),
        area=N_("Organisation"),
    )
    name: Text = Field(title=N_("Project name"))
    section: Text | None = Field(None, title=N_("Section"))
    location_text: Text | None = Field(None, title=N_("Place, in words"))
    start: date | None = Field(None, title=N_("From"))
    end: date | None = Field(None, title=N_("Until"))
