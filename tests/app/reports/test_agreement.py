"""An agreement on paper: every party has its name and a row to sign, and blanks are never guessed."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.records.alliance import CobuildAgreement
from app.reports.agreement import Side, agreement_sheet, side_of
from app.reports.paper import Facts, Head, Prose, Room, Sheet, Table
from app.words import Catalogue
from tests.app.reports.book import T

ZH = Catalogue("zh_CN")


def sheet(sides: list[Side], **fields: object) -> Sheet:
    agreement = CobuildAgreement.model_validate({"title": "结对共建协议", **fields})
    return agreement_sheet(agreement, sides, (), T)


def text(found: Sheet) -> str:
    return "\n".join(line for b in found.blocks if isinstance(b, Prose) for line in b.lines)


def rows(found: Sheet) -> tuple[tuple[str, ...], ...]:
    (table,) = [b for b in found.blocks if isinstance(b, Table)]
    return table.rows


def test_it_names_the_parties_the_term_and_as_many_copies_as_parties() -> None:
    sides = [Side("本支部"), Side("桥梁一公司", "第一党支部", "李国强"), Side("村委会")]
    found = sheet(
        sides,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
        contents="一、每季一次联学。\n\n二、共用活动室。",
    )
    (facts,) = [b for b in found.blocks if isinstance(b, Facts)]
    assert facts.rows == (
        ("Party A", "本支部"),
        ("Party B", "桥梁一公司, 第一党支部, secretary 李国强"),
        ("Party C", "村委会"),
    )
    assert "in force from 1 Jan 2026 until 31 Dec 2026" in text(found)
    assert "made in 3 copies" in text(found)
    assert "一、每季一次联学。\n二、共用活动室。" in text(found)
    assert [b.words for b in found.blocks if isinstance(b, Head)][:2] == [
        "1. What is agreed", "2. Term of the agreement",
    ]  # fmt: skip


def test_what_is_not_agreed_yet_is_room_to_write_and_two_copies_at_least() -> None:
    found = sheet([Side("本支部"), Side("")])
    assert [b.lines for b in found.blocks if isinstance(b, Room)] == [6, 2]
    assert "made in 2 copies" in text(found)
    assert "____ until ____" in text(found)
    assert rows(found)[1][:2] == ("Party B", "")


def test_sides_have_the_names_that_agreements_use() -> None:
    assert [side_of(n, ZH) for n in (0, 1, 2, 9, 10)] == ["甲方", "乙方", "丙方", "癸方", "第11方"]


@given(st.integers(1, 60))
def test_each_of_many_parties_has_a_row_to_sign_with_its_own_name(n: int) -> None:
    sides = [Side(f"单位{at}") for at in range(n)]
    found = rows(sheet(sides))
    assert [row[1] for row in found] == [side.name for side in sides]
    assert len({row[0] for row in found}) == n
    assert all(row[2:] == ("", "") for row in found)
