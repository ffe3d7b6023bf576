"""What is below follows what is above, whatever people wrote."""

from hypothesis import given
from hypothesis import strategies as st

from app.counting.tree import in_tree


def test_brands_stand_below_the_one_they_belong_to() -> None:
    pairs = [("group", "star"), ("star", "party"), ("party", None), ("youth", "party")]
    assert in_tree(pairs) == [("party", 0), ("star", 1), ("group", 2), ("youth", 1)]


def test_a_ring_and_what_points_nowhere_are_shown_too() -> None:
    assert in_tree([("a", "b"), ("b", "a"), ("c", "gone"), ("d", "d")]) == [
        ("c", 0), ("d", 0), ("a", 0), ("b", 1),
    ]  # fmt: skip


Ids = st.sampled_from("abcdefgh")


@given(st.dictionaries(Ids, st.none() | Ids))
def test_each_stands_once_and_below_its_own(above: dict[str, str | None]) -> None:
    found = in_tree(above.items())
    assert sorted(one for one, _ in found) == sorted(above)
    path: list[str] = []
    for one, depth in found:
        path = [*path[:depth], one]
        assert len(path) == depth + 1
        if depth:
            assert above[one] == path[depth - 1]
