"""A workbook out of its zip, measured before anything is made of it.

A zip says how large its parts become, and may lie; a sheet of a few kilobytes may merge the whole
grid, which a reader fills with seventeen thousand million cells. So every part is unpacked piece by
piece up to a bound, its elements are counted, and the reader gets a plain zip of exactly that.
"""

import io
import re
import zipfile
from collections import Counter
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

MOST_UNPACKED = 120_000_000
"""Largest content of a workbook, unpacked: more is a mistake or a zip bomb."""
MOST_PARTS = 5_000
MOST_CELLS = 1_000_000
"""Most cells, and most that merged areas and links span."""
MOST_ELEMENTS = 4 * MOST_CELLS
MOST_OTHERS = 200_000
"""Most elements that are neither cells nor texts: formats, names, rules."""
_STEP = 1 << 20
_ENTRY = b"PK\x01\x02"
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_FILLING = frozenset({"row", "c", "v", "f", "is", "t", "si", "r"})
_SPANNING = frozenset({"mergeCell", "hyperlink"})
_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")


class Overgrown(ValueError):
    """A workbook that would take more than a roster may."""


def repacked(content: bytes) -> bytes:
    """Return the workbook with the same parts, none packed. Raises Overgrown, and what zips raise."""
    if content.count(_ENTRY) > MOST_PARTS:
        raise Overgrown
    whole, room, met = io.BytesIO(), MOST_UNPACKED, _Met()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(whole, "w") as anew:
        for part in {p.filename: p for p in parts.infolist()}.values():
            if part.compress_type not in _PACKINGS or part.file_size > room:
                raise Overgrown
            raw = _read(parts, part)
            room -= len(raw)
            met.look(raw)
            anew.writestr(zipfile.ZipInfo(part.filename), raw)
    return whole.getvalue()


def _read(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Read a part as far as it says; asked for all at once, zipfile would unpack further first."""
    blocks = []
    with parts.open(part) as source:
        while block := source.read(_STEP):
            blocks.append(block)
    return b"".join(blocks)


class _Met:
    """Counts what the parts of one workbook hold."""

    def __init__(self) -> None:
        self._of: Counter[str] = Counter()

    def look(self, raw: bytes) -> None:
        """Count one part's elements; what is no XML holds none, and no reader finds any."""
        parser = ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._element
        parser.StartDoctypeDeclHandler = self._declared
        try:
            parser.Parse(raw, True)
        except ExpatError:
            return

    @staticmethod
    def _declared(*_: Any) -> None:
        # No office program writes a document type; entities are only good for bombs.
        raise Overgrown

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self._of["all"] += 1
        if local == "c":
            self._of["cells"] += 1
        elif local in _SPANNING:
            self._of["cells"] += _spanned(attributes.get("ref", ""))
        if local not in _FILLING:
            self._of["others"] += 1
        if (
            self._of["all"] > MOST_ELEMENTS
            or self._of["cells"] > MOST_CELLS
            or self._of["others"] > MOST_OTHERS
        ):
            raise Overgrown


def _spanned(ref: str) -> int:
    """Return how many cells an area such as A1:C3 has; 0 where it is none."""
    found = _AREA.fullmatch(ref)
    if found is None or found[3] is None:
        return 0
    wide = abs(_column(found[3]) - _column(found[1])) + 1
    return wide * (abs(int(found[4]) - int(found[2])) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
