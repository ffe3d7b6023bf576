"""What a camera or a program writes into a picture beside the picture, taken out of the file.

Place, time, device, owner, thumbnails, editing history: Exif, XMP, IPTC, maker notes, comments, and
whatever else stands in parts that a picture can be shown without. The coded picture is not touched: its
bytes are copied. Colour profiles stay, since colours depend on them, and of Exif one number stays, which
way is up. Formats: JPEG (ITU-T T.81, Annex B), PNG (third edition, section 5), WebP (RFC 9649).
"""

import re
import zlib
from collections.abc import Iterator
from enum import Enum
from typing import Literal, NamedTuple

from app.pictures.heif import blanked, is_heif

_JPEG, _PNG, _RIFF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"
_EXIF = b"Exif\x00\x00"
_ORIENTATION, _SHORT = 0x0112, 3
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_ENTROPY_ENDS = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB"}
    | {b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT"}
)
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
_OTHERS = (b"GIF8", b"II*\x00", b"MM\x00*")


class Details(Enum):
    """What became of what stood beside the picture."""

    REMOVED = "removed"
    NONE = "none"
    INSIDE = "inside"
    DAMAGED = "damaged"


class Stripped(NamedTuple):
    """A file as it is kept, and what became of the details; None for what is no picture."""

    content: bytes
    details: Details | None


def stripped(content: bytes) -> Stripped:
    """Return a picture without what stands beside it; anything else as it is."""
    try:
        clean = _clean(content)
    except (ValueError, IndexError):
        return Stripped(content, Details.DAMAGED)
    if clean is None:
        return Stripped(content, Details.INSIDE if is_picture(content) else None)
    return Stripped(clean, Details.NONE if clean == content else Details.REMOVED)


def is_picture(start: bytes) -> bool:
    """Tell a picture by its first 16 bytes."""
    webp = start.startswith(_RIFF) and start[8:12] == b"WEBP"
    return start.startswith((_JPEG, _PNG, *_OTHERS)) or webp or is_heif(start)


def _clean(content: bytes) -> bytes | None:
    if content.startswith(_JPEG):
        return _jpeg(content)
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(_RIFF) and content[8:12] == b"WEBP":
        return _webp(content)
    return blanked(content) if is_heif(content) else None


# JPEG


def _jpeg(content: bytes) -> bytes:
    kept, orientation = [], 1
    for marker, segment in _segments(content):
        if marker == 0xE1 and segment[2:].startswith(_EXIF):
            orientation = _orientation(segment[2 + len(_EXIF) :])
        elif (clean := _segment(marker, segment)) is not None:
            kept.append(bytes([0xFF, marker]) + clean)
    if orientation != 1:
        body = _EXIF + _upright(orientation)
        # JFIF, where there is one, stays first.
        at = 1 if kept and kept[0].startswith(b"\xff\xe0") else 0
        kept.insert(at, b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body)
    return b"\xff\xd8" + b"".join(kept)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and segment (its length first; a scan with its coded picture) up to the end."""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("marker")
        while content[at] == 0xFF:
            at += 1
        marker, at = content[at], at + 1
        if marker == 0xD9:
            yield marker, b""
            return
        if marker in _STANDALONE:
            yield marker, b""
            continue
        length = int.from_bytes(content[at : at + 2], "big")
        end = at + length
        if length < 2 or end > len(content):
            raise ValueError("length")
        if marker == 0xDA:
            found = _ENTROPY_ENDS.search(content, end)
            if found is None:
                raise ValueError("cut")
            end = found.start()
        yield marker, content[at:end]
        at = end


def _segment(marker: int, segment: bytes) -> bytes | None:
    """Return a segment as it is kept, None where it is not."""
    body = segment[2:]
    if marker == 0xE0:
        if not body.startswith(b"JFIF\x00"):
            return None
        # Version, unit and density; the size of the thumbnail is nothing.
        return b"\x00\x10" + body[:12].ljust(12, b"\x00") + b"\x00\x00"
    if marker == 0xE2:
        return segment if body.startswith(b"ICC_PROFILE\x00") else None
    if marker == 0xEE:
        return segment if body.startswith(b"Adobe") else None
    return None if 0xE0 <= marker <= 0xEF or marker == 0xFE else segment


# PNG


def _png(content: bytes) -> bytes:
    out, orientation, at = [_PNG], 1, len(_PNG)
    while True:
        length = int.from_bytes(content[at : at + 4], "big")
        kind, end = content[at + 4 : at + 8], at + 12 + length
        if len(kind) < 4 or end > len(content):
            raise ValueError("cut")
        if kind == b"eXIf":
            orientation = _orientation(content[at + 8 : end - 4])
        if kind == b"IEND" and orientation != 1:
            out.insert(2, _chunk(b"eXIf", _upright(orientation)))
        if kind in _PNG_KEPT:
            out.append(content[at:end])
        if kind == b"IEND":
            return b"".join(out)
        at = end


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + check


# WebP


def _webp(content: bytes) -> bytes:
    end = 8 + int.from_bytes(content[4:8], "little")
    if end > len(content):
        raise ValueError("cut")
    chunks, orientation, at = [], 1, 12
    while at + 8 <= end:
        kind, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        body = content[at + 8 : at + 8 + length]
        if len(body) < length:
            raise ValueError("cut")
        if kind == b"EXIF":
            orientation = _orientation(body.removeprefix(_EXIF))
        elif kind in _WEBP_KEPT:
            chunks.append((kind, body))
        at += 8 + length + length % 2
    if orientation != 1:
        chunks.append((b"EXIF", _upright(orientation)))
    inside = b"".join(_riff(kind, _flagged(kind, body, orientation)) for kind, body in chunks)
    return _RIFF + (len(inside) + 4).to_bytes(4, "little") + b"WEBP" + inside


def _flagged(kind: bytes, body: bytes, orientation: int) -> bytes:
    if kind != b"VP8X" or not body:
        return body
    flags = body[0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if orientation != 1 else 0)
    return bytes([flags]) + body[1:]


def _riff(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\x00" * (len(body) % 2)


# Exif


def _orientation(tiff: bytes) -> int:
    """Return which way is up, 1 to 8; 1 where it is not said in a way that can be read."""
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"
    if tiff[:2] not in (b"II", b"MM"):
        return 1

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)

    start = number(4, 4)
    for n in range(min(number(start, 2), 500)):
        at = start + 2 + 12 * n
        if number(at, 2) == _ORIENTATION:
            found = number(at + 8, 2)
            return found if 1 <= found <= 8 else 1
    return 1


def _upright(orientation: int) -> bytes:
    """Return an Exif block that says which way is up and nothing else."""
    entry = _ORIENTATION.to_bytes(2, "big") + _SHORT.to_bytes(2, "big") + (1).to_bytes(4, "big")
    directory = b"\x00\x01" + entry + orientation.to_bytes(2, "big") + b"\x00\x00" + bytes(4)
    return b"MM\x00*" + (8).to_bytes(4, "big") + directory
