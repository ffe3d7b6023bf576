"""A quarter's plan: drafted from what the rules ask, held against what was arranged and held."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counting.periods import quarter_of
from app.services.planning import PlanView, plan_title
from app.terms import ActivityType
from app.words import Catalogue
from db.model.errors import NotFound
from tests.app.services.site import START, TODAY, Site, T

SPAN = quarter_of(TODAY)
Types = ActivityType


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path / "home")
    yield made
    made.book.close()


def drafted(site: Site, day: date = TODAY) -> PlanView:
    found = site.book.planning.get(site.book.planning.draft(quarter_of(day), T), TODAY)
    assert found is not None
    return found


def test_a_quarter_asks_for_each_month_and_group_and_once_for_the_quarter(site: Site) -> None:
    lines = drafted(site).lines
    counted = Counter(line.item.type for line in lines)
    assert counted == {
        Types.committee_meeting: 3, Types.group_meeting: 6, Types.themed_party_day: 3,
        Types.general_meeting: 1, Types.party_lecture: 1,
    }  # fmt: skip
    groups = Counter(line.item.group for line in lines if line.item.group)
    assert set(groups.values()) == {3}
    assert {line.state for line in lines} == {"open", "overdue"}


def test_a_line_done_without_a_meeting_is_done_by_its_own_words(site: Site) -> None:
    view = drafted(site)
    line = view.lines[0]
    site.records.change(line.item.id, {"done_on": "2026-05-12", "result": "已完成"})
    again = site.book.planning.get(view.plan.id, TODAY)
    assert again is not None
    assert again.done == 1


def test_a_line_done_by_a_study_or_explained_is_not_past_its_day(site: Site) -> None:
    view = drafted(site)
    late, other = [line.item.id for line in view.lines if line.state == "overdue"][:2]
    site.records.add("study_record", {"topic": "自学", "plan_item": late})
    site.records.change(other, {"explanation": "封路"})
    again = site.book.planning.get(view.plan.id, TODAY)
    assert again is not None
    states = {line.item.id: line.state for line in again.lines}
    assert (states[late], states[other]) == ("done", "explained")


def test_the_last_quarter_also_has_the_life_meeting_and_the_appraisal(site: Site) -> None:
    kinds = {line.item.type for line in drafted(site, date(2026, 11, 1)).lines}
    assert {Types.organizational_life_meeting, Types.democratic_appraisal} <= kinds


def test_the_themed_day_falls_on_the_units_fixed_day(site: Site) -> None:
    site.records.change("branch", {"themed_day": 31})
    days = [x.item.due_on for x in drafted(site).lines if x.item.type == Types.themed_party_day]
    assert days == [date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)]


def test_one_undo_takes_the_draft_back(site: Site) -> None:
    drafted(site)
    site.records.undo()
    assert site.book.planning.of(SPAN) is None
    assert not site.records.find(site.records.query("plan_item"))


def test_a_meeting_made_from_a_line_is_linked_and_does_it_when_held(site: Site) -> None:
    view = drafted(site)
    line = next(x for x in view.lines if x.item.type == Types.general_meeting)
    made = site.meetings.new(Types.general_meeting, START, T, today=TODAY, plan_item=line.item.id)
    state = {x.item.id: x for x in site.book.planning.view(view.plan, TODAY).lines}[line.item.id]
    assert state.activity is not None
    assert (state.activity.id, state.activity.plan_item, state.state) == (
        made, line.item.id, "arranged",
    )  # fmt: skip
    site.records.change(made, {"state": "minuted"})
    assert site.book.planning.view(view.plan, TODAY).done == 1


def test_a_meeting_of_the_same_kind_and_month_is_suggested_once_and_linked_by_hand(
    site: Site,
) -> None:
    view = drafted(site)
    held = site.held(Types.group_meeting, group=site.groups[1], state="minuted")
    lines = site.book.planning.view(view.plan, TODAY).lines
    near = [x for x in lines if x.suggested]
    assert [(x.item.group, x.suggested and x.suggested.id) for x in near] == [
        (site.groups[1], held.id)
    ]
    assert near[0].state != "done"
    site.book.planning.link(near[0].item, held.id)
    (line,) = [x for x in site.book.planning.view(view.plan, TODAY).lines if x.activity]
    assert (line.state, line.suggested) == ("done", None)
    site.book.planning.unlink(line)
    assert not [x for x in site.book.planning.view(view.plan, TODAY).lines if x.activity]
    assert site.read(held.id).activity.plan_item is None


def test_a_quarterly_meeting_is_offered_wherever_in_the_quarter_it_was_held(site: Site) -> None:
    view, held = drafted(site), site.held(Types.general_meeting)
    lines = site.book.planning.view(view.plan, TODAY).lines
    assert [x.suggested.id for x in lines if x.suggested] == [held.id]


def test_a_filed_meeting_may_still_be_linked_with_the_plan(site: Site) -> None:
    view, filed = drafted(site), site.filed(Types.general_meeting)
    line = next(x for x in view.lines if x.item.type == Types.general_meeting)
    site.book.planning.link(line.item, filed.id)
    assert site.book.planning.view(view.plan, TODAY).done == 1


def test_a_meeting_called_off_does_no_line(site: Site) -> None:
    view = drafted(site)
    line = next(x for x in view.lines if x.item.type == Types.general_meeting)
    held = site.held(Types.general_meeting)
    site.book.planning.link(line.item, held.id)
    site.meetings.state.cancel(site.read(held.id), "Road closed")
    assert site.book.planning.view(view.plan, TODAY).done == 0


def test_a_line_of_ones_own_stands_with_the_rest(site: Site) -> None:
    view = drafted(site)
    made = site.book.planning.add(view.plan, "Clear the stones at K38")
    lines = site.book.planning.view(view.plan, TODAY).lines
    assert lines[-1].item.id == made
    assert lines[-1].item.due_on == SPAN.last


def test_the_form_names_every_line_and_its_explanation(site: Site) -> None:
    view = drafted(site)
    site.records.change(view.lines[0].item.id, {"explanation": "Road closed in April"})
    assert site.book.exporting.plan_pdf(view.plan.id).startswith(b"%PDF")
    with pytest.raises(NotFound):
        site.book.exporting.plan_pdf("gone")


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_every_quarter_has_a_name_in_both_languages(day: date) -> None:
    for language in ("en", "zh_CN"):
        assert str(day.year) in plan_title(quarter_of(day))(Catalogue(language))
