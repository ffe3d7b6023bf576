from dataclasses import replace
from datetime import date

import pytest

from app.counting.attendance import Branch
from app.records.meeting import Activity, AgendaItem
from app.records.organisation import PartyGroup
from app.reports.notice import Notice, notice
from app.services.meeting import Meeting
from app.terms import ActivityType
from tests.app.reports.book import T

DAY = date(2026, 5, 18)


def meeting(**fields: object) -> Meeting:
    values = {"type": "general_meeting", "title": "第二季度党员大会", **fields}
    return Meeting(Activity.model_validate(values), Branch(), today=DAY)


def made(found: Meeting) -> Notice:
    return notice(found, T, branch="支部", issued=DAY)


def test_it_says_when_where_and_what() -> None:
    found = made(meeting(held_start="2026-05-22T19:30:00", place_text="一工区会议室"))
    assert found.title == "Notice of the meeting: 第二季度党员大会"
    assert "22 May 2026 (Friday) 19:30 at 一工区会议室" in found.opening
    assert (found.signed, found.on) == ("支部", "18 May 2026")


def test_what_is_not_arranged_yet_is_a_blank() -> None:
    assert "on ____ at ____" in made(meeting()).opening


def test_the_agenda_is_numbered_and_ends_with_a_full_stop() -> None:
    items = tuple(AgendaItem(activity="a", number=n, title=f"议题{n}") for n in (1, 2))
    found = made(replace(meeting(), items=items))
    assert found.sections[0] == ("1. Agenda", ("(1) 议题1;", "(2) 议题2."))


def test_the_committee_is_named_only_where_it_has_considered_an_item() -> None:
    item = AgendaItem(activity="a", title="议题", prior_committee_item="x.1.0")
    assert made(replace(meeting(), items=(item,))).opening.startswith("As the branch committee")
    assert "committee" not in made(meeting()).opening


def test_meetings_held_together_are_named() -> None:
    other = Activity(type=ActivityType.themed_party_day, title="5月主题党日")
    assert "together with 5月主题党日" in made(replace(meeting(), linked=(other,))).opening


@pytest.mark.parametrize(
    ("kind", "to", "who"),
    [
        ("general_meeting", "Party groups and all", "All Party members."),
        ("committee_meeting", "branch committee:", "All members of the branch committee."),
        ("group_meeting", "members of ____:", "All Party members of ____."),
    ],
)
def test_it_is_addressed_to_those_who_are_due(kind: str, to: str, who: str) -> None:
    found = made(meeting(type=kind))
    assert to in found.to
    assert found.sections[-1][1][0].startswith(who)


def test_a_group_is_called_by_its_name() -> None:
    found = meeting(type="group_meeting", group="")
    group = PartyGroup(name="第一党小组")
    assert "第一党小组" in made(replace(found, groups=(group,), activity=_in(found, group))).to


def _in(found: Meeting, group: PartyGroup) -> Activity:
    return found.activity.model_copy(update={"group": group.id})
