"""Nobody is in two rooms at once; groups may meet at the same hour."""

from app.rules.finding import Finding
from app.rules.overlaps import two_rooms
from app.rules.shipped import usual
from app.words import Catalogue
from tests.app.rules.conftest import facts, meeting, seat, told


def found(*pairs: tuple[str, str], parent: str = "", at: str = "10:30") -> list[Finding]:
    held = [
        meeting("x", "group_meeting", "2026-05-08T10:00:00"),
        meeting(
            "y", "group_meeting", f"2026-05-08T{at}:00", **({"parent": parent} if parent else {})
        ),
    ]
    given = facts(held, members={"a": {}, "b": {}}, seats=[seat(m, p, "present") for m, p in pairs])
    return [f for f in two_rooms(given, usual()) if f is not None]


def test_two_groups_may_meet_at_the_same_hour() -> None:
    assert not found(("x", "a"), ("y", "b"))


def test_one_person_at_both_is_an_error() -> None:
    (clash,) = found(("x", "a"), ("y", "a"), ("y", "b"))
    assert clash.is_error
    assert clash.people == ("a",)


def test_meetings_held_together_are_one() -> None:
    assert not found(("x", "a"), ("y", "a"), parent="x")


def test_one_after_the_other_is_no_overlap() -> None:
    assert not found(("x", "a"), ("y", "a"), at="12:00")


def test_two_places_are_said() -> None:
    held = [
        meeting("x", "group_meeting", "2026-05-08T10:00:00", place_text="一号营地"),
        meeting("y", "group_meeting", "2026-05-08T10:30:00", place_text="拌和站"),
    ]
    rows = [seat("x", "a", "present"), seat("y", "a", "present")]
    (clash,) = told(two_rooms, facts(held, members={"a": {}}, seats=rows))
    said = clash.said(Catalogue("zh_CN"))
    assert "一号营地" in said
    assert "拌和站" in said
