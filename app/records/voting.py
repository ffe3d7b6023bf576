"""Beside the numbers of a vote: written opinions handed in before it, candidates of an election."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Count, Mark, RecordType, Ref, Shape, Text
from app.terms import Stance
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]
MotionRef = Annotated[str, Ref("motion"), Mark(indexed=True)]


class WrittenOpinion(RecordType):
    """An absent voter's opinion, handed in before the meeting.

    It counts as a vote in admission and conversion, not as presence (development rules 2026, 20).
    """

    shape: ClassVar = Shape(
        "written_opinion",
        N_("Written opinion"),
        "envelope-simple-open",
        ("member", "motion"),
        ("motion", "member", "stance", "dated_on"),
        parents=("motion", "member"),
        place="meetings",
        area=N_("Meetings"),
    )
    motion: MotionRef = Field(title=N_("Vote"))
    member: MemberRef = Field(title=N_("Member"))
    stance: Stance | None = Field(None, title=N_("Position"))
    dated_on: date | None = Field(None, title=N_("Handed in on"))


class ElectionCandidate(RecordType):
    """One name on the ballot of an election, or written onto it."""

    shape: ClassVar = Shape(
        "election_candidate",
        N_("Candidate"),
        "user-list",
        ("name",),
        ("motion", "number", "name", "yes", "no", "abstain"),
        ("motion", "number"),
        place="meetings",
        area=N_("Meetings"),
    )
    motion: MotionRef = Field(title=N_("Vote"))
    number: Count | None = Field(None, title=N_("No."))
    name: Text = Field(title=N_("Name"))
    member: MemberRef | None = Field(None, title=N_("Member"))
    written_in: bool | None = Field(None, title=N_("Written in by voters"))
    yes: Count | None = Field(None, title=N_("In favour"))
    no: Count | None = Field(None, title=N_("Against"))
    abstain: Count | None = Field(None, title=N_("Abstentions"))
