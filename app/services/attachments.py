"""Files that belong to records: added, looked at, taken out again; their bytes lie encrypted."""

import io
import mimetypes
from pathlib import Path

from app.records.meeting import Attachment
from app.services.records import Records
from db.blobs import Blobs
from db.model.errors import NotFound
from db.model.words import N_

_PHOTOS = ("image/",)
_TEXTS = ("text/", "application/pdf", "application/msword", "application/vnd.")


class Attachments:
    """The files of the records of one book."""

    def __init__(self, records: Records, blobs: Blobs) -> None:
        self._records, self.blobs = records, blobs

    def add(self, record: str, file: Path, *, kind: str = "") -> str:
        """Attach a file; return the attachment's id. A huge one is refused before it is read."""
        sha, size = self.blobs.add(file)
        return self._attached(record, file.name, sha, size, kind)

    def add_bytes(self, record: str, content: bytes, name: str, *, kind: str = "") -> str:
        """Attach bytes (a pasted picture) under a name."""
        sha, size = self.blobs.take(io.BytesIO(content), name)
        return self._attached(record, name, sha, size, kind)

    def _attached(self, record: str, name: str, sha: str, size: int, kind: str) -> str:
        return self._records.add(
            "attachment",
            {
                "name": name[-200:],
                "belongs_to": record,
                "kind": kind or kind_of(name),
                "hash": sha,
                "size": size,
            },
        )

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

    def wanted(self) -> list[str]:
        """Return the fingerprints of all files that living records name."""
        return [a.hash for a in self._records.all(Attachment) if a.hash]


def kind_of(name: str) -> str:
    """Return the attachment kind that a file name suggests."""
    guess = mimetypes.guess_type(name)[0] or ""
    if guess.startswith(_PHOTOS):
        return "photo"
    return "text" if guess.startswith(_TEXTS) else "other"
