"""A value is said in the reader's words, whatever it is."""

import pytest

from app.kinds import discover
from app.said import Said
from app.services.dispute import value_said
from app.words import Catalogue
from db.model.change import Json

ENGLISH = Catalogue("en")


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        ("activity", "mode", "phone", "By phone"),
        ("activity", "mode", "of a later release", "of a later release"),
        ("activity", "held_start", "2026-05-22T19:30:00", "Fri 22 May 19:30"),
        ("activity", "archived_on", "2026-05-22", "22 May"),
        ("activity", "archived_on", "no day", "no day"),
        ("activity", "hours", 2.0, "2"),
        ("activity", "chair", "someone", "<someone>"),
        ("activity", "title", None, "(empty)"),
        ("agenda_item", "no_decision", True, "Yes"),
        ("study_record", "members", ["a", "b"], "<a>, <b>"),
        ("activity", "unknown", 3, "3"),
        ("heart_to_heart_talk", "body", "sealed1.AAAA", "Sealed, not opened"),
        ("heart_to_heart_talk", "body", None, "(empty)"),
    ],
)
def test_a_value_is_said(kind: str, field: str, value: Json, words: str) -> None:
    shown = value_said(discover()[kind].field(field), value, lambda record: f"<{record}>")
    assert (shown(ENGLISH) if isinstance(shown, Said) else shown) == words
