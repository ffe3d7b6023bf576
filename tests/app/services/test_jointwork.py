"""What a period has of joint building and service: by its own day, and only what may be told of."""

from datetime import date

import pytest

from app.counting.outcomes import Typed
from app.services.jointwork import day_of_record, joint_work
from app.workspace import Workspace
from tests.app.reports.book import kept

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("kind", "body", "day"),
    [
        ("activity", {"held_start": "2026-03-05T19:00:00"}, date(2026, 3, 5)),
        ("practical_deed", {"due_on": "2026-05-01", "done_on": "2026-04-01"}, date(2026, 4, 1)),
        ("campaign", {"from_on": "2026-01-01", "to_on": "2026-06-30"}, date(2026, 6, 30)),
        ("practical_deed", {}, None),
    ],
)
def test_a_record_is_of_the_day_it_is_about(
    kind: str, body: dict[str, str], day: date | None
) -> None:
    assert day_of_record(kept(kind, "x", body)) == day


def test_a_record_that_is_gone_has_no_day() -> None:
    assert day_of_record(None) is None


def test_outcomes_belong_to_the_period_of_what_they_are_about(book: Workspace) -> None:
    add = book.records.add
    fields = {"label": "口罩", "number": 10, "unit": "只"}
    inside = add("competition", {"title": "x", "on": "2026-03-01"})
    before = add("competition", {"title": "x", "on": "2025-03-01"})
    mine = add("outcome", {"about": inside, **fields})
    add("outcome", {"about": before, **fields})
    work = joint_work(book.records, book.checking.facts(FIRST, LAST))
    assert [(row.id, day) for row, day in work.outcomes] == [(mine, date(2026, 3, 1))]


def test_what_was_called_off_or_deleted_leaves_no_numbers(book: Workspace) -> None:
    held = {"type": "joint_activity", "held_start": "2026-03-01T09:00:00"}
    kept, off, gone = (book.records.add("activity", held) for _ in range(3))
    rows = [book.outcomes.add(one, Typed("口罩", 10, "只")) for one in (kept, off, gone)]
    book.records.change(off, {"state": "cancelled"})
    book.records.delete(gone)
    work = joint_work(book.records, book.checking.facts(FIRST, LAST))
    assert [row.id for row, _ in work.outcomes] == rows[:1]


def test_numbers_of_a_campaign_that_still_runs_are_of_the_day_they_were_written(
    book: Workspace,
) -> None:
    today = book.now().date()
    days = {"from_on": "2026-01-01", "to_on": f"{today.year + 1}-12-31"}
    campaign = book.records.add("campaign", {"title": "大干", **days})
    book.outcomes.add(campaign, Typed("投资", 10, "亿元"))
    work = joint_work(book.records, book.checking.facts(date(today.year, 1, 1), today))
    assert [day for _, day in work.outcomes] == [today]


def test_an_exemplar_is_among_them_once_they_agreed(book: Workspace) -> None:
    named = {"who": "周建国", "title": "先锋", "named_on": "2026-03-01"}
    exemplar = book.records.add("exemplar", named)
    facts = book.checking.facts(FIRST, LAST)
    assert joint_work(book.records, facts).exemplars == []
    book.records.change(exemplar, {"consent_on": "2026-03-02"})
    assert [e.id for e in joint_work(book.records, facts).exemplars] == [exemplar]


def test_what_runs_on_is_of_every_period_it_touches(book: Workspace) -> None:
    work = joint_work(book.records, book.checking.facts(FIRST, LAST))
    assert work.running(date(2025, 1, 1), None)
    assert work.running(date(2025, 1, 1), FIRST)
    assert not work.running(date(2025, 1, 1), date(2025, 12, 31))
    assert not work.running(None, None)
