"""The board shows the text and what was answered; the register where each stands."""

from datetime import date

from app.counting.openness import Showing
from app.records.openness import Comment, CommentKind, Disclosure, DisclosureKind
from app.reports.disclosure import STANDS, disclosure_register, disclosure_sheet, qa
from app.reports.paper import Block, Prose, Table
from app.words import Catalogue

T = Catalogue("zh_CN")
ONE = Disclosure(
    title="党费", kind=DisclosureKind.party, text="全部上缴。", from_on=date(2026, 5, 15)
)


def prose(blocks: tuple[Block, ...]) -> list[str]:
    return [line for b in blocks if isinstance(b, Prose) for line in b.lines]


def test_a_question_is_printed_with_its_answer_and_without_who_asked() -> None:
    asked = Comment(
        about="d", kind=CommentKind.question, text="明细呢", reply="已贴出\n见附表", author="高峻"
    )
    waits = Comment(about="d", kind=CommentKind.question, text="没有答复")
    remark = Comment(about="d", kind=CommentKind.comment, text="看到了", reply="好")
    found = prose(disclosure_sheet(ONE, [asked, waits, remark], T, branch="支部").blocks)
    assert found == ["全部上缴。", "问：明细呢", "答：已贴出", "见附表"]


def test_an_empty_answer_makes_no_error() -> None:
    assert len(qa("", "", T)) == 2


def test_the_register_says_where_each_stands() -> None:
    sheet = disclosure_register([(ONE, Showing.now, 2)], T, branch="支部", period="2026年5月")
    (table,) = [b for b in sheet.blocks if isinstance(b, Table)]
    assert table.rows == (("1", "党费", "党务公开", "2026-05-15", "", "", "正在公开", "2"),)
    assert set(STANDS) == set(Showing)
