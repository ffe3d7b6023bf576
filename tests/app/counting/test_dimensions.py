"""Each record counts once wherever it belongs, and a gap is said only where something was due."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.counting.dimensions import (
    EVERYBODY,
    UNTAGGED,
    Stay,
    Tagged,
    between,
    by_tag,
    coverage,
    quarters_in,
)

TOKENS = ("p.a", "p.b", "p.c")
PARTNERS = ("u1", "u2", "u3")
TODAY = date(2026, 5, 21)


def item(name: str, day: date | None, *tags: str, by: tuple[str, ...] = ("u1",)) -> Tagged:
    """Return an activity with partner u1 unless another is named."""
    return Tagged(name, "activity", day, tags, by)


def test_what_carries_two_tags_stands_under_both_and_none_under_untagged() -> None:
    both, other = item("1", TODAY, "p.a", "p.b", "q.a"), item("2", TODAY, "q.a")
    found = by_tag([both, other], TOKENS)
    assert found == {"p.a": (both,), "p.b": (both,), "p.c": (), UNTAGGED: (other,)}


def test_a_quarter_that_has_begun_without_anything_is_a_gap_and_a_coming_one_is_not() -> None:
    held = item("1", date(2026, 2, 3), "p.a")
    cells = coverage([held], [Stay("u1")], TOKENS, 2026, TODAY).at("u1", "p.a")
    assert [cell.seen for cell in cells] == ["done", "gap", "open", "open"]


def test_what_is_only_planned_is_no_gap_and_not_done() -> None:
    planned = Tagged("1", "activity", date(2026, 6, 3), ("p.a",), ("u1",), done=False)
    cells = coverage([planned], [Stay("u1")], TOKENS, 2026, TODAY).at("u1", "p.a")
    assert cells[1].seen == "planned"
    assert cells[1].done == ()


def test_before_a_unit_joined_and_after_it_left_nothing_is_missing() -> None:
    stay = Stay("u1", date(2026, 4, 20), date(2026, 6, 30))
    cells = coverage([], [stay], TOKENS, 2026, date(2026, 12, 31)).at("u1", "p.a")
    assert [cell.seen for cell in cells] == ["open", "gap", "open", "open"]


def test_an_activity_of_three_units_counts_once_for_everybody() -> None:
    held = item("1", date(2026, 5, 4), "p.a", by=PARTNERS)
    found = coverage([held], [Stay(p) for p in PARTNERS], TOKENS, 2026, TODAY)
    assert found.at(EVERYBODY, "p.a")[1].done == ("1",)
    assert all(found.at(p, "p.a")[1].done == ("1",) for p in PARTNERS)


def test_gaps_are_counted_per_unit_and_tag_without_the_untagged() -> None:
    found = coverage([], [Stay("u1"), Stay("u2")], TOKENS, 2026, TODAY)
    assert (found.gaps, found.asked) == (2 * 3 * 2, 2 * 3 * 2)


ITEMS = st.lists(
    st.builds(
        Tagged,
        st.uuids().map(str),
        st.just("activity"),
        st.none() | st.dates(date(2025, 11, 1), date(2027, 2, 1)),
        st.lists(st.sampled_from((*TOKENS, "q.a"))).map(tuple),
        st.lists(st.sampled_from((*PARTNERS, "stranger"))).map(tuple),
        st.booleans(),
    ),
    max_size=25,
    unique_by=lambda i: i.id,
)


@given(ITEMS)
def test_every_item_stands_somewhere_and_never_twice_in_one_place(items: list[Tagged]) -> None:
    found = by_tag(items, TOKENS)
    assert {i.id for held in found.values() for i in held} == {i.id for i in items}
    for token, held in found.items():
        assert len({i.id for i in held}) == len(held)
        for one in held:
            assert (token in one.tags) if token else not set(one.tags) & set(TOKENS)


@given(ITEMS, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_the_row_of_everybody_is_the_union_of_the_rows(items: list[Tagged], today: date) -> None:
    found = coverage(items, [Stay(p) for p in PARTNERS], TOKENS, 2026, today)
    for token in found.tokens:
        for at in range(4):
            rows = {i for p in PARTNERS for i in found.at(p, token)[at].done}
            assert rows == set(found.at(EVERYBODY, token)[at].done)


@given(ITEMS)
def test_the_quarters_hold_what_the_year_holds(items: list[Tagged]) -> None:
    first, *_, last = quarters_in(2026)
    year = [i for i in between(items, first.first, last.last) if "p.a" in i.tags]
    cells = coverage(items, [Stay(p) for p in PARTNERS], TOKENS, 2026, TODAY).at(EVERYBODY, "p.a")
    named = {i for cell in cells for i in (*cell.done, *cell.planned)}
    assert named == {i.id for i in year if set(i.partners) & set(PARTNERS)}
