"""A flat battery sets the clock back, or far ahead: nothing is lost, nothing is overridden unseen."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.services.sample import StoppedClock
from app.workspace import Workspace
from db.model.stamp import millis
from tests.journeys.conftest import BRANCH, CHEAP, SECRET, Computer, enrol

NOON = datetime(2026, 5, 21, 12, 0)  # noqa: DTZ001 - the site's own time
YEARS = timedelta(days=365 * 20)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(NOON)


def test_twenty_years_back_between_two_saves(tmp_path: Path, clock: StoppedClock) -> None:
    book = Workspace.create(
        tmp_path / "home", SECRET, branch=BRANCH, writer="周建国", clock=clock, cost=CHEAP
    ).workspace
    made = book.records.add("activity", {"type": "general_meeting", "title": "先"})
    clock.set(NOON - YEARS)
    book.records.change(made, {"title": "后"})
    book.close()
    book = Workspace.open(tmp_path / "home", SECRET, clock=clock)
    book.records.change(made, {"place_text": "一号营地"})
    found = book.records.raw(made)
    assert found is not None
    assert (found.body["title"], found.body["place_text"]) == ("后", "一号营地")
    assert found.conflicts == ()
    newest = [e.fields for e in book.records.history(made)]
    assert [list(fields) for fields in newest[:2]] == [["place_text"], ["title"]]
    assert book.records.undo() is not None
    assert book.examine().ailments == ()
    book.close()


@pytest.mark.parametrize("away", [-YEARS, YEARS])
def test_a_laptop_whose_clock_is_off_neither_wins_nor_loses(
    laptop: Callable[..., Computer], hq: Computer, tmp_path: Path, away: timedelta
) -> None:
    right, wrong = laptop("周建国"), laptop("达瓦次仁")
    enrol(hq, right, wrong)
    (meeting,) = right.new("activity", {"type": "general_meeting", "title": "原题"})
    passed(right, wrong, hq, tmp_path)
    with off(wrong, away) as book:
        assert book.records.raw(meeting) is not None
        book.records.change(meeting, {"title": "看过之后改的"})
        book.records.change(meeting, {"place_text": "二号营地"})
    right.does("set", "activity", meeting, "place_text=一号营地")
    passed(wrong, right, hq, tmp_path)
    assert right.shows("activity", meeting)["title"] == "看过之后改的"
    (conflict,) = right.conflicts()
    assert {v["value"] for v in conflict["values"]} == {"一号营地", "二号营地"}
    made = right.does("set", "activity", meeting, "title=此后")
    assert made["title"] == "此后"
    with right.opened() as book:
        own = next(e.change for e in book.records.history(meeting) if e.change.by == "周建国")
    # Not taken along by the other's clock, not at the next start either.
    assert abs(millis(own.hlc) / 1000 - datetime.now(UTC).timestamp()) < 3600


class off:  # noqa: N801 - reads as a word: with off(laptop, years) as book
    """A book opened while the laptop's clock is wrong."""

    def __init__(self, computer: Computer, away: timedelta) -> None:
        self._computer, self._away = computer, away

    def __enter__(self) -> Workspace:
        moved = datetime.now(UTC) + self._away
        millis = int(moved.timestamp() * 1000)
        self._book = Workspace.open(self._computer.home, SECRET, clock=lambda: millis)
        return self._book

    def __exit__(self, *_: object) -> None:
        self._book.close()


def passed(giver: Computer, taker: Computer, hq: Computer, folder: Path) -> None:
    """Carry what one laptop has to HQ, and HQ's answer to the other."""
    letter = folder / "letter.sxbundle"
    giver.does("bundle", "write", letter)
    (answer,) = hq.does("hq", "ingest", letter, "--out", folder / "out")["answers"]
    taker.does("bundle", "read", answer)
