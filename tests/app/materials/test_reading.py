"""A pack of materials is read strictly, whole texts and all; what is wrong is named with its line."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.materials.pack import Item, is_for
from app.materials.reading import read_materials
from app.rules.pack_values import PackWrong

TEXT = '''\
[pack]
id = "lectures"
version = "2026.1"
title_zh = "二季度学习材料"
issuer = "集团党群工作部"
issued_on = 2026-04-01

[[material]]
code = "rights"
title = "法律维权二十问"
kind = "lecture"
audience = ["一线党员"]
text = """
第一问
第二问
"""

[[material]]
code = "notes"
title = "读本"
text = "正文"
'''


def test_a_pack_is_its_texts_with_whom_each_is_for() -> None:
    pack = read_materials(TEXT)
    assert (pack.issuer, pack.issued_on) == ("集团党群工作部", date(2026, 4, 1))
    assert pack.items == (
        Item("rights", "法律维权二十问", "lecture", ("一线党员",), "第一问\n第二问"),
        Item("notes", "读本", "text", (), "正文"),
    )


def test_a_long_text_is_read_whole() -> None:
    long = "学" * 15_000
    assert read_materials(TEXT.replace("正文", long)).items[1].text == long


@pytest.mark.parametrize(
    ("before", "after", "line", "word"),
    [
        ('text = "正文"\n', "", 18, "text"),
        ('code = "notes"', 'code = "rights"', 19, "rights"),
        ('kind = "lecture"', 'kind = "song"', 11, "song"),
        ('audience = ["一线党员"]', 'audience = "一线党员"', 12, "audience"),
        ("issued_on = 2026-04-01", 'issued_on = "2026-04-01"', 6, "issued_on"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    before: str, after: str, line: int, word: str
) -> None:
    with pytest.raises(PackWrong) as wrong:
        read_materials(TEXT.replace(before, after))
    assert wrong.value.problems[0].line == line
    assert word in str(wrong.value)


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_nothing_but_a_named_problem_comes_of_any_text(text: str | bytes) -> None:
    with suppress(PackWrong):
        assert read_materials(text).items


WORDS = st.lists(st.sampled_from(["机关党员", "一线党员", "青年党员"]), unique=True)


@given(WORDS, WORDS)
def test_a_material_is_for_those_it_names_and_without_names_for_everybody(
    audience: list[str], wanted: list[str]
) -> None:
    fits = is_for(Item("a", "题", "text", tuple(audience), "文"), wanted)
    assert fits == (not audience or not wanted or bool(set(audience) & set(wanted)))
