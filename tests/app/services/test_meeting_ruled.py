"""The panel of a meeting and the checks of a period find the same thing under the same name."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.services.meeting_noted import STEPS, Around, Noted
from app.services.meeting_ruled import ruled
from app.terms import ActivityType
from tests.app.services.site import START, Site

Types = ActivityType


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path / "home")
    yield made
    made.book.close()


def noted(site: Site, meeting: str) -> list[Noted]:
    return site.meetings.noted(site.read(meeting), START + timedelta(hours=3))


def ids(found: list[Noted]) -> set[str]:
    return {n.finding.explanation_id for n in found}


def of_the_year(site: Site) -> set[str]:
    report = site.book.checking.report(START.date(), START.date())
    return {f.explanation_id for f in report.findings}


def test_what_contradicts_in_a_meeting_is_explained_once_for_both(site: Site) -> None:
    held = site.held(Types.general_meeting)
    site.records.add("sign_in_sheet", {"activity": held.id, "signed_rows": 1})
    site.records.change(
        held.id,
        {
            "state": "minuted",
            "minutes": "雨季值班。",
            "chair": site.members[2],
            "held_end": (START - timedelta(hours=1)).isoformat(),
        },
    )
    found = noted(site, held.id)
    wanted = {n.finding.explanation_id for n in found if n.finding.rule in {"D01", "R14", "R34"}}
    assert {f"D01+{held.id}/end", f"R34+{held.id}/chair"} <= wanted
    assert wanted <= of_the_year(site)
    chaired = next(n.finding for n in found if n.finding.about == f"{held.id}/chair")
    site.meetings.explain(chaired, "书记轮休，委托组织委员")
    again = next(f for f in site.book.checking.report(START.date(), START.date()).findings
                 if f.explanation_id == chaired.explanation_id)  # fmt: skip
    assert again.explanation == "书记轮休，委托组织委员"
    assert chaired.what == again.what


def test_what_can_be_seen_beforehand_is_said_beforehand_under_the_same_name(site: Site) -> None:
    planned = site.new(Types.general_meeting, chair=site.members[2], recorder=site.members[2])
    found = {n.finding.about for n in noted(site, planned.id)}
    assert f"{planned.id}/chair" in found
    assert not of_the_year(site) & {f"R34+{planned.id}/chair"}
    site.records.change(planned.id, {"state": "minuted"})
    assert f"R34+{planned.id}/chair" in of_the_year(site)


def test_each_finding_has_a_step_and_a_way_and_concerns_the_meeting(site: Site) -> None:
    one = site.held(Types.general_meeting)
    other = site.held(Types.group_meeting, group=site.groups[0])
    for held in (one, other):
        site.records.change(held.id, {"state": "minuted"})
    for meeting in (one, other):
        found = noted(site, meeting.id)
        assert {n.step for n in found} <= set(STEPS)
        assert all(n.ways for n in found if n.finding.rule == "R16")
        assert "R16" in {n.finding.rule for n in found}
    both = ids(noted(site, one.id)) & ids(noted(site, other.id))
    assert {name for name in both if name.startswith("R16")} <= of_the_year(site)


def test_without_a_day_no_rule_is_asked(site: Site) -> None:
    meeting = site.new(Types.general_meeting)
    site.records.change(meeting.id, {"held_start": None})
    assert list(ruled(site.read(meeting.id), Around())) == []


def test_a_day_still_to_come_is_no_contradiction_while_it_is_planned(site: Site) -> None:
    meeting = site.new(Types.general_meeting)
    later = datetime(2030, 1, 8, 19, 30)  # noqa: DTZ001 - site time is naive
    site.records.change(meeting.id, {"held_start": later.isoformat()})
    assert "D01" not in {n.finding.rule for n in noted(site, meeting.id)}


def test_a_vote_of_an_online_micro_branch_is_told_on_the_meeting_and_in_the_year(
    site: Site,
) -> None:
    site.records.change(site.groups[0], {"micro": True})
    held = site.held(Types.group_meeting, group=site.groups[0])
    assert not [n for n in noted(site, held.id) if n.finding.about.endswith("/micro")]
    vote = site.records.add("motion", {"activity": held.id, "title": "推荐对象"})
    (told,) = [n for n in noted(site, held.id) if n.finding.about == f"{vote}/micro"]
    assert (told.step, told.finding.severity) == ("vote", "warning")
    assert told.finding.explanation_id in of_the_year(site)
