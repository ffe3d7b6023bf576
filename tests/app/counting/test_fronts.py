"""Items of a campaign stand under the front lines the unit names, each once."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.counting.fronts import FrontLine, by_front, state_of, totals
from app.records.plan import PlanItem

TODAY = date(2026, 5, 21)


def state(**fields: object) -> str:
    """Return how far an item has come that nothing names."""
    item = PlanItem.model_validate({"title": "任务", **fields})
    return state_of(item, (), lambda _activity: False, TODAY)


def test_an_item_is_done_by_its_own_day_and_overdue_only_while_open() -> None:
    assert state(done_on="2026-05-01", due_on="2026-04-01") == "done"
    assert state(due_on="2026-05-20") == "overdue"
    assert state(due_on="2026-05-21") == "open"
    assert state(due_on="2026-05-20", explanation="征地未完") == "explained"


FRONTS = st.sampled_from(["招商引资", "项目建设", "征地搬迁", "", None])
ITEMS = st.lists(st.tuples(FRONTS, st.none() | st.dates()), max_size=20)


@given(ITEMS)
def test_every_item_stands_under_its_front_once_and_those_of_none_come_last(
    rows: list[tuple[str | None, date | None]],
) -> None:
    lines = [
        FrontLine(PlanItem(title=str(n), front=front, due_on=day), "open")
        for n, (front, day) in enumerate(rows)
    ]
    fronts = by_front(lines)
    assert sorted(x.item.title for f in fronts for x in f.lines) == sorted(
        x.item.title for x in lines
    )
    assert all((x.item.front or "") == f.name for f in fronts for x in f.lines)
    assert (
        [f.name for f in fronts].index("") == len(fronts) - 1
        if any(not f.name for f in fronts)
        else True
    )
    assert totals(fronts) == (0, len(rows))


def test_within_a_front_the_next_day_comes_first() -> None:
    late, soon = (PlanItem(title=x, due_on=date(2026, m, 1)) for x, m in (("晚", 9), ("早", 6)))
    (front,) = by_front([FrontLine(late, "open"), FrontLine(soon, "open")])
    assert [x.item.title for x in front.lines] == ["早", "晚"]
