"""A unit's templates: kept from a meeting, used for the next, filled in without a brace left over."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.templates import PLACES, filled, unknown_places
from app.terms import ActivityType
from db.model.errors import InvalidRecord
from tests.app.services.site import START, TODAY, Site, T

GROUP = ActivityType.group_meeting


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path / "home")
    yield made
    made.book.close()


@given(st.text(alphabet="ab{}天 ", max_size=40), st.lists(st.sampled_from(PLACES), max_size=4))
def test_whatever_is_accepted_is_filled_in_whole(words: str, places: list[str]) -> None:
    text = words.join("{" + place + "}" for place in places)
    if not unknown_places(text):
        said = filled(text, dict.fromkeys(PLACES, "x"))
        assert not any("{" + place + "}" in said for place in PLACES)


@given(st.text(max_size=60))
def test_text_without_known_names_stays_as_it_was_written(text: str) -> None:
    if not any("{" + place + "}" in text for place in PLACES):
        assert filled(text, {}) == text


def test_what_is_not_arranged_yet_is_a_blank() -> None:
    assert filled("at {place}, {day}", {"day": "Friday"}) == "at ____, Friday"


def test_a_name_that_means_nothing_is_refused_with_its_name(site: Site) -> None:
    with pytest.raises(InvalidRecord, match="weather") as told:
        site.records.add("meeting_template", {"type": GROUP, "notice": "{day}, if {weather}"})
    assert told.value.field == "notice"
    made = site.records.add("meeting_template", {"type": GROUP, "notice": "{day}"})
    with pytest.raises(InvalidRecord):
        site.records.change(made, {"notice": "{Day}"})


def test_the_next_meeting_of_the_kind_begins_with_the_template(site: Site) -> None:
    site.records.add(
        "meeting_template",
        {"type": GROUP, "title": "Evening at the site", "place_text": "Container 3",
         "items": "Reading\n\nOpinions", "minutes": 50},
    )  # fmt: skip
    meeting = site.new(GROUP, group=site.groups[0])
    held = meeting.activity
    assert (held.title, held.place_text) == ("Evening at the site", "Container 3")
    assert held.held_end == START + timedelta(minutes=50)
    assert [i.title for i in meeting.items] == ["Reading", "Opinions"]
    assert site.new(ActivityType.general_meeting).items == ()


def test_keeping_twice_keeps_one_template_and_leaves_the_units_words(site: Site) -> None:
    meeting = site.new(GROUP, group=site.groups[0], place_text="Container 3")
    templates = site.meetings.templates
    made = templates.keep(meeting, T)
    site.records.change(made, {"notice": "Come on {day}."})
    site.records.change(meeting.id, {"place_text": "Container 4"})
    assert templates.keep(site.read(meeting.id), T) == made
    found = templates.of(GROUP)
    assert found is not None
    assert (found.place_text, found.notice, found.title) == ("Container 4", "Come on {day}.", None)


def test_the_neutral_form_says_nothing_the_meeting_does_not(site: Site) -> None:
    meeting = site.new(GROUP, group=site.groups[0], place_text="Container 3")
    site.meetings.write.add_item(meeting, "Reading")
    meeting = site.read(meeting.id)
    assert site.meetings.templates.notice(meeting, T) == ""
    site.meetings.templates.keep(meeting, T)
    said = site.meetings.templates.notice(meeting, T)
    assert said.splitlines() == [
        "Meeting of Group 1 is held on 22 May 2026 (Friday) at 19:30, place: Container 3.",
        "Agenda:",
        "1. Reading",
    ]


def test_what_was_announced_stays_when_the_template_changes(site: Site) -> None:
    meeting = site.new(GROUP, group=site.groups[0])
    made = site.meetings.templates.keep(meeting, T)
    site.records.change(made, {"notice": "Come on {day}."})
    site.meetings.notified(meeting, TODAY, "Notice", T)
    site.records.change(made, {"notice": "Stay at home."})
    site.meetings.sign.mark_rest(site.read(meeting.id), START)
    site.meetings.notified(site.read(meeting.id), TODAY, "Notice", T)
    sent = site.meetings.notice(meeting.id)
    assert sent is not None
    assert sent.body == "Come on 22 May 2026 (Friday)."


def test_a_notice_printed_again_before_the_meeting_says_what_is_arranged_now(site: Site) -> None:
    meeting = site.new(GROUP, group=site.groups[0])
    made = site.meetings.templates.keep(meeting, T)
    site.records.change(made, {"notice": "Come to {place}."})
    site.meetings.notified(meeting, TODAY, "Notice", T)
    site.records.change(meeting.id, {"place_text": "Container 4"})
    site.meetings.notified(site.read(meeting.id), TODAY, "Notice", T)
    sent = site.meetings.notice(meeting.id)
    assert sent is not None
    assert (sent.body, sent.issued_on) == ("Come to Container 4.", TODAY)
