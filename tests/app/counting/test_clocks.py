"""Three clocks and a flow's own: what they propose, and when, to the day."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.counting.clocks import (
    Asked,
    Clocks,
    advice,
    clocks_of,
    contact_due,
    days_since,
    last_met,
    month_end,
    six_months_on,
)
from app.counting.periods import months_after
from app.records.flow import DuesTick, FlowRecord
from app.records.member import ContactEntry
from db.model.record import Record

TODAY = date(2026, 11, 26)
days = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def flow(**fields: object) -> FlowRecord:
    return FlowRecord.model_validate({"member": "m", "direction": "out", **fields})


@given(st.none() | days, st.none() | days, st.none() | days, days)
def test_a_search_is_proposed_six_calendar_months_after_the_latest_of_the_three(
    life: date | None, dues: date | None, contact: date | None, today: date
) -> None:
    clocks = Clocks(life, dues, contact)
    known = [d for d in (life, dues, contact) if d]
    assert clocks.proposes_search(today) == (
        bool(known) and all(today >= months_after(d, 6) for d in known)
    )


def test_nothing_is_proposed_of_whom_nothing_was_ever_on_record() -> None:
    assert not Clocks().proposes_search(TODAY)
    assert Clocks().lost_from() is None


def test_calendar_months_not_days_to_the_day() -> None:
    clocks = Clocks(contact=date(2025, 8, 31))
    assert clocks.lost_from() == date(2026, 2, 28)
    assert not clocks.proposes_search(date(2026, 2, 27))
    assert clocks.proposes_search(date(2026, 2, 28))


def test_life_and_dues_count_each_alone_and_a_contact_stops_neither() -> None:
    clocks = Clocks(life=date(2026, 5, 26), dues=date(2026, 6, 30), contact=TODAY)
    assert clocks.stopped(TODAY) == ("life",)
    assert not clocks.proposes_search(TODAY)
    assert Clocks(dues=date(2026, 1, 1)).stopped(TODAY) == ("dues",)
    assert Clocks(dues=date(2026, 1, 1)).stopped(TODAY, dues=False) == ()


def test_who_was_called_and_not_reached_was_not_reached() -> None:
    contacts = [
        ContactEntry(member="m", on=date(2026, 11, 20), reached=False),
        ContactEntry(member="m", on=date(2026, 10, 1)),
        ContactEntry(member="m", on=date(2026, 12, 1), reached=True),
    ]
    assert clocks_of("m", {}, (), contacts, TODAY)["m"].contact == date(2026, 10, 1)
    assert days_since(date(2026, 11, 25), TODAY) == 1
    assert days_since(None, TODAY) is None


def paid(*ticks: DuesTick) -> date | None:
    return clocks_of("m", {}, ticks, (), TODAY)["m"].dues


def test_dues_count_from_the_day_they_were_paid_else_from_the_month_they_were_for() -> None:
    ticks = [DuesTick(member="m", month="2026-05"), DuesTick(member="m", month="2026-02")]
    assert paid(*ticks) == date(2026, 5, 31)
    assert month_end("2028-02") == date(2028, 2, 29)
    assert month_end("2028-13") is None
    assert paid(DuesTick(member="m", month="2027-01")) == TODAY
    late = DuesTick(member="m", month="2026-05", paid_on=date(2026, 7, 1))
    assert paid(late) == date(2026, 7, 1)
    assert paid(DuesTick(member="m", month="2026-05", paid_on=date(2027, 7, 1))) is None


def test_what_was_ticked_later_was_not_paid_on_a_day_before() -> None:
    made = int(datetime(2026, 11, 20, tzinfo=UTC).timestamp() * 1000) << 16
    body = {"member": "m", "month": "2026-11"}
    tick = DuesTick.of(Record("s", "dues_tick", "t", body, {}, {}, False, (), made, "", made, ""))
    assert clocks_of("m", {}, [tick], (), date(2026, 8, 31))["m"].dues is None
    assert clocks_of("m", {}, [tick], (), TODAY)["m"].dues == TODAY


def test_a_training_is_a_meeting_in_person_and_no_organisational_life() -> None:
    met = last_met(
        [("m", "training", date(2026, 9, 1)), ("m", "party_lecture", date(2026, 8, 1)),
         ("m", "party_lecture", date(2026, 7, 1))]
    )  # fmt: skip
    clocks = clocks_of(["m", "n"], met, (), (), TODAY)
    assert clocks["m"] == Clocks(life=date(2026, 8, 1), contact=date(2026, 9, 1))
    assert clocks["m"].seen == date(2026, 9, 1)
    assert clocks["n"] == Clocks()


def test_hqs_numbers_move_the_clocks() -> None:
    asked = Asked(lost=3, stopped=4, away=2, abroad=1, days=None)
    clocks = Clocks(life=date(2026, 8, 1))
    assert clocks.proposes_search(TODAY, asked)
    assert not clocks.stopped(TODAY, asked)
    young = flow(from_on=date(2026, 9, 20), fixed=True)
    assert advice(young, TODAY, asked) == "transfer"
    assert contact_due(young, None, asked) is None
    assert contact_due(flow(from_on=date(2026, 9, 20), abroad=True), None, asked) == (
        date(2026, 10, 20)
    )


def test_only_facts_propose_a_transfer_or_a_registration() -> None:
    long, short = date(2026, 5, 26), date(2026, 5, 27)
    assert advice(flow(from_on=long, fixed=True), TODAY) == "transfer"
    assert advice(flow(from_on=long), TODAY) == "register"
    assert advice(flow(from_on=long, registered_on=TODAY), TODAY) == ""
    assert advice(flow(from_on=short, fixed=True), TODAY) == ""
    assert (
        advice(flow(from_on=short, fixed=True, expected_to=date(2027, 5, 1)), TODAY) == "transfer"
    )
    assert advice(flow(from_on=long, abroad=True, fixed=True), TODAY) == "keep"
    assert advice(flow(from_on=long, to_on=TODAY - timedelta(days=1)), TODAY) == ""
    assert advice(flow(), TODAY) == ""
    assert six_months_on(flow(from_on=date(2026, 8, 31))) == date(2027, 2, 28)


def test_the_next_contact_is_due_as_set_else_a_quarter_after_the_last() -> None:
    begun = date(2026, 9, 1)
    assert contact_due(flow(from_on=begun), None) == date(2026, 11, 30)
    assert contact_due(flow(from_on=begun), date(2026, 10, 1)) == date(2026, 12, 30)
    assert contact_due(flow(from_on=begun, abroad=True), None) == date(2027, 3, 1)
    asked = flow(from_on=begun, next_contact_on=date(2026, 10, 15))
    assert contact_due(asked, date(2026, 10, 1)) == date(2026, 10, 15)
    assert contact_due(asked, date(2026, 10, 15)) == date(2027, 1, 13)
    assert contact_due(flow(), None) is None
