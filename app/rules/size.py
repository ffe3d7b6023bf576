"""How large a branch, its committee and a joint branch are (R12; branch-work regulation 4, 5, 20)."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from app.counting.branch_type import rule_type
from app.counting.periods import months_after
from app.records.organisation import BranchType
from app.rules.facts import Facts
from app.rules.finding import WRITE, Finding
from app.rules.pack import Severity
from app.rules.roll import full_on, probationary
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from db.model.words import N_

_FEW = N_(
    "{n} full member: fewer than {least} for a branch of its own|{n} full members: fewer than {least} for a branch of their own"
)
_MANY = N_("{n} member in one branch|{n} members in one branch")
_UNITS = N_("The joint branch covers {n} unit|The joint branch covers {n} units")
_NONE = N_("{n} full member and no branch committee|{n} full members and no branch committee")
_SMALL = N_("The committee has {n} member|The committee has {n} members")
_LARGE = N_(
    "The committee has {n} member: more than {most}|The committee has {n} members: more than {most}"
)
_OWN = N_(
    "The project lasts {months} months or more, and {n} full member is here|The project lasts {months} months or more, and {n} full members are here"
)


class _Fault(NamedTuple):
    wrong: bool
    what: str
    why: str
    params: Mapping[str, object]
    name: str
    field: str = ""


def size(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R12: the branch, its committee and the units it covers have the size the text gives."""
    ruling = book.on("R12", facts.day)
    if ruling is None or not facts.members or facts.branch is None:
        return
    if rule_type(facts.branch) == BranchType.temporary:
        # Only where a pack has the rule for temporary branches: the shipped ones do not.
        yield _of_its_own(facts, ruling)
        return
    yield from _of_branch(facts, ruling)
    yield from _of_committee(facts, ruling)


def _of_its_own(facts: Facts, ruling: Ruling) -> Finding | None:
    full = sum(not probationary(facts, m.id, facts.day) for m in facts.people.on(facts.day))
    project, months = facts.papers.project, ruling.count("project_min_months")
    lasts = (
        project is not None
        and project.start is not None
        and project.end is not None
        and project.end >= months_after(project.start, months)
    )
    return _told(
        facts,
        ruling,
        _Fault(
            lasts and full >= ruling.count("min_full_members"),
            _OWN,
            N_("A project of that length sets up its own branch where the conditions are there"),
            {"n": full, "months": months},
            "own",
        ),
        severity="info",
    )


def _of_branch(facts: Facts, ruling: Ruling) -> Iterator[Finding | None]:
    full, kind = len(full_on(facts, facts.day)), rule_type(facts.branch)
    least, most = ruling.count("min_full_members"), ruling.count("max_members_generally")
    joint = kind == BranchType.joint
    yield _told(
        facts,
        ruling,
        _Fault(
            full < least and not joint,
            _FEW,
            N_("Fewer than {least} full members form a joint branch with their neighbours"),
            {"n": full, "least": least},
            "few",
        ),
    )
    here = len(facts.people.on(facts.day))
    yield _told(
        facts,
        ruling,
        _Fault(
            here > most,
            _MANY,
            N_("A branch generally has at most {most} members"),
            {"n": here, "most": most},
            "many",
        ),
    )
    if joint:
        yield from _of_joint(facts, ruling)


def _of_joint(facts: Facts, ruling: Ruling) -> Iterator[Finding | None]:
    units = _units(facts)
    most = ruling.count("joint_max_units_generally")
    yield _told(
        facts,
        ruling,
        _Fault(
            units > most,
            _UNITS,
            N_("A joint branch generally covers at most {most} units"),
            {"n": units, "most": most},
            "units",
            "covers_units",
        ),
    )


def _of_committee(facts: Facts, ruling: Ruling) -> Iterator[Finding | None]:
    full, seated = len(full_on(facts, facts.day)), len(facts.people.committee(facts.day))
    needed = ruling.count("committee_from_full_members")
    least, most = ruling.count("committee_min"), ruling.count("committee_max_generally")
    yield _told(
        facts,
        ruling,
        _Fault(
            full >= needed and not facts.has_committee,
            _NONE,
            N_("From {needed} full members on a branch has a committee"),
            {"n": full, "needed": needed},
            "committee",
            "has_committee",
        ),
    )
    if not facts.has_committee or not seated:
        return
    yield _told(
        facts,
        ruling,
        _Fault(
            seated < least,
            _SMALL,
            N_("A committee has at least {least} members; fill the vacancies"),
            {"n": seated, "least": least},
            "seats",
        ),
    )
    yield _told(
        facts,
        ruling,
        _Fault(
            seated > most,
            _LARGE,
            N_("A committee generally has at most {most} members"),
            {"n": seated, "most": most},
            "seats",
        ),
    )


def _units(facts: Facts) -> int:
    text = (facts.branch and facts.branch.covers_units) or ""
    return sum(bool(line.strip()) for line in text.splitlines())


def _told(
    facts: Facts, ruling: Ruling, fault: _Fault, severity: Severity | None = None
) -> Finding | None:
    if not fault.wrong:
        return None
    return tell(
        ruling,
        fault.what,
        fault.why,
        fault.params,
        ("branch", "branch", fault.field),
        severity=severity,
        actions=(WRITE,),
        about=f"{facts.day.year}/{fault.name}",
        day=facts.day,
    )
