"""Who saw what is sensitive, and what was taken out: entries the whole branch can read."""

from collections.abc import Callable
from datetime import datetime

from app.records.oversight import AccessEntry, AccessWay
from app.services.records import Pen, Records


class Access:
    """Writes the access log; an entry comes before what it tells of, so none can be missing."""

    def __init__(
        self, records: Records, pen: Callable[[], Pen], now: Callable[[], datetime]
    ) -> None:
        self._records, self._pen, self._now = records, pen, now

    def note(
        self,
        way: AccessWay,
        what: str,
        *,
        about: str = "",
        purpose: str = "",
        recipient: str = "",
        inspection: str = "",
    ) -> str:
        """Write one entry; return its id."""
        fields = {
            "at": self._now().replace(microsecond=0).isoformat(),
            "by": self._pen().by,
            "way": way.value,
            "what": what,
            "about": about,
            "purpose": purpose,
            "recipient": recipient,
            "inspection": inspection,
        }
        return self._records.add("access_entry", {k: v for k, v in fields.items() if v})

    def of(self, about: str) -> list[AccessEntry]:
        """Return the entries about one record, latest first."""
        return self._records.all(AccessEntry, where={"about": about})
