"""A campaign is its period, its items by front line, and whatever records say that they carry it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.records.plan import Plan
from app.services.sample import StoppedClock
from app.workspace import Workspace
from db.model.errors import InvalidRecord, NotFound
from tests.app.samples import new_book
from tests.app.services.decoded import put


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    """A book of 21 May 2026."""
    clock = StoppedClock(datetime(2026, 5, 21, 9, 0))  # noqa: DTZ001 - site time is naive
    book = new_book(tmp_path / "home", branch="b", clock=clock)
    yield book
    book.close()


@pytest.fixture
def campaign(book: Workspace) -> str:
    """A campaign of the first half-year."""
    fields = {"title": "支部夺旗、党员争先", "from_on": "2026-01-01", "to_on": "2026-06-30"}
    return book.records.add("campaign", fields)


def test_items_stand_by_front_and_their_plan_is_made_once(book: Workspace, campaign: str) -> None:
    add = book.campaigns.add_item
    add(campaign, "征拆协议签订", "征地搬迁", fields={"due_on": "2026-04-30", "unit": "甲支部"})
    add(campaign, "一标段开工", "项目建设", fields={"done_on": "2026-03-01"})
    add(campaign, "补偿款到户", "征地搬迁")
    view = book.campaigns.view(campaign)
    assert [(f.name, [x.state for x in f.lines]) for f in view.fronts] == [
        ("征地搬迁", ["overdue", "open"]),
        ("项目建设", ["done"]),
    ]
    assert (view.done, view.items) == (1, 3)
    (plan,) = book.records.all(Plan)
    assert (plan.title, plan.kind, plan.campaign) == ("支部夺旗、党员争先", "campaign", campaign)


def test_a_study_does_an_item_as_a_meeting_does(book: Workspace, campaign: str) -> None:
    item = book.campaigns.add_item(campaign, "学习征拆政策", fields={"due_on": "2026-04-30"})
    book.records.add("study_record", {"topic": "征拆政策", "plan_item": item})
    (front,) = book.campaigns.view(campaign).fronts
    assert [line.state for line in front.lines] == ["done"]


def test_a_record_carries_it_by_its_own_field_whatever_its_kind(
    book: Workspace, campaign: str
) -> None:
    records, campaigns = book.records, book.campaigns
    deed = records.add("practical_deed", {"title": "送清凉", "done_on": "2026-05-01"})
    song = records.add("work", {"title": "工地之歌", "made_on": "2026-02-01"})
    flag = records.add("honour", {"title": "流动红旗", "decided_on": "2026-04-01"})
    late = records.add("practical_deed", {"title": "下半年", "done_on": "2026-09-01"})
    assert {r.id for r in campaigns.linkable(campaign)} == {deed, song, flag}
    for record in (deed, song, flag):
        campaigns.link(record, campaign)
    view = campaigns.view(campaign)
    assert {k: [r.id for r in found] for k, found in view.carried.items()} == {
        "practical_deed": [deed],
        "work": [song],
    }
    assert [h.id for h in view.honours] == [flag]
    assert late not in {r.id for r in campaigns.linkable(campaign)}
    campaigns.unlink(deed)
    assert campaigns.view(campaign).records == 1


def test_records_of_its_period_are_offered_whatever_was_written_since(
    book: Workspace, campaign: str
) -> None:
    fields = {"type": "joint_activity", "title": "共建"}
    mine = book.records.add("activity", {**fields, "held_start": "2026-06-30T19:00:00"})
    undated = book.records.add("activity", fields)
    put(book, "activity", [{**fields, "held_start": "2027-03-01T09:00:00"}] * 401)
    assert {r.id for r in book.campaigns.linkable(campaign)} == {mine, undated}


def test_a_kind_that_cannot_carry_one_is_refused(book: Workspace, campaign: str) -> None:
    unit = book.records.add("partner_organization", {"name": "甲"})
    with pytest.raises(InvalidRecord):
        book.campaigns.link(unit, campaign)


def test_a_campaign_that_is_not_there_is_named(book: Workspace) -> None:
    with pytest.raises(NotFound):
        book.campaigns.view("nothing")
