"""What a kind of meeting asks for is said while there is time: who chairs, how long, each opinion."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counting.attendance import Branch
from app.counting.shapes import MICRO_MINUTES
from app.records.meeting import Activity, ItemKind
from app.services.meeting import Meeting
from app.services.meeting_checks import findings
from app.services.meeting_checks_shape import length
from app.services.meeting_noted import Around
from app.terms import ActivityType
from tests.app.services.site import START, Site, T

Types = ActivityType


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path / "home")
    yield made
    made.book.close()


def told(site: Site, meeting: Meeting) -> dict[str, str]:
    """Return what is found, by field."""
    found = findings(site.read(meeting.id), Around())
    return {n.finding.field or n.finding.kind: n.finding.what(T) for n in found}


@given(st.integers(0, 300))
def test_a_micro_lecture_is_at_most_twenty_minutes(minutes: int) -> None:
    end = START.replace(hour=0, minute=0)
    start = end.replace(hour=minutes // 60, minute=minutes % 60)
    held = Activity(type=Types.party_lecture, held_start=end, held_end=start, micro=True)
    meeting = Meeting(held, Branch())
    assert length(meeting) == minutes
    said = [n.finding.rule for n in findings(meeting, Around()) if n.finding.field == "micro"]
    assert said == (["R36"] if minutes > MICRO_MINUTES else [])


def test_the_group_leader_chairs_or_it_is_written_who_stands_in(site: Site) -> None:
    meeting = site.new(Types.group_meeting, group=site.groups[0])
    assert meeting.activity.chair == site.members[0]
    site.records.change(meeting.id, {"chair": site.members[1]})
    assert (
        "chaired by Member 1, not by the group's leader" in told(site, meeting)["chair_delegation"]
    )
    site.records.change(meeting.id, {"chair_delegation": "The leader is on rotation"})
    assert "chair_delegation" not in told(site, meeting)


def test_the_secretary_chairs_a_general_meeting_or_delegates(site: Site) -> None:
    meeting = site.new(Types.general_meeting, chair=site.members[0])
    assert "chair_delegation" not in told(site, meeting)
    site.records.change(meeting.id, {"chair": site.members[2]})
    assert "chaired by Member 2, and no delegation" in told(site, meeting)["chair_delegation"]


def test_a_themed_day_has_its_theme_beforehand(site: Site) -> None:
    meeting = site.new(Types.themed_party_day)
    assert "theme" in told(site, meeting)
    site.records.change(meeting.id, {"theme": "Flood season"})
    assert "theme" not in told(site, meeting)


def test_each_member_of_the_committee_has_an_opinion_on_record(site: Site) -> None:
    meeting = site.held(Types.committee_meeting)
    item = site.meetings.write.add_item(meeting, "Rotas", ItemKind.vote)
    assert "agenda_item" not in told(site, meeting)
    site.meetings.write.add_speech(
        site.read(meeting.id), item, speaker=site.members[0], text="Two each."
    )
    assert told(site, meeting)["agenda_item"] == (
        "Item 1: no opinion on record of Member 1, Member 2"
    )
    for member in site.members[1:3]:
        site.meetings.write.add_speech(site.read(meeting.id), item, speaker=member, text="Agreed.")
    assert "agenda_item" not in told(site, meeting)
