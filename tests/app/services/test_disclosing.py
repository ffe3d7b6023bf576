"""Disclosures: what shows now stands first, and one that is taken down shows no longer than today."""

from datetime import date, timedelta

import pytest

from app.counting.openness import Showing
from app.records.openness import CommentKind
from app.workspace import Workspace
from db.model.errors import InvalidRecord, NotFound


def shown(book: Workspace, title: str, first: int | None, last: int | None) -> str:
    today = book.now().date()
    fields: dict[str, object] = {"title": title, "kind": "party"}
    if first is not None:
        fields["from_on"] = (today + timedelta(days=first)).isoformat()
    if last is not None:
        fields["to_on"] = (today + timedelta(days=last)).isoformat()
    return book.records.add("disclosure", fields)


def test_what_shows_now_stands_first_and_what_ends_first_on_top(book: Workspace) -> None:
    for title, first, last in (
        ("过去", -20, -10), ("没有日期", None, None), ("将来", 5, 9),
        ("长期", -3, None), ("快撤", -3, 2), ("还有", -3, 8),
    ):  # fmt: skip
        shown(book, title, first, last)
    found = book.openness.disclosing.all()
    assert [d.disclosure.title for d in found] == [
        "快撤", "还有", "长期", "将来", "没有日期", "过去",
    ]  # fmt: skip
    assert found[0].ends_soon
    assert not found[1].ends_soon
    assert found[2].left is None


def test_questions_wait_until_they_are_answered(book: Workspace) -> None:
    one = shown(book, "党费收缴", -1, 9)
    asked = book.openness.telling.say(one, "上季度的呢", kind=CommentKind.question)
    book.openness.telling.say(one, "看到了")
    assert [c.text for c in book.openness.disclosing.get(one).waiting] == ["上季度的呢"]
    book.openness.telling.answer(asked, "一并公开")
    assert book.openness.disclosing.get(one).waiting == ()


def test_a_remark_is_no_question(book: Workspace) -> None:
    shown = book.records.add("disclosure", {"title": "党费收缴"})
    for kind in ("question", "comment"):
        book.records.add("comment", {"about": shown, "kind": kind, "text": "明细呢"})
    found = book.openness.disclosing.get(shown)
    assert (len(found.comments), found.questions) == (2, 1)


def test_it_can_be_taken_down_and_prolonged(book: Workspace) -> None:
    one, today = shown(book, "评优结果", -4, 9), book.now().date()
    book.openness.disclosing.take_down(one)
    assert book.openness.disclosing.get(one).left == 0
    book.openness.disclosing.prolong(one, 7)
    assert book.openness.disclosing.get(one).left == 7
    past = shown(book, "旧的", -30, -20)
    book.openness.disclosing.prolong(past, 3)
    found = book.openness.disclosing.get(past)
    assert (found.stands, found.left) == (Showing.now, 3)
    coming = shown(book, "明天", 1, 9)
    with pytest.raises(InvalidRecord):
        book.openness.disclosing.take_down(coming)
    with pytest.raises(NotFound):
        book.openness.disclosing.get("nowhere")
    assert book.openness.disclosing.get(one).disclosure.from_on == today - timedelta(days=4)


def test_a_period_has_what_showed_on_any_of_its_days(book: Workspace) -> None:
    for title, first, last in (("跨月", "2026-04-28", "2026-05-02"), ("长期", "2026-03-01", None)):
        book.records.add("disclosure", {"title": title, "from_on": first, "to_on": last})
    may = book.openness.disclosing.within(date(2026, 5, 1), date(2026, 5, 31))
    june = book.openness.disclosing.within(date(2026, 6, 1), date(2026, 6, 30))
    assert [d.title for d in may] == ["长期", "跨月"]
    assert [d.title for d in june] == ["长期"]
