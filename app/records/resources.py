"""What is shared: resources with their bookings and loans, homes and service points.

Mechanisms of domain 1.5 (rows 50, 61, 69, 78, 79). Psychological support is a count and nothing else.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, Count, LongText, Mark, RecordType, Ref, Shape, Text
from db.model.words import N_

PartnerRef = Annotated[str, Ref("partner_organization"), Mark(indexed=True)]
ResourceRef = Annotated[str, Ref("shared_resource"), Mark(indexed=True)]


class ResourceKind(Choice):
    """What is shared."""

    room = "room", N_("Room")
    library = "library", N_("Library")
    space = "space", N_("Online space")
    material = "material", N_("Material or equipment")
    expert = "expert", N_("Expert or lecturer")
    base = "base", N_("Education or training base")
    studio = "studio", N_("Studio")
    channel = "channel", N_("Customers, channels, business")


class SharedResource(RecordType):
    """Something partners may use, in the catalogue that travels with the book."""

    shape: ClassVar = Shape(
        "shared_resource",
        N_("Shared resource"),
        "package",
        ("name",),
        ("name", "kind", "owner", "place_text", "keeper", "open_text"),
        ("name",),
        place="joint",
        area=N_("Resources"),
    )
    name: Text = Field(title=N_("Full name"))
    kind: ResourceKind | None = Field(None, title=N_("Kind"))
    owner: PartnerRef | None = Field(
        None, title=N_("Whose it is"), description=N_("Empty where it is this branch's own.")
    )
    place_text: Text | None = Field(None, title=N_("Place"))
    keeper: Text | None = Field(None, title=N_("Keeper"))
    open_text: Text | None = Field(None, title=N_("When it can be had"))
    quantity: Count | None = Field(None, title=N_("How many there are"))
    seats: Count | None = Field(None, title=N_("Room for so many people"))
    terms_text: LongText | None = Field(None, title=N_("On what terms"))
    named_on: date | None = Field(None, title=N_("Named on"))
    from_on: date | None = Field(None, title=N_("Shared from"))
    to_on: date | None = Field(None, title=N_("Shared until"))


class BookingState(Choice):
    """Where a booking stands."""

    asked = "asked", N_("Asked for")
    agreed = "agreed", N_("Agreed")
    used = "used", N_("Used")
    cancelled = "cancelled", N_("Cancelled")


class Booking(RecordType):
    """A resource for an hour or a day; two at one time are told, whoever booked first."""

    shape: ClassVar = Shape(
        "booking",
        N_("Booking"),
        "calendar-plus",
        ("resource", "from_at"),
        ("from_at", "to_at", "resource", "for_whom", "state"),
        ("-from_at",),
        place="joint",
        area=N_("Resources"),
    )
    resource: ResourceRef = Field(title=N_("Shared resource"))
    from_at: Annotated[datetime, Mark(indexed=True)] | None = Field(None, title=N_("From"))
    to_at: datetime | None = Field(None, title=N_("Until"))
    for_whom: Text | None = Field(None, title=N_("Booked for"))
    partner: PartnerRef | None = Field(None, title=N_("Partner unit"))
    purpose: Text | None = Field(None, title=N_("Purpose"))
    activity: Annotated[str, Ref("activity"), Mark(indexed=True)] | None = Field(
        None, title=N_("For meeting")
    )
    state: BookingState = Field(BookingState.agreed, title=N_("State"))


class Loan(RecordType):
    """Something lent, until it comes back."""

    shape: ClassVar = Shape(
        "loan",
        N_("Loan"),
        "arrow-u-up-left",
        ("resource", "borrower"),
        ("lent_on", "resource", "borrower", "quantity", "due_on", "returned_on"),
        ("-lent_on",),
        place="joint",
        area=N_("Resources"),
    )
    resource: ResourceRef = Field(title=N_("Shared resource"))
    borrower: Text | None = Field(None, title=N_("Lent to"))
    partner: PartnerRef | None = Field(None, title=N_("Partner unit"))
    quantity: Count | None = Field(None, title=N_("How many"))
    lent_on: date | None = Field(None, title=N_("Lent on"))
    due_on: date | None = Field(None, title=N_("Due on"))
    returned_on: date | None = Field(None, title=N_("Returned on"))
    note: Text | None = Field(None, title=N_("Note"))


class PointKind(Choice):
    """Homes of people's organisations and points of service (rows 69, 79)."""

    members_home = "members_home", N_("Party members' home")
    workers_home = "workers_home", N_("Workers' home")
    youth_home = "youth_home", N_("Youth home")
    women_home = "women_home", N_("Women's home")
    service_room = "service_room", N_("Service room")
    service_point = "service_point", N_("Service point")


class ServicePoint(RecordType):
    """A home or a service point: where it is, who keeps it, when it is open."""

    shape: ClassVar = Shape(
        "service_point",
        N_("Home or service point"),
        "house-line",
        ("name",),
        ("name", "kind", "place_text", "keeper", "open_text", "opened_on"),
        ("name",),
        place="joint",
        area=N_("Resources"),
    )
    name: Text = Field(title=N_("Full name"))
    kind: PointKind | None = Field(None, title=N_("Kind"))
    place_text: Text | None = Field(None, title=N_("Place"))
    keeper: Text | None = Field(None, title=N_("Keeper"))
    open_text: Text | None = Field(None, title=N_("When it is open"))
    opened_on: date | None = Field(None, title=N_("In use since"))
    closed_on: date | None = Field(None, title=N_("Closed down on"))
    note: LongText | None = Field(None, title=N_("Note"))


class PointService(Choice):
    """What somebody came for."""

    production = "production", N_("Help with production")
    life = "life", N_("Help with daily life")
    psychological = "psychological", N_("Psychological support")
    activity = "activity", N_("Activity")
    other = "other", N_("Other service")


class PointEntry(RecordType):
    """One line of the log of a home or point; of psychological support only how many came."""

    shape: ClassVar = Shape(
        "point_entry",
        N_("Log of a home or point"),
        "notebook",
        ("point", "on"),
        ("on", "point", "kind", "people", "note"),
        ("-on",),
        place="joint",
        area=N_("Resources"),
    )
    point: Annotated[str, Ref("service_point"), Mark(indexed=True)] = Field(
        title=N_("Home or service point")
    )
    on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Date"))
    kind: PointService | None = Field(None, title=N_("Kind"))
    people: Count | None = Field(None, title=N_("How many people"))
    note: Text | None = Field(None, title=N_("Note"))
