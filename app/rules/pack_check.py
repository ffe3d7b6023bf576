"""What HQ may say: more than a regulation asks, other practice where it says so, nothing looser.

A looser value would have no effect on any laptop (`app.rules.rulebook`); it is refused before it is
sent, because whoever wrote it believes that it applies.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from app.rules.known import KNOWN
from app.rules.pack import LAW, RANK, SCOPES, SHIPPED, Entry, Pack, Severity
from app.rules.pack_values import PackWrong, Problem
from app.rules.rulebook import Rulebook, Ruling, Situation, may_loosen
from app.rules.schema import Value, said
from db.model.words import N_


def must_fit(pack: Pack, shipped: Sequence[Pack]) -> None:
    """Make sure that everything a pack of HQ's says has the effect it seems to have.

    Raises PackWrong with the lines.
    """
    problems = [*_own_name(pack)]
    for entry in pack.entries:
        problems += dict.fromkeys(_problems(entry, shipped))
    if problems:
        raise PackWrong(problems)


class Change(NamedTuple):
    """One thing that a pack changes, as it is written."""

    rule: str
    name: str
    before: str
    after: str


def changes(pack: Pack, shipped: Sequence[Pack]) -> Iterator[Change]:
    """Yield what a pack changes, for the first kind of branch and day that each entry is about."""
    for entry in pack.entries:
        kind = next(each for each in SCOPES if not entry.scope or each in entry.scope)
        books = [Rulebook(packs, Situation(kind)) for packs in (shipped, (*shipped, pack))]
        before, after = (
            _written(b.on(entry.rule, entry.effective_from, entry.part)) for b in books
        )
        name = f"{entry.rule}/{entry.part}" if entry.part else entry.rule
        for key in sorted(before.keys() | after.keys()):
            old, new = before.get(key, "-"), after.get(key, "-")
            if old != new:
                yield Change(name, key, old, new)


def _written(ruling: Ruling | None) -> dict[str, str]:
    if ruling is None:
        return {}
    found = {"severity": _LETTER[ruling.severity]}
    found |= {f"severity_if_{case}": _LETTER[grave] for case, grave in ruling.cases}
    return found | {name: said(value) for name, value in ruling.values}


def grounds(entry: Entry, shipped: Sequence[Pack]) -> Iterator[Ruling | None]:
    """Yield what applies without HQ, for each branch type and stretch of days the entry is about."""
    days = {entry.effective_from}
    for pack in shipped:
        for other in pack.entries:
            if other.key == entry.key and other.effective_from != date.min:
                days.add(other.effective_from)
    within = sorted(d for d in days if entry.effective_from <= d <= entry.effective_to)
    for kind in sorted(entry.scope or SCOPES):
        book = Rulebook(shipped, Situation(kind))
        for day in within:
            yield book.on(entry.rule, day, entry.part)


def _own_name(pack: Pack) -> Iterator[Problem]:
    if pack.id in SHIPPED:
        text = N_("Line {line}: {name} is the name of a pack of the program; choose another id.")
        yield Problem(1, text, (("name", pack.id),))


def _problems(entry: Entry, shipped: Sequence[Pack]) -> Iterator[Problem]:
    if not (entry.thresholds or entry.severity or entry.cases or entry.off):
        text = N_(
            "Line {line}: {rule} says nothing: it needs thresholds, a severity, or off = true."
        )
        yield Problem(entry.line, text, (("rule", entry.rule),))
    found = list(grounds(entry, shipped))
    for ground in found:
        if ground is not None:
            yield from _beside(entry, ground)
    begins = None in found if entry.scope else found.count(None) == len(found)
    if begins and not (entry.off or (entry.severity and entry.scope)):
        text = N_(
            "Line {line}: {rule} is in no other pack for these branches and days; "
            "it needs a severity and a scope."
        )
        yield Problem(entry.line, text, (("rule", entry.rule),))


def _beside(entry: Entry, ground: Ruling) -> Iterator[Problem]:
    law = ground.by[0].id in LAW
    if not (entry.off or entry.replaces):
        yield from _looser(entry, ground, law=law)
    elif not may_loosen(KNOWN[entry.key], entry, law=law):
        text = N_(
            "Line {line}: {rule} stands in a regulation or follows from facts ({pack}); "
            "it can be made stricter, not replaced and not switched off."
        )
        params = (("rule", entry.rule), ("pack", ground.by[0].id))
        yield Problem(entry.line, text, params)
    elif law and entry.thresholds:
        text = N_(
            "Line {line}: of {rule} only the severity can be lowered, for temporary branches."
        )
        yield Problem(entry.line, text, (("rule", entry.rule),))


def _looser(entry: Entry, ground: Ruling, *, law: bool) -> Iterator[Problem]:
    for name, value, held in _values(entry, ground):
        if held != value and KNOWN[entry.key].thresholds[name].strictest(held, value) == held:
            params = (("name", name), ("value", said(value)), ("held", said(held)))
            if law:
                text = N_(
                    "Line {line}: {name} = {value} is looser than {held}, which applies anyway."
                )
            else:
                text = N_(
                    "Line {line}: {name} = {value} is not stricter than {held}; "
                    "if it is meant, add replaces = true."
                )
            yield Problem(entry.lines.get(name, entry.line), text, params)
    for name, severity, grave in _severities(entry, ground):
        if RANK[severity] < RANK[grave]:
            text = N_("Line {line}: {name} = {value} is milder than {held}, which applies anyway.")
            params = (("name", name), ("value", _LETTER[severity]), ("held", _LETTER[grave]))
            yield Problem(entry.lines.get(name, entry.line), text, params)


def _values(entry: Entry, ground: Ruling) -> Iterable[tuple[str, Value, Value]]:
    held = dict(ground.values)
    return [(name, value, held[name]) for name, value in entry.thresholds.items() if name in held]


def _severities(entry: Entry, ground: Ruling) -> Iterator[tuple[str, Severity, Severity]]:
    if entry.severity is not None:
        yield "severity", entry.severity, ground.severity
    for case, severity in entry.cases.items():
        yield f"severity_if_{case}", severity, ground.when(case)


_LETTER: dict[Severity, str] = {"error": "E", "warning": "W", "info": "I"}
