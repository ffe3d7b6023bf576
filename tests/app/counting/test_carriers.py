"""When a post, an area, a team or a commitment is looked at next, and how a commitment stands."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.counting.carriers import (
    Kept,
    begun,
    kept,
    last_review,
    next_review,
    review_waits,
    runs,
)
from app.records.vanguard import CarrierReview, Commitment, DemonstrationPost, ServiceTeam

DAY = date(2026, 5, 21)
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def post(**fields: Any) -> DemonstrationPost:
    return DemonstrationPost.model_validate({"name": "养护一班示范岗", **fields})


def promise(**fields: Any) -> Commitment:
    return Commitment.model_validate({"text": "汛期当天到岗", **fields})


def look(on: date | None, **fields: Any) -> CarrierReview:
    return CarrierReview.model_validate({"about": "x", "on": on, **fields})


@given(days, st.lists(days), st.integers(1, 400))
def test_without_a_written_day_the_next_look_follows_the_last_one_or_the_beginning(
    start: date, looks: list[date], every: int
) -> None:
    reviews = [look(d) for d in looks]
    assert next_review(post(set_on=start), reviews, every) == max(looks, default=start) + timedelta(
        days=every
    )


@given(days, st.lists(days), st.integers(1, 400))
def test_a_written_day_holds_until_somebody_looked_on_it_or_after(
    written: date, looks: list[date], every: int
) -> None:
    found = next_review(post(review_on=written), [look(d) for d in looks], every)
    later = [d for d in looks if d >= written]
    assert found == (max(later) + timedelta(days=every) if later else written)


@given(days, days)
def test_a_look_is_overdue_the_day_after_and_not_before(written: date, today: date) -> None:
    assert review_waits(post(review_on=written), (), today) == (written < today)


def test_what_ended_is_not_looked_at_again_and_counts_until_the_day_before() -> None:
    ended = post(review_on=date(2026, 1, 1), ended_on=DAY)
    assert not runs(ended, DAY)
    assert runs(ended, DAY - timedelta(days=1))
    assert not review_waits(ended, (), DAY)


def test_without_any_day_there_is_no_next_look() -> None:
    assert begun(post()) is None
    assert next_review(ServiceTeam(name="突击队"), ()) is None
    assert not review_waits(post(), (), DAY)


def test_a_look_without_a_day_is_not_the_last_one() -> None:
    assert last_review([look(None), look(DAY)]) == look(DAY)
    assert last_review([look(None)]) is None


def test_a_commitment_without_words_is_unwritten_and_waits_for_nothing() -> None:
    empty = promise(text=" \n", due_on=date(2026, 1, 1), review_on=date(2026, 1, 1))
    assert kept(empty, (), DAY) is Kept.unwritten
    assert not review_waits(empty, (), DAY)


def test_a_commitment_past_its_day_needs_its_fulfilment_or_a_word_why() -> None:
    due = date(2026, 4, 30)
    assert kept(promise(due_on=due), (), due) is Kept.running
    assert kept(promise(due_on=due), (), DAY) is Kept.overdue
    assert kept(promise(due_on=due, fulfilled_on=DAY), (), DAY) is Kept.fulfilled
    assert kept(promise(due_on=due, fulfilment="雨季推迟到六月"), (), DAY) is Kept.answered
    assert kept(promise(due_on=due), [look(DAY, text="材料未到")], DAY) is Kept.answered
    assert kept(promise(due_on=due), [look(date(2026, 3, 1), text="正在做")], DAY) is Kept.overdue


@given(st.none() | days, st.none() | days, st.booleans(), days)
def test_a_commitment_stands_in_one_way_and_is_overdue_only_past_its_day(
    due: date | None, done: date | None, said: bool, today: date
) -> None:
    one = promise(due_on=due, fulfilled_on=done, fulfilment="说明" if said else None)
    late = due is not None and due < today
    assert (kept(one, (), today) is Kept.overdue) == (late and done is None and not said)
