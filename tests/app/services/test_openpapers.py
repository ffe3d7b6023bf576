"""Lists to sign and sheets for the board: who is on them, and who is never named."""

from datetime import date

import pytest

from app.records.openness import AckWay, CommentKind
from app.workspace import Workspace
from db.model.errors import NotFound
from tests.app.reports.book import pages, words

NAMES = ("周建国", "王海燕", "高峻")


@pytest.fixture
def people(book: Workspace) -> list[str]:
    return [book.records.add("member", {"name": n, "number": at}) for at, n in enumerate(NAMES)]


def test_the_blank_list_has_everybody_due_and_nobody_marked(
    book: Workspace, people: list[str]
) -> None:
    notice = book.records.add(
        "notice", {"title": "放假", "issued_on": "2026-05-18", "body": "放三天。"}
    )
    book.openness.telling.know(notice, people[:1], AckWay.phone, date(2026, 5, 19))
    blank = words(book.openness.papers.list_pdf(notice, blank=True))
    filled = words(book.openness.papers.list_pdf(notice))
    for name in NAMES:
        assert name in blank
        assert name in filled
    assert "放三天。" in blank
    assert "2026年5月19日" not in blank
    assert "2026年5月19日" in filled
    assert "电话" in filled


def test_many_members_make_more_pages(book: Workspace) -> None:
    for n in range(60):
        book.records.add("member", {"name": f"党员{n}", "number": n})
    notice = book.records.add("notice", {"title": "放假", "issued_on": "2026-05-18"})
    assert len(pages(book.openness.papers.list_pdf(notice, blank=True))) > 2


def test_the_board_shows_what_was_answered_and_not_who_asked(book: Workspace) -> None:
    one = book.records.add(
        "disclosure",
        {"title": "党费收缴", "text": "全部上缴。", "from_on": "2026-05-15", "kind": "party"},
    )
    asked = book.openness.telling.say(one, "明细呢", kind=CommentKind.question, author="高峻")
    book.openness.telling.say(one, "没有答复的问题", kind=CommentKind.question)
    book.openness.telling.answer(asked, "已贴出")
    text = words(book.openness.papers.disclosure_pdf(one))
    assert "问：明细呢" in text
    assert "答：已贴出" in text
    assert "高峻" not in text
    assert "没有答复的问题" not in text
    assert "党费收缴" in words(book.openness.papers.register_pdf())


def test_answers_to_opinions_never_name_their_writers(book: Workspace) -> None:
    one = book.box.give({"text": "热水器坏了", "author": "高峻", "kind": "difficulty"})
    today = book.now().date()
    empty = words(book.openness.papers.answers_pdf(today, today))
    assert "本期没有答复的意见" in empty
    book.box.reply(one, "周五修", "支委会")
    text = words(book.openness.papers.answers_pdf(today, today))
    assert "问：热水器坏了" in text
    assert "支委会" in text
    assert "高峻" not in text


def test_a_deliberation_is_printed_stage_by_stage(book: Workspace) -> None:
    one = book.records.add(
        "deliberation", {"title": "活动室", "proposal": "开到十点", "summary": "多数赞成"}
    )
    for author, stance in (("周建国", "support"), (None, "oppose")):
        fields = {"about": one, "kind": "opinion", "stance": stance, "text": "意见如此"}
        book.records.add("comment", fields | ({"author": author} if author else {}))
    bare = words(book.openness.papers.deliberation_pdf(one))
    assert "尚未表决" in bare
    assert "赞成1、反对1" in bare
    assert "不署名" in bare
    meeting = book.records.add("activity", {"type": "general_meeting", "title": "党员大会"})
    book.openness.deliberating.bring(one, meeting)
    assert "党员大会" in words(book.openness.papers.deliberation_pdf(one))
    book.openness.deliberating.drop(one, "不办了")
    assert "不再推进：不办了" in words(book.openness.papers.deliberation_pdf(one))


def test_what_is_not_there_is_not_printed(book: Workspace) -> None:
    for pdf in (
        book.openness.papers.list_pdf,
        book.openness.papers.disclosure_pdf,
        book.openness.papers.deliberation_pdf,
    ):
        with pytest.raises(NotFound):
            pdf("nowhere")
