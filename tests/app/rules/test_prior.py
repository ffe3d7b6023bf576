"""Important matters were in the committee before, or somebody wrote why not."""

from dataclasses import replace
from typing import Any

from app.records.meeting import AgendaItem, Motion
from app.rules.facts import Facts
from app.rules.prior import committee_first
from app.rules.rulebook import Situation
from app.rules.shipped import usual
from tests.app.rules.conftest import facts, made, meeting, passed, told


def given(
    before: str = "2026-05-01T10:00:00", kind: str = "committee_meeting", **item: Any
) -> Facts:
    held = [meeting("g", "general_meeting", "2026-05-08T10:00:00"), meeting("c", kind, before)]
    items = {
        "g": [
            made(AgendaItem, "i", activity="g", **({"title": "t", "matter": "important"} | item))
        ],
        "c": [made(AgendaItem, "p", activity="c", title="t")],
    }
    return facts(held, items=items)


def test_an_important_item_without_the_committee_is_told() -> None:
    (bare,) = told(committee_first, given())
    assert (bare.rule, bare.severity, bare.about) == ("R09", "warning", "i")
    assert "generally" in bare.why.msgid


def test_the_committees_earlier_item_is_enough() -> None:
    assert passed(committee_first, given(prior_committee_item="p")) == 1


def test_a_later_committee_or_another_meeting_is_not() -> None:
    later = given("2026-05-09T10:00:00", prior_committee_item="p")
    group = given(kind="group_meeting", prior_committee_item="p")
    assert [len(told(committee_first, g)) for g in (later, group)] == [1, 1]


def test_a_reason_is_enough_and_an_ordinary_item_needs_none() -> None:
    assert not told(committee_first, given(without_committee="支部没有委员会"))
    assert not told(committee_first, given(matter=None))


def test_a_vote_on_admission_says_itself_that_its_item_is_important() -> None:
    bare = given(matter=None)
    for kind, asked in (("admission", 1), ("conversion", 1), ("ordinary", 0)):
        vote = made(Motion, "m", activity="g", item="i", kind=kind)
        assert len(told(committee_first, replace(bare, motions={"g": [vote]}))) == asked


def test_an_item_that_is_not_in_the_book_proves_nothing() -> None:
    assert not told(committee_first, given(prior_committee_item="elsewhere"))


def test_a_branch_without_a_committee_is_exempt() -> None:
    assert not told(committee_first, given(), usual(Situation(has_committee=False)))
