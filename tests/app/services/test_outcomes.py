"""Rows of numbers stand where they were put, are added by label and unit, and are closed with their meeting."""

import pytest

from app.counting.outcomes import Typed, read_line
from app.services.outcomes import Outcomes
from app.workspace import Workspace
from db.model.errors import Closed


@pytest.fixture
def outcomes(book: Workspace) -> Outcomes:
    return Outcomes(book.records)


def labels(outcomes: Outcomes, about: str) -> list[str]:
    return [row.label for row in outcomes.of(about)]


def test_rows_stand_in_the_order_they_were_typed(book: Workspace, outcomes: Outcomes) -> None:
    campaign = book.records.add("campaign", {"title": "联防联控"})
    for text in ("参加单位 12 家", "信息 16000000 条以上", "口罩 10000 只"):
        outcomes.add(campaign, read_line(text))
    assert labels(outcomes, campaign) == ["参加单位", "信息", "口罩"]
    assert [r.at_least for r in outcomes.of(campaign)] == [None, True, None]


def test_a_row_moves_by_one_undo_and_not_beyond_the_ends(
    book: Workspace, outcomes: Outcomes
) -> None:
    about = book.records.add("campaign", {"title": "联防联控"})
    for label in "abc":
        outcomes.add(about, Typed(label))
    last = outcomes.of(about)[-1]
    outcomes.move(last, -1)
    assert labels(outcomes, about) == ["a", "c", "b"]
    book.records.undo()
    assert labels(outcomes, about) == ["a", "b", "c"]
    assert outcomes.move(outcomes.of(about)[0], -1) is None
    assert outcomes.move(outcomes.of(about)[-1], 1) is None


def test_sums_over_several_records_keep_units_apart(book: Workspace, outcomes: Outcomes) -> None:
    first = book.records.add("activity", {"type": "joint_activity"})
    second = book.records.add("donation", {"title": "义卖"})
    outcomes.add(first, Typed("义卖", 3000, "元"))
    outcomes.add(second, Typed("义卖", 500, "元"))
    outcomes.add(second, Typed("义卖", 2, "场"))
    assert [(x.number, x.unit) for x in outcomes.totals([first, second])] == [
        (3500, "元"),
        (2, "场"),
    ]
    assert outcomes.totals([]) == ()


def test_a_filed_meeting_keeps_its_rows_as_they_were_filed(
    book: Workspace, outcomes: Outcomes
) -> None:
    held = book.records.add("activity", {"type": "joint_activity", "state": "minuted"})
    row = outcomes.add(held, Typed("义卖", 3000, "元"))
    book.records.change(held, {"state": "archived"})
    with pytest.raises(Closed):
        book.records.change(row, {"number": 4000})
    with pytest.raises(Closed):
        outcomes.add(held, Typed("口罩", 1))
    with pytest.raises(Closed):
        book.records.delete(row)
