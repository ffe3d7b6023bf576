"""The sample branch: five months of one plateau project, as text with dates that can be shifted.

The text lies in ``resources/sample/branch.toml``; `app.services.sample_writer` writes it into a book.
"""

import tomllib
from calendar import monthrange
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from app import paths
from app.site import SITE


class StoppedClock:
    """Milliseconds that stand at a moment of the site's time until set on."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def __call__(self) -> int:
        """Return the moment, a millisecond on at each call so that stamps differ."""
        self._at += timedelta(milliseconds=1)
        return int(self._at.replace(tzinfo=SITE).timestamp() * 1000)

    def set(self, at: datetime) -> None:
        """Stand at another moment."""
        self._at = at


class Sample:
    """The sample's text with its dates shifted so that its last month is `month`."""

    def __init__(self, month: date | None = None, file: Path | None = None) -> None:
        found = file or paths.resources("sample", "branch.toml")
        self.text: dict[str, Any] = tomllib.loads(found.read_text(encoding="utf-8"))
        anchor = date.fromisoformat(f"{self.text['anchor']}-01")
        wanted = month or anchor
        self._year = anchor.year
        self._shift = (wanted.year - anchor.year) * 12 + wanted.month - anchor.month

    def day(self, text: str) -> date:
        """Return the date of ``MM-DD``, shifted by whole months."""
        month, day = (int(part) for part in text.split("-"))
        total = self._year * 12 + month - 1 + self._shift
        year, month = divmod(total, 12)
        return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))

    def moment(self, day: str, time: str) -> datetime:
        """Return the moment of ``MM-DD`` and ``HH:MM``."""
        return datetime.combine(self.day(day), clock_time.fromisoformat(time))

    @property
    def now(self) -> datetime:
        """Return the moment the sample stands at."""
        day, time = self.text["now"].split(" ")
        return self.moment(day, time)
