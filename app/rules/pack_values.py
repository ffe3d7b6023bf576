"""Reads single values of a pack: each is what it should be, or a problem with its line."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from app.rules.pack import Text
from app.rules.pack_lines import Path, line_of
from app.rules.schema import Flag, Threshold
from app.said import Said, say
from db.model.errors import ImportFailed
from db.model.words import N_

_LONGEST_TEXT, _SHOWN = 400, 40
_TURNS = frozenset("\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SWITCH = Flag(default=False, strict=None)


class Problem(NamedTuple):
    """One thing that is wrong with a pack: the line, a msgid that has a place for it, the rest."""

    line: int
    text: str
    params: tuple[tuple[str, object], ...] = ()


class PackWrong(ImportFailed):
    """A pack that is refused; says the first problem, ``problems`` has all that were found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: p.line))
        first = self.problems[0]
        super().__init__(first.text)
        self.params = {"line": first.line, **dict(first.params)}

    @property
    def told(self) -> Said:
        """Return the first problem, to stand in another sentence."""
        return say(self.text, **self.params)


class PackTooNew(PackWrong):
    """A pack written for a later release, or with rules that this one does not know."""


class Values:
    """What every table of a pack is read with; collects what is wrong."""

    def __init__(self, where: Mapping[Path, int]) -> None:
        self._where = where
        self.problems: list[Problem] = []

    def table(self, path: Path, raw: Any) -> Mapping[str, Any]:
        """Return a table; an empty one where there is none."""
        if isinstance(raw, dict):
            return raw
        said = N_("Line {line}: a [{name}] table is missing.")
        self.wrong(path, said, name=".".join(str(p) for p in path if isinstance(p, str)))
        return {}

    def known_keys(self, path: Path, table: Mapping[str, Any], known: Iterable[str]) -> None:
        """Find keys that nobody knows."""
        names = list(known)
        for name in table:
            if name not in names:
                said = N_("Line {line}: {name} is not known here; near it: {near}.")
                self.wrong((*path, name), said, name=shown(name), near=near(name, names))

    def text(
        self, path: Path, table: Mapping[str, Any], zh: str, en: str, *, needed: bool = False
    ) -> Text:
        """Return words in both languages."""
        if needed and not str(table.get(zh, "")).strip():
            said = N_("Line {line}: {name} is missing.")
            self.wrong(path, said, name=zh)
        return Text(
            self.string((*path, zh), table.get(zh, "")),
            self.string((*path, en), table.get(en, "")),
        )

    def string(self, path: Path, value: Any) -> str:
        """Return a text, without anything hidden in it."""
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
            said = N_("Line {line}: {name} is a text of at most {most} characters.")
            self.wrong(path, said, name=path[-1], most=_LONGEST_TEXT)
            return ""
        self.strings(path, value)
        return value.strip()

    def strings(self, path: Path, value: str | tuple[str, ...]) -> None:
        """Find characters that are not to be seen."""
        for char in "".join(value):
            if is_control(char):
                said = N_("Line {line}: there is a control character (U+{code}) in it.")
                self.wrong(path, said, code=f"{ord(char):04X}")
                return

    def matching(self, path: Path, value: Any, pattern: re.Pattern[str]) -> str:
        """Return an id or a version."""
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        said = (
            N_("Line {line}: id is a short name of a-z, 0-9 and -, such as group-2026.")
            if path[-1] == "id"
            else N_('Line {line}: version is numbers with dots in quotes, such as "2026.1".')
        )
        self.wrong(path, said)
        return "0"

    def day(self, path: Path, value: Any) -> date | None:
        """Return a day."""
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        said = N_("Line {line}: {name} is a day without quotes, such as 2026-05-11.")
        self.wrong(path, said, name=path[-1])
        return None

    def flag(self, path: Path, table: Mapping[str, Any], name: str) -> bool:
        """Return a switch, off where it is not named."""
        value = table.get(name, False)
        if isinstance(value, bool):
            return value
        self.unfit((*path, name), name, value, _SWITCH)
        return False

    def chosen(
        self, path: Path, table: Mapping[str, Any], name: str, choices: tuple[str, ...], usual: str
    ) -> str:
        """Return one of several words."""
        value = table.get(name, usual)
        if isinstance(value, str) and value in choices:
            return value
        said = N_("Line {line}: {name} cannot be {value}; it is one of {choices}.")
        offered = tuple(choice for choice in choices if choice)
        self.wrong((*path, name), said, name=name, value=written(value), choices=offered)
        return usual

    def wrong(self, path: Path, text: str, /, **params: object) -> None:
        """Note a problem where it stands."""
        self.problems.append(Problem(self.line(path), text, tuple(params.items())))

    def line(self, path: Path) -> int:
        """Return the line of a value."""
        return line_of(self._where, path)

    def unfit(self, path: Path, name: str, value: Any, threshold: Threshold) -> None:
        """Note a value that its threshold does not take."""
        said = N_("Line {line}: {name} cannot be {value}; it takes {wanted}.")
        self.wrong(path, said, name=name, value=written(value), wanted=threshold.wanted)


def is_control(char: str) -> bool:
    """Tell whether a character is not to be seen, or turns the direction of those that are."""
    return unicodedata.category(char) in {"Cc", "Cs"} or char in _TURNS


def near(word: Any, names: Iterable[str]) -> object:
    """Return the names that a word may have meant: the one close by, else three."""
    given, offered = str(word)[:60], [name for name in names if name]
    close = difflib.get_close_matches(given, offered, n=1)
    return tuple(close or difflib.get_close_matches(given, offered, n=3, cutoff=0.0)) or "-"


def shown(value: Any) -> str:
    """Return a value as it may stand in a sentence: short, nothing hidden in it."""
    text = "".join(" " if is_control(c) else c for c in str(value))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def written(value: Any) -> str:
    """Return a value as it stands in a pack: text in quotes, `true` and not `True`."""
    if isinstance(value, str):
        return f'"{shown(value)}"'
    return shown(value).lower() if isinstance(value, bool) else shown(value)
