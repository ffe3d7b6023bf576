"""Merging is a proposal: it has both sides' changes or there is none, and no sign is ever lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.services.merging import both_in_one, difference, merged, patches

BASE = (
    "4月28日下午，支部与养护段党支部在 K118 至 K126 开展联合巡路，清理落石 3 处，发放明白卡 40 份。"
)
MINE = BASE.replace("落石 3", "落石 5")
THEIRS = BASE.replace("养护段党支部", "养护段党支部、县交通局党支部").replace("40 份", "62 份")

texts = st.text(alphabet="支部会议记录，。 \n12ab", max_size=60)


def _rebuilt(pieces: tuple[tuple[str, str], ...], without: str) -> str:
    return "".join(text for op, text in pieces if op != without)


def test_a_number_is_one_sign() -> None:
    assert [(p.op, p.text) for p in difference("共 40 份", "共 62 份") if p.op != "same"] == [
        ("del", "40"),
        ("add", "62"),
    ]


def test_changes_that_do_not_overlap_are_proposed_together() -> None:
    found = merged(BASE, MINE, THEIRS)
    assert found is not None
    assert found.changes == 3
    assert "落石 5 处" in found.text
    assert "县交通局党支部" in found.text
    assert "62 份" in found.text


def test_what_came_in_is_shown_from_its_mark_on() -> None:
    added = [p.text for p in difference(BASE, THEIRS) if p.op == "add"]
    assert added[0] == "、县交通局党支部"


def test_changes_of_one_place_are_not_proposed_and_the_editor_gets_both() -> None:
    other = BASE.replace("落石 3", "落石 7")
    assert merged(BASE, MINE, other) is None
    assert "5 / 7" in both_in_one(BASE, MINE, other)


def test_the_same_change_on_both_sides_is_one() -> None:
    found = merged(BASE, MINE, MINE)
    assert found is not None
    assert (found.text, found.changes) == (MINE, 1)


@given(texts, texts)
def test_a_difference_holds_both_texts_whole(base: str, text: str) -> None:
    pieces = difference(base, text)
    assert _rebuilt(pieces, "add") == base
    assert _rebuilt(pieces, "del") == text


@given(texts, texts)
def test_merging_with_an_unchanged_side_gives_the_other(base: str, text: str) -> None:
    for found in (merged(base, base, text), merged(base, text, base)):
        assert found is not None
        assert found.text == text


@given(texts, texts, texts)
def test_who_comes_first_makes_no_difference(base: str, mine: str, theirs: str) -> None:
    assert merged(base, mine, theirs) == merged(base, theirs, mine)


@given(texts, texts)
def test_changes_never_touch_each_other(base: str, text: str) -> None:
    found = patches(base, text)
    assert all(a.last < b.first for a, b in pairwise(found))


def test_a_very_long_text_answers_at_once() -> None:
    long = "".join(f"第{n}处，已经清理，" for n in range(20_000))
    assert merged(long, long + "完。", "始。" + long) is not None
