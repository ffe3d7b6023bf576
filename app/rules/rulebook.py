"""What applies to one branch on one day: all packs laid over each other, the strictest word counts.

    1  the shipped packs make the ground: what a regulation says, what facts exclude, usual practice
    2  where HQ says that it replaces a practice value, or switches it off, that is the ground
       (of several such packs the strictest); a regulation is never replaced
    3  everything else that HQ says tightens, value by value; what would loosen has no effect

The result is the same in whichever order packs arrive, and each ruling names the packs it comes from.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple, cast

from app.counting.voting import Share
from app.rules.known import KNOWN, Known
from app.rules.pack import (
    LAW,
    NO_TEXT,
    RANK,
    Confidence,
    Entry,
    Pack,
    PackName,
    Severity,
    Text,
)
from app.rules.schema import Value
from db.model.words import N_, Translate

Key = tuple[str, str]

_CONFIDENCE: Mapping[str, str] = {
    "A": N_("word for word in the text"),
    "B": N_("restated, or a reading of the text"),
}
"""What is no text (C) says so in its source."""

_AND: Mapping[str, str] = {"en": "; ", "zh": "；"}
"""What parts several texts, and their articles, in a pack."""


class Situation(NamedTuple):
    """What of a branch decides which rules bind it: its type, and whether it has these."""

    type: str = "ordinary"
    has_committee: bool = True
    has_groups: bool = True

    def meets(self, entry: Entry, requires: str = "") -> bool:
        """Tell whether a pack's entry is about such a branch."""
        needs = entry.requires or requires
        here = not entry.scope or self.type in entry.scope
        return here and (not needs or bool(getattr(self, needs)))


@dataclass(frozen=True, slots=True)
class Ruling:
    """What applies to one rule (or part of it) on one day.

    ``by`` names every pack whose word is in it, the ground first; the last one decided.
    """

    rule: str
    part: str
    title: Text
    severity: Severity
    generally: bool
    source: Text
    article: Text
    confidence: Confidence
    by: tuple[PackName, ...]
    values: tuple[tuple[str, Value], ...] = ()
    cases: tuple[tuple[str, Severity], ...] = ()

    @property
    def name(self) -> str:
        """Return the rule with its part: `R15/same_day`."""
        return f"{self.rule}/{self.part}" if self.part else self.rule

    @property
    def pack(self) -> str:
        """Return the id of the pack that decided."""
        return self.by[-1].id

    @property
    def version(self) -> str:
        """Return the version of the pack that decided."""
        return self.by[-1].version

    @property
    def is_error(self) -> bool:
        """Tell whether facts contradict each other under it."""
        return self.severity == "error"

    def when(self, case: str) -> Severity:
        """Return the severity in a special case (``severity_if_…``), else the usual one."""
        return dict(self.cases).get(case, self.severity)

    def number(self, name: str) -> float:
        """Return a number."""
        return float(cast("float", self._value(name)))

    def count(self, name: str) -> int:
        """Return a whole number."""
        return int(self.number(name))

    def flag(self, name: str) -> bool:
        """Return a switch."""
        return self._value(name) is True

    def text(self, name: str) -> str:
        """Return a word, a share or a day as it is written."""
        return str(self._value(name))

    def words(self, name: str) -> tuple[str, ...]:
        """Return several words."""
        return cast("tuple[str, ...]", self._value(name))

    def share(self, name: str) -> Share:
        """Return a share, with whether reaching it is enough (``…_inclusive``)."""
        part, _, whole = self.text(name).partition("/")
        inclusive = f"{name}_inclusive"
        reached = self.flag(inclusive) if inclusive in self._known.thresholds else True
        return Share(int(part), int(whole), reached)

    def _value(self, name: str) -> Value:
        for each, value in self.values:
            if each == name:
                return value
        return self._known.thresholds[name].default

    @property
    def _known(self) -> Known:
        return KNOWN[(self.rule, self.part)]

    # Said to people

    def basis(self, t: Translate) -> str:
        """Return where it stands: the text, the article, how sure we are, HQ's packs."""
        said = self._cited(t)
        if self.confidence in _CONFIDENCE:
            sure = t(_CONFIDENCE[self.confidence])
            said = t(N_("{source} ({sure})"), source=said, sure=sure)
        for name in self.by:
            if not name.shipped:
                sentence = N_("{source}; by {pack}") if said else N_("By {pack}")
                said = t(sentence, source=said, pack=name.said(t))
        return said

    def _cited(self, t: Translate) -> str:
        texts, articles = self.source(t).split(_AND[t("en")]), self.article(t).split(_AND[t("en")])
        if len(texts) != len(articles):
            texts, articles = [self.source(t)], [self.article(t)]
        cited = [
            t(N_("{text}, {article}"), text=text, article=article) if article else text
            for text, article in zip(texts, articles, strict=True)
        ]
        return _AND[t("en")].join(cited)


