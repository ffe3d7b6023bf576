"""The calendar as an iCalendar file (RFC 5545) that any phone or office program reads.

Meetings have their hour in the site's time; what is due is a matter of the whole day, with a reminder
at nine in the morning of the day before. Titles are all that leaves the book: no person, no place,
no minutes. An entry keeps its UID, so that a newer file replaces what an older one brought.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone

from app.counting.periods import days_after
from app.said import shown
from app.services.calendar_entry import Coming
from app.site import SITE
from db.model.words import Translate

ZONE = "Asia/Shanghai"
_ZONE_FROM = date(2000, 1, 1)
_REMINDED = timedelta(hours=-15)
_USUAL_LENGTH = timedelta(hours=1)
_PRODUCT = "-//Suixing//Branch record book//EN"


def calendar_file(
    entries: Iterable[Coming], t: Translate, *, branch: str, scope: str, now: datetime
) -> bytes:
    """Return the file. ``scope`` keeps apart what two branches call alike; ``now`` is site time."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", branch)
    kept = tuple(entries)
    if any(one.start is not None for one in kept):
        last = max(one.day for one in kept)
        calendar.add_component(
            Timezone.from_tzid(ZONE, first_date=_ZONE_FROM, last_date=date(last.year + 2, 1, 1))
        )
    stamp = now.replace(tzinfo=SITE, microsecond=0).astimezone(UTC)
    for one in kept:
        calendar.add_component(_event(one, t, scope, stamp))
    return bytes(calendar.to_ical())


def uid_of(entry: Coming, scope: str) -> str:
    """Return what an entry is called in every file that ever holds it."""
    return f"{entry.source}-{entry.key}@{scope}.suixing"


def _event(entry: Coming, t: Translate, scope: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid_of(entry, scope))
    event.add("dtstamp", stamp)
    title = str(shown(entry.open_title, t))
    event.add("summary", title)
    if entry.start is None:
        event.add("dtstart", entry.day)
        event.add("dtend", days_after(entry.day, 1))
        event.add("transp", "TRANSPARENT")
        if not entry.held:
            event.add_component(_alarm(title))
        return event
    end = entry.end if entry.end is not None and entry.end > entry.start else None
    event.add("dtstart", _there(entry.start))
    event.add("dtend", _there(end or entry.start + _USUAL_LENGTH))
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _REMINDED)
    return alarm


def _there(moment: datetime) -> datetime:
    return moment.replace(tzinfo=ZoneInfo(ZONE), microsecond=0)
