"""Suggestions become matters or are declined with a reason; what is published was chosen."""

from datetime import date, timedelta

import pytest

from app.records.service import MatterSource, ServiceMatter, Suggestion, SuggestionState
from app.workspace import Workspace
from db.model.errors import InvalidRecord, NotFound
from tests.app.services.decoded import decoded, put


def received(book: Workspace, title: str, days_ago: int, **fields: object) -> str:
    day = (book.now().date() - timedelta(days=days_ago)).isoformat()
    return book.records.add("suggestion", {"title": title, "received_on": day, **fields})


def test_an_accepted_suggestion_is_a_matter_in_one_change(book: Workspace) -> None:
    made = received(book, "通勤车晚半小时", 4, unit="隧道班", by="罗布", content="早班赶不上")
    matter = book.records.get(ServiceMatter, book.suggesting.accept(made))
    assert matter is not None
    assert (matter.source, matter.suggestion, matter.title, matter.content) == (
        MatterSource.suggestion, made, "通勤车晚半小时", "早班赶不上"
    )  # fmt: skip
    assert matter.raised_by == "隧道班"
    idea = book.suggesting.idea(made)
    assert idea is not None
    assert idea.matter is not None
    assert (idea.matter.id, idea.suggestion.state) == (matter.id, SuggestionState.accepted)
    book.records.undo()
    again = book.suggesting.idea(made)
    assert again is not None
    assert (again.matter, again.suggestion.state) == (None, SuggestionState.received)


def test_a_decided_suggestion_is_not_decided_twice(book: Workspace) -> None:
    made = received(book, "加一台打印机", 4)
    with pytest.raises(InvalidRecord, match="reason"):
        book.suggesting.decline(made, " ")
    book.suggesting.decline(made, "已有三台")
    with pytest.raises(InvalidRecord, match="decided already"):
        book.suggesting.accept(made)
    with pytest.raises(NotFound):
        book.suggesting.accept("nothing")


def test_what_waits_longest_stands_first(book: Workspace) -> None:
    new, old = received(book, "一", 1), received(book, "二", 30)
    answered = received(book, "三", 90)
    book.suggesting.reply(answered, "下周起改")
    ideas = book.suggesting.ideas()
    assert [i.id for i in ideas] == [old, new, answered]
    assert [i.waiting for i in ideas] == [30, 1, None]
    held = book.records.get(Suggestion, answered)
    assert held is not None
    assert held.replied_on == book.now().date()
    with pytest.raises(InvalidRecord, match="reply"):
        book.suggesting.reply(new, " ")


def test_only_chosen_suggestions_of_the_period_are_published(book: Workspace) -> None:
    chosen, kept = received(book, "一", 10), received(book, "二", 9)
    book.suggesting.publish(chosen)
    today = book.now().date()
    whole = (today - timedelta(days=30), today)
    assert [i.id for i in book.suggesting.published(*whole)] == [chosen]
    assert book.suggesting.published(date(2020, 1, 1), date(2020, 12, 31)) == []
    book.suggesting.publish(chosen, shown=False)
    book.suggesting.publish(kept)
    assert [i.id for i in book.suggesting.published(*whole)] == [kept]


def test_only_matters_that_were_suggestions_are_read(book: Workspace) -> None:
    made = received(book, "加一台打印机", 4)
    book.suggesting.accept(made)
    few = decoded(book, book.suggesting.ideas)
    put(book, "matter", [{"title": "与建议无关"}] * 50)
    assert decoded(book, book.suggesting.ideas) == few == 2
