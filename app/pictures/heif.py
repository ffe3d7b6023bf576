"""Pictures of the HEIF family (HEIC of telephones, AVIF): Exif and XMP blanked where they stand.

Such a file is a tree of boxes with a table of items by their place in the file (ISO/IEC 14496-12, the
boxes `meta`, `iinf`, `iloc`; ISO/IEC 23008-12, Annex A). Taking items out would move everything behind
them; overwriting them with empty ones keeps every place true. Which way is up is told by another box here.
"""

from collections.abc import Iterator
from typing import NamedTuple

_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis", b"avif", b"avis")
_EXIF, _XMP = b"Exif", b"mime"
_NOTHING = {_EXIF: bytes(4) + b"MM\x00*\x00\x00\x00\x08".ljust(14, b"\x00"), _XMP: b" "}
"""What is written over an item: an Exif block without entries, an XMP packet of spaces."""
_BESIDE = (b"uuid", b"mpvd", b"sefd")
"""Boxes beside the picture: what programs add, the short film of a moving photo."""
_FILM = b"moov"


class _Box(NamedTuple):
    kind: bytes
    start: int
    end: int


def is_heif(content: bytes) -> bool:
    """Tell whether it is a picture of this family."""
    return content[4:8] == b"ftyp" and content[8:12] in _BRANDS


def blanked(content: bytes) -> bytes | None:
    """Return the picture with Exif and XMP overwritten; None where their place cannot be told.

    Raises ValueError, IndexError for a file that is cut.
    """
    boxes = list(_boxes(content, 0, len(content)))
    meta = next((box for box in boxes if box.kind == b"meta"), None)
    if meta is None or any(box.kind == _FILM for box in boxes):
        return None
    out = bytearray(content)
    for box in boxes:
        if box.kind in _BESIDE:
            out[box.start : box.end] = bytes(box.end - box.start)
    for kind, start, size in _secret_places(content, meta):
        if size <= 0:
            return None
        if start + size > len(content):
            raise ValueError("cut")
        fill = b" " if kind == _XMP else b"\x00"
        out[start : start + size] = _NOTHING[kind].ljust(size, fill)[:size]
    return bytes(out)


def _secret_places(content: bytes, meta: _Box) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, start and length of what is to be blanked; length 0 where it cannot be told."""
    items, places = _inside(content, meta, b"iinf"), _inside(content, meta, b"iloc")
    if items is None or places is None:
        yield _EXIF, 0, 0
        return
    secret, idat = _secret(content, items), _inside(content, meta, b"idat")
    for item, method, start, size in _places(content, places):
        if item not in secret:
            continue
        if method == 1 and idat is not None:
            yield secret[item], idat.start + start, size
        else:
            yield secret[item], start, 0 if method else size


def _boxes(content: bytes, at: int, end: int) -> Iterator[_Box]:
    while at + 8 <= end:
        size, head = int.from_bytes(content[at : at + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        size = size or end - at
        if size < head or at + size > end:
            raise ValueError("cut")
        yield _Box(content[at + 4 : at + 8], at + head, at + size)
        at += size


def _one(content: bytes, at: int, end: int, kind: bytes) -> _Box | None:
    return next((box for box in _boxes(content, at, end) if box.kind == kind), None)


def _inside(content: bytes, meta: _Box, kind: bytes) -> _Box | None:
    return _one(content, meta.start + 4, meta.end, kind)


def _secret(content: bytes, items: _Box) -> dict[int, bytes]:
    """Return the numbers of the items that hold Exif or XMP, and which of the two."""
    count = 2 if content[items.start] == 0 else 4
    found = {}
    for box in _boxes(content, items.start + 4 + count, items.end):
        version = content[box.start]
        size = 2 if version == 2 else 4
        number = int.from_bytes(content[box.start + 4 : box.start + 4 + size], "big")
        kind = content[box.start + 6 + size : box.start + 10 + size]
        if version >= 2 and kind in _NOTHING:
            found[number] = kind
    return found


def _places(content: bytes, box: _Box) -> Iterator[tuple[int, int, int, int]]:
    """Yield item, how its place is meant, where it starts, its length; for each of its parts."""
    version, at = content[box.start], box.start + 4
    sizes = content[at], content[at + 1]
    of_start, of_length, of_base = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4
    of_index = sizes[1] & 15 if version else 0
    wide = 4 if version == 2 else 2
    at += 2

    def number(size: int) -> int:
        nonlocal at
        if at + size > box.end:
            raise ValueError("cut")
        at += size
        return int.from_bytes(content[at - size : at], "big")

    for _ in range(number(wide)):
        item = number(wide)
        method = number(2) & 15 if version else 0
        number(2)
        base = number(of_base)
        for _ in range(number(2)):
            number(of_index)
            start = base + number(of_start)
            yield item, method, start, number(of_length)
