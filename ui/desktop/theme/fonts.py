"""Which family is on screen, and a font for each role of the type scale."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

_STRONG = frozenset({"display", "title", "number", "heading"})
_MEDIUM = frozenset({"strong"})


def load_fonts(folder: Path, families: Iterable[str]) -> None:
    """Make the shipped faces of these families known to Qt. Call before any widget.

    A face is kept as `<Family>-<Style>.ttf`, the family without blanks; the faces for paper that lie
    beside them cost memory and are not for the screen.
    """
    for family in families:
        for file in sorted(folder.glob(f"{family.replace(' ', '')}-*.[ot]tf")):
            QFontDatabase.addApplicationFont(str(file))


def first_family(wanted: Iterable[str]) -> str:
    """Return the first of the wanted families that exists, else the system's own."""
    have = set(QFontDatabase.families())
    return next((name for name in wanted if name in have), QFont().defaultFamily())


def weight_of(role: str, weights: Mapping[str, int]) -> int:
    """Return the weight of a role: titles strong, names medium, the rest regular."""
    if role in _STRONG:
        return weights["strong"]
    return weights["medium"] if role in _MEDIUM else weights["regular"]
