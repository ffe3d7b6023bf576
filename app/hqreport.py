"""What headquarters answers: enrolments, what became of each file, how the branches stand.

Every moment is the site's own time (UTC+8, naive).
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.originals import Lacking
from app.services.delivery import Reason
from db.model.errors import SuixingError


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What `enrol` answered: the certificate file, and whom it is for.

    ``joined`` the branch was there already (a second laptop); ``words`` the fingerprint of the
    laptop's key, to compare by telephone.
    """

    certificate: bytes
    branch: str
    holder: str
    device: str
    scope: str
    joined: bool
    words: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: changes taken, files taken, what was set aside, why all of it was."""

    name: str
    branch: str = ""
    holder: str = ""
    changes: int = 0
    files: int = 0
    set_aside: tuple[Reason, ...] = ()
    error: SuixingError | None = None

    @property
    def taken(self) -> bool:
        """Tell whether the file was taken in."""
        return self.error is None

    @property
    def repeated(self) -> bool:
        """Tell whether everything in it was here before."""
        return self.taken and not (self.changes or self.files or self.set_aside)


@dataclass(frozen=True, slots=True)
class Pace:
    """How much was new, and after how many seconds all was on disk, among the records, answered."""

    changes: int = 0
    records: int = 0
    durable: float = 0.0
    merged: float = 0.0
    seconds: float = 0.0
    memory: int = 0
    """Bytes held at most by all processes, 0 where the system does not say."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Changes of a file that are kept as they came, because they cannot be taken (yet)."""

    file: str
    changes: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Ingested:
    """What `ingest` did: a report per file, the answer bundle of each branch, what could not be taken."""

    files: tuple[FileReport, ...]
    answers: tuple[Path, ...]
    kept: tuple[Kept, ...] = ()
    pace: Pace = Pace()


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """One enrolled device, when it was last heard of, and since what day it is revoked, and why."""

    actor: str
    holder: str
    device: str
    seen: datetime | None
    revoked: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BranchStatus:
    """One branch as HQ holds it; ``files`` the attached files it still wants."""

    scope: str
    name: str
    devices: tuple[DeviceStatus, ...]
    changes: int
    records: int
    conflicts: int
    files: tuple[Lacking, ...]
    receipt: int | None
    received: datetime | None
    unread: int
    """Packs that are on disk here and not among the records yet."""

    @property
    def originals(self) -> tuple[Lacking, ...]:
        """Return the lacking files without the previews."""
        return tuple(f for f in self.files if not f.preview)

    @property
    def files_missing(self) -> int:
        """Return how many originals HQ still wants."""
        return len(self.originals)


@dataclass(frozen=True, slots=True)
class HqStatus:
    """HQ as a whole; ``words`` the fingerprint of its root key."""

    name: str
    url: str
    words: str
    branches: tuple[BranchStatus, ...]
