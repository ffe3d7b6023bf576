"""Facts of a real book: few queries, the site's own time, nothing of a newer release in the way."""

import os
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.records.meeting import Activity
from app.services.reading_facts import stretch, whole
from app.services.sample import StoppedClock
from app.workspace import Workspace
from db.model.change import Change, Op
from tests.app.rules.conftest import made
from tests.app.samples import new_book

YEAR = date(2026, 1, 1), date(2026, 12, 31)


class CountingReader:
    """Stands before the store's reader and counts what is asked of it."""

    def __init__(self, reader: object) -> None:
        self._reader, self.asked = reader, 0

    def __getattr__(self, name: str) -> object:
        found = getattr(self._reader, name)
        if name in {"find", "bodies", "get", "count"}:
            self.asked += 1
        return found


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    """A book whose clock stands at midnight of the site."""
    clock = StoppedClock(datetime(2026, 4, 1, 0, 10))  # noqa: DTZ001
    made_now = new_book(tmp_path / "h", branch="b", clock=clock)
    yield made_now
    made_now.close()


def hold(book: Workspace, day: str, **fields: object) -> str:
    """Write a meeting that was held; return its id."""
    body = {"type": "general_meeting", "held_start": f"{day}T10:00:00", "state": "archived"}
    return book.records.add("activity", body | fields)


def test_a_period_is_read_with_half_a_year_before_and_a_quarter_after() -> None:
    days = stretch(2026, 2026)
    assert days.meetings == (date(2025, 7, 1), date(2027, 3, 31))
    assert days.texts == (date(2025, 1, 1), date(2026, 12, 31))


def test_the_number_of_queries_does_not_grow_with_the_book(
    book: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    book.checking.facts(*YEAR)  # the packs are read once
    for month in (1, 2, 3):
        hold(book, f"2026-{month:02d}-10", minutes="x" * 80)
        counter = CountingReader(book.store.read)
        monkeypatch.setattr(book.store, "read", counter)
        book.checking.facts(*YEAR)
        monkeypatch.undo()
        counts.append(counter.asked)
    assert counts[0] == counts[1] == counts[2]
    assert counts[0] <= 62


def test_a_kind_of_meeting_that_is_not_known_here_is_no_business_of_the_rules(
    book: Workspace,
) -> None:
    known = hold(book, "2026-03-10")
    strange = hold(book, "2026-03-11")
    pen = book.pen()
    record = book.records.raw(strange)
    assert record is not None
    op = Op("activity", strange, "type", "hologram_meeting", record.seen().get("type", ()))
    book.store.apply([Change(pen.scope, "b" * 16, 1, book.clock() << 16, "x", "edit", (op,))])
    assert [a.id for a in book.checking.facts(*YEAR).activities] == [known]
    book.checking.report(*YEAR)


def test_what_cannot_be_read_as_its_type_is_not_whole() -> None:
    assert whole(made(Activity, "m", type="general_meeting"))
    assert not whole(made(Activity, "m", type="hologram_meeting", held_start="2026-03-10T10:00:00"))


def test_texts_of_the_year_before_are_there_to_compare_with(book: Workspace) -> None:
    before = hold(book, "2025-02-10", minutes="去年的记录")
    book.records.add("speech", {"activity": before, "summary": "去年的发言"})
    hold(book, "2026-02-10", minutes="今年的记录")
    texts = book.checking.facts(*YEAR).texts
    assert [p.text for p in texts] == ["去年的记录", "去年的发言", "今年的记录"]


def test_a_cancelled_meeting_is_no_fact(book: Workspace) -> None:
    hold(book, "2026-02-10", state="cancelled")
    assert not book.checking.facts(*YEAR).activities


def test_how_far_the_clock_was_off_is_known_to_the_rules(book: Workspace) -> None:
    assert book.checking.facts(*YEAR).clock_ahead is None
    book.store.settings.put("clock_gap", 10_800)
    book.records.change("branch", {"themed_day": 10})
    assert book.checking.facts(*YEAR).clock_ahead == 10_800


@pytest.fixture(params=["America/Los_Angeles", "Pacific/Kiritimati", "UTC"])
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """A laptop whose own zone is wrong."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has no tzset")
def test_a_quarter_is_over_at_the_sites_midnight_whatever_the_laptop_says(
    zone: str, book: Workspace
) -> None:
    hold(book, "2025-12-20")
    found = {f.about for f in book.checking.report(*YEAR).findings if f.rule == "R01"}
    assert found == {"2026-Q1"}, zone
    late = [f for f in book.checking.report(*YEAR).findings if f.rule == "R15"]
    assert not late


def test_a_page_and_a_check_share_one_reading(book: Workspace) -> None:
    one = book.checking.facts(*YEAR)
    other = book.checking.facts(date(2026, 2, 1), date(2026, 2, 28))
    assert one.activities is other.activities
    hold(book, "2026-03-10")
    assert len(book.checking.facts(*YEAR).activities) == 1
