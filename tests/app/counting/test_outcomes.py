"""Numbers are added where they mean the same, and nowhere else."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counting.outcomes import (
    Typed,
    amount,
    brief,
    in_order,
    is_quantity,
    read_line,
    said,
    totals,
)
from app.records.cobuilding import Outcome
from app.words import Catalogue
from db.model.record import Record


def row(
    label: str,
    number: float | None,
    unit: str | None = None,
    *,
    at_least: bool | None = None,
    place: int | None = None,
    id_: str = "o",
) -> Outcome:
    body = {
        "about": "a", "label": label, "number": number, "unit": unit, "at_least": at_least,
        "number_in_list": place,
    }  # fmt: skip
    return Outcome.of(Record("s", "outcome", id_, body, {}, {}, False, (), 1, "a", 1, "a"))


def test_rows_of_one_label_and_unit_are_added_others_stand_beside_each_other() -> None:
    found = totals([
        row("口罩", 10_000, "只"), row("口罩", 500, "只"), row("口罩", 3, "箱"), row("信息", 16e6, "条"),
    ])  # fmt: skip
    assert [(x.label, x.number, x.unit) for x in found] == [
        ("口罩", 10_500, "只"), ("口罩", 3, "箱"), ("信息", 16_000_000, "条"),
    ]  # fmt: skip


def test_at_least_in_one_row_makes_the_sum_at_least() -> None:
    (found,) = totals([row("信息", 16e6, "条", at_least=True), row("信息", 100, "条")])
    assert found.at_least
    assert found.number == 16_000_100


def test_shares_and_comparisons_with_another_year_are_never_added() -> None:
    found = totals([row("提油同比", 51, "%"), row("提油同比", 51, "%"), row("参与率", 100, "")])
    assert [x.number for x in found] == [51, 51, 100]
    assert not is_quantity(row("满意", 98, "％"))
    assert not is_quantity(row("Pass rate", 98, ""))


@pytest.mark.parametrize("label", ["率队走访", "Corporate donations", "Shared rooms"])
def test_a_word_that_only_looks_like_a_share_is_added(label: str) -> None:
    (found,) = totals([row(label, 3, "次"), row(label, 4, "次")])
    assert found.number == 7


def test_a_row_without_a_number_adds_nothing_and_is_not_lost() -> None:
    found = totals([row("锦旗", None, "面"), row("锦旗", 2, "面"), row("简报", None)])
    assert [(x.label, x.number, len(x.rows)) for x in found] == [("锦旗", 2, 2), ("简报", None, 1)]


def test_width_case_and_spaces_make_no_other_label() -> None:
    (found,) = totals([row("ＭＶ ", 1, "部"), row("mv", 1, " 部")])
    assert (found.label, found.number) == ("ＭＶ", 2)


def test_rows_stand_as_they_were_put_those_without_a_number_after_them() -> None:
    rows = [row("c", 1), row("b", 1, place=2), row("a", 1, place=1)]
    assert [r.label for r in in_order(rows)] == ["a", "b", "c"]


def test_a_row_in_words() -> None:
    t = Catalogue("en")
    assert said(row("口罩", 10_000, "只"), t) == "口罩 10,000 只"
    assert said(row("时长", 24, "h", at_least=True), t) == "时长 at least 24 h"
    assert said(row("锦旗", None, "面"), t) == "锦旗"
    assert amount(7, None, t, at_least=False) == "7"
    assert amount(51, "%", t, at_least=False) == "51%"
    rows = [row(str(n), n) for n in range(5)]
    assert brief(rows, t) == "0 0, 1 1, 2 2 and 2 more"


Rows = st.lists(
    st.builds(
        row,
        st.sampled_from(["人", "口罩", "同比", " 口罩"]),
        st.none() | st.integers(-(10**9), 10**9).map(lambda n: n / 4),
        st.sampled_from([None, "只", "箱", "%"]),
        at_least=st.sampled_from([None, True]),
    ),
    max_size=20,
)


@given(Rows, st.randoms())
def test_the_order_of_rows_changes_no_sum(rows: list[Outcome], random: object) -> None:
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    first = sorted((x.label.strip(), x.unit, x.number or 0, x.number is None) for x in totals(rows))
    again = sorted(
        (x.label.strip(), x.unit, x.number or 0, x.number is None) for x in totals(mixed)
    )
    assert first == again


@given(Rows)
def test_every_row_is_in_one_sum_and_nothing_comes_from_nowhere(rows: list[Outcome]) -> None:
    found = totals(rows)
    assert sum(len(x.rows) for x in found) == len(rows)
    whole = math.fsum(r.number for r in rows if r.number is not None)
    assert math.isclose(math.fsum(x.number or 0 for x in found), whole, abs_tol=1e-6)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("口罩 10000 只", Typed("口罩", 10_000, "只")),
        ("发送信息1600万余条", Typed("发送信息", 1600, "万条", at_least=True)),
        ("义卖：3,000元", Typed("义卖", 3000, "元")),
        ("提油同比 +51%", Typed("提油同比", 51, "%")),
        ("参加单位 12", Typed("参加单位", 12)),
        ("值守 24 h 以上", Typed("值守", 24, "h", at_least=True)),
        ("听众 100余人", Typed("听众", 100, "人", at_least=True)),
        ("集团第6名", Typed("集团第6名")),
        ("送去慰问品", Typed("送去慰问品")),
        ("2019年义卖水果", Typed("2019年义卖水果")),
        ("", Typed("")),
    ],
)
def test_a_line_is_read_as_people_type_it(text: str, typed: Typed) -> None:
    assert read_line(text) == typed


@given(
    st.text("口罩义卖水果AB", min_size=1, max_size=6),
    st.integers(0, 10**9),
    st.text("只元人次km", max_size=3),
)
def test_a_row_put_in_words_is_read_again(label: str, number: int, unit: str) -> None:
    text = said(row(label, number, unit), Catalogue("en"))
    assert read_line(text) == Typed(label, number, unit)


@given(st.text(max_size=60))
def test_no_line_is_refused(text: str) -> None:
    assert isinstance(read_line(text).label, str)
