"""The members and what happens to them, as little as the work needs."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, Count, LongText, Mark, RecordType, Ref, SecretText, Shape, Text
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]


class Standing(Choice):
    """Where a member stands."""

    full = "full", N_("Full member")
    probationary = "probationary", N_("Probationary member")
    suspended = "suspended", N_("Membership suspended")
    removed = "removed", N_("Removed")
    left = "left", N_("Transferred out")


class Relation(Choice):
    """Where the organisational relation is."""

    formal = "formal", N_("Formal relation here")
    life_only = "organizational_life_only", N_("Placed here for organisational life")


class Gender(Choice):
    """Optional."""

    female = "female", N_("Female")
    male = "male", N_("Male")


class Member(RecordType):
    """A Party member of this branch; no full ID number, income, family, health or photo."""

    shape: ClassVar = Shape(
        "member",
        N_("Party member"),
        "users",
        ("name",),
        ("name", "status", "post", "group", "joined_on"),
        ("number", "name"),
        (("code",),),
        place="members",
        area=N_("Members"),
    )
    name: Text = Field(title=N_("Name"), min_length=1)
    status: Standing = Field(Standing.full, title=N_("Status"))
    group: Annotated[str, Ref("party_group"), Mark(indexed=True)] | None = Field(
        None, title=N_("Party group")
    )
    post: Text | None = Field(None, title=N_("Post"))
    relation_here: Relation = Field(Relation.formal, title=N_("Organisational relation"))
    joined_on: date | None = Field(None, title=N_("Joined the Party on"))
    full_on: date | None = Field(None, title=N_("Full member since"))
    gender: Gender | None = Field(None, title=N_("Gender"))
    number: Count | None = Field(None, title=N_("Order in the roster"))
    code: Text | None = Field(None, title=N_("Staff code"))
    phone: SecretText | None = Field(
        None, title=N_("Phone"), description=N_("Only for notices and contact.")
    )
    id_number_suffix: Annotated[SecretText, Field(max_length=4)] | None = Field(
        None, title=N_("Last 4 of ID number")
    )
    hours_exempt: bool | None = Field(
        None,
        title=N_("No hard number of study hours"),
        description=N_(
            "By the branch's decision (education regulation, article 23); no cause is kept."
        ),
    )
    vote_override: bool | None = Field(
        None,
        title=N_("Right to vote, if not as computed"),
        description=N_("Leave empty unless a document says otherwise."),
    )
    vote_reason: Text | None = Field(None, title=N_("Reason and document"))
    note: LongText | None = Field(None, title=N_("Note"))

    @property
    def may_vote(self) -> bool:
        """Full member with the formal relation here, unless a document says otherwise.

        Source: election rules (2020) article 5; branch-work regulation article 11.
        """
        if self.vote_override is not None:
            return self.vote_override
        return self.status == Standing.full and self.relation_here == Relation.formal

    @property
    def is_here(self) -> bool:
        """Tell whether the member counts in the roster now."""
        return self.status in (Standing.full, Standing.probationary)


class StatusEvent(Choice):
    """What may happen to a membership."""

    in_ = "in", N_("Came in")
    out = "out", N_("Left")
    convert = "convert", N_("Became full member")
    suspend = "suspend", N_("Suspended")
    restore = "restore", N_("Restored")
    admit = "admit", N_("Admitted as a probationary member")
    extend_probation = "extend_probation", N_("Probation extended")
    cancel_probation = "cancel_probation", N_("Probationary membership cancelled")
    remove = "remove", N_("Removed from the Party")
    on_party_probation = "on_party_probation", N_("Placed on probation within the Party")
    off_party_probation = "off_party_probation", N_("Probation within the Party ended")
    rights_suspended = "rights_suspended", N_("Rights suspended by detention or arrest")
    rights_restored = "rights_restored", N_("Rights restored")


class MemberStatusEvent(RecordType):
    """A dated change in a member's standing."""

    shape: ClassVar = Shape(
        "member_status_event",
        N_("Status change"),
        "user-gear",
        ("member", "on"),
        ("on", "member", "event", "document"),
        ("-on",),
        area=N_("Members"),
    )
    member: MemberRef = Field(title=N_("Member"))
    event: StatusEvent = Field(title=N_("What happened"))
    on: date | None = Field(None, title=N_("Date"))
    document: Text | None = Field(None, title=N_("Document"))
    counterpart: Text | None = Field(None, title=N_("From or to which organisation"))
    until: date | None = Field(None, title=N_("Until"))


class LeaveReason(Choice):
    """Why somebody is away."""

    business = "business", N_("On business")
    rotation = "rotation", N_("On rotation leave")
    illness = "illness", N_("Ill")
    production = "production", N_("On shift")
    other = "other", N_("Other reason")


class LeaveOrAbsence(RecordType):
    """A stretch of days on which a member is away with approval."""

    shape: ClassVar = Shape(
        "leave_or_absence",
        N_("Leave"),
        "suitcase",
        ("member", "from_on"),
        ("member", "from_on", "to_on", "reason"),
        ("-from_on",),
        area=N_("Members"),
    )
    member: MemberRef = Field(title=N_("Member"))
    from_on: date = Field(title=N_("From"))
    to_on: date | None = Field(None, title=N_("Until"))
    reason: LeaveReason | None = Field(None, title=N_("Reason"))
    note: Text | None = Field(None, title=N_("In words"))
    approved_by: MemberRef | None = Field(None, title=N_("Approved by"))


class ContactMethod(Choice):
    """How somebody was reached."""

    phone = "phone", N_("By phone")
    meeting = "meeting", N_("In person")
    message = "message", N_("By message")
    family = "family", N_("Through family")


class ContactEntry(RecordType):
    """One contact with a member who is away."""

    shape: ClassVar = Shape(
        "contact_entry",
        N_("Contact"),
        "phone",
        ("member", "on"),
        ("on", "member", "method", "result"),
        ("-on",),
        area=N_("Members"),
    )
    member: MemberRef = Field(title=N_("Member"))
    on: date = Field(title=N_("Date"))
    method: ContactMethod | None = Field(None, title=N_("How"))
    reached: bool | None = Field(None, title=N_("Reached"))
    result: LongText | None = Field(None, title=N_("Result"))
    by: MemberRef | None = Field(None, title=N_("Contacted by"))
