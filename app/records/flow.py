"""Members who come, go and are away: groups over time, flow, dues ticks, lost contact, hand-over."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, LongText, Mark, RecordType, Ref, Shape, Text
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]


class GroupMembership(RecordType):
    """In which group a member was, from when until when."""

    shape: ClassVar = Shape(
        "group_membership",
        N_("Group membership"),
        "users-three",
        ("member", "group"),
        ("member", "group", "from_on", "to_on"),
        ("-from_on",),
        area=N_("Members"),
    )
    member: MemberRef = Field(title=N_("Member"))
    group: Annotated[str, Ref("party_group"), Mark(indexed=True)] = Field(title=N_("Party group"))
    from_on: date | None = Field(None, title=N_("From"))
    to_on: date | None = Field(None, title=N_("Until"))


class FlowDirection(Choice):
    """Which way a floating member floats."""

    out = "out", N_("Out of this branch")
    in_ = "in", N_("Into this branch")


class FlowRecord(RecordType):
    """A floating member: formal relation at one branch, life at another.

    Sources: education regulation, articles 25 and 32; floating-member opinions of 2024. The place
    itself is nobody's business here: only whether it is fixed.
    """

    shape: ClassVar = Shape(
        "flow_record",
        N_("Floating member"),
        "arrows-left-right",
        ("member", "from_on"),
        ("member", "direction", "from_on", "to_on", "counterpart"),
        ("-from_on",),
        area=N_("Members"),
    )
    member: MemberRef = Field(title=N_("Member"))
    direction: FlowDirection = Field(title=N_("Direction"))
    from_on: date | None = Field(None, title=N_("From"))
    expected_to: date | None = Field(None, title=N_("Expected until"))
    to_on: date | None = Field(None, title=N_("Until"))
    counterpart: Text | None = Field(None, title=N_("Organisation at the other end"))
    fixed: bool | None = Field(None, title=N_("Stays at one fixed place"))
    abroad: bool | None = Field(None, title=N_("Abroad"))
    registered_on: date | None = Field(None, title=N_("Registered in the national system on"))
    next_contact_on: date | None = Field(None, title=N_("Next contact due on"))
    note: LongText | None = Field(None, title=N_("Note"))


class DuesTick(RecordType):
    """That a member paid the dues of a month; no amount, no income (ordinary branches only)."""

    shape: ClassVar = Shape(
        "dues_tick",
        N_("Dues tick"),
        "check-circle",
        ("member", "month"),
        ("month", "member", "paid_on"),
        ("-month",),
        parents=("member", "month"),
        area=N_("Members"),
    )
    member: MemberRef = Field(title=N_("Member"))
    month: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$"), Mark(indexed=True)] = Field(
        title=N_("Month"), description=N_("As 2026-05.")
    )
    paid_on: date | None = Field(None, title=N_("Paid on"))


class LostReason(Choice):
    """Reasons a member went missing, as the official form lists them."""

    work = "work", N_("Away for work or trade")
    company_gone = "company_gone", N_("Company restructured or bankrupt")
    graduate = "graduate", N_("Whereabouts unknown after graduation")
    new_unit = "new_unit", N_("Changed work unit")
    abroad = "abroad", N_("Went abroad")
    moved = "moved", N_("Moved house")
    other = "other", N_("Other reason")


class LostContactCase(RecordType):
    """The procedure when nobody can reach a member; opened by people, never by the program.

    Source: education regulation, article 24.
    """

    shape: ClassVar = Shape(
        "lost_contact_case",
        N_("Lost-contact case"),
        "magnifying-glass",
        ("member", "opened_on"),
        ("member", "opened_on", "reason", "suspended_on", "closed_on"),
        ("-opened_on",),
        area=N_("Members"),
    )
    member: MemberRef = Field(title=N_("Member"))
    opened_on: date | None = Field(None, title=N_("Opened on"))
    last_seen_on: date | None = Field(None, title=N_("Last known contact on"))
    reason: LostReason | None = Field(None, title=N_("Reason"))
    search: LongText | None = Field(None, title=N_("How they were searched for"))
    decided_by: Text | None = Field(None, title=N_("Decided by"))
    document: Text | None = Field(None, title=N_("Document"))
    suspended_on: date | None = Field(None, title=N_("Membership suspended on"))
    closed_on: date | None = Field(None, title=N_("Closed on"))
    outcome: Text | None = Field(None, title=N_("Outcome"))


class HandoverKind(Choice):
    """What is handed over when a branch ends."""

    member = "member", N_("Member")
    matter = "matter", N_("Open matter")
    records = "records", N_("Record books")
    goods = "goods", N_("Goods")


class HandoverItem(RecordType):
    """One member, matter or thing handed to another branch when a site ends."""

    shape: ClassVar = Shape(
        "handover_item",
        N_("Hand-over item"),
        "handshake",
        ("what",),
        ("kind", "what", "to_whom", "handed_on", "accepted_on"),
        ("kind", "what"),
        area=N_("Organisation"),
    )
    kind: HandoverKind = Field(title=N_("Kind"))
    what: Text = Field(title=N_("What"))
    member: MemberRef | None = Field(None, title=N_("Member"))
    about: Annotated[str, Mark(indexed=True)] | None = Field(
        None, title=N_("About record or period")
    )
    to_whom: Text | None = Field(None, title=N_("Receiving branch"))
    document: Text | None = Field(None, title=N_("Document"))
    handed_on: date | None = Field(None, title=N_("Handed over on"))
    accepted_on: date | None = Field(None, title=N_("Accepted on"))
    note: LongText | None = Field(None, title=N_("Note"))
