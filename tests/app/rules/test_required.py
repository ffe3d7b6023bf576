"""A record that counts as one is complete, and says what is missing in the order of the form."""

from app.rules.required import complete, lacking
from app.rules.shipped import usual
from tests.app.rules.conftest import facts, meeting, seat

WHOLE = {"place_text": "p", "chair": "a", "recorder": "b", "minutes": "said"}
ROWS = [seat("m", "a", "present")]


def names(kind: str = "committee_meeting", **fields: str) -> list[str]:
    held = meeting("m", kind, "2026-04-16T19:00:00", **fields)
    return [name for name, _ in lacking(held, facts([held], seats=ROWS))]


def test_a_whole_record_lacks_nothing() -> None:
    assert names(**WHOLE) == []


def test_what_is_missing_comes_in_the_order_of_the_form() -> None:
    assert names(place_text="p") == ["chair", "recorder", "minutes"]


def test_a_lecture_names_its_lecturer_and_a_group_meeting_its_group() -> None:
    assert names("party_lecture", **WHOLE) == ["lecturer"]
    assert names("group_meeting", **WHOLE) == ["group"]


def test_speeches_are_minutes_too() -> None:
    held = meeting("m", "committee_meeting", "2026-04-16T19:00:00", **(WHOLE | {"minutes": ""}))
    assert not list(lacking(held, facts([held], seats=ROWS, spoken=frozenset({"m"}))))


def test_a_planned_meeting_lacks_nothing_yet() -> None:
    planned = meeting("m", "committee_meeting", "2026-04-16T19:00:00", state="planned")
    assert not [f for f in complete(facts([planned]), usual()) if f]
