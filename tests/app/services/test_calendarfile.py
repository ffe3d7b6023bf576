"""What leaves as a calendar file comes back as it went, in the site's time, without a person's name."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.said import say
from app.services.calendar_entry import Coming
from app.services.calendarfile import ZONE, calendar_file, uid_of
from app.words import Catalogue

T = Catalogue("en")
NOW = datetime(2026, 5, 21, 9, 0)  # noqa: DTZ001 - site time is naive
TITLES = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029"), max_size=90
)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@st.composite
def entries(draw: st.DrawFn) -> list[Coming]:
    made = []
    for n in range(draw(st.integers(0, 6))):
        day, title = draw(DAYS), draw(TITLES)
        if draw(st.booleans()):
            start = datetime.combine(day, draw(st.times())).replace(microsecond=0)
            end = draw(st.one_of(st.none(), st.integers(-60, 600)))
            made.append(
                Coming(
                    "meeting",
                    f"a{n}",
                    day,
                    title,
                    start,
                    None if end is None else start + timedelta(minutes=end),
                )
            )
        else:
            made.append(Coming("plan", f"b{n}", day, title))
    return made


def parts(content: bytes, name: str = "VEVENT") -> list[Any]:
    """Return what another program finds in the file."""
    return list(Calendar.from_ical(content).walk(name))


@given(entries())
def test_everything_parses_back(wanted: list[Coming]) -> None:
    content = calendar_file(wanted, T, branch="支部", scope="s", now=NOW)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    found = parts(content)
    assert len(found) == len(wanted)
    for one, event in zip(wanted, found, strict=True):
        assert str(event["UID"]) == uid_of(one, "s")
        assert str(event["SUMMARY"]) == one.title
        start = event["DTSTART"].dt
        if one.start is None:
            assert start == one.day
            assert event["DTEND"].dt == one.day + timedelta(days=1)
            (alarm,) = event.walk("VALARM")
            assert alarm["TRIGGER"].dt == timedelta(hours=-15)
        else:
            assert start == one.start.replace(tzinfo=ZoneInfo(ZONE))
            assert start.utcoffset() == timedelta(hours=8)
            assert event["DTEND"].dt > start
            assert event.walk("VALARM") == []


def test_the_zone_is_in_the_file_where_an_hour_is() -> None:
    meeting = Coming("meeting", "a", date(2026, 5, 22), "x", datetime(2026, 5, 22, 19, 30))  # noqa: DTZ001
    for wanted, zones in (([meeting], 1), ([Coming("plan", "b", date(2026, 5, 22), "x")], 0)):
        content = calendar_file(wanted, T, branch="b", scope="s", now=NOW)
        found = parts(content, "VTIMEZONE")
        assert len(found) == zones
        assert all(str(zone["TZID"]) == ZONE for zone in found)


def test_no_name_of_a_person_leaves_the_book() -> None:
    named = Coming(
        "probation",
        "m",
        date(2026, 6, 1),
        say("Probation of {name} ends", name="李卓玛"),
        unnamed=say("A probation ends"),
    )
    content = calendar_file([named], T, branch="b", scope="s", now=NOW).decode()
    assert "李卓玛" not in content
    assert "A probation ends" in content


def test_a_file_made_later_calls_the_same_matter_the_same() -> None:
    one = Coming("meeting", "a", date(2026, 5, 22), "before", datetime(2026, 5, 22, 19, 30))  # noqa: DTZ001
    moved = Coming("meeting", "a", date(2026, 5, 29), "after", datetime(2026, 5, 29, 19, 30))  # noqa: DTZ001
    assert uid_of(one, "s") == uid_of(moved, "s") != uid_of(one, "other")


def test_the_stamp_is_universal_time() -> None:
    one = Coming("plan", "b", date(2026, 5, 22), "x")
    (event,) = parts(calendar_file([one], T, branch="b", scope="s", now=NOW))
    assert event["DTSTAMP"].dt == datetime(2026, 5, 21, 1, 0, tzinfo=UTC)
