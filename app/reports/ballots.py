"""Blank ballots for a secret vote, to be cut apart: what is voted on and boxes, nothing of the voter.

An election lists its names with three boxes each and lines to write in others (party members' rights
2020, 14: choose none, choose another); an appraisal form lists the members and the four levels. Such a
form says nothing of who fills it in, not even a number.
"""

from app.records.meeting import Motion, MotionKind
from app.reports.paper import Part
from app.reports.wording import or_blank, plain
from app.services.meeting import Meeting
from db.model.words import N_, Translate

LEVELS = (N_("Excellent"), N_("Qualified"), N_("Basically qualified"), N_("Unqualified"))
"""The four levels of an appraisal, as the organisation department's notices name them."""
_NAMES_FOR_TWO = 7
"""With so many names two ballots stand on a page."""


class Ballots(Part, frozen=True, kw_only=True, tag="ballots"):
    """The same slip `count` times."""

    title: str
    under: str
    motion: str
    choices: tuple[str, ...]
    rule: str
    count: int


class BallotList(Part, frozen=True, kw_only=True, tag="ballotlist"):
    """The same list of names `count` times, `on_page` on each page.

    ``head`` stands over number, name and each choice; ``write_in`` is how many empty lines follow
    under ``write_label``.
    """

    title: str
    under: str
    motion: str
    head: tuple[str, ...]
    choices: tuple[str, ...]
    rows: tuple[str, ...]
    write_in: int = 0
    write_label: str = ""
    rules: tuple[str, ...] = ()
    count: int
    on_page: int


def ballots(meeting: Meeting, motion: Motion, t: Translate, *, branch: str) -> Ballots | BallotList:
    """Return as many ballots as there are people entitled to vote."""
    vote = meeting.judged(motion)
    choices = (t("In favour"), t("Against"), t("Abstains"))
    count = max(1, vote.ballot.eligible)
    if motion.kind == MotionKind.election:
        names = tuple(plain(n.name) for n in vote.names if not n.written_in)
        return _election(motion, names, choices, t, branch=branch, count=count)
    said = or_blank(motion.title)
    who = motion.candidate_name or meeting.name(motion.candidate)
    if who and who not in said:
        said = t("{motion} (candidate: {name})", motion=said, name=plain(who))
    return Ballots(
        title=t("Ballot"),
        under=plain(branch),
        motion=said,
        choices=choices,
        rule=t("One mark in one box. More or fewer make the ballot invalid."),
        count=count,
    )


def _election(
    motion: Motion,
    names: tuple[str, ...],
    choices: tuple[str, ...],
    t: Translate,
    *,
    branch: str,
    count: int,
) -> BallotList:
    seats = motion.seats
    rules = [t("One mark for each name. Whoever is against a name may write in another.")]
    if seats:
        rules.append(t("At most 1 name may be chosen; with more the ballot is invalid.|At most {n} names may be chosen; with more the ballot is invalid.", n=seats))  # fmt: skip
    extra = min(seats or 1, 5)
    return BallotList(
        title=t("Election ballot"),
        under=plain(branch),
        motion=or_blank(motion.title),
        head=(t("No."), t("Name"), *choices),
        choices=choices,
        rows=names,
        write_in=extra,
        write_label=t("Others, written in by the voter"),
        rules=tuple(rules),
        count=count,
        on_page=2 if len(names) + extra <= _NAMES_FOR_TWO else 1,
    )


def measurement(meeting: Meeting, t: Translate, *, branch: str) -> BallotList:
    """Return the form on which each member rates the full members, one for each who is due.

    Probationary members take part and get no level (branch-work regulation 18).
    """
    rated = tuple(plain(p.member.name) for p in meeting.people if p.due and not p.probationary)
    levels = tuple(t(level) for level in LEVELS)
    return BallotList(
        title=t("Democratic appraisal: measurement form"),
        under=plain(branch),
        motion=plain(meeting.activity.title or t(meeting.activity.type.title_)),
        head=(t("No."), t("Name"), *levels),
        choices=levels,
        rows=rated,
        rules=(t("One mark in each row. Filled in without a name, folded, into the box."),),
        count=max(1, meeting.tally.due),
        on_page=2 if len(rated) <= _NAMES_FOR_TWO else 1,
    )
