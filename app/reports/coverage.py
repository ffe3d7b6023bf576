"""Whether every character has a glyph: asked when a name is typed and again before a page is made.

The answer is the union of the character maps of the fonts that `typesetting` would use, read once.
Private-use characters have no meaning outside one machine, so they count as missing.
"""

import importlib
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from app.reports.typesetting import Face, Faces, faces
from app.reports.wording import plain

GETA = "〓"
"""What a printer sets where he lacks the type; drafts do the same."""


class Missing(NamedTuple):
    """A character without a glyph, and where it stands."""

    character: str
    where: str


def missing_glyphs(texts: Iterable[tuple[str, str]], using: Faces | None = None) -> list[Missing]:
    """Return the characters that cannot be printed; `texts` are (where, text). Each is named once."""
    have = covered(using or faces())
    found = {
        Missing(sign, where): None
        for where, text in texts
        for sign in _lines(text)
        if ord(sign) not in have
    }
    return list(found)


def with_geta(text: str, using: Faces) -> str:
    """Return the text with a geta mark for each character that cannot be printed."""
    have = covered(using)
    return "".join(sign if ord(sign) in have or sign == "\n" else GETA for sign in text)


def covered(using: Faces) -> frozenset[int]:
    """Return every code point that at least one of the fonts has."""
    return _covered(using.files)


def _lines(text: str) -> str:
    return "".join(plain(line) for line in text.splitlines())


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
                have |= set(font.getBestCmap() or ())
        except (OSError, tables.TTLibError):
            # Removed or changed since the start; its characters then count as missing.
            continue
    return frozenset(code for code in have if not _private(code))


def _private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000
