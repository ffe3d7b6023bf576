"""Whether every character has a glyph: asked when a name is typed and again before a page is made.

The answer is the union of the character maps of the fonts that `typesetting` would use, read once.
Private-use characters have no meaning outside one machine, so they count as missing.
"""

import importlib
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from app.reports.typesetting import Face, Faces, faces
from app.reports.wording import plain

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

GETA = "〓"
"""What a printer sets where he lacks the type; drafts do the same."""


class Missing(NamedTuple):
    """A character without a glyph, and where it stands."""

    character: str
    where: str


def missing_glyphs(texts: Iterable[tuple[str, str]], using: Faces | None = None) -> list[Missing]:
    """Return the characters that cannot be printed; `texts` are (where, text). Each is named once."""
    have = covered(using or faces())
    found: dict[Missing, None] = {}
    for where, text in texts:
        strange = {chr(code) for code in set(map(ord, text)) - have}
        signs = plain("".join(sorted(strange, key=text.index))) if strange else ""
        found |= {Missing(sign, where): None for sign in signs if ord(sign) not in have}
    return list(found)


def with_geta(text: str, using: Faces) -> str:
    """Return the text with a geta mark for each character that cannot be printed."""
    have = covered(using)
    return "".join(sign if ord(sign) in have or sign == "\n" else GETA for sign in text)


def covered(using: Faces) -> frozenset[int]:
    """Return every code point that at least one of the fonts has."""
    return _covered(using.files)


@cache
def _covered(files: tuple[Face, ...]) -> frozenset[int]:
    # Loaded when a character is first asked for: the start of the program does not wait for it.
    tables = importlib.import_module("fontTools.ttLib")
    have: set[int] = set()
    for face in files:
        try:
            with (
                face.file.open("rb") as stream,
                tables.TTFont(stream, fontNumber=face.number, lazy=True) as font,
            ):
                have |= _characters(font)
        except (OSError, tables.TTLibError):
            # Removed or changed since the start; its characters then count as missing.
            continue
    return frozenset(code for code in have if not _private(code))


def _characters(font: "TTFont") -> set[int]:
    # Only the keys are wanted: one name for all glyphs saves inventing tens of thousands of them.
    font.setGlyphOrder(["glyph"] * font["maxp"].numGlyphs)
    return set(font.getBestCmap() or ())


def _private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000
