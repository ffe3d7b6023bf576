"""The roster's rows, counts and filter: what the members page shows of everyone at once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.records.member import Member
from app.services.members import YearOfMeetings, standing_of
from app.services.people import matches
from app.services.roster_words import short_group
from app.services.studying import Studied, say_hours
from db.model.words import N_, Translate
from ui.desktop.widgets.rows import Bar, Column, Row, Strip, Text

ALL, PROBATIONARY, PLACED, GONE = "", "probationary", "placed", "gone"
TAGS = {PROBATIONARY: N_("Probationary"), PLACED: N_("Placed here"), GONE: N_("No longer counted")}
"""What stands after a name; a full member has no tag."""


class Filter(NamedTuple):
    """What is typed, which group, which standing, which people; empty means everyone who counts."""

    text: str = ""
    group: str = ""
    standing: str = ALL
    only: frozenset[str] = frozenset()


class Roster(NamedTuple):
    """Everything the list is made from, read once."""

    members: Sequence[Member]
    groups: Mapping[str, str]
    meetings: YearOfMeetings
    studied: Mapping[str, Studied]


def columns(t: Translate) -> tuple[Column, ...]:
    """Return the list's columns; nobody sorts people by hours or attendance."""
    return (
        Column("name", t("Name")),
        Column("post", t("Post, group")),
        Column("strip", t("Attendance by month"), 166),
        Column("hours", t("Hours this year"), 138),
    )


def counted(members: Sequence[Member]) -> Counter[str]:
    """Return how many members there are of each standing."""
    return Counter(standing_of(m) for m in members)


def fits(member: Member, groups: Mapping[str, str], wanted: Filter) -> bool:
    """Tell whether a member is among those asked for."""
    standing = standing_of(member)
    if wanted.only and member.id not in wanted.only:
        return False
    if wanted.standing == ALL and standing == GONE:
        return False
    if wanted.standing not in (ALL, standing) or wanted.group not in ("", member.group):
        return False
    text = wanted.text.strip()
    where = (
        f"{member.post or ''}\n{groups.get(member.group or '', '')}\n{member.code or ''}".lower()
    )
    return not text or matches(member.name, text) or text.lower() in where


def row(member: Member, roster: Roster, t: Translate) -> Row:
    """Return a member's row."""
    standing = standing_of(member)
    tag = t(TAGS[standing]) if standing in TAGS else ""
    group = short_group(roster.groups.get(member.group or "", ""))
    place = (
        t("{post}, {group}", post=member.post, group=group)
        if member.post and group
        else member.post or group
    )
    studied = roster.studied.get(member.id, Studied(0))
    figures = f"{say_hours(studied.total)}/{say_hours(studied.required)}"
    return Row(
        member.id,
        (
            Text(member.name, role="strong", tag=tag),
            Text(place, role="meta", tone="secondary"),
            Strip(roster.meetings.strip(member.id)),
            Bar(studied.total, studied.required, figures),
        ),
        quiet=standing == GONE,
    )
