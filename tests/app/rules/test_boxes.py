"""Every meeting and every rule lies in one of the twenty boxes."""

from app.rules.boxes import BOXES, box_of_meeting
from app.rules.known import KNOWN, MEETING_BOX
from app.terms import ActivityType


def test_there_are_twenty_boxes() -> None:
    assert list(BOXES) == list(range(1, 21))


def test_every_kind_of_meeting_lies_in_one() -> None:
    assert {box_of_meeting(kind) for kind in ActivityType} <= set(BOXES)


def test_every_rule_lies_in_one_or_in_that_of_its_meeting() -> None:
    assert {known.box for known in KNOWN.values()} - {MEETING_BOX} <= set(BOXES)
