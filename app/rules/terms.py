"""What ends on a day that is known: the committee's term, a member's probation (R10, R40)."""

from collections.abc import Iterator
from datetime import date

from app.counting.periods import months_after
from app.records.member import Standing
from app.records.organisation import BranchType
from app.rules.facts import Facts
from app.rules.finding import LOOK, TERM, WRITE, Finding, told
from app.rules.rulebook import Rulebook
from app.said import Said, say
from db.model.words import N_


def term_ends(facts: Facts) -> date | None:
    """Return when the term in office ends, with its extension; None where no end is on record."""
    ends = [d for term in facts.terms for d in (term.end, term.extended_to) if d is not None]
    if facts.branch is not None and facts.branch.term_end is not None:
        ends.append(facts.branch.term_end)
    return max(ends, default=None)


def term(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R10: a term does not run out unnoticed (branch-work regulation, article 21)."""
    end, ruling, near = term_ends(facts), book.on("R10", facts.today), _soon(facts, book)
    if ruling is None or end is None:
        return
    if facts.branch and facts.branch.branch_type == BranchType.temporary:
        return
    notice = ruling.count("superior_notice_months")
    if facts.today <= end and facts.today < months_after(end, -notice):
        yield None
        return
    over = facts.today > end
    soon = over or (near is not None and facts.today >= months_after(end, -near))
    what = (
        N_("The committee's term ended on {end}")
        if over
        else N_("The committee's term ends on {end}: {left}")
    )
    why = (
        N_("Extension or an early election needs the superior's approval")
        if over
        else N_("Reminded from {months} months before")
    )
    params = {"end": end, "left": left(facts.today, end), "months": notice}
    yield told(
        ruling,
        what,
        why,
        params,
        ("branch", "branch", "term_end"),
        actions=(TERM, WRITE),
        about=f"{end}",
        day=end,
        due=end,
        severity=ruling.severity if soon else "info",
    )


def _soon(facts: Facts, book: Rulebook) -> int | None:
    ruling = book.on("R10", facts.today, "soon")
    return None if ruling is None else ruling.count("soon_months")


def probation(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R40: probation ends a year after admission (development rules 2026, article 31)."""
    ruling, notice = book.on("R40", facts.today), book.on("R40", facts.today, "notice")
    if ruling is None or notice is None:
        return
    for member in facts.members.values():
        if member.status != Standing.probationary or member.joined_on is None:
            continue
        end = months_after(member.joined_on, 12 * ruling.count("probation_years"))
        away = (end - facts.today).days
        if away > notice.number("notice_days"):
            yield None
            continue
        what = (
            N_("Probation of {name} ends on {end}")
            if away >= 0
            else N_("Probation of {name} ended on {end}")
        )
        why = (
            N_("Still {n} day|Still {n} days")
            if away >= 0
            else N_("Ended {n} day ago|Ended {n} days ago")
        )
        yield told(
            notice if away >= 0 else ruling,
            what,
            why,
            {"name": member.name, "end": end, "n": abs(away)},
            (member.id, "member", "full_on"),
            actions=(LOOK, WRITE),
            people=(member.id,),
            day=end,
            due=end,
            severity=notice.severity if away >= 0 else ruling.when("over"),
        )


def left(today: date, end: date) -> Said:
    """Return how long it still is: months from two months on, else days."""
    months = (end.year - today.year) * 12 + end.month - today.month
    months -= months_after(today, months) > end
    if months >= 2:
        return say(N_("still {n} month|still {n} months"), n=months)
    return say(N_("still {n} day|still {n} days"), n=(end - today).days)
