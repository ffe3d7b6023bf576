"""Every sentence for people goes through the catalogue, and each has its Chinese."""

import re

import pytest

from tools import compile_catalogue as catalogue

# What the words never say (docs/glossary.md): no begging, no congratulating, no shouting.
# 申请, 邀请, 请假, 请示, 请求 are the field's own words and stay.
BANNED = re.compile(r"您|成功|[!\uff01]|(?<![申邀聘提报])请(?![假示求])")


@pytest.mark.parametrize("language", catalogue.languages())
def test_the_catalogue_is_whole_and_compiled(language: str) -> None:
    assert catalogue.check(language) == []


def test_chinese_speaks_plainly() -> None:
    said, _ = catalogue.join("zh_CN")
    assert {msgid: text for msgid, text in said.items() if BANNED.search(text)} == {}


@pytest.mark.parametrize("text", ["请输入姓名", "保存成功", "您好", "完成\uff01"])
def test_words_that_do_not_belong_are_seen(text: str) -> None:
    assert BANNED.search(text)


@pytest.mark.parametrize("text", ["入党申请书", "请假 3 人", "邀请列席"])
def test_the_words_of_the_field_are_left_alone(text: str) -> None:
    assert not BANNED.search(text)


def test_marked_texts_are_found_wherever_they_stand() -> None:
    source = """
def f(desk, t, late):
    t("one")
    desk.t("two {n}", n=1)
    N_("three")
    t("four" if late else "five")
    raise StoreBusy("six", safe="seven", hint="eight", path="no")
    Field(title="nine", description="ten", alias="no")
    t(late)
"""
    found = {m for _, m in catalogue.in_code(source, frozenset({"StoreBusy"}), fields=True)}
    assert found == {
        *("one", "two {n}", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    }


@pytest.mark.parametrize(
    ("msgid", "text"),
    [("{n} days", "天"), ("1 day|{n} days", "一天|{n} 天"), (" day", "天")],
)
def test_a_translation_that_would_break_is_seen(msgid: str, text: str) -> None:
    assert list(catalogue.faults(msgid, text))


def test_a_plural_with_one_chinese_form_is_fine() -> None:
    assert not list(catalogue.faults("1 day|{n} days", "{n} 天"))
