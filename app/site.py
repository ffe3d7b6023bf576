"""The time of every site: UTC+8 all over the country, whatever the laptop's own zone says."""

import time
from datetime import MAXYEAR, datetime, timedelta, timezone

from db.model.stamp import moment

SITE = timezone(timedelta(hours=8))


def site_time(hlc: int) -> datetime:
    """Return the moment of a stamp in the site's own time, naive like every time in a record."""
    there = moment(hlc)
    # A stamp from beyond the calendar is its last day in any zone.
    return (there if there.year == MAXYEAR else there.astimezone(SITE)).replace(tzinfo=None)


def wall_clock() -> int:
    """Milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000
