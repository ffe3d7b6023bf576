"""Heart-to-heart talks: that they happened is open, what was said is sealed.

Source: branch-work regulation, article 19.
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, Mark, RecordType, Ref, SealedText, Shape, Text
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]


class Occasion(Choice):
    """Why people talked."""

    yearly = "yearly", N_("Yearly talk")
    life_meeting = "life_meeting", N_("Before the organisational-life meeting")
    joining = "joining", N_("Joining the Party")
    hardship = "hardship", N_("Hardship or illness")
    discipline = "discipline", N_("After a disciplinary measure")
    post = "post", N_("Change of post")
    other = "other", N_("Other occasion")


class HeartToHeartTalk(RecordType):
    """One talk between two people."""

    shape: ClassVar = Shape(
        "heart_to_heart_talk",
        N_("Heart-to-heart talk"),
        "chats",
        ("initiator", "partner"),
        ("on", "initiator", "partner", "occasion"),
        ("-on",),
        place="talks",
        area=N_("Organisational life"),
    )
    initiator: MemberRef = Field(title=N_("Who talked"))
    partner: MemberRef = Field(title=N_("With whom"))
    on: Annotated[date, Mark(indexed=True)] | None = Field(None, title=N_("Date"))
    place_text: Text | None = Field(None, title=N_("Place"))
    occasion: Occasion | None = Field(None, title=N_("Occasion"))
    subject: Text | None = Field(None, title=N_("Subject"))
    body: SealedText | None = Field(None, title=N_("Content of the talk"))
    follow_up: SealedText | None = Field(None, title=N_("What follows"))
