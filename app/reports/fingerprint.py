"""A record's one byte form and its SHA-256, printed as text and QR code and attached to the page.

The hash is of the record, not of the PDF: the same record printed with other fonts keeps it, and
whoever takes the attachment out of the PDF can compute it again. Sensitive fields are not in it.
"""

import hashlib
import importlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from app.kinds import Kinds
from db.model.change import Json
from db.model.record import Record
from db.model.stamp import moment

if TYPE_CHECKING:
    from segno import QRCode

FORMAT = "suixing-record/1"
_ENCODER = msgspec.json.Encoder(order="sorted")


def canonical(
    records: Iterable[Record], kinds: Kinds, names: Mapping[str, str] | None = None
) -> str:
    """Return records as JSON with sorted keys, in the order of kind and id.

    `names` says whom the ids of other records mean, so that the file can be read without the book.
    """
    listed = [_told(record, kinds) for record in sorted(records, key=lambda r: (r.kind, r.id))]
    whole = {"format": FORMAT, "records": listed, "names": dict(names or {})}
    return _ENCODER.encode(whole).decode()


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a canonical form, 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def grouped(digest: str) -> str:
    """Return a hash in groups of sixteen, so that two people can compare it aloud."""
    return " ".join(digest[i : i + 16] for i in range(0, len(digest), 16))


def qr(digest: str) -> str:
    """Return the QR code of a hash as SVG."""
    return _drawn(f"suixing:sha256:{digest}")


def qr_serial(serial: str) -> str:
    """Return the QR code of a printed form's serial as SVG."""
    return _drawn(f"suixing:form:{serial}")


def _drawn(text: str) -> str:
    # Loaded when the first record is printed: the start of the program does not wait for it.
    maker = importlib.import_module("segno")
    code: QRCode = maker.make(text, error="m", micro=False)
    return code.svg_inline(border=1, omitsize=True)


def _told(record: Record, kinds: Kinds) -> dict[str, Json]:
    kind = kinds.get(record.kind)
    secret = {f.name for f in kind.fields if f.mark.sensitive} if kind else set()
    return {
        "kind": record.kind,
        "id": record.id,
        "fields": {k: v for k, v in record.body.items() if v is not None and k not in secret},
        "made": moment(record.made).isoformat(timespec="milliseconds"),
        "made_by": record.made_by,
        "touched": moment(record.touched).isoformat(timespec="milliseconds"),
        "touched_by": record.touched_by,
    }
