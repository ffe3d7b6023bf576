"""Blank ballots for a secret vote, to be cut apart: the motion and three boxes, nothing of the voter."""

from app.records.meeting import Motion
from app.reports.paper import Part
from app.reports.wording import or_blank, plain
from app.services.meeting import Meeting
from db.model.words import Translate


class Ballots(Part, frozen=True, kw_only=True, tag="ballots"):
    """The same slip `count` times."""

    title: str
    under: str
    motion: str
    choices: tuple[str, ...]
    rule: str
    count: int


def ballots(meeting: Meeting, motion: Motion, t: Translate, *, branch: str) -> Ballots:
    """Return as many ballots as there are people entitled to vote."""
    return Ballots(
        title=t("Ballot"),
        under=plain(branch),
        motion=or_blank(motion.title),
        choices=(t("In favour"), t("Against"), t("Abstains")),
        rule=t("One mark in one box. More or fewer make the ballot invalid."),
        count=max(1, meeting.tally.voters_due),
    )
