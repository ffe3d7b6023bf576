"""Pictures as telephones and programs write them, with a place in them, made in memory."""

import io
from typing import Any

from PIL import Image, PngImagePlugin

PLACE = b"31.2304"
OWNER = "Zhou's telephone"
_GPS, _MAKE, _ORIENTATION, _MAKER_NOTE, _EXIF = 0x8825, 0x010F, 0x0112, 0x927C, 0x8769


def picture(size: tuple[int, int] = (96, 64), mode: str = "RGB") -> Image.Image:
    """Return a picture in which no two places look alike."""
    plain = Image.merge(
        "RGB",
        [
            Image.linear_gradient("L").resize(size),
            Image.linear_gradient("L").rotate(90).resize(size),
            Image.radial_gradient("L").resize(size),
        ],
    )
    return plain.convert(mode)


def exif(orientation: int = 1) -> bytes:
    """Return an Exif block with place, maker, owner's note, and which way is up."""
    made = Image.Exif()
    made[_MAKE] = OWNER
    made[_ORIENTATION] = orientation
    made.get_ifd(_GPS).update({1: "N", 2: (31.0, 13.0, 49.44), 29: "2026:05:20"})
    made.get_ifd(_EXIF)[_MAKER_NOTE] = b"serial 0042 " + PLACE
    return made.tobytes()


def jpeg(orientation: int = 1, *, thumbnail: bool = True, **saved: Any) -> bytes:
    """Return a JPEG with Exif, XMP, IPTC, a comment, a thumbnail and a film behind its end."""
    out = io.BytesIO()
    picture().save(out, "JPEG", exif=exif(orientation), comment=PLACE, **saved)
    content = out.getvalue()
    beside = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<gps>" + PLACE + b"</gps>")
    beside += segment(0xED, b"Photoshop 3.0\x008BIM" + PLACE)
    if thumbnail:
        beside += segment(0xE0, b"JFXX\x00\x10" + PLACE)
    at = content.index(b"\xff\xdb")
    return content[:at] + beside + content[at:] + b"ftypmp42" + PLACE


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def png(orientation: int = 1) -> bytes:
    """Return a PNG with Exif and three kinds of text."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Location", PLACE.decode())
    told.add_itxt("XML:com.adobe.xmp", "<gps>" + PLACE.decode() + "</gps>")
    told.add_text("Author", OWNER, zip=True)
    out = io.BytesIO()
    picture(mode="RGBA").save(out, "PNG", exif=exif(orientation), pnginfo=told)
    return out.getvalue() + PLACE


def saved(kind: str, orientation: int = 1, **how: Any) -> bytes:
    """Return a picture of another kind with Exif and XMP."""
    out = io.BytesIO()
    picture().save(out, kind, exif=exif(orientation), xmp=b"<gps>" + PLACE + b"</gps>", **how)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """Return a picture as a viewer that turns it the right way up shows it."""
    from PIL import ImageOps  # noqa: PLC0415

    image = Image.open(io.BytesIO(content))
    return ImageOps.exif_transpose(image)


def says(content: bytes) -> dict[int, Any]:
    """Return what Exif says, place included."""
    found = Image.open(io.BytesIO(content)).getexif()
    return {**dict(found), **({_GPS: found.get_ifd(_GPS)} if found.get_ifd(_GPS) else {})}
