"""The people and records that a form's fields choose among."""

from app.records.member import Member
from app.services.people import initials
from ui.desktop.desk import Desk
from ui.desktop.widgets.person import Person

MOST = 500
"""Longest list of other records that a field offers."""


def people(desk: Desk) -> tuple[Person, ...]:
    """Return the members in the unit's order, those no longer counted last."""
    groups = {g.id: g.name for g in desk.book.members.groups()}
    return tuple(person(m, groups) for m in desk.book.members.roster(everyone=True))


def person(member: Member, groups: dict[str, str]) -> Person:
    """Return a member as a field shows one."""
    group = groups.get(member.group or "", "")
    return Person(member.id, member.name, initials(member.name), group, member.post or "")


def named(desk: Desk, kind: str) -> list[tuple[str, str]]:
    """Return (id, name) of a kind's records, the latest first."""
    records = desk.book.records
    return [(r.id, records.name_of(r)) for r in records.find(records.query(kind, limit=MOST))]
