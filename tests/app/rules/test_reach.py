"""Clocks of half a year, in calendar months; they propose, people decide."""

from datetime import date
from typing import Any

import pytest

from app.records.flow import DuesTick, FlowRecord, LostContactCase
from app.records.member import ContactEntry, LeaveOrAbsence, MemberStatusEvent
from app.rules import reach
from app.rules.facts import Facts
from app.rules.rulebook import Situation
from app.rules.shelves import Moves
from app.rules.shipped import usual
from tests.app.rules.conftest import facts, made, meeting, seat, told

TODAY = date(2026, 8, 31)


def given(moves: Moves | None = None, *, seen: str = "", today: date = TODAY, **more: Any) -> Facts:
    held = [meeting("m", "general_meeting", f"{seen}T10:00:00")] if seen else []
    seats = [seat("m", "a", "present")] if seen else []
    since: Any = {"counted_from": date(2024, 1, 1), "members": {"a": {}}} | more
    return facts(held, seats=seats, moves=moves or Moves(), last=today, today=today, **since)


def flow(**fields: Any) -> Moves:
    body = {"member": "a", "direction": "out", "from_on": "2026-02-28"} | fields
    return Moves([made(FlowRecord, "f", **body)])


def contact(on: str, reached: bool | None = True) -> ContactEntry:
    return made(ContactEntry, f"c{on}", member="a", on=on, reached=reached)


def fields(check: Any, at: Facts) -> list[str]:
    return [f.field for f in told(check, at)]


@pytest.mark.parametrize(("begun", "long"), [("2026-02-28", True), ("2026-03-01", False)])
def test_six_months_are_calendar_months(begun: str, long: bool) -> None:
    # From the last of February to the last of August; the first of March is a day short.
    found = fields(reach.floating, given(flow(from_on=begun), seen="2026-08-01"))
    assert found == (["registered_on"] if long else [])


def test_a_fixed_place_asks_for_the_transfer_another_for_the_register() -> None:
    assert fields(reach.floating, given(flow(fixed=True), seen="2026-08-01")) == ["fixed"]
    registered = flow(registered_on="2026-03-05")
    assert fields(reach.floating, given(registered, seen="2026-08-01")) == []


def test_who_floats_is_heard_of_every_ninety_days() -> None:
    registered = flow(registered_on="2026-03-05")
    assert fields(reach.floating, given(registered)) == ["next_contact_on"]
    heard = Moves(registered.flows, [contact("2026-06-03")])
    assert fields(reach.floating, given(heard)) == []
    tried = Moves(registered.flows, [contact("2026-08-03", reached=False)])
    assert fields(reach.floating, given(tried)) == ["next_contact_on"]


def test_a_contact_that_was_agreed_on_is_due_that_day_also_in_the_first_months() -> None:
    young = flow(from_on="2026-07-01", next_contact_on="2026-08-15")
    assert fields(reach.floating, given(young, seen="2026-07-10")) == ["next_contact_on"]
    kept = Moves(young.flows, [contact("2026-08-15")])
    assert fields(reach.floating, given(kept)) == []


def test_abroad_half_a_year_is_often_enough() -> None:
    abroad = flow(abroad=True, registered_on="2026-03-05")
    assert fields(reach.floating, given(Moves(abroad.flows, [contact("2026-03-01")]))) == []


def test_a_long_leave_is_proposed_for_registration() -> None:
    away = made(LeaveOrAbsence, "l", member="a", from_on="2026-02-01")
    (long,) = told(reach.floating, given(leaves=[away], seen="2026-08-01"))
    assert (long.record, long.kind) == ("l", "leave_or_absence")


@pytest.mark.parametrize(("seen", "lost"), [("2026-02-28", True), ("2026-03-01", False)])
def test_nothing_heard_for_half_a_year_proposes_the_procedure(seen: str, lost: bool) -> None:
    found = told(reach.lost, given(seen=seen))
    assert bool(found) is lost


def test_the_latest_of_the_three_clocks_counts() -> None:
    tick = made(DuesTick, "d", member="a", month="2026-05")
    assert not told(reach.lost, given(Moves(dues=[tick]), seen="2026-01-05"))
    assert not told(reach.lost, given(Moves(contacts=[contact("2026-07-01")]), seen="2026-01-05"))
    unreached = Moves(contacts=[contact("2026-07-01", reached=False)])
    assert told(reach.lost, given(unreached, seen="2026-01-05"))


def test_before_the_book_has_run_half_a_year_nobody_is_lost() -> None:
    assert not told(reach.lost, given(counted_from=date(2026, 3, 2)))
    assert told(reach.lost, given(counted_from=date(2026, 2, 28)))


def test_who_came_in_later_is_counted_from_then() -> None:
    came = made(MemberStatusEvent, "e", member="a", event="in", on="2026-06-01")
    assert not told(reach.lost, given(events=[came]))


def test_an_open_case_is_not_proposed_again_and_needs_its_search() -> None:
    case = made(LostContactCase, "k", member="a", opened_on="2026-07-01")
    assert fields(reach.lost, given(Moves(cases=[case]))) == ["search"]
    searched = made(LostContactCase, "k", member="a", opened_on="2026-07-01", search="电话、家属")
    assert fields(reach.lost, given(Moves(cases=[searched]))) == []


def test_two_years_after_a_suspension_people_may_propose_the_removal() -> None:
    body = {"member": "a", "opened_on": "2024-01-01", "search": "x", "suspended_on": "2024-08-31"}
    assert fields(reach.lost, given(Moves(cases=[made(LostContactCase, "k", **body)]))) == [
        "outcome"
    ]


def test_each_clock_of_withdrawal_runs_alone() -> None:
    reached = [contact("2026-08-01")]
    paid = [made(DuesTick, "d", member="a", month="2026-08", paid_on="2026-08-02")]
    (life,) = told(reach.withdrawn, given(Moves(contacts=reached, dues=paid), seen="2026-02-01"))
    assert (life.severity, life.about) == ("info", "a/life/2026-02-01")
    old = [made(DuesTick, "d", member="a", month="2026-01", paid_on="2026-01-20")]
    (dues,) = told(reach.withdrawn, given(Moves(dues=old), seen="2026-08-01"))
    assert dues.about == "a/dues/2026-01-20"


def test_leave_with_a_reason_is_a_proper_reason() -> None:
    reached = Moves(contacts=[contact("2026-08-01")])
    away = made(LeaveOrAbsence, "l", member="a", from_on="2026-07-01", to_on="2026-08-15")
    assert not told(reach.withdrawn, given(reached, seen="2026-02-01", leaves=[away]))


def test_where_nobody_is_ticked_off_dues_say_nothing() -> None:
    assert not told(reach.withdrawn, given(seen="2026-08-01"))


def test_a_temporary_branch_proposes_neither() -> None:
    book = usual(Situation("temporary"))
    assert not told(reach.lost, given(), book)
    assert not told(reach.withdrawn, given(), book)
