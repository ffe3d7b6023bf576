"""A tag pack is read strictly: what is wrong is named with its line, and nothing else ever comes out."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.pack_values import PackTooNew, PackWrong
from app.tags.pack import TagPack
from app.tags.reading import MOST_TAGS, read_tags

TEXT = """\
[pack]
id = "bagong"
version = "2"
title_zh = "八共"
title_en = "Eight kinds of sharing"
issuer = "集团党群工作部"

[[tag]]
code = "study"
title_zh = "先进共学"
note_zh = "与共建单位一起学"

[[tag]]
code = "gain"
title_zh = "同心共赢"
title_en = "Gains"
outcome = true
"""


def problem(text: str) -> tuple[int, str]:
    """Return line and sentence of the first thing that is wrong."""
    with pytest.raises(PackWrong) as wrong:
        read_tags(text)
    return wrong.value.problems[0].line, str(wrong.value)


def test_a_pack_is_its_tags_in_order_and_the_outcome_stands_apart() -> None:
    pack = read_tags(TEXT)
    assert (pack.id, pack.version, pack.issuer) == ("bagong", "2", "集团党群工作部")
    assert pack.tokens == ("bagong.study", "bagong.gain")
    assert pack.inputs == ("bagong.study",)
    assert pack.outcomes == ("bagong.gain",)
    assert pack.tags[0].note.zh == "与共建单位一起学"


@pytest.mark.parametrize(
    ("before", "after", "line", "word"),
    [
        ('id = "bagong"', 'id = "八共"', 2, "id"),
        ('version = "2"', "version = 2", 3, "version"),
        ('title_zh = "先进共学"\n', "", 8, "title_zh"),
        ('code = "gain"', 'code = "study"', 14, "study"),
        ('title_zh = "同心共赢"', 'title_zh = "先进共学"', 15, "先进共学"),
        ("outcome = true", 'outcome = "yes"', 17, "outcome"),
        ("outcome = true", "outcom = true", 17, "outcome"),
        ('code = "gain"', "code = gain", 14, "TOML"),
        ("[pack]", "[pack]\nfoo = 1", 2, "foo"),
        ('title_en = "Gains"', 'title_en = "Gains, all"', 16, "title_en"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    before: str, after: str, line: int, word: str
) -> None:
    at, said = problem(TEXT.replace(before, after))
    assert at == line
    assert word in said


def test_a_pack_without_tags_or_with_too_many_is_refused() -> None:
    head, _, _ = TEXT.partition("[[tag]]")
    assert "[[tag]]" in problem(head)[1]
    many = "".join(f'[[tag]]\ncode = "t{n}"\ntitle_zh = "题{n}"\n' for n in range(MOST_TAGS + 1))
    assert str(MOST_TAGS) in problem(head + many)[1]


@pytest.mark.parametrize("title", ["八共", "先进共学"])
def test_a_title_of_blanks_is_none(title: str) -> None:
    assert "title_zh" in problem(TEXT.replace(f'title_zh = "{title}"', 'title_zh = "  "'))[1]


def test_a_pack_of_a_later_release_is_told_apart() -> None:
    with pytest.raises(PackTooNew):
        read_tags(TEXT.replace('version = "2"', 'version = "2"\nformat = 2'))


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_nothing_but_a_named_problem_comes_of_any_text(text: str | bytes) -> None:
    with suppress(PackWrong):
        assert read_tags(text).tags


CODES = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
TITLES = st.text("组织共建活动创学文化享", min_size=1, max_size=8)


@given(
    CODES,
    st.lists(st.tuples(CODES, TITLES, st.booleans()), min_size=1, max_size=12,
             unique_by=(lambda x: x[0], lambda x: x[1])),
)  # fmt: skip
def test_what_was_written_is_what_is_read(name: str, tags: list[tuple[str, str, bool]]) -> None:
    written = f'[pack]\nid = "{name}"\nversion = "1"\ntitle_zh = "包"\n' + "".join(
        f'[[tag]]\ncode = "{code}"\ntitle_zh = "{title}"\noutcome = {str(outcome).lower()}\n'
        for code, title, outcome in tags
    )
    pack: TagPack = read_tags(written)
    assert [(tag.code, tag.title.zh, tag.outcome) for tag in pack.tags] == tags
    assert set(pack.inputs) | set(pack.outcomes) == set(pack.tokens)
