"""Which family is on screen, and a font for each role of the type scale."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

_STRONG = frozenset({"display", "title", "number", "heading"})
_MEDIUM = frozenset({"strong"})


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Make the shipped fonts known to Qt; return the families they hold. Call before any widget."""
    found: list[str] = []
    for file in sorted((*folder.glob("*.ttf"), *folder.glob("*.otf"))):
        number = QFontDatabase.addApplicationFont(str(file))
        found += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return tuple(dict.fromkeys(found))


def first_family(wanted: Iterable[str]) -> str:
    """Return the first of the wanted families that exists, else the system's own."""
    have = set(QFontDatabase.families())
    return next((name for name in wanted if name in have), QFont().defaultFamily())


def weight_of(role: str, weights: Mapping[str, int]) -> int:
    """Return the weight of a role: titles strong, names medium, the rest regular."""
    if role in _STRONG:
        return weights["strong"]
    return weights["medium"] if role in _MEDIUM else weights["regular"]