class Rulebook:
    """The rules of one branch; a value, made anew when a pack comes or the branch changes."""

    def __init__(self, packs: Sequence[Pack], situation: Situation | None = None) -> None:
        self.packs, self.situation = tuple(packs), situation or Situation()
        found: dict[Key, list[tuple[Pack, Entry]]] = {}
        # What a rule of the program requires, HQ's word on it requires too.
        needs = {e.key: e.requires for p in packs if p.shipped for e in p.entries if e.requires}
        for pack in _ordered(packs):
            for entry in pack.entries:
                if self.situation.meets(entry, needs.get(entry.key, "")):
                    found.setdefault(entry.key, []).append((pack, entry))
        titles = {e.key: e.title for p in packs if p.shipped for e in p.entries if e.title}
        self._spans = {
            key: _spans(KNOWN[key], said, titles.get(key, NO_TEXT)) for key, said in found.items()
        }

    def on(self, rule: str, day: date, part: str = "") -> Ruling | None:
        """Return what applies on a day; None where no pack has the rule in force for this branch."""
        spans = self._spans.get((rule, part))
        if spans is None:
            return None
        return spans.rulings[bisect_right(spans.starts, day) - 1]

    def all_on(self, day: date) -> Iterator[Ruling]:
        """Yield all that applies on a day."""
        for rule, part in sorted(self._spans):
            ruling = self.on(rule, day, part)
            if ruling is not None:
                yield ruling


