"""Files that belong to records: added, looked at, taken out again; their bytes lie encrypted."""

import io
import mimetypes
from collections.abc import Mapping
from pathlib import Path

from app.pictures.metadata import is_picture, stripped
from app.pictures.preview import MOST, preview
from app.records.evidence import Attachment
from app.services.records import Records
from db.blobs import Blobs
from db.model.change import Json
from db.model.errors import NotFound
from db.model.words import N_

_PICTURE_MOST = 64 * 1024 * 1024
"""Larger pictures, if there are any, are attached as they are."""
_PHOTOS = ("image/",)
_TEXTS = ("text/", "application/pdf", "application/msword", "application/vnd.")


class Attachments:
    """The files of the records of one book."""

    def __init__(self, records: Records, blobs: Blobs) -> None:
        self._records, self.blobs = records, blobs

    def add(self, record: str, file: Path, *, kind: str = "") -> str:
        """Attach a file; return the attachment's id. A huge one is refused before it is read.

        Of a picture only the picture is kept: where and with what it was taken is removed.
        """
        content = _picture(file)
        if content is not None:
            return self.add_bytes(record, content, file.name, kind=kind)
        sha, size = self.blobs.add(file)
        return self._attached(record, file.name, kind, {"hash": sha, "size": size})

    def add_bytes(self, record: str, content: bytes, name: str, *, kind: str = "") -> str:
        """Attach bytes (a pasted picture) under a name."""
        clean, details = stripped(content)
        sha, size = self.blobs.take(io.BytesIO(clean), name)
        found: dict[str, Json] = {"hash": sha, "size": size}
        if details is not None:
            found["details"] = details.value
            found["preview"] = self._preview(clean)
        return self._attached(record, name, kind, found)

    def _preview(self, content: bytes) -> str | None:
        """Keep a small picture of one that is large; what is small travels first itself."""
        small = preview(content) if len(content) > MOST else None
        return None if small is None else self.blobs.take(io.BytesIO(small))[0]

    def _attached(self, record: str, name: str, kind: str, file: Mapping[str, Json]) -> str:
        fields = {"name": name[-200:], "belongs_to": record, "kind": kind or kind_of(name), **file}
        return self._records.add("attachment", {k: v for k, v in fields.items() if v is not None})

    def of(self, record: str) -> list[Attachment]:
        """Return a record's attachments in the order they came."""
        return self._records.all(Attachment, where={"belongs_to": record}, order=("made",))

    def bytes_of(self, attachment: str) -> bytes:
        """Return an attachment's content. Raises NotFound where its file is not here yet."""
        found = self._records.get(Attachment, attachment)
        if found is None or not found.hash:
            raise NotFound(N_("There is no attachment {id}."), id=attachment)
        return self.blobs.read(found.hash)

    def is_here(self, attachment: Attachment) -> bool:
        """Tell whether the file itself is on this computer."""
        return bool(attachment.hash) and self.blobs.has(str(attachment.hash))

    def save_as(self, attachment: str, to: Path) -> None:
        """Write an attachment's content to a file of the person's choosing."""
        content = self.bytes_of(attachment)
        try:
            to.write_bytes(content)
        except OSError as error:
            raise NotFound(N_("{path} cannot be written."), path=to) from error

    def seen_of(self, attachment: Attachment) -> bytes | None:
        """Return a picture to show of an attachment: its preview, else itself; None if neither is here."""
        for sha in (attachment.preview, attachment.hash):
            if sha and self.blobs.has(sha):
                return self.blobs.read(sha)
        return None

    def wanted(self) -> list[str]:
        """Return the fingerprints of all files that living records name."""
        found = self._records.all(Attachment)
        return [sha for a in found for sha in (a.hash, a.preview) if sha]


def _picture(file: Path) -> bytes | None:
    """Return a picture's bytes; None for what is none, is too large, or cannot be read."""
    try:
        with file.open("rb") as source:
            if not is_picture(source.read(16)) or file.stat().st_size > _PICTURE_MOST:
                return None
            source.seek(0)
            return source.read()
    except OSError:
        return None


def kind_of(name: str) -> str:
    """Return the attachment kind that a file name suggests."""
    guess = mimetypes.guess_type(name)[0] or ""
    if guess.startswith(_PHOTOS):
        return "photo"
    return "text" if guess.startswith(_TEXTS) else "other"
