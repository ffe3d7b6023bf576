"""Who counts as what on a day: full members with their relation here, the committee, the secretary."""

from collections.abc import Iterable
from datetime import date

from app.counting.attendance import was_probationary
from app.records.member import Member, Relation
from app.records.organisation import Branch, BranchType, Office
from app.rules.facts import Facts


def type_of(branch: Branch | None) -> BranchType | None:
    """Return the branch type whose rules apply: a mobile branch's is by its approval document."""
    if branch is None:
        return None
    if branch.branch_type == BranchType.mobile and branch.rules_as is not None:
        return branch.rules_as
    return branch.branch_type


def full_on(facts: Facts, day: date) -> tuple[Member, ...]:
    """Return the full members whose formal relation is here: who counts in shares and sizes."""
    return tuple(
        m
        for m in facts.people.on(day)
        if m.relation_here == Relation.formal and not was_probationary(m, day)
    )


def holders(facts: Facts, offices: Iterable[Office], day: date) -> frozenset[str]:
    """Return who holds one of some offices on a day."""
    wanted = frozenset(offices)
    return frozenset(
        o.member
        for o in facts.offices
        if o.office in wanted
        and (o.from_on is None or o.from_on <= day)
        and (o.to_on is None or day <= o.to_on)
    )


def names(facts: Facts, members: Iterable[str]) -> tuple[str, ...]:
    """Return the names of members, in the roster's order."""
    wanted = frozenset(members)
    known = tuple(m.name for i, m in facts.members.items() if i in wanted)
    return known + tuple(sorted(wanted - facts.members.keys()))
