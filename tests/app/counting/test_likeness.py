"""Sameness of texts: of words alone, bounded in work, the same for every run."""

from hypothesis import given
from hypothesis import strategies as st

from app.counting.likeness import alike, bare, matches

LAST_YEAR = "一年来支部坚持学习制度，每月集中学习一次；存在的差距是联系职工不够，下工区的时间少，下一步每周到班组一次。"
THIS_YEAR = LAST_YEAR.replace("每周到班组一次", "每周到班组两次")
OTHER = "便道积雪已经清完，三号洞口的排水沟重新砌过；夜班交接改为当面签字，材料进场要有两人在场，照片交综合部。"


def test_the_same_text_is_wholly_alike_whatever_its_punctuation() -> None:
    assert alike(LAST_YEAR, LAST_YEAR.replace("，", "、\n")) == 1.0
    assert alike("", "") == alike("", "x") == 0.0


def test_a_text_taken_over_is_found_with_the_one_it_was_taken_from() -> None:
    (match,) = matches([LAST_YEAR, OTHER, THIS_YEAR], ["a", "b", "c"])
    assert (match.at, match.earlier) == (2, 0)
    assert match.likeness > 0.85


def test_texts_of_one_meeting_are_not_held_against_each_other() -> None:
    assert matches([LAST_YEAR, LAST_YEAR], ["a", "a"]) == []


def test_a_phrase_that_everybody_uses_is_no_match() -> None:
    first = f"支部书记主持会议并通报上月情况。{LAST_YEAR}"
    second = f"支部书记主持会议并通报上月情况。{OTHER}"
    assert matches([first, second], ["a", "b"]) == []


def test_of_many_copies_each_is_told_with_the_latest_before_it() -> None:
    found = matches([LAST_YEAR] * 5, list("abcde"))
    assert [(m.at, m.earlier) for m in found] == [(1, 0), (2, 1), (3, 2), (4, 3)]


def test_ten_years_of_copies_are_found_one_by_one() -> None:
    texts = [f"{LAST_YEAR}{OTHER}本月第{n}次会议另行记录在案" for n in range(1500)]
    found = matches(texts, [str(n) for n in range(1500)])
    assert [(m.at, m.earlier) for m in found] == [(n, n - 1) for n in range(1, 1500)]


@given(st.text(), st.text())
def test_likeness_is_a_share_and_the_same_both_ways(first: str, second: str) -> None:
    assert 0 <= alike(first, second) <= 1
    assert alike(first, second) == alike(second, first)
    assert alike(first, first) == (1.0 if bare(first) else 0.0)


@given(
    st.lists(st.tuples(st.text("安全，检查。 a", max_size=60), st.sampled_from("xyz")), max_size=8)
)
def test_a_match_names_two_texts_of_different_things_the_earlier_first(
    rows: list[tuple[str, str]],
) -> None:
    for match in matches([text for text, _ in rows], [about for _, about in rows]):
        assert match.earlier < match.at
        assert rows[match.earlier][1] != rows[match.at][1]
