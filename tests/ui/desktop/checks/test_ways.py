"""Every finding leads to the record it is about, whichever kind that is."""

from dataclasses import replace

import pytest

from app.kinds import discover
from app.rules.finding import LOOK, PEOPLE, Finding
from app.rules.joint import AGREE
from app.said import say
from ui.desktop.checks.ways import way_to
from ui.desktop.desk import Route
from ui.desktop.routes import PAGES


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
        assert route.page in PAGES


def test_what_has_a_page_of_its_own_opens_there() -> None:
    for kind, page in (("cobuild_agreement", "agreement"), ("service_visit", "visit")):
        assert way_to(finding(kind), LOOK.key) == Route(page, "r1")


def test_a_half_year_opens_where_its_six_are_counted_and_an_agreement_is_drafted_with_its_partner() -> (
    None
):
    lacking = replace(finding("quota"), field="2026-H1")
    assert way_to(lacking, LOOK.key) == Route("service", "r1", "visits:2026-H1")
    assert way_to(finding("partner_organization"), AGREE.key) == Route("agreement", "", "new:r1")


def test_the_list_of_people_holds_those_of_the_finding() -> None:
    assert way_to(finding("member"), PEOPLE.key).detail == "ids:m1,m2"
