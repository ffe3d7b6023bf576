"""How a meeting's state is said: icon, word and tone, in the list, the month and the header."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from app.records.meeting import Activity, State
from app.services.meeting import Meeting, entered_late, held_at
from app.services.meeting_noted import Noted
from app.terms import ActivityType
from db.model.record import Record
from db.model.words import N_, Translate
from ui.desktop.desk import Desk

ICONS = {
    ActivityType.general_meeting: "users",
    ActivityType.committee_meeting: "users-four",
    ActivityType.group_meeting: "users-three",
    ActivityType.party_lecture: "chalkboard-teacher",
    ActivityType.themed_party_day: "flag",
    ActivityType.organizational_life_meeting: "chats-circle",
    ActivityType.democratic_appraisal: "list-bullets",
    ActivityType.joint_conference: "handshake",
    ActivityType.joint_activity: "handshake",
    ActivityType.study_session: "book-open",
    ActivityType.training: "student",
    ActivityType.service_visit: "house-line",
}
"""The picture of each kind."""

WHERE = {
    "local": N_("Only here"),
    "stick": N_("On the stick"),
    "hq": N_("HQ has it"),
    "open": N_("To choose"),
}
"""Where a record is, in words."""

_NUMBERS = frozenset({"R14", "R17"})
_VOTES = frozenset({"R05", "R06", "R07", "R08", "R37"})
_LONGEST = timedelta(hours=5)


class Status(NamedTuple):
    """A state: tone, icon, word (translated), and the mark it has in a month."""

    tone: str
    icon: str
    text: str
    mark: str


def status(meeting: Meeting, noted: Iterable[Noted], now: datetime, t: Translate) -> Status:
    """Return how a meeting stands; what contradicts comes before everything else."""
    rules = {n.finding.rule for n in noted if n.finding.is_error}
    if rules:
        return _contradiction(rules, t)
    if meeting.archived:
        late = entered_late(meeting)
        if late:
            return Status("wait", "clock", t("Entered {n} days late", n=late), "done")
        words = t("Archived") if meeting.activity.state == State.archived else t("Filed")
        return Status("ok", "check-circle", words, "done")
    return _open(meeting, now, t)


def _contradiction(rules: set[str], t: Translate) -> Status:
    if "conflict" in rules:
        return Status("error", "git-fork", t("Two values"), "wrong")
    text = t("Contradiction")
    if rules & _VOTES:
        text = t("Votes do not add up")
    elif rules & _NUMBERS:
        text = t("Numbers disagree")
    return Status("error", "warning-octagon", text, "wrong")


def _open(meeting: Meeting, now: datetime, t: Translate) -> Status:
    activity = meeting.activity
    if activity.state == State.cancelled:
        return Status("mute", "x-circle", t("Cancelled"), "open")
    if activity.state == State.reopened:
        return Status("wait", "arrow-counter-clockwise", t("Reopened"), "part")
    times = held_at(activity)
    if times is None:
        return Status("mute", "pencil-simple", t("Draft"), "open")
    if now < times[0] and not meeting.marked:
        return Status("info", "calendar-check", t("Arranged"), "planned")
    last = activity.held_end or times[0] + _LONGEST
    if now <= last:
        return Status("info", "circle-half-tilt", t("Under way"), "planned")
    if activity.state == State.reviewed:
        return Status("info", "check-circle", t("Reviewed"), "part")
    if meeting.marked:
        return Status("wait", "archive", t("To be filed"), "part")
    return Status("wait", "clock", t("To be recorded"), "part")


def kind_words(activity: Activity, meeting: Meeting, t: Translate) -> str:
    """Return the kind, the group, and what it is held together with: 党员大会 · 主题党日."""
    parts = [t(activity.type.title_)]
    group = next((g.name for g in meeting.groups if g.id == activity.group), "")
    parts += [group] if group else []
    parts += [t(a.type.title_) for a in meeting.linked]
    return " · ".join(parts)


def where_asked(desk: Desk) -> Callable[[Record], str]:
    """Return a function that says where a record is; it holds for one reading of a page."""
    try:
        return desk.book.syncing.marker()
    except NotImplementedError:
        return lambda _record: "local"
