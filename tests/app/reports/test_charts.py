"""Pictures on paper draw whatever numbers they are given, and never fail on the edges."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reports.charts import Bar, Bars, Heat, HeatRow, Line, Shaded, Stack, Stacks, YearMarks
from app.reports.paper import Block
from app.services.printing import Press
from tests.app.reports.book import WHEN, pages, paper_of, sheet_of

MARKS = ("done", "planned", "part", "open", "wrong", "")


def printed(*blocks: Block) -> str:
    pdf = Press(machine=False).printed(paper_of(sheet_of(*blocks)), (), WHEN, name=str)
    return "".join(pages(pdf))


def test_every_sign_of_the_year_is_drawn_and_said() -> None:
    line = Line("支委会", tuple(MARKS) * 2, (False,) * 11 + (True,))
    months = tuple(str(m) for m in range(1, 13))
    legend = tuple((mark, f"sign {mark}") for mark in MARKS[:-1])
    text = printed(YearMarks(months, (line,), legend, "late"))
    assert "支委会" in text
    assert all(f"sign {mark}" in text for mark in MARKS[:-1])


def test_the_figures_of_everybody_stand_in_the_cells() -> None:
    cells = (
        Shaded(-1, ""),
        *(Shaded(step, f"{step}/4") for step in range(5)),
        *(Shaded(4, "9/9"),) * 6,
    )
    head = ("name", *(str(m) for m in range(1, 13)), "year")
    text = printed(
        Heat(head, (HeatRow("周建国", cells, "19/20"), HeatRow("all", cells, "x", strong=True)))
    )
    assert "周建国" in text
    assert all(f"{step}/4" in text for step in range(5))


@settings(max_examples=6)
@given(
    st.lists(
        st.tuples(st.lists(st.floats(0, 90), min_size=4, max_size=4), st.floats(0, 60)), max_size=6
    )
)
def test_bars_of_any_length_are_drawn(rows: list[tuple[list[float], float]]) -> None:
    bars = tuple(
        Bar(f"m{n}", tuple(parts), "w", goal, goal / 2) for n, (parts, goal) in enumerate(rows)
    )
    text = printed(Bars(bars, 100.0, ("a", "b", "c", "d", "goal", "pace")))
    assert all(f"m{n}" in text for n in range(len(rows)))


@pytest.mark.parametrize("months", [1, 12, 24])
def test_columns_carry_their_sums(months: int) -> None:
    columns = tuple(Stack(str(n), (n % 3, 1, 0)) for n in range(months))
    text = printed(Stacks(columns, 3, ("x", "y", "z")))
    assert "1" in text
