"""Every finding leads to the record it is about, whichever kind that is."""

import pytest

from app.kinds import discover
from app.rules.finding import LOOK, PEOPLE, Finding
from app.said import say
from ui.desktop.checks.ways import way_to
from ui.desktop.desk import Route


def finding(kind: str, field: str = "") -> Finding:
    """Return a finding about some record."""
    return Finding("R01", "warning", say("x"), say("x"), "a", "r1", kind, field, ("m1", "m2"))


@pytest.mark.parametrize(
    ("kind", "field", "route"),
    [
        ("activity", "filed_on", Route("meeting", "r1", "file")),
        ("activity", "theme", Route("meeting", "r1", "prepare")),
        ("attendance", "status", Route("meeting", "r1", "signin")),
        ("agenda_item", "no_decision", Route("meeting", "r1", "prepare")),
        ("life_meeting", "steps", Route("meeting", "r1", "minutes")),
        ("member", "", Route("members", "r1")),
        ("term_of_office", "extended_to", Route("record", "r1")),
        ("flow_record", "fixed", Route("record", "r1")),
        ("rectification_item", "owner", Route("record", "r1")),
        ("leave_or_absence", "to_on", Route("record", "r1")),
    ],
)
def test_going_to_look_opens_the_record_or_the_meeting_it_belongs_to(
    kind: str, field: str, route: Route
) -> None:
    assert way_to(finding(kind, field), LOOK.key) == route


def test_no_kind_leads_to_a_meeting_that_is_none() -> None:
    for kind in discover():
        route = way_to(finding(kind), LOOK.key)
        assert route.page in {"meeting", "members", "record", "settings"}


def test_the_list_of_people_holds_those_of_the_finding() -> None:
    assert way_to(finding("member"), PEOPLE.key).detail == "ids:m1,m2"
