"""The small picture that travels before the large one: a page of signatures stays legible in 30 kB."""

import io
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

MOST = 30_000
"""Largest preview, bytes."""
PIXELS = 80_000_000
"""A picture that says it has more is not opened: it may be a few kilobytes that fill the memory."""
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF")
_TRIES = ((1024, 60), (1024, 40), (1024, 22), (800, 30), (640, 25), (480, 20), (320, 10))
"""Longest side in pixels and quality, the best first."""


_PRINTED, _PRINTED_QUALITY = 560, 60
"""Longest side in pixels and quality of a picture on paper, some 75 mm wide there."""


class Small(NamedTuple):
    """A small JPEG for paper, and how large it is in pixels."""

    content: bytes
    width: int
    height: int


def preview(content: bytes) -> bytes | None:
    """Return a preview as WebP; None for what is no picture, is damaged, or is too large to open."""
    flat = _opened(content)
    if flat is None:
        return None
    return next(filter(None, (_tried(flat, side, quality) for side, quality in _TRIES)), None)


def for_paper(content: bytes) -> Small | None:
    """Return a picture as a page carries it, a small JPEG; None for what `preview` has none of."""
    flat = _opened(content)
    if flat is None:
        return None
    flat.thumbnail((_PRINTED, _PRINTED))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=_PRINTED_QUALITY)
    return Small(out.getvalue(), flat.width, flat.height)


def _opened(content: bytes) -> "Image | None":
    """Return a picture as `_flat` has it; None for what is none, is damaged, or is too large."""
    # Pillow takes a tenth of a second to load; only who attaches a picture waits for it.
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            if picture.width * picture.height > PIXELS:
                return None
            return _flat(picture)
    except (OSError, ValueError, ArithmeticError, SyntaxError, MemoryError, EOFError):
        return None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


def _flat(picture: "Image") -> "Image":
    """Return a picture small, upright and without anything that shines through."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - as above

    if picture.mode in {"P", "1"}:
        picture = picture.convert("RGBA")
    picture.thumbnail((_TRIES[0][0], _TRIES[0][0]))
    upright = ImageOps.exif_transpose(picture)
    if "A" not in upright.getbands():
        return upright.convert("RGB")
    clear = upright.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear)
    return paper


def _tried(picture: "Image", side: int, quality: int) -> bytes | None:
    small, out = picture.copy(), io.BytesIO()
    small.thumbnail((side, side))
    small.save(out, "WEBP", quality=quality)
    return out.getvalue() if out.tell() <= MOST else None
