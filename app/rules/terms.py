"""What ends on a day that is known: the committee's term, a member's probation (R10, R40)."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from app.counting.periods import months_after
from app.counting.standing import probation_ends
from app.records.member import Member, Standing
from app.records.organisation import TermOfOffice
from app.rules.facts import Facts
from app.rules.finding import LOOK, TERM, WRITE, Finding, told
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
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
    end, ruling, near = term_ends(facts), book.on("R10", facts.day), _soon(facts, book)
    if ruling is None or end is None:
        return
    notice = ruling.count("superior_notice_months")
    if facts.day <= end and facts.day < months_after(end, -notice):
        yield None
        return
    over = facts.day > end
    soon = over or (near is not None and facts.day >= months_after(end, -near))
    yield told(
        ruling,
        N_("The committee's term ended on {end}")
        if over
        else N_("The committee's term ends on {end}: {left}"),
        _next_step(facts, over=over),
        {"end": end, "left": left(facts.day, end), "months": notice},
        ("branch", "branch", "term_end"),
        actions=(TERM, WRITE),
        about=f"{end}",
        day=end,
        due=end,
        severity=ruling.severity if soon else "info",
    )


def _next_step(facts: Facts, *, over: bool) -> str:
    if over:
        return N_("Extension or an early election needs the superior's approval")
    current = max(facts.terms, key=lambda t: t.end or date.min, default=None)
    if current is not None and current.reminded_on is not None:
        return N_("The superior has reminded of it; the branch arranges the election")
    return N_("The superior generally reminds {months} months before; ask where nothing has come")


def _soon(facts: Facts, book: Rulebook) -> int | None:
    ruling = book.on("R10", facts.day, "soon")
    return None if ruling is None else ruling.count("soon_months")


def shifts(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R10: a term is extended or ended early by a year at most, and with approval."""
    terms = sorted((t for t in facts.terms if t.start), key=lambda t: t.start or date.min)
    after = {t.id: following for t, following in pairwise(terms)}
    for one in facts.terms:
        begun = one.start or one.end
        ruling = book.on("R10", one.end or begun or facts.day)
        if ruling is None or begun is None or begun > facts.last:
            continue
        for what, field, params in _faults(ruling, one, after.get(one.id)):
            yield tell(
                ruling,
                what,
                N_(
                    "Generally by at most {years} year, and with the superior's approval|Generally by at most {years} years, and with the superior's approval"
                ),
                {"number": one.number, "years": ruling.number("max_shift_years"), **params},
                (one.id, "term_of_office", field),
                about=f"{one.id}/{field}",
                day=one.end or begun,
            )
        yield None


def _faults(
    ruling: Ruling, one: TermOfOffice, following: TermOfOffice | None
) -> Iterator[tuple[str, str, dict[str, object]]]:
    months, end = int(12 * ruling.number("max_shift_years")), one.end
    longest = 12 * ruling.count("term_years")
    if end is not None and one.start is not None and end > months_after(one.start, longest):
        yield (
            N_("Term {number} is longer than {term} years"),
            "end",
            {"term": ruling.count("term_years")},
        )
    longer = one.extended_to
    if end is not None and longer is not None and longer > end:
        if longer > months_after(end, months):
            yield N_("Term {number} was extended to {to}"), "extended_to", {"to": longer}
        if ruling.flag("shift_needs_approval") and not one.extension_document:
            what = N_("Term {number} was extended, and no approval is on record")
            yield what, "extension_document", {}
    begun = following.start if following is not None else None
    if end is not None and begun is not None and begun < months_after(end, -months):
        yield N_("Term {number} was ended early, on {on}"), "early", {"on": begun}


def probation(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R40: probation ends a year after admission (development rules 2026, article 31)."""
    ruling, notice = book.on("R40", facts.day), book.on("R40", facts.day, "notice")
    if ruling is None or notice is None:
        return
    for member in facts.members.values():
        end = probation_day(facts, ruling, member)
        if end is None:
            continue
        away = (end - facts.day).days
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


def probation_day(facts: Facts, ruling: Ruling, member: Member) -> date | None:
    """Return the end of a member's probation, with its extension; None who is not in one."""
    life = facts.people.lives[member.id].by_evening()
    if life.status(facts.day) != Standing.probationary:
        return None
    return probation_ends(member, facts.events_of(member.id), 12 * ruling.count("probation_years"))


def left(today: date, end: date) -> Said:
    """Return how long it still is: months from two months on, else days."""
    months = (end.year - today.year) * 12 + end.month - today.month
    months -= months_after(today, months) > end
    if months >= 2:
        return say(N_("still {n} month|still {n} months"), n=months)
    return say(N_("still {n} day|still {n} days"), n=(end - today).days)
