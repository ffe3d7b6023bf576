"""A record goes its way: reviewed, filed with the superior, archived; called off and on again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.records.meeting import State
from app.terms import ActivityType
from db.model.errors import InvalidRecord
from tests.app.services.site import START, TODAY, Site, T

GENERAL = ActivityType.general_meeting


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path / "home")
    yield made
    made.book.close()


def test_a_unit_that_reviews_and_reports_has_each_day_on_the_record(site: Site) -> None:
    meeting, state = site.held(GENERAL), site.meetings.state
    state.review(meeting, "Member 4", TODAY)
    assert site.read(meeting.id).activity.state == State.reviewed
    state.report(site.read(meeting.id), TODAY, T)
    filed = site.read(meeting.id)
    assert (filed.activity.state, filed.activity.filed_on) == (State.filed, TODAY)
    assert len(filed.entries) == 6
    state.archive(filed, TODAY, T)
    done = site.read(meeting.id).activity
    assert (done.state, done.reviewed_on, done.filed_on, done.archived_on) == (
        State.archived, TODAY, TODAY, TODAY,
    )  # fmt: skip


def test_a_unit_that_never_reviews_files_with_one_button(site: Site) -> None:
    done = site.filed(GENERAL).activity
    assert (done.state, done.reviewed_on, done.filed_on) == (State.archived, None, None)


def test_minutes_are_asked_for_before_the_review(site: Site) -> None:
    with pytest.raises(InvalidRecord, match="minutes"):
        site.meetings.state.review(site.new(GENERAL), "Member 4", TODAY)


def test_a_meeting_called_off_is_on_again_as_far_as_it_had_come(site: Site) -> None:
    meeting, state = site.new(GENERAL), site.meetings.state
    site.meetings.notified(meeting, TODAY, "Notice")
    state.cancel(site.read(meeting.id), "Road closed")
    with pytest.raises(InvalidRecord):
        state.archive(site.read(meeting.id), TODAY, T)
    state.reopen(site.read(meeting.id), "Road open again")
    found = site.read(meeting.id).activity
    assert (found.state, found.version) == (State.notified, None)


def test_a_review_does_not_hold_for_the_next_version(site: Site) -> None:
    meeting = site.held(GENERAL)
    site.meetings.state.review(meeting, "Member 4", TODAY)
    site.meetings.file(site.read(meeting.id), TODAY, T)
    site.meetings.state.reopen(site.read(meeting.id), "A name")
    found = site.read(meeting.id).activity
    assert (found.reviewed_by, found.reviewed_on, found.version) == (None, None, 2)


def test_a_themed_day_files_its_parts_each_once_and_gives_hours_once(site: Site) -> None:
    day = site.new(ActivityType.themed_party_day, held_end="2026-05-22T21:30:00")
    part = site.meetings.add_part(day, GENERAL, T)
    lecture = site.meetings.add_part(site.read(day.id), ActivityType.party_lecture, T)
    committee = site.meetings.add_part(site.read(day.id), ActivityType.committee_meeting, T)
    site.meetings.sign.mark_rest(site.read(day.id), START)
    site.meetings.file(site.read(day.id), TODAY, T)
    for name, due in ((part, 6), (lecture, 6), (committee, 3)):
        found = site.read(name)
        assert found.activity.state == State.archived
        assert (found.tally.due, found.tally.present) == (due, due)
    assert site.records.counts()["study_record"] == 1


def test_what_was_filed_with_the_superior_together_is_archived_together(site: Site) -> None:
    day = site.new(ActivityType.themed_party_day)
    part = site.meetings.add_part(day, GENERAL, T)
    site.meetings.sign.mark_rest(site.read(day.id), START)
    site.meetings.state.report(site.read(day.id), TODAY, T)
    assert site.read(part).activity.state == State.filed
    site.meetings.state.archive(site.read(day.id), TODAY, T)
    assert site.read(part).activity.state == State.archived


def test_filed_from_a_part_the_day_and_its_other_parts_are_filed_too(site: Site) -> None:
    day = site.new(ActivityType.themed_party_day, held_end="2026-05-22T21:30:00")
    part = site.meetings.add_part(day, GENERAL, T)
    lecture = site.meetings.add_part(site.read(day.id), ActivityType.party_lecture, T)
    site.records.change(part, {"held_end": "2026-05-22T21:00:00"})
    site.meetings.sign.mark_rest(site.read(part), START)
    site.meetings.file(site.read(part), TODAY, T)
    assert site.read(lecture).archived
    assert site.read(day.id).archived
    assert site.records.counts()["study_record"] == 1
