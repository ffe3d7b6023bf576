"""Reads a rule pack that somebody wrote, or says what is wrong with it, and in which line.

What it says is checked against the table of rules, and nothing but `PackWrong` ever comes out.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.rules.known import KNOWN, Known
from app.rules.pack import CONFIDENCES, LETTERS, PERIODS, REQUIRES, SCOPES, Entry, Pack, Severity
from app.rules.pack_file import must_be_of_this_release, parsed, version_of
from app.rules.pack_lines import Path
from app.rules.pack_values import PackWrong, Problem, Values, near, shown
from app.rules.schema import Unfit, Value
from db.model.words import N_

_MOST_RULES = 500
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_PACK_KEYS = (
    "id",
    "version",
    "title_zh",
    "title_en",
    "checked_on",
    "verification",
    "verification_en",
    "issuer",
    "format",
)
_TEXT_KEYS = ("title_zh", "title_en", "source", "source_en", "article", "article_en")
_RULE_KEYS = (
    "id",
    "part",
    *_TEXT_KEYS,
    "confidence",
    "period",
    "scope",
    "requires",
    "severity",
    "generally",
    "effective_from",
    "effective_to",
    "thresholds",
    "off",
    "replaces",
)


def read_pack(text: str | bytes) -> Pack:
    """Return a pack. Raises PackWrong with the lines."""
    raw, lines = parsed(text)
    return _Reader(lines).pack(raw)


class _Reader(Values):
    """Reads one parsed pack; collects what is wrong, with lines."""

    def pack(self, raw: Mapping[str, Any]) -> Pack:
        """Return the pack. Raises PackWrong."""
        head = self.table(("pack",), raw.get("pack"))
        must_be_of_this_release(self, head)
        self.known_keys((), raw, ("pack", "rule"))
        self.known_keys(("pack",), head, _PACK_KEYS)
        rules = raw.get("rule", [])
        if not isinstance(rules, list) or not rules:
            self.wrong(("rule",), N_("Line {line}: a pack has at least one [[rule]]."))
            rules = []
        if len(rules) > _MOST_RULES:
            said = N_("Line {line}: too many rules: at most {most}.")
            self.wrong(("rule", _MOST_RULES), said, most=_MOST_RULES)
            rules = rules[:_MOST_RULES]
        entries = [self._entry(("rule", at), raw) for at, raw in enumerate(rules)]
        named = self.matching(("pack", "id"), head.get("id"), _ID)
        version = version_of(self, head)
        found = Pack(
            named,
            version,
            self.text(("pack",), head, "title_zh", "title_en", needed=True),
            self.day(("pack", "checked_on"), head.get("checked_on")),
            self.text(("pack",), head, "verification", "verification_en"),
            self.string(("pack", "issuer"), head.get("issuer", "")),
            tuple(entry for entry in entries if entry is not None),
        )
        self._overlaps(found.entries)
        if self.problems:
            raise PackWrong(self.problems)
        return found

    def _entry(self, path: Path, raw: Any) -> Entry | None:
        table = self.table(path, raw)
        rule, part = table.get("id", ""), table.get("part", "")
        known = self._known(path, rule, part)
        if known is None:
            return None
        cases = tuple(f"severity_if_{case}" for case in known.cases)
        self.known_keys(path, table, (*_RULE_KEYS, *cases))
        off = self.flag(path, table, "off")
        begun = table.get("effective_from")
        if begun is None and not off:
            said = N_("Line {line}: {rule} needs effective_from, the day from which it applies.")
            self.wrong(path, said, rule=rule)
        first = self.day((*path, "effective_from"), begun) or date.min
        last = self.day((*path, "effective_to"), table.get("effective_to")) or date.max
        if first > last:
            said = N_("Line {line}: {rule} ends on {last}, before it begins on {first}.")
            self.wrong((*path, "effective_to"), said, rule=rule, first=first, last=last)
        return Entry(
            known.rule,
            known.part,
            self.text(path, table, "title_zh", "title_en"),
            self.text(path, table, "source", "source_en"),
            self.text(path, table, "article", "article_en"),
            CONFIDENCES[self.chosen(path, table, "confidence", tuple(CONFIDENCES), "")],
            self.chosen(path, table, "period", (*PERIODS, ""), ""),
            self._scope(path, table),
            self.chosen(path, table, "requires", (*REQUIRES, ""), ""),
            self._severity(path, table, "severity"),
            self._cases(path, table, known),
            self.flag(path, table, "generally"),
            first,
            last,
            self._thresholds(path, table, known),
            off,
            self.flag(path, table, "replaces"),
            self.line(path),
            self._lines(path, table, known),
        )

    def _known(self, path: Path, rule: Any, part: Any) -> Known | None:
        ids = sorted({known.rule for known in KNOWN.values()})
        if not isinstance(rule, str) or rule not in ids:
            said = N_("Line {line}: there is no rule {name}; near it: {near}.")
            self.wrong((*path, "id"), said, name=shown(rule), near=near(rule, ids))
            return None
        parts = sorted(known.part for known in KNOWN.values() if known.rule == rule)
        if not isinstance(part, str) or part not in parts:
            said = N_("Line {line}: {rule} has no part {name}; near it: {near}.")
            self.wrong((*path, "part"), said, rule=rule, name=shown(part), near=near(part, parts))
            return None
        return KNOWN[(rule, part)]

    def _thresholds(self, path: Path, table: Mapping[str, Any], known: Known) -> dict[str, Value]:
        here = (*path, "thresholds")
        raw = self.table(here, table.get("thresholds", {}))
        found: dict[str, Value] = {}
        for name, value in raw.items():
            threshold = known.thresholds.get(name)
            if threshold is None:
                said = N_("Line {line}: {rule} has no threshold {name}; near it: {near}.")
                offered = near(name, known.thresholds)
                self.wrong((*here, name), said, rule=known.rule, name=shown(name), near=offered)
                continue
            try:
                found[name] = threshold.read(value)
            except Unfit:
                self.unfit((*here, name), name, value, threshold)
        for name, value in found.items():
            if isinstance(value, tuple | str):
                self.strings((*here, name), value)
        return found

    def _lines(self, path: Path, table: Mapping[str, Any], known: Known) -> dict[str, int]:
        here = {name: (*path, "thresholds", name) for name in known.thresholds}
        here |= {name: (*path, name) for name in table if name.startswith("severity")}
        return {name: self.line(place) for name, place in here.items()}

    def _cases(self, path: Path, table: Mapping[str, Any], known: Known) -> dict[str, Severity]:
        found = {}
        for case in known.cases:
            severity = self._severity(path, table, f"severity_if_{case}")
            if severity is not None:
                found[case] = severity
        return found

    def _severity(self, path: Path, table: Mapping[str, Any], name: str) -> Severity | None:
        letter = self.chosen(path, table, name, (*LETTERS, ""), "")
        return LETTERS.get(letter)

    def _scope(self, path: Path, table: Mapping[str, Any]) -> frozenset[str]:
        if "scope" not in table:
            return frozenset()
        raw, here = table["scope"], (*path, "scope")
        if not isinstance(raw, list) or not raw:
            said = N_("Line {line}: {name} is a list of branch types: {choices}.")
            self.wrong(here, said, name="scope", choices=SCOPES)
            return frozenset()
        for name in raw:
            if name not in SCOPES:
                said = N_("Line {line}: there is no branch type {name}; near it: {near}.")
                self.wrong(here, said, name=shown(name), near=near(name, SCOPES))
        return frozenset(name for name in raw if isinstance(name, str))

    def _overlaps(self, entries: Iterable[Entry]) -> None:
        """Two entries of one rule for one day and one kind of branch contradict each other."""
        seen: list[Entry] = []
        for entry in entries:
            for other in seen:
                if entry.key == other.key and _meet(entry, other):
                    said = N_(
                        "Line {line}: {rule} is there already for these days, in line {other}."
                    )
                    params = (("rule", entry.rule), ("other", other.line))
                    self.problems.append(Problem(entry.line, said, params))
                    break
            seen.append(entry)


def _meet(first: Entry, second: Entry) -> bool:
    days = first.effective_from <= second.effective_to and (
        second.effective_from <= first.effective_to
    )
    return days and bool((first.scope or _EVERYWHERE) & (second.scope or _EVERYWHERE))


_EVERYWHERE = frozenset(SCOPES)