class _Spans(NamedTuple):
    """The first days of stretches in which nothing changes, and what applies in each."""

    starts: tuple[date, ...]
    rulings: tuple[Ruling | None, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """What applies so far while packs are laid over each other."""

    first: Entry
    severity: Severity
    generally: bool
    source: Entry
    by: tuple[PackName, ...]
    values: Mapping[str, Value] = field(default_factory=dict)
    cases: Mapping[str, Severity] = field(default_factory=dict)


def _ordered(packs: Iterable[Pack]) -> list[Pack]:
    # By id, so that the result does not hang on the order in which packs arrived.
    return sorted(packs, key=lambda pack: (not pack.shipped, pack.id))


def _spans(known: Known, said: Sequence[tuple[Pack, Entry]], title: Text) -> _Spans:
    starts = {date.min}
    for _, entry in said:
        starts.add(entry.effective_from)
        if entry.effective_to < date.max:
            starts.add(entry.effective_to + timedelta(days=1))
    days = tuple(sorted(starts))
    rulings = [
        _ruling(known, [(p, e) for p, e in said if e.effective_from <= day <= e.effective_to])
        for day in days
    ]
    # Where HQ alone has a rule in force here, the rule is still called what it is called elsewhere.
    named = (r if r is None or r.title else replace(r, title=title) for r in rulings)
    return _Spans(days, tuple(named))


def _ruling(known: Known, said: Sequence[tuple[Pack, Entry]]) -> Ruling | None:
    ground = [(p, e) for p, e in said if p.shipped and not e.off]
    state = _laid(known, None, ground)
    law = any(p.id in LAW for p, _ in ground)
    ours = [(p, e) for p, e in said if not p.shipped]
    looser = [(p, e) for p, e in ours if (e.off or e.replaces) and may_loosen(known, e, law=law)]
    if looser:
        state = _strictest(known, [_replaced(state, p, e, law=law) for p, e in looser])
    stricter = [(p, e) for p, e in ours if not (e.off or e.replaces)]
    state = _laid(known, state, [(p, e) for p, e in stricter if e.scope])
    if state is not None:
        # Without a scope of its own it tightens where the rule is in force, and begins nothing.
        state = _laid(known, state, [(p, e) for p, e in stricter if not e.scope])
    return None if state is None else _said(state)


def may_loosen(known: Known, entry: Entry, *, law: bool) -> bool:
    """Tell whether HQ may make a rule looser so: any practice, of a regulation only what is a reading.

    That the frequencies bind a temporary branch is our reading of article 8; HQ may lower the
    severity there, never the number, and never switch it off.
    """
    if not law:
        return True
    return entry.replaces and not entry.off and bool(entry.scope) and entry.scope <= known.lowerable


def _replaced(state: _State | None, pack: Pack, entry: Entry, *, law: bool) -> _State | None:
    if entry.off:
        return None
    if state is None:
        return _begun(pack, entry) if entry.scope else None
    values = state.values if law else {**state.values, **entry.thresholds}
    return replace(
        state,
        severity=entry.severity or state.severity,
        generally=entry.generally,
        source=entry if entry.source else state.source,
        by=(*state.by, pack.name),
        values=values,
        cases={**state.cases, **entry.cases},
    )


def _strictest(known: Known, states: Sequence[_State | None]) -> _State | None:
    """Return the strictest of several grounds."""
    left = [state for state in states if state is not None]
    if not left:
        return None
    whole = left[0]
    for state in left[1:]:
        tightened = _tightened(known, whole, state.severity, state.values, state.cases)
        if tightened is not None:
            by = tuple(dict.fromkeys((*whole.by, *state.by)))
            whole = replace(tightened, by=by, generally=whole.generally and state.generally)
    return whole


def _laid(known: Known, state: _State | None, said: Sequence[tuple[Pack, Entry]]) -> _State | None:
    for pack, entry in said:
        if state is None:
            state = _begun(pack, entry)
            continue
        tightened = _tightened(known, state, entry.severity, entry.thresholds, entry.cases)
        if tightened is not None:
            state = replace(
                tightened,
                generally=entry.generally,
                source=entry if entry.source else state.source,
                by=(*state.by, pack.name),
            )
    return state


def _begun(pack: Pack, entry: Entry) -> _State:
    return _State(
        entry,
        entry.severity or "info",
        entry.generally,
        entry,
        (pack.name,),
        entry.thresholds,
        entry.cases,
    )


def _tightened(
    known: Known,
    state: _State,
    severity: Severity | None,
    values: Mapping[str, Value],
    cases: Mapping[str, Severity],
) -> _State | None:
    """Return the state with what is stricter in it; None where nothing was."""
    new = dict(state.values)
    for name, value in values.items():
        threshold = known.thresholds[name]
        new[name] = threshold.strictest(new[name], value) if name in new else value
    graver = {
        case: grave
        for case, grave in cases.items()
        if RANK[grave] > RANK[state.cases.get(case, state.severity)]
    }
    harder = severity is not None and RANK[severity] > RANK[state.severity]
    if new == state.values and not graver and not harder:
        return None
    return replace(
        state,
        severity=severity if harder and severity is not None else state.severity,
        values=new,
        cases={**state.cases, **graver},
    )


def _said(state: _State) -> Ruling:
    first, source = state.first, state.source
    return Ruling(
        first.rule,
        first.part,
        first.title,
        state.severity,
        state.generally,
        source.source,
        source.article,
        source.confidence,
        state.by,
        tuple(sorted(state.values.items())),
        tuple(sorted(state.cases.items())),
    )
