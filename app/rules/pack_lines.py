"""Where in a pack's text each value stands, so that a refusal can name the line.

The parser of the standard library says a line only for what is no TOML at all. This looks at text
that it has read already, so it need only follow strings, comments and brackets.
"""

import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
"""``("rule", 2, "thresholds", "min_count")``: the third `[[rule]]`, a value in its table."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\\\n]*"|'[^'\n]*')"""
_KEY = re.compile(rf"""\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=""")
_INNER = re.compile(rf"""[{{,]\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=""")
_LEXEME = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\#[^\n]*|[\[\]{}]|\n''',
    re.DOTALL,
)


def places(text: str) -> dict[Path, int]:
    """Return the line of every table and key of a text that is TOML."""
    found: dict[Path, int] = {}
    counts: dict[str, int] = {}
    table: Path = ()
    for line, statement in _statements(text):
        header = _HEADER.fullmatch(statement)
        if header:
            table = _table(header, counts)
            found.setdefault(table, line)
            continue
        key = _KEY.match(statement)
        if not key:
            continue
        path = (*table, *_parts(key[1]))
        for at in range(len(table) + 1, len(path) + 1):
            found.setdefault(path[:at], line)
        for inner in _INNER.finditer(statement, key.end()):
            at = line + statement.count("\n", 0, inner.start(1))
            found.setdefault((*path, *_parts(inner[1])), at)
    return found


def line_of(found: Mapping[Path, int], path: Path) -> int:
    """Return the line of a value, or of the nearest table around it."""
    for length in range(len(path), 0, -1):
        if path[:length] in found:
            return found[path[:length]]
    return 1


def depth(text: str) -> int:
    """Return how deep brackets nest, strings and comments left out; the parser recurses so deep."""
    most = now = 0
    for match in _LEXEME.finditer(text):
        if match[0] in "[{":
            now += 1
            most = max(most, now)
        elif match[0] in "]}":
            now = max(0, now - 1)
    return most


def _table(header: re.Match[str], counts: dict[str, int]) -> Path:
    names = _parts(header[2])
    if header[1] == "[[":
        joined = ".".join(names)
        counts[joined] = counts.get(joined, -1) + 1
        return (*names, counts[joined])
    # A table under the last `[[rule]]` belongs to it.
    if names and names[0] in counts:
        return (names[0], counts[names[0]], *names[1:])
    return names


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in re.findall(_NAME, dotted))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each header or `key = value` with its first line; a value may go over several."""
    line, begun, since, open_ = 1, 0, 1, 0
    for match in _LEXEME.finditer(text):
        lexeme = match[0]
        if lexeme == "\n":
            line += 1
            if not open_:
                yield since, text[begun : match.start()]
                begun, since = match.end(), line
        elif lexeme in "[{":
            open_ += 1
        elif lexeme in "]}":
            open_ = max(0, open_ - 1)
        else:
            line += lexeme.count("\n")
    yield since, text[begun:]
