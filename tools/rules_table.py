"""Write the table of every rule and threshold into docs/rules.md, from the code and shipped packs.

python tools/rules_table.py            rewrites the table
python tools/rules_table.py --check    says whether the page is current
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.rules.known import KNOWN, Known  # noqa: E402 - the program is found beside this file
from app.rules.pack import SCOPES, Entry, Pack  # noqa: E402
from app.rules.schema import Day, Flag, Number, Share, Threshold, Word, Words, said  # noqa: E402
from app.rules.shipped import shipped  # noqa: E402

PAGE = ROOT / "docs" / "rules.md"
BEGIN, END = "<!-- table: tools/rules_table.py -->", "<!-- end of table -->"
_LETTER = {"error": "E", "warning": "W", "info": "I"}
_SHORT = {"ordinary": "O", "joint": "J", "mobile": "M", "temporary": "T"}


def table() -> str:
    """Return the whole table."""
    lines = [
        "| rule | 名称 | pack, source | severity | branches | thresholds: value, what it takes, stricter |",
        "|---|---|---|---|---|---|",
    ]
    lines += [row(known, *found) for known, found in rows()]
    return "\n".join(lines)


def rows() -> Iterator[tuple[Known, tuple[Pack, Entry]]]:
    """Yield each rule with what the shipped packs say of it."""
    said_of = [(pack, entry) for pack in shipped() for entry in pack.entries]
    for key in sorted(KNOWN):
        for pack, entry in said_of:
            if entry.key == key:
                yield KNOWN[key], (pack, entry)


def row(known: Known, pack: Pack, entry: Entry) -> str:
    """Return one line."""
    name = f"{known.rule}/{known.part}" if known.part else known.rule
    source = f"{pack.id}: {entry.source.zh}{entry.article.zh}"
    if entry.confidence:
        source += f" ({entry.confidence})"
    if entry.effective_to.year < 9999:
        source += f", to {entry.effective_to}"
    elif entry.effective_from.year >= 2026:
        source += f", from {entry.effective_from}"
    scope = "".join(_SHORT[each] for each in SCOPES if each in entry.scope)
    severity = "off" if entry.off else _LETTER[entry.severity or "info"]
    severity += "".join(f"; {case}: {_LETTER[grave]}" for case, grave in entry.cases.items())
    if known.lowerable:
        severity += "; T may be lowered"
    needs = f", {entry.requires}" if entry.requires else ""
    thresholds = "" if entry.off else "<br>".join(_thresholds(known, entry))
    return f"| {name} | {entry.title.zh} | {source} | {severity} | {scope}{needs} | {thresholds} |"


def _thresholds(known: Known, entry: Entry) -> Iterator[str]:
    for name, threshold in known.thresholds.items():
        value = said(entry.thresholds[name]) if name in entry.thresholds else "not set"
        yield f"`{name}` {value}; {threshold.wanted}; {direction(threshold)}"


def direction(threshold: Threshold) -> str:
    """Return which way is stricter, in words."""
    match threshold:
        case Number() | Share():
            return threshold.stricter or "neither way"
        case Flag():
            return "neither way" if threshold.strict is None else str(threshold.strict).lower()
        case Word():
            return "the later" if threshold.ordered else "neither way"
        case Words():
            return threshold.stricter
        case Day():
            return "earlier"


def page(text: str) -> str:
    """Return the page with the table of today in it."""
    head, rest = text.split(BEGIN, 1)
    return f"{head}{BEGIN}\n{table()}\n{END}{rest.split(END, 1)[1]}"


def main() -> int:
    """Write, or look."""
    text = PAGE.read_text("utf-8")
    current = page(text)
    if "--check" in sys.argv:
        return int(current != text)
    PAGE.write_text(current, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
