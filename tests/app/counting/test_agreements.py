"""Where an agreement stands follows from its days, on whichever laptop they are read."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.counting.agreements import (
    Standing,
    Stood,
    covering,
    covers_all,
    in_force,
    next_term,
    renewals,
    stood,
    touches,
    urgency,
)
from app.records.alliance import CobuildAgreement
from tests.app.rules.conftest import made

FIRST, LAST, SIGNED = date(2026, 1, 1), date(2026, 12, 31), date(2025, 12, 20)


def agreement(record: str = "a", **fields: Any) -> CobuildAgreement:
    body = {
        "title": "结对共建协议",
        "parties": ["p"],
        "signed_on": SIGNED.isoformat(),
        "valid_from": FIRST.isoformat(),
        "valid_to": LAST.isoformat(),
        "state": "signed",
    } | fields
    return made(CobuildAgreement, record, **body)


def on(day: date, *, by: CobuildAgreement | None = None, **fields: Any) -> Standing:
    return stood(agreement(**fields), day, by).standing


def test_a_term_runs_from_its_first_day_to_its_last() -> None:
    assert on(SIGNED - timedelta(days=1)) == Standing.draft
    assert on(SIGNED) == Standing.signed
    assert on(FIRST) == Standing.in_force
    assert on(LAST) == Standing.soon
    assert on(LAST + timedelta(days=1)) == Standing.expired


def test_sixty_days_before_its_end_it_expires_soon_and_sixty_one_not() -> None:
    assert on(LAST - timedelta(days=60)) == Standing.soon
    assert on(LAST - timedelta(days=61)) == Standing.in_force
    late = stood(agreement(), LAST - timedelta(days=61), soon_days=90)
    assert late == Stood(Standing.soon, 61)


def test_without_a_last_day_it_never_expires() -> None:
    assert stood(agreement(valid_to=None), date(2099, 1, 1)) == Stood(Standing.in_force, None)


def test_without_a_first_day_it_holds_from_the_day_of_signing() -> None:
    assert on(SIGNED, valid_from=None) == Standing.in_force


def test_a_draft_stays_one_whatever_days_it_names() -> None:
    assert on(FIRST, state="draft") == Standing.draft
    assert not in_force(agreement(state="draft"), FIRST)


def test_it_is_renewed_once_the_one_that_renews_it_is_signed() -> None:
    day = date(2026, 12, 10)
    coming = agreement("b", renews="a", state="draft")
    assert on(day, by=coming) == Standing.soon
    signed = agreement("b", renews="a", signed_on=day.isoformat())
    assert on(day, by=signed) == Standing.renewed
    assert on(day - timedelta(days=1), by=signed) == Standing.soon
    # Until its own term is over it binds all the same.
    assert in_force(agreement(state="renewed"), day)


def test_of_two_renewals_the_signed_one_counts() -> None:
    signed = agreement("b", renews="a")
    drafts = [agreement("c", renews="a", state="draft"), agreement("d", renews="a", state="draft")]
    assert renewals([drafts[0], signed, drafts[1]]) == {"a": signed}


def test_ended_early_it_binds_until_that_day() -> None:
    ended = agreement(state="ended", ended_on="2026-06-30")
    assert in_force(ended, date(2026, 6, 29))
    assert not in_force(ended, date(2026, 6, 30))
    assert stood(ended, date(2026, 6, 30)).standing == Standing.ended


def test_what_wants_something_comes_first() -> None:
    order = [
        Stood(Standing.expired, -3),
        Stood(Standing.soon, 5),
        Stood(Standing.soon, 40),
        Stood(Standing.draft, None),
        Stood(Standing.in_force, 200),
        Stood(Standing.in_force, None),
        Stood(Standing.renewed, 10),
    ]
    assert sorted(order[4:] + order[:4], key=urgency) == order


def test_only_an_agreement_with_the_partner_that_binds_that_day_covers_what_was_done() -> None:
    mine, other = agreement(), agreement("b", parties=["q"])
    assert [a.id for a in covering([mine, other], "p", FIRST)] == ["a"]
    assert not list(covering([mine, other], "p", LAST + timedelta(days=1)))


def test_one_agreement_after_the_other_covers_a_half_year_and_a_gap_does_not() -> None:
    first, last = date(2026, 1, 1), date(2026, 6, 30)
    one = agreement(valid_to="2026-03-31")
    two = agreement("b", valid_from="2026-04-01", valid_to=None)
    gap = agreement("b", valid_from="2026-04-02", valid_to=None)
    assert covers_all([two, one], first, last)
    assert not covers_all([one, gap], first, last)
    assert touches(gap, first, last)
    assert not touches(one, date(2026, 7, 1), date(2026, 12, 31))


def test_a_year_is_followed_by_a_year_and_ninety_days_by_ninety_days() -> None:
    assert next_term(agreement()) == (date(2027, 1, 1), date(2027, 12, 31))
    spring = agreement(valid_from="2027-03-01", valid_to="2028-02-29")
    assert next_term(spring) == (date(2028, 3, 1), date(2029, 2, 28))
    days = agreement(valid_from="2026-01-10", valid_to="2026-04-09")
    assert next_term(days) == (date(2026, 4, 10), date(2026, 7, 9))
    odd = agreement(valid_from="2026-01-10", valid_to="2026-01-19")
    assert next_term(odd) == (date(2026, 1, 20), date(2026, 1, 29))
    assert next_term(agreement(valid_to=None)) == (None, None)


DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
MAYBE = st.one_of(st.none(), DAYS.map(date.isoformat))
STATES = st.sampled_from(["draft", "signed", "renewed", "ended"])
AGREEMENTS = st.builds(
    lambda signed, first, last, state, ended: agreement(
        signed_on=signed, valid_from=first, valid_to=last, state=state, ended_on=ended
    ),
    MAYBE, MAYBE, MAYBE, STATES, MAYBE,
)  # fmt: skip
_WAY = (Standing.draft, Standing.signed, Standing.in_force, Standing.soon, Standing.expired)


@given(AGREEMENTS, DAYS)
def test_what_is_shown_in_force_binds_and_what_binds_is_shown_so(
    one: CobuildAgreement, day: date
) -> None:
    shown = stood(one, day).standing
    if shown in (Standing.in_force, Standing.soon):
        assert in_force(one, day)
    if in_force(one, day):
        assert shown in (Standing.in_force, Standing.soon, Standing.renewed)


@given(AGREEMENTS, DAYS, st.integers(0, 400))
def test_days_only_lead_onward(one: CobuildAgreement, day: date, later: int) -> None:
    before = stood(one, day).standing
    after = stood(one, day + timedelta(days=later)).standing
    if before in _WAY and after in _WAY:
        assert _WAY.index(before) <= _WAY.index(after)
    else:
        assert after not in _WAY or before == after


@given(st.lists(AGREEMENTS, max_size=4), DAYS, st.integers(0, 90))
def test_covered_from_day_to_day_is_covered_on_each(
    several: list[CobuildAgreement], first: date, length: int
) -> None:
    days = [first + timedelta(days=n) for n in range(length + 1)]
    each = all(any(in_force(a, day) for a in several) for day in days)
    assert covers_all(several, first, days[-1]) == each


@given(AGREEMENTS, DAYS, st.integers(0, 200))
def test_a_span_is_touched_where_one_of_its_days_binds(
    one: CobuildAgreement, first: date, length: int
) -> None:
    days = [first + timedelta(days=n) for n in range(length + 1)]
    assert touches(one, first, days[-1]) == any(in_force(one, day) for day in days)
