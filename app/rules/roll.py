"""Who counts as what on a day: full members with their relation here, the committee, the secretary."""

from collections.abc import Iterable
from datetime import date

from app.counting.standing import covers
from app.records.member import Member, Relation
from app.records.organisation import Office
from app.rules.facts import Facts


def full_on(facts: Facts, day: date) -> tuple[Member, ...]:
    """Return the full members whose formal relation is here: who counts in shares and sizes."""
    return tuple(
        m
        for m in facts.people.on(day)
        if m.relation_here == Relation.formal and not probationary(facts, m.id, day)
    )


def probationary(facts: Facts, member: str, day: date) -> bool:
    """Tell whether somebody was a probationary member on a day."""
    life = facts.people.lives.get(member)
    return life is not None and life.probationary(day)


def holders(facts: Facts, offices: Iterable[Office], day: date) -> frozenset[str]:
    """Return who holds one of some offices on a day."""
    wanted = frozenset(offices)
    return frozenset(
        o.member for o in facts.offices if o.office in wanted and covers(o.from_on, o.to_on, day)
    )


def names(facts: Facts, members: Iterable[str]) -> tuple[str, ...]:
    """Return the names of members, in the roster's order."""
    wanted = frozenset(members)
    known = tuple(m.name for i, m in facts.members.items() if i in wanted)
    return known + tuple(sorted(wanted - facts.members.keys()))
