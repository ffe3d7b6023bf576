"""A sheet adds up, and everybody on it can have been there."""

from typing import Any

from app.records.evidence import SignInSheet
from app.records.member import LeaveOrAbsence, MemberStatusEvent
from app.rules import presence
from app.rules.catalogue import Check
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.shelves import Papers
from app.rules.shipped import usual
from tests.app.rules.conftest import facts, made, meeting, seat

HELD = meeting("m", "committee_meeting", "2026-04-16T19:00:00")
PEOPLE: dict[str, dict[str, str]] = {"a": {}, "b": {}}


def found(check: Check, given: Facts) -> list[Finding]:
    return [f for f in check(given, usual()) if f is not None]


def test_somebody_due_without_a_mark_is_an_error() -> None:
    given = facts([HELD], members=PEOPLE, seats=[seat("m", "a", "present"), seat("m", "b", None)])
    (lost,) = found(presence.counted, given)
    assert lost.is_error
    assert lost.people == ("b",)
    params = dict(lost.what.params)
    assert (params["due"], params["present"], params["leave"]) == (2, 1, 0)


def test_a_meeting_still_to_come_need_not_add_up() -> None:
    planned = meeting("m", "committee_meeting", "2026-04-16T19:00:00", state="notified")
    assert not found(presence.counted, facts([planned], seats=[seat("m", "a", None)]))


def test_leave_without_a_reason_is_a_reminder() -> None:
    rows = [seat("m", "a", "leave"), seat("m", "b", "leave", reason="shift")]
    (bare,) = found(presence.reasons, facts([HELD], members=PEOPLE, seats=rows))
    assert (bare.severity, bare.people) == ("warning", ("a",))


def test_signatures_and_marks_are_as_many() -> None:
    sheet = made(SignInSheet, "s", activity="m", signed_rows=2)
    rows = [seat("m", "a", "present")]
    assert found(presence.signed, facts([HELD], seats=rows, sheets={"m": [sheet]}))
    rows.append(seat("m", "b", "late"))
    assert not found(presence.signed, facts([HELD], seats=rows, sheets={"m": [sheet]}))


def test_nobody_signs_in_before_joining_or_after_leaving() -> None:
    people = {"a": {"joined_on": "2026-05-01"}, "b": {}}
    gone = [made(MemberStatusEvent, "e", member="b", event="out", on="2026-04-01")]
    rows = [seat("m", "a", "present"), seat("m", "b", "present")]
    (strange,) = found(
        presence.on_the_roster, facts([HELD], members=people, seats=rows, events=gone)
    )
    assert set(strange.people) == {"a", "b"}


def test_a_guest_need_not_be_on_the_roster() -> None:
    people = {"a": {"joined_on": "2026-05-01"}}
    rows = [seat("m", "a", "present", due=False)]
    assert not found(presence.on_the_roster, facts([HELD], members=people, seats=rows))


def test_nobody_is_present_and_on_leave() -> None:
    away = [made(LeaveOrAbsence, "l", member="a", from_on="2026-04-15", to_on="2026-04-17")]
    here = [seat("m", "a", "present")]
    (both,) = found(presence.not_on_leave, facts([HELD], members=PEOPLE, seats=here, leaves=away))
    assert both.people == ("a",)
    online = [seat("m", "a", "online")]
    assert not found(
        presence.not_on_leave, facts([HELD], members=PEOPLE, seats=online, leaves=away)
    )


def test_nobody_signs_in_once_the_meeting_is_over() -> None:
    late = HELD.held_end
    assert late is not None
    after = [
        seat("m", "a", "present", arrival="2026-04-16T23:30:00"),
        seat("m", "b", "late", arrival=late.isoformat()),
    ]
    (wrong,) = found(presence.after_the_end, facts([HELD], members=PEOPLE, seats=after))
    assert (wrong.rule, wrong.severity, wrong.people) == ("R14", "error", ("a",))


def test_an_arrival_nobody_can_read_says_nothing() -> None:
    odd = [seat("m", "a", "present", arrival="gestern")]
    assert not found(presence.after_the_end, facts([HELD], members=PEOPLE, seats=odd))


def all_at_once(n: int, **more: Any) -> list[Finding]:
    """Return what is found where so many came at one moment."""
    rows = [seat("m", f"p{i}", "present", arrival="2026-04-16T19:00:00") for i in range(n)]
    return found(presence.all_at_once, facts([HELD], seats=rows, **more))


def test_one_arrival_for_all_asks_for_the_signed_sheet() -> None:
    (same,) = all_at_once(5)
    assert (same.rule, same.severity, same.field) == ("R14", "info", "arrival")
    assert not all_at_once(4)


def test_with_the_sheet_at_hand_marking_all_at_once_is_a_way_of_working() -> None:
    sheet = made(SignInSheet, "s", activity="m", serial="1", signed_rows=5)
    assert not all_at_once(5, sheets={"m": [sheet]})
    assert not all_at_once(5, papers=Papers(evidence={"m": frozenset({"photo"})}))
