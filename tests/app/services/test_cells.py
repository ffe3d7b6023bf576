from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services import cells
from app.services.cells import Broken, Cell, Day

TODAY = date(2026, 5, 21)
JUNE = date(2014, 6, 26)


@pytest.mark.parametrize(
    "cell",
    [
        "2014-06-26",
        "2014.6.26",
        "2014/6/26",
        "2014年6月26日",
        "20140626",
        20140626,
        20140626.0,
        41816,
        41816.0,
        "41816",
        "２０１４．０６．２６",
        "2014-06-26 00:00:00",
        " 2014 年 6 月 26 日 ",
        "2014年6月26日 星期四",
        "二〇一四年六月二十六日",
        datetime(2014, 6, 26),  # noqa: DTZ001 - a cell knows no zone
        JUNE,
        "2014-6-26",
        "2014、6、26",
    ],
)
def test_a_day_is_read_in_every_spelling_people_use(cell: Cell) -> None:
    assert cells.day_of(cell, TODAY) == Day(JUNE)


@pytest.mark.parametrize("cell", ["2014.06", 2014.06, "2014年6月", "2014-06", 201406, "201406"])
def test_a_month_is_taken_as_its_first_day_and_says_so(cell: Cell) -> None:
    assert cells.day_of(cell, TODAY) == Day(date(2014, 6, 1), cells.MONTH_ONLY)


@pytest.mark.parametrize("cell", ["2014.1", 2014.1])
def test_a_month_that_a_spreadsheet_may_have_shortened_is_not_guessed(cell: Cell) -> None:
    assert cells.day_of(cell, TODAY) == Day(None, cells.MONTH_UNSURE)


@pytest.mark.parametrize("cell", ["2014", 2014, "2014年", 2014.0])
def test_a_year_alone_is_no_day(cell: Cell) -> None:
    assert cells.day_of(cell, TODAY) == Day(None, cells.YEAR_ONLY)


@pytest.mark.parametrize(
    "cell",
    [
        "2014-02-30",
        "20141301",
        "不详",
        "1.2.3.4",
        -5,
        1e300,
        float("nan"),
        float("inf"),
        True,
        "2014.13",
    ],
)
def test_what_names_no_day_says_so(cell: Cell) -> None:
    assert cells.day_of(cell, TODAY) == Day(None, cells.NO_DAY)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u3000", Broken("#REF!")])
def test_an_empty_cell_is_no_day_and_no_doubt(cell: Cell) -> None:
    assert cells.day_of(cell, TODAY) == Day(None)


def test_a_short_year_lies_in_the_past() -> None:
    assert cells.day_of("98.7.1", TODAY) == Day(date(1998, 7, 1), cells.SHORT_YEAR)
    assert cells.day_of("14/6/26", TODAY) == Day(JUNE, cells.SHORT_YEAR)


@given(st.dates(date(1922, 1, 1), date(2099, 12, 31)), st.integers(0, 6))
def test_every_spelling_of_every_day_reads_back(day: date, spelling: int) -> None:
    written: list[Cell] = [
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        (day - date(1899, 12, 30)).days,
        day.isoformat().translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ]
    assert cells.day_of(written[spelling], TODAY) == Day(day)


anything: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.timedeltas(timedelta(0), timedelta(9)),
    st.builds(Broken, st.text()),
)


@given(anything)
def test_no_cell_whatever_it_holds_stops_a_reader(cell: Cell) -> None:
    text = cells.text_of(cell)
    assert text == text.strip()
    assert cells.text_of(text) == text
    cells.name_of(cell)
    cells.number_of(cell)
    day = cells.day_of(cell, TODAY)
    assert day.day is None or isinstance(day.day, date)


def test_full_width_signs_become_half_width_and_stray_ones_go() -> None:
    assert cells.text_of("　ＡＢ１２－３\u200b　") == "AB12-3"
    assert cells.text_of(13.0) == "13"
    assert cells.text_of("a\n b\t c") == "a b c"


def test_a_line_keeps_its_chinese_signs() -> None:
    assert (
        cells.line_of(" 红色故事：\u200b雁翎队（２０２１Ａ），\n①续 ")
        == "红色故事：雁翎队（2021A）， ①续"
    )
    assert cells.line_of(3.0) == "3"


def test_a_name_keeps_its_dot_and_loses_the_spaces_that_line_it_up() -> None:
    assert cells.name_of("张 三") == "张三"
    assert cells.name_of("张　　三") == "张三"
    assert cells.name_of("阿卜杜热合曼・买买提依明") == "阿卜杜热合曼・买买提依明"
    assert cells.name_of(" John  Smith ") == "John Smith"


def test_two_spellings_of_one_name_share_a_key() -> None:
    assert cells.key_of("阿卜杜热合曼・买买提依明") == cells.key_of("阿卜杜热合曼·买买提依明 ")
    assert cells.key_of("张 三") == cells.key_of("张三")


@given(st.text(alphabet="张三李四\u3000 \u200b\ufeff", max_size=12))
def test_reading_a_name_twice_changes_nothing(text: str) -> None:
    name = cells.name_of(text)
    assert cells.name_of(name) == name
    assert cells.key_of(name) == cells.key_of(text)


@given(st.integers(0, 10**9))
def test_numbers_are_read_however_they_were_stored(number: int) -> None:
    assert cells.number_of(number) == cells.number_of(float(number)) == number
    assert cells.number_of(f" {number:,} ") == number


def test_what_is_no_whole_number_is_none() -> None:
    assert [
        cells.number_of(c)
        for c in (None, "", "三", 1.5, True, "-1", Broken("x"), float("nan"), float("inf"))
    ] == [None] * 9


@given(st.from_regex(r"\d{17}[\dX]", fullmatch=True), st.text(max_size=5))
def test_no_identity_number_stays_whole(number: str, around: str) -> None:
    said = cells.masked(f"证件 {number} {around}")
    assert number not in said
    assert number[-4:] in said
