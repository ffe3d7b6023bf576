"""Questions and opinions are answered in time; a disclosure shows for some days (R46)."""

from datetime import date
from typing import Any

from app.records.openness import Comment, Disclosure, Opinion
from app.rules import openness
from app.rules.facts import Facts
from app.rules.shared_shelves import Open
from app.words import Catalogue
from tests.app.rules.conftest import facts, made, told


def opened(**shelves: Any) -> Facts:
    return facts([], openness=Open(**shelves))


def question(**more: Any) -> Comment:
    body = {"about": "d", "kind": "question", "text": "钱用在哪\n明细呢", "on": "2026-05-02"}
    return made(Comment, "q", **(body | more))


def opinion(**more: Any) -> Opinion:
    return made(Opinion, "o", **({"text": "食堂", "received_on": "2026-05-02"} | more))


def test_a_question_without_an_answer_is_told_after_some_days() -> None:
    (found,) = told(openness.answered, opened(comments=[question()]))
    assert (found.rule, found.record, found.field) == ("R46", "q", "reply")
    assert not told(openness.answered, opened(comments=[question(on="2026-05-20")]))
    assert not told(openness.answered, opened(comments=[question(reply="见明细")]))
    assert not told(openness.answered, opened(comments=[question(kind="comment")]))


def test_an_opinion_too_and_none_whose_day_is_not_known() -> None:
    (found,) = told(openness.answered, opened(opinions=[opinion()]))
    assert (found.record, found.kind) == ("o", "opinion")
    # A finding is printed and copied: what was said in confidence is not in it.
    assert "食堂" not in found.said(Catalogue("zh_CN"))
    assert not told(openness.answered, opened(opinions=[opinion(state="replied")]))
    assert not told(openness.answered, opened(opinions=[opinion(received_on=None)]))


def test_a_disclosure_that_shows_for_two_days_is_told() -> None:
    def shown(first: date, last: date | None) -> list[str]:
        one = made(Disclosure, "d", title="公开", from_on=first, to_on=last)
        return [f.record for f in told(openness.shown, opened(disclosures=[one]))]

    assert shown(date(2026, 5, 1), date(2026, 5, 2)) == ["d"]
    assert shown(date(2026, 5, 1), date(2026, 5, 5)) == []
    assert shown(date(2026, 5, 1), None) == []
