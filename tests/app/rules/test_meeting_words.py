"""A finding names a meeting by its day and its type."""

from app.rules.meeting_words import day_of, meeting_said
from app.words import Catalogue
from tests.app.rules.conftest import meeting


def test_a_meeting_is_named_by_day_and_type() -> None:
    held = meeting("m", "committee_meeting", "2026-04-16T19:00:00")
    assert meeting_said(held)(Catalogue("en")) == "Committee meeting of 16 Apr"


def test_a_meeting_without_a_day_is_named_by_its_type() -> None:
    held = meeting("m", "committee_meeting", "2026-04-16T19:00:00")
    bare = held.model_copy(update={"held_start": None})
    assert day_of(bare) is None
    assert meeting_said(bare)(Catalogue("en")) == "Committee meeting"
