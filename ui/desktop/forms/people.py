"""The people and records that a form's fields choose among."""

from app.records.member import Member
from app.services.people import initials
from app.services.values import ANY
from ui.desktop.desk import Desk
from ui.desktop.widgets.person import Person

_FEW = 60
_MAY_BE_MEANT = (
    "activity", "notice", "plan", "campaign", "cobuild_agreement", "competition", "work",
    "practical_deed", "volunteer_service", "donation", "demonstration_post", "responsibility_area",
    "service_team", "commitment", "exemplar", "election_round", "disclosure", "deliberation",
)  # fmt: skip
"""Kinds that others hang on, in the order in which they are offered."""
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
    """Return (id, name) of a kind's records, the latest first; of any kind, with the kind's name."""
    records, t = desk.book.records, desk.t
    if kind == ANY:
        return [
            (record, t("{kind}: {name}", kind=t(desk.book.kinds[each].shape.title), name=name))
            for each in _MAY_BE_MEANT
            for record, name in named(desk, each)[:_FEW]
        ]
    return [(r.id, records.name_of(r)) for r in records.find(records.query(kind, limit=MOST))]
