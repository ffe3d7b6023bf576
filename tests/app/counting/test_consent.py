"""Nobody is told of without having agreed, and what was said in confidence is on no list."""

import pytest

from app.counting.consent import (
    BY_PERSON,
    KEPT_BACK,
    PUBLISHED,
    may_be_passed_on,
    may_be_published,
    passed_on,
)
from app.kinds import discover
from tests.app.reports.book import kept


def test_an_exemplar_is_passed_on_from_the_day_they_agreed() -> None:
    silent = kept("exemplar", "a", {"who": "周建国", "title": "先锋"})
    agreed = kept("exemplar", "b", {"who": "李娜", "title": "先锋", "consent_on": "2026-05-01"})
    assert passed_on([silent, agreed]) == [agreed]


def test_a_work_is_published_once_those_in_it_agreed() -> None:
    assert not may_be_published(kept("work", "a", {"title": "片"}))
    assert may_be_published(kept("work", "b", {"title": "片", "may_be_shown": True}))
    assert not may_be_published(kept("exemplar", "c", {"who": "甲", "title": "先锋"}))
    assert may_be_published(kept("activity", "d", {"type": "joint_activity"}))


def test_an_opinion_stays_in_the_box() -> None:
    assert not may_be_passed_on(kept("opinion", "a", {"text": "x"}))


@pytest.mark.parametrize("kind", ["member", "demonstration_post", "donation"])
def test_everything_else_is_not_asked(kind: str) -> None:
    assert may_be_passed_on(kept(kind, "a", {}))


def test_the_kinds_and_fields_exist() -> None:
    kinds = discover()
    assert set(kinds) >= KEPT_BACK | BY_PERSON
    assert [k for k, field in PUBLISHED.items() if kinds[k].field(field) is None] == []
