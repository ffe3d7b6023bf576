"""What is only here, what is on a stick, what HQ has signed for: the values that screens show.

Every moment here is the site's own time (UTC+8, naive), as in record bodies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, Self

from app.site import SITE
from db.model.words import Translate

Place = Literal["local", "stick", "hq"]
"""Where a record is: only on this computer, also on a stick, or signed for by HQ."""

Standing = Literal["", "went on", "ran out", "revoked"]
"""What is out of the ordinary about a device's certificate."""

Reach = Literal["ok", "offline", "captive"]
"""What a probe found: HQ, nothing, or a network that only shows its own login page."""


def site_time(ms: int) -> datetime:
    """Return milliseconds since 1970 as the site's time; one beyond the calendar as its last."""
    try:
        return datetime.fromtimestamp(ms / 1000, UTC).astimezone(SITE).replace(tzinfo=None)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=SITE).replace(tzinfo=None)


class Reason(str):
    """Why something was not taken: English as it is, in the reader's language by `said`."""

    __slots__ = ("msgid", "params")
    msgid: str
    params: Mapping[str, str]

    def __new__(cls, text: str, msgid: str = "", params: Mapping[str, str] | None = None) -> Self:
        """Make one from its filled English text, its msgid and parameters."""
        made = super().__new__(cls, text)
        made.msgid, made.params = msgid or text, dict(params or {})
        return made

    def said(self, t: Translate) -> str:
        """Return the reason in the reader's language."""
        return t(self.msgid, **self.params)


@dataclass(frozen=True, slots=True)
class LastReceipt:
    """HQ's latest receipt: its number and when HQ signed it."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits of one kind: records touched, and about how many bytes they take on the way."""

    kind: str
    count: int
    bytes_estimate: int


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """Where this branch's changes are.

    ``only_here`` changes that no receipt covers, ``on_stick`` how many of them were written to a
    stick (``stick_at`` when), ``kinds`` the same by kind, most first; ``bytes_waiting`` what the
    next exchange would send, about. ``files_waiting`` attachments that HQ lacks, ``file_bytes``
    their size; ``network_files`` and ``network_bytes`` what of them the person's budget lets go by
    network. ``speed`` bytes a second of the last link, 0 before one could tell. ``clock_gap``
    seconds this clock is ahead of HQ's, None until they have met.
    """

    enrolled: bool
    hq_url: str
    only_here: int
    kinds: tuple[Waiting, ...]
    bytes_waiting: int
    on_stick: int
    stick_at: datetime | None
    files_waiting: int
    file_bytes: int
    receipt: LastReceipt | None
    total_changes: int
    conflicts: int
    clock_gap: int | None = None
    network_files: int = 0
    network_bytes: int = 0
    speed: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """When a record was first written and when HQ first held all of it, with the receipt."""

    first_written: datetime
    received: datetime | None
    receipt: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one exchange did.

    ``way`` is ``http``, ``stick-out`` or ``stick-in``; ``sent``/``got`` changes; ``up``/``down``
    bytes; ``turns`` requests made; ``receipt`` the number HQ gave, None without one;
    ``conflicts_new`` fields that hold two values since; ``set_aside`` a sentence per pack that was
    not taken (each a `Reason`); ``forked`` this computer turned out to be a copy and now
    writes under a new number; ``files`` attached files that went or came.
    """

    way: str
    sent: int = 0
    got: int = 0
    up: int = 0
    down: int = 0
    turns: int = 0
    receipt: int | None = None
    conflicts_new: int = 0
    set_aside: tuple[str, ...] = ()
    forked: bool = False
    files: int = 0


@dataclass(frozen=True, slots=True)
class Met:
    """One line of the list of exchanges; ``place`` or other remark in ``note``.

    ``ms`` how long it was on the link, ``speed`` bytes a second there, 0 where that is not known.
    """

    at: datetime
    way: str
    sent: int
    got: int
    up: int
    down: int
    receipt: int | None
    note: str
    ms: int = 0
    speed: int = 0


@dataclass(frozen=True, slots=True)
class Beat:
    """One exchange on the timeline: circle for ``http``, square for a stick, height by bytes."""

    at: datetime
    way: str
    bytes: int
    receipt: int | None


@dataclass(frozen=True, slots=True)
class Pending:
    """How many changes had no receipt at the end of a day, as it looks now."""

    day: date
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The last days: exchanges, oldest first, and the changes without receipt day by day."""

    start: date
    end: date
    beats: tuple[Beat, ...]
    pending: tuple[Pending, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """One computer, or HQ: how many changes it holds and lacks, and when that was known.

    ``kind`` is ``this``, ``laptop`` or ``hq``; ``name`` the person (or HQ's name), ``device`` the
    computer's name. ``standing`` says what is out of the ordinary about its certificate: it
    ``went on`` under a new number, it ``ran out``, or HQ ``revoked`` it.
    """

    name: str
    device: str
    kind: Literal["this", "laptop", "hq"]
    holds: int
    lacks: int
    seen: datetime | None
    standing: Standing = ""

    @property
    def is_this(self) -> bool:
        """Tell whether it is this computer."""
        return self.kind == "this"
