"""The head and the facts of a member's profile."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.counting.clocks import days_since
from app.dates import say_date, say_year_date
from app.records.member import Member, Relation
from app.services.members import standing_of
from ui.desktop.desk import Desk
from ui.desktop.meetings.standing import WHERE
from ui.desktop.widgets.cards import CardGrid
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.labels import Avatar, NameLabel
from ui.desktop.widgets.scroll import FlowRow

_PLACES = {
    "local": ("wait", "laptop"),
    "stick": ("info", "usb-stick"),
    "hq": ("ok", "shield-check"),
}


def head_of(desk: Desk, member: Member, day: date, ways: Sequence[QWidget]) -> QWidget:
    """Return name, status, offices and where the record is, with the ways on at the right."""
    theme, t = desk.theme, desk.t
    box, words = QWidget(), QVBoxLayout()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    words.setSpacing(2)
    words.addWidget(NameLabel(member.name, "heading"))
    chips = FlowRow(6)
    chips.add(StatusChip(theme, "mute", "", t(member.status.title_)))
    life = desk.book.membership.life(member.id)
    if life.afloat(day):
        chips.add(StatusChip(theme, "info", "arrows-left-right", t("Floating out")))
    elif life.floats_in(day):
        chips.add(StatusChip(theme, "info", "arrows-left-right", t("Floating in")))
    if life.barred(day):
        chips.add(StatusChip(theme, "wait", "prohibit", t("Rights suspended")))
    for office in desk.book.members.offices(member.id, day):
        chips.add(StatusChip(theme, "mute", "", t(office.office.title_)))
    place = desk.book.syncing.where(member.record)
    tone, icon = ("error", "git-fork") if member.record.conflicts else _PLACES[place]
    chips.add(StatusChip(theme, tone, icon, t(WHERE["open" if member.record.conflicts else place])))
    words.addWidget(chips)
    row.addWidget(Avatar(theme, member.name, 44))
    row.addLayout(words, 1)
    row.setSpacing(4)
    for way in ways:
        row.addWidget(way)
    return box


def facts_of(desk: Desk, member: Member, day: date) -> CardGrid:
    """Return group, post, dates, relation with the right to vote, and the last contact."""
    t, book = desk.t, desk.book
    grid = CardGrid(2)
    met = book.members.last_met(member.id, desk.today())
    vote = t("with vote") if book.membership.life(member.id).may_vote(day) else t("without vote")
    here = member.relation_here == Relation.formal
    relation = (
        t("Not in this branch")
        if standing_of(member) == "gone"
        else t(
            "{relation}, {vote}",
            relation=t("In this branch") if here else t("Placed here"),
            vote=vote,
        )
    )
    reached = f"{say_date(met.day, t)} {t(met.what)}" if met else t("not yet")
    ago = days_since(met.day, desk.today()) if met else None
    last = t("Last contact")
    if ago:
        last = t("Last contact, {n} day ago|Last contact, {n} days ago", n=ago)
    for label, value in (
        (t("Party group"), book.records.name(member.group or "")),
        (t("Post"), member.post or ""),
        (t("Joined"), say_year_date(member.joined_on, t) if member.joined_on else ""),
        (t("Full since"), say_year_date(member.full_on, t) if member.full_on else ""),
        (t("Relation"), relation),
        (last, reached),
    ):
        grid.add(label, value or "—")
    return grid
