"""The home page's facts, of a real book."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.records.meeting import Activity
from app.services.sample import StoppedClock
from app.words import Catalogue
from app.workspace import Workspace
from tests.app.again import opened_again
from tests.app.samples import Sampled, sampled

NOW = datetime(2026, 5, 21, 20, 14)  # noqa: DTZ001
ENGLISH = Catalogue("en")


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Sampled]:
    """The sample branch on the evening of the pictures."""
    made = sampled(tmp_path / "home", held=False, now=NOW)
    yield made
    made.book.close()


@pytest.fixture
def book(sample: Sampled) -> Workspace:
    return sample.book


def test_a_new_book_is_empty_and_wants_nothing(tmp_path: Path, new_home: Path) -> None:
    clock = StoppedClock(datetime(2026, 1, 5, 9, 0))  # noqa: DTZ001
    book = Workspace.open(shutil.copytree(new_home, tmp_path / "new"), "secret1", clock=clock)
    view = book.overview.view()
    book.close()
    assert view.empty
    assert view.next is None
    assert view.attention == ()


def test_the_next_meeting_is_said_with_those_due_and_their_leave(book: Workspace) -> None:
    view = book.overview.view()
    assert view.next is not None
    assert (view.next.due, view.next.leave, view.next.items) == (30, 3, 3)
    assert view.next.near(ENGLISH) == "tomorrow"


def test_a_meeting_that_is_on_is_still_the_next_one(sample: Sampled) -> None:
    book, clock = sample.book, sample.clock
    clock.set(datetime(2026, 5, 22, 20, 30))  # noqa: DTZ001
    view = book.overview.view()
    assert view.next is not None
    clock.set(datetime(2026, 5, 23, 8, 0))  # noqa: DTZ001
    assert book.overview.view().next is None


def test_hours_are_shown_without_names_in_rising_order(book: Workspace) -> None:
    hours = book.overview.view().hours
    assert len(hours.values) == 30
    assert list(hours.values) == sorted(hours.values)
    assert hours.goal == 32


def test_attendance_has_a_row_for_each_group_and_the_branch_last(book: Workspace) -> None:
    rows = book.overview.view().groups
    assert len(rows) == 4
    assert rows[-1].name == ""
    assert all(p is None for row in rows for p in row.percents[5:])
    assert all(p is not None and 0 <= p <= 100 for row in rows for p in row.percents[:4])


def test_contradictions_lead_what_wants_a_look(book: Workspace) -> None:
    held = book.records.all(Activity, where={"type": "committee_meeting"})[0]
    opened_again(book, held.id)
    row = book.records.find(book.records.query("attendance", where={"activity": held.id}))[0]
    book.records.change(row.id, {"status": None})
    first = book.overview.view().attention[0]
    assert first.severity == "error"
    assert first.sub(ENGLISH).startswith("Contradiction: ")


def test_a_matter_past_its_day_and_a_suggestion_without_an_answer_want_a_look(
    book: Workspace,
) -> None:
    matter = book.records.add("matter", {"title": "修便道", "due_on": "2026-05-18"})
    idea = book.records.add("suggestion", {"title": "通勤车", "received_on": "2026-04-28"})
    lines = {line.finding.record: line for line in book.overview.view().attention if line.finding}
    assert {lines[matter].action, lines[idea].action} == {"Deal with it"}
    assert lines[matter].what(ENGLISH) == "Matter past its day: 修便道"
    assert lines[matter].sub(ENGLISH).endswith("3 days ago")


def test_an_explained_reminder_leaves_the_list(book: Workspace) -> None:
    before = book.overview.view().attention
    reminder = next(a.finding for a in before if a.finding and not a.finding.is_error)
    book.checking.explain(reminder, "x")
    assert len(book.overview.view().attention) == len(before) - 1


def test_whatever_a_rule_found_is_said_whole_in_little_room(book: Workspace) -> None:
    held = book.records.all(Activity, where={"type": "general_meeting", "state": "archived"})[0]
    opened_again(book, held.id)
    rows = book.records.find(book.records.query("attendance", where={"activity": held.id}))
    book.records.change(rows[0].id, {"status": "absent", "reason": None})
    book.records.change(rows[1].id, {"arrival": "2026-12-31T10:00:00"})
    book.records.add(
        "term_of_office",
        {"number": "1", "start": "2020-01-01", "end": "2026-07-01", "extended_to": "2028-01-01"},
    )
    view = book.overview.view()
    said = [(line.what(ENGLISH), line.sub(ENGLISH)) for line in view.attention]
    assert len({what for what, _ in said}) == len(said)
    assert not [line for line in said if "{" in "".join(line)]
