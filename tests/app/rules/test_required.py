"""A record that counts as one is complete, and says what is missing in the order of the form."""

from typing import Any

import pytest

from app.records.meeting import AgendaItem, Resolution
from app.rules.facts import Facts
from app.rules.required import admission, complete, concluded, lacking
from app.rules.shipped import usual
from tests.app.rules.conftest import facts, made, meeting, motion, passed, seat, told

WHOLE = {"place_text": "p", "chair": "a", "recorder": "b", "minutes": "said"}
ROWS = [seat("m", "a", "present")]


def names(kind: str = "committee_meeting", **fields: str) -> list[str]:
    held = meeting("m", kind, "2026-04-16T19:00:00", **fields)
    return [name for name, _ in lacking(held, facts([held], seats=ROWS))]


def test_a_whole_record_lacks_nothing() -> None:
    assert names(**WHOLE) == []


def test_what_is_missing_comes_in_the_order_of_the_form() -> None:
    assert names(place_text="p") == ["chair", "recorder", "minutes"]


def test_a_lecture_names_its_lecturer_and_a_group_meeting_its_group() -> None:
    assert names("party_lecture", **WHOLE) == ["lecturer"]
    assert names("group_meeting", **WHOLE) == ["group"]


def test_speeches_are_minutes_too() -> None:
    held = meeting("m", "committee_meeting", "2026-04-16T19:00:00", **(WHOLE | {"minutes": ""}))
    assert not list(lacking(held, facts([held], seats=ROWS, spoken=frozenset({"m"}))))


def test_a_planned_meeting_lacks_nothing_yet() -> None:
    planned = meeting("m", "committee_meeting", "2026-04-16T19:00:00", state="planned")
    assert not [f for f in complete(facts([planned]), usual()) if f]


def test_each_kind_has_what_its_paper_asks_for() -> None:
    assert names("themed_party_day", **WHOLE) == ["theme"]
    assert names("organizational_life_meeting", **WHOLE) == ["theme"]
    lent = {"lecturer": "x", "lecture_direction": "given"}
    assert names("party_lecture", **WHOLE, **lent) == ["partner_text"]


@pytest.mark.parametrize("mode", ["phone", "paper_circulation"])
def test_who_did_not_meet_in_one_room_writes_why(mode: str) -> None:
    assert names(**WHOLE, mode=mode) == ["mode_reason"]
    assert names(**WHOLE, mode=mode, mode_reason="大雪封路") == []
    assert names(**WHOLE, mode="video") == []


def with_items(*items: AgendaItem, **more: Any) -> Facts:
    held = meeting("m", "general_meeting", "2026-05-15T19:00:00")
    return facts([held], items={"m": items}, **more)


def item(kind: str = "discussion", **fields: Any) -> AgendaItem:
    return made(AgendaItem, "i", activity="m", title="设备采购", kind=kind, **fields)


def test_an_item_ends_in_a_resolution_a_vote_or_no_decision() -> None:
    (open_,) = told(concluded, with_items(item()))
    assert (open_.rule, open_.kind, dict(open_.what.params)["n"]) == ("R13", "agenda_item", 1)
    assert passed(concluded, with_items(item(no_decision=True))) == 1
    voted = with_items(item("vote"), motions=[motion("v", "m", item="i")])
    assert not told(concluded, voted)


@pytest.mark.parametrize("kind", ["report", "study", "other"])
def test_a_report_needs_no_outcome(kind: str) -> None:
    assert not told(concluded, with_items(item(kind)))


def test_a_resolution_says_who_and_until_when() -> None:
    body = {"activity": "m", "item": "i", "text": "x"}
    bare = {"m": [made(Resolution, "r", **body)]}
    (said,) = told(concluded, with_items(item(), resolutions=bare))
    assert (said.severity, said.kind) == ("info", "resolution")
    whole = {"m": [made(Resolution, "r", **body, owner="a", due_on="2026-06-01")]}
    assert not told(concluded, with_items(item(), resolutions=whole))


def admitted(**vote: Any) -> list[str]:
    """Return what is still empty in a vote on admission."""
    body = {"candidate_name": "王磊", "eligible": 5, "present": 5, "yes": 5, "no": 0, "abstain": 0}
    given = with_items(motions=[motion("v", "m", kind="admission", **(body | vote))])
    return [f.field for f in told(admission, given)]


def test_a_resolution_on_admission_holds_what_article_21_names() -> None:
    assert admitted() == []
    assert admitted(candidate_name=None) == ["candidate"]
    assert admitted(eligible=None) == ["eligible"]
    assert admitted(no=None) == ["no"]


def test_with_a_signed_in_roster_those_due_need_not_be_typed() -> None:
    rows = [seat("m", "a", "present")]
    vote = motion("v", "m", kind="admission", candidate_name="王磊", yes=1, no=0, abstain=0)
    assert not told(admission, with_items(motions=[vote], members={"a": {}}, seats=rows))


def test_a_vote_with_an_item_has_its_resolution_written() -> None:
    assert admitted(item="i") == ["resolution"]
