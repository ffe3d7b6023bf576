"""Days that exclude each other are errors, whoever they concern."""

import pytest

from app.records.flow import FlowRecord
from app.records.meeting import Resolution
from app.records.member import LeaveOrAbsence
from app.records.organisation import TermOfOffice
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.order import in_order
from app.rules.shelves import Moves
from app.rules.shipped import usual
from tests.app.rules.conftest import facts, made, meeting, office


def found(given: Facts) -> list[Finding]:
    return [f for f in in_order(given, usual()) if f is not None]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"held_end": "2026-05-08T09:00:00"}, "held_end"),
        ({"held_end": "2026-06-08T12:00:00"}, "held_end"),
        ({"archived_on": "2026-05-01"}, "archived_on"),
    ],
)
def test_a_meeting_runs_forward(fields: dict[str, str], field: str) -> None:
    given = facts([meeting("m", "group_meeting", "2026-05-08T10:00:00", **fields)])
    assert [(f.field, f.severity) for f in found(given)] == [(field, "error")]


def test_a_record_of_a_day_to_come_is_an_error() -> None:
    given = facts([meeting("m", "group_meeting", "2026-05-21T10:00:00")])
    assert not found(given)
    ahead = facts(
        [meeting("m", "group_meeting", "2026-05-22T10:00:00")], last=given.last.replace(day=31)
    )
    assert [f.field for f in found(ahead)] == ["held_start"]


def test_a_resolution_is_done_after_it_was_taken() -> None:
    held = [meeting("m", "group_meeting", "2026-05-08T10:00:00")]
    early = made(Resolution, "r", activity="m", due_on="2026-05-01", closed_on="2026-05-09")
    assert [f.field for f in found(facts(held, resolutions={"m": [early]}))] == ["due_on"]


def test_people_join_before_they_are_full_members() -> None:
    people = {"a": {"joined_on": "2020-07-01", "full_on": "2019-07-01"}}
    assert [f.record for f in found(facts(members=people))] == ["a"]


def test_leave_ends_after_it_began() -> None:
    away = [made(LeaveOrAbsence, "l", member="a", from_on="2026-05-09", to_on="2026-05-08")]
    assert [f.record for f in found(facts(leaves=away))] == ["l"]


def test_offices_terms_and_stretches_away_run_forward() -> None:
    days = {"from_on": "2026-05-08", "to_on": "2026-05-01"}
    given = facts(
        members={"a": {}},
        offices=[office("a", "secretary", **days)],
        terms=[made(TermOfOffice, "t", number="1", start="2026-05-08", end="2026-05-01")],
        moves=Moves([made(FlowRecord, "f", member="a", direction="out", **days)]),
    )
    assert [f.kind for f in found(given)] == ["office_holding", "term_of_office", "flow_record"]
