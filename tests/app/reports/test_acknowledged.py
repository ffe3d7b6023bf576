"""The list of a notice: blank it marks nobody, filled it says how and when, in the roster's order."""

from datetime import date

from app.records.member import Member
from app.records.openness import Acknowledgement, AckWay
from app.records.plan import Notice
from app.reports.acknowledged import acknowledgement_list
from app.reports.paper import Sheet, Signing, Table
from app.words import Catalogue
from tests.app.rules.conftest import made

T = Catalogue("zh_CN")
NOTICE = Notice(title="放假", issued_on=date(2026, 5, 18), body="放三天。\n值班见附件。")
PEOPLE = [made(Member, m, name=m, group="g" if m == "高峻" else None) for m in ("周建国", "高峻")]
KNOWN = {"高峻": Acknowledgement(about="n", member="高峻", on=date(2026, 5, 19), way=AckWay.phone)}


def table(sheet: Sheet) -> Table:
    return next(b for b in sheet.blocks if isinstance(b, Table))


def of(known: dict[str, Acknowledgement] | None) -> Sheet:
    return acknowledgement_list(NOTICE, PEOPLE, known, T, branch="支部", groups={"g": "一组"})


def test_the_blank_list_has_room_to_sign_and_no_mark() -> None:
    rows = table(of(None)).rows
    assert rows == (("1", "周建国", "", "", "", ""), ("2", "高峻", "一组", "", "", ""))
    assert table(of(None)).tall > 9
    assert table(of(None)).head[-1] == "签名"


def test_the_filled_list_says_how_and_when() -> None:
    rows = table(of(KNOWN)).rows
    assert rows[0] == ("1", "周建国", "", "", "")
    assert rows[1] == ("2", "高峻", "一组", "电话", "2026年5月19日")
    assert any(isinstance(b, Signing) for b in of(KNOWN).blocks)
