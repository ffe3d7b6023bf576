"""The organisational-life meeting's list: each step says itself done or open from what is recorded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.life import Life
from app.services.meeting import Meeting
from app.services.progress import first_open, progress
from app.terms import ActivityType
from db.model.errors import Closed
from tests.app.services.site import START, TODAY, Site, T

LIFE = ActivityType.organizational_life_meeting


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path / "home")
    yield made
    made.book.close()


def life_of(meeting: Meeting) -> Life:
    assert meeting.life is not None
    return meeting.life


def done(meeting: Meeting) -> set[str]:
    return {step.key for step in life_of(meeting).steps if step.done}


def write(site: Site, meeting: Meeting, **fields: str) -> None:
    """Write steps as the page does: the list is one record, whoever begins it."""
    known, name = life_of(meeting).steps_of, life_of(meeting).record
    if known is None:
        made = site.records.add("life_meeting", {"activity": meeting.id, **fields})
        assert made == name != meeting.id
    else:
        site.records.change(name, fields)


def test_nothing_is_done_of_a_new_meeting(site: Site) -> None:
    meeting = site.new(LIFE)
    assert done(meeting) == set()
    assert "life" in progress(meeting, [])
    assert first_open(progress(meeting, [])) in {"prepare", "life"}


def test_each_step_is_done_by_what_is_on_record(site: Site) -> None:
    meeting = site.new(LIFE)
    write(site, meeting, scheme="As the notice says", study="Two evenings")
    site.meetings.life.add_opinion(meeting.id, "Meetings are long", "Group 2")
    talk = {"initiator": site.members[0], "partner": site.members[3], "on": "2026-05-20"}
    site.records.add("heart_to_heart_talk", {**talk, "occasion": "life_meeting"})
    item = site.meetings.life.add_item(meeting.activity, "Too few patrols")
    found = site.read(meeting.id)
    assert done(found) == {"scheme", "study", "opinions", "talks"}
    fields = {"measure": "Weekly", "owner": site.members[0], "due_on": "2026-08-31"}
    site.records.change(item, fields)
    assert "items" in done(site.read(meeting.id))
    assert life_of(site.read(meeting.id)).items[0].for_year == 2026


def test_talks_for_another_meeting_or_another_occasion_are_not_counted(site: Site) -> None:
    before = site.new(LIFE)
    site.records.change(before.id, {"held_start": "2025-12-20T19:30:00"})
    meeting = site.new(LIFE)
    pair = {"initiator": site.members[0], "partner": site.members[3]}
    for on, occasion in (
        ("2025-12-01", "life_meeting"), ("2026-05-01", "yearly"), ("2026-05-30", "life_meeting"),
    ):  # fmt: skip
        site.records.add("heart_to_heart_talk", {**pair, "on": on, "occasion": occasion})
    assert life_of(site.read(meeting.id)).talks == 0


def test_last_years_list_comes_along_with_its_results(site: Site) -> None:
    last = site.new(LIFE)
    site.records.change(last.id, {"held_start": "2025-12-20T19:30:00", "for_year": 2025})
    item = site.meetings.life.add_item(site.read(last.id).activity, "Too few patrols")
    site.meetings.life.carried_out(item, TODAY)
    meeting = site.new(LIFE)
    found = life_of(meeting)
    assert [(i.problem, i.done_on, i.for_year) for i in found.last_items] == [
        ("Too few patrols", TODAY, 2025)
    ]
    assert "last_year" not in done(meeting)


def test_what_comes_before_the_meeting_is_asked_once_it_is_held(site: Site) -> None:
    meeting = site.new(LIFE)
    rules = {n.finding.rule for n in site.meetings.noted(meeting, START)}
    assert "R21" not in rules
    site.meetings.sign.mark_rest(meeting, START)
    found = [n for n in site.meetings.noted(site.read(meeting.id), START) if n.step == "life"]
    assert [n.finding.field for n in found] == ["scheme"]
    assert "Talks before the meeting" in found[0].finding.what(T)


def test_after_filing_the_report_and_the_items_go_on_and_the_rest_stays(site: Site) -> None:
    meeting = site.held(LIFE)
    write(site, meeting, problems="Few patrols")
    item = site.meetings.life.add_item(meeting.activity, "Too few patrols")
    site.meetings.file(site.read(meeting.id), TODAY, T)
    name = life_of(site.read(meeting.id)).record
    site.records.change(name, {"report": "Sent", "reported_on": "2026-06-01"})
    site.meetings.life.carried_out(item, TODAY)
    with pytest.raises(Closed):
        site.records.change(name, {"problems": "None"})
