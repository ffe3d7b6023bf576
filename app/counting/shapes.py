"""What each kind of meeting asks for: one declaration a kind, read by pages, checks and papers.

Sources: branch-work regulation, articles 11 to 19; the templates of domain 3.5. A kind that a
declaration does not know has the shape of a plain activity.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from app.terms import ActivityType
from db.model.words import N_

Types = ActivityType


class Due(StrEnum):
    """Who is due."""

    everyone = "everyone"
    committee = "committee"
    group = "group"
    whoever_comes = "whoever_comes"


class Chair(StrEnum):
    """Who generally chairs (articles 13 and 14); another chairs by delegation, which is written."""

    secretary = "secretary"
    leader = "leader"
    anybody = "anybody"


class Panel(StrEnum):
    """What a kind shows beside the usual cards."""

    parts = "parts"
    opinions = "opinions"
    matters = "matters"
    length = "length"


STEPS = ("prepare", "life", "appraisal", "signin", "minutes", "vote", "evidence", "file")
"""Every step there is, in the order of a day."""
_USUAL = ("prepare", "signin", "minutes", "vote", "evidence", "file")
_LECTURE = (
    "lecturer", "lecturer_capacity", "lecture_direction", "audience_count", "micro", "outline",
)  # fmt: skip
_WITH = ("partners", "partner_text")
_FOR = ("campaign", "tags")
_DONE_WITH = (*_WITH, "joint_kind", "direction", *_FOR)
AFTERWARDS = ("experience", "follow_up")
"""What is written of something held with others once it is over, beside its numbers."""
_WITHOUT_VOTE = ("prepare", "signin", "minutes", "evidence", "file")


class MeetingShape(NamedTuple):
    """One kind of meeting.

    ``short`` a word for where there is little room, for the kinds that come round regularly;
    ``fields`` what is asked beside time, place, chair and recorder, in the order of asking;
    ``wants`` which of its entries a record is not complete without; ``discusses`` speeches item by
    item and the chair's summary, else an account of the activity; ``studies`` whether it gives
    study hours; ``together`` what is asked where it is held with other units, empty for what is the
    branch's own.
    """

    due: Due = Due.everyone
    chair: Chair = Chair.anybody
    short: str = ""
    steps: tuple[str, ...] = _USUAL
    fields: tuple[str, ...] = ()
    panels: tuple[Panel, ...] = ()
    wants: tuple[str, ...] = ("held_start", "place_text", "chair", "recorder")
    together: tuple[str, ...] = ()
    discusses: bool = False
    studies: bool = True


_PLAIN = MeetingShape()
_BY_KIND: Mapping[ActivityType, MeetingShape] = MappingProxyType(
    {
        Types.general_meeting: MeetingShape(
            chair=Chair.secretary, short=N_("General"), discusses=True
        ),
        Types.committee_meeting: MeetingShape(
            due=Due.committee,
            chair=Chair.secretary,
            short=N_("Committee"),
            panels=(Panel.opinions,),
            discusses=True,
            studies=False,
        ),
        Types.group_meeting: MeetingShape(
            due=Due.group, chair=Chair.leader, short=N_("Group"), fields=("group",), discusses=True
        ),
        Types.themed_party_day: MeetingShape(
            short=N_("Themed day"), fields=("theme",), panels=(Panel.parts,), together=_DONE_WITH
        ),
        Types.party_lecture: MeetingShape(
            short=N_("Lecture"),
            steps=_WITHOUT_VOTE,
            fields=_LECTURE,
            panels=(Panel.length,),
            together=(*_WITH, *_FOR),
        ),
        Types.organizational_life_meeting: MeetingShape(
            chair=Chair.secretary,
            steps=("prepare", "life", "signin", "minutes", "vote", "evidence", "file"),
            fields=("theme", "for_year"),
            discusses=True,
        ),
        Types.democratic_appraisal: MeetingShape(
            chair=Chair.secretary,
            steps=("prepare", "appraisal", "signin", "minutes", "vote", "evidence", "file"),
            fields=("for_year",),
            discusses=True,
        ),
        Types.training: MeetingShape(
            due=Due.whoever_comes,
            steps=_WITHOUT_VOTE,
            fields=("theme", "lecturer", "lecturer_capacity"),
            wants=("held_start", "place_text"),
            together=(*_WITH, "direction", *_FOR),
        ),
        Types.joint_conference: MeetingShape(
            due=Due.whoever_comes,
            panels=(Panel.matters,),
            discusses=True,
            studies=False,
            together=(*_WITH, "direction", *_FOR),
        ),
        Types.joint_activity: MeetingShape(
            due=Due.whoever_comes, fields=("theme",), together=_DONE_WITH
        ),
        Types.study_session: MeetingShape(
            steps=_WITHOUT_VOTE,
            fields=("theme", "lecturer", "documents"),
            together=(*_WITH, "joint_kind", "direction", *_FOR),
        ),
        Types.service_visit: MeetingShape(
            due=Due.whoever_comes,
            wants=("held_start", "place_text"),
            studies=False,
            together=(*_WITH, "direction", *_FOR),
        ),
    }
)

PARTS = (
    Types.general_meeting,
    Types.party_lecture,
    Types.study_session,
    Types.organizational_life_meeting,
    Types.service_visit,
)
"""What a themed Party day may hold; each part is counted once, for its own rule."""

MICRO_MINUTES = 20
"""The longest micro-lecture, in minutes (domain 1.3, number 43)."""


def shape_of(kind: ActivityType) -> MeetingShape:
    """Return what a kind of meeting asks for."""
    return _BY_KIND.get(kind, _PLAIN)
