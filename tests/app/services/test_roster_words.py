import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services import roster_words as words


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓 名", "name"),
        ("名字", "name"),
        ("入党时间", "joined_on"),
        ("入党日期(年月日)", "joined_on"),
        ("加入党组织\n时间", "joined_on"),
        ("转正日期", "full_on"),
        ("所在党小组", "group"),
        ("政治面貌", "status"),
        ("职务/岗位", "post"),
        ("手机", "phone"),
        ("联系电话", "phone"),
        ("*姓名", "name"),
        ("【党小组】", "group"),
        ("党内职务", "office"),
        ("ｎａｍｅ", "name"),
        ("身份证号", "id_whole"),
        ("身份证号码（后四位）", "id_suffix"),
        ("民族", ""),
        ("", ""),
    ],
)
def test_a_column_is_known_by_its_many_names(heading: str, field: str) -> None:
    assert words.field_of(heading) == field


def test_no_two_fields_share_a_heading() -> None:
    every = [word for known in words.HEADINGS.values() for word in known]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第二党小组", 2),
        ("二组", 2),
        ("2组", 2),
        ("2", 2),
        ("第 10 党小组", 10),
        ("十一组", 11),
        ("第二十党小组", 20),
        ("二十一组", 21),
        ("机关党小组", None),
        ("", None),
        ("测量组", None),
    ],
)
def test_a_group_called_by_its_number_is_known_however_it_is_written(
    text: str, number: int | None
) -> None:
    assert words.group_number(text) == number


def test_what_stands_in_a_cell_is_known_by_its_words() -> None:
    assert words.choice_of("中共预备党员", words.STATUSES) == "probationary"
    assert words.choice_of(" 正式 ", words.STATUSES) == "full"
    assert words.choice_of("党支部书记", words.OFFICES) == "secretary"
    assert words.choice_of("不详", words.RELATIONS) == ""


@given(st.text(max_size=12))
def test_no_heading_whatever_it_says_stops_the_reader(text: str) -> None:
    assert words.field_of(text) in ("", *words.HEADINGS)
    number = words.group_number(text)
    assert number is None or number >= 0


def test_a_numbered_group_has_a_short_name_and_others_keep_theirs() -> None:
    names = ("第二党小组", "第十一党小组", "机关党小组", "二组")
    assert [words.short_group(n) for n in names] == ["二组", "十一组", "机关党小组", "二组"]
