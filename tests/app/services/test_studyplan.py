"""A plan of study: its lines are fulfilled by what names them, and by nothing else."""

from datetime import date

import pytest

from app.records.meeting import Activity
from app.services.studyplan import Planned, StudyPlan
from app.words import Catalogue
from app.workspace import Workspace
from db.model.errors import InvalidRecord

T = Catalogue("en")
TODAY = date(2026, 5, 21)


@pytest.fixture
def plan(book: Workspace) -> str:
    made = book.studyplans.begin(2026, 2, T)
    book.studyplans.add(made, "读书班", 4, date(2026, 6, 20))
    book.studyplans.add(made, "条例逐条学", 2, date(2026, 5, 30))
    return made


def only(book: Workspace, year: int = 2026) -> StudyPlan:
    (found,) = book.studyplans.of_year(year)
    return found


def line(book: Workspace, title: str) -> Planned:
    return next(x for x in only(book).lines if x.item.title == title)


def test_a_plan_has_its_days_and_its_lines_by_due_day(book: Workspace, plan: str) -> None:
    found = only(book)
    assert found.plan.id == plan
    assert (found.plan.from_on, found.plan.to_on) == (date(2026, 4, 1), date(2026, 6, 30))
    assert found.plan.title == "Study plan, Second quarter of 2026"
    assert [x.item.title for x in found.lines] == ["条例逐条学", "读书班"]
    assert (found.wanted, found.done, found.held) == (6, 0, 0)
    assert book.studyplans.of_year(2025) == []


def test_a_meeting_arranged_from_a_line_fulfils_it_once_it_is_held(
    book: Workspace, plan: str
) -> None:
    meeting = book.studyplans.hold(line(book, "读书班").item, TODAY)
    activity = book.records.get(Activity, meeting)
    assert activity is not None
    assert (activity.title, activity.hours) == ("读书班", 4)
    assert str(activity.held_start) == "2026-06-20 19:30:00"
    assert (line(book, "读书班").how, line(book, "读书班").record) == ("planned", meeting)
    book.records.change(meeting, {"state": "minuted"})
    assert (line(book, "读书班").how, only(book).done, only(book).held) == ("held", 4, 1)
    book.records.change(meeting, {"state": "cancelled", "state_reason": "x"})
    assert line(book, "读书班").how == "open"


def test_a_study_outside_meetings_fulfils_the_line_it_names(book: Workspace, plan: str) -> None:
    item = line(book, "条例逐条学").item
    study = book.records.add(
        "study_record", {"topic": "x", "hours": 1.5, "plan_item": item.id, "held_on": "2026-05-20"}
    )
    found = line(book, "条例逐条学")
    assert (found.how, found.record, found.hours) == ("held", study, 1.5)
    assert [x.item.title for x in book.studyplans.open_lines(2026)] == ["读书班"]


def test_a_line_whose_day_is_past_is_arranged_for_today(book: Workspace, plan: str) -> None:
    meeting = book.studyplans.hold(line(book, "条例逐条学").item, date(2026, 7, 1))
    activity = book.records.get(Activity, meeting)
    assert activity is not None
    assert activity.held_start is not None
    assert activity.held_start.date() == date(2026, 7, 1)


def test_hours_that_cannot_be_are_refused_at_their_field(book: Workspace, plan: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        book.studyplans.add(plan, "x", 900, None)
    assert caught.value.field == "hours"
