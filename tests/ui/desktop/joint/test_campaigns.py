"""专题: one opened beside the list; items and records are added where they stand, and taken back."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.ui.desktop.conftest import NOW, Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.campaigns import CampaignsTab


@pytest.fixture
def campaign(book: Workspace) -> str:
    """A campaign with one item under a front line."""
    fields = {"title": "支部夺旗、党员争先", "from_on": "2026-01-01", "to_on": "2026-06-30"}
    campaign = book.records.add("campaign", fields)
    book.campaigns.add_item(campaign, "征拆协议", "征地搬迁", fields={"due_on": "2026-05-01"})
    return campaign


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> CampaignsTab:
    """The tab; it reads again when something was written, as the page lets it."""
    tab = CampaignsTab(desk)
    qtbot.addWidget(tab)
    desk.feed.applied.connect(lambda _applied: tab.refresh())
    tab.resize(1158, 640)
    tab.show()
    return tab


def test_without_any_it_offers_to_begin(tab: CampaignsTab, said: Recorder) -> None:
    tab.arrive("", "")
    assert tab.header_actions() == [tab._as_list]
    tab._empty.chosen.emit("new")
    assert said.routes == [Route("record", detail="new:campaign")]


def test_items_are_added_under_a_front_line_and_done_by_one_press(
    qtbot: QtBot, tab: CampaignsTab, campaign: str, book: Workspace, said: Recorder
) -> None:
    tab.arrive("", "")
    assert tab.meta() == "1 个专题"
    opened = tab.opened
    opened.front.setText("项目建设")
    opened.title.setText("一标段开工")
    opened.add_item()
    qtbot.waitUntil(lambda: book.campaigns.view(campaign).items == 2)
    view = book.campaigns.view(campaign)
    assert [front.name for front in view.fronts] == ["征地搬迁", "项目建设"]
    opened.done_today(view.fronts[0].lines[0].item.id)
    qtbot.waitUntil(lambda: book.campaigns.view(campaign).done == 1)
    qtbot.waitUntil(lambda: said.undoables == ["已加：一标段开工", "已记为完成"])


def test_an_item_that_could_not_be_added_stands_in_its_line_again(
    qtbot: QtBot, tab: CampaignsTab, campaign: str, book: Workspace, said: Recorder
) -> None:
    tab.arrive(campaign, "")
    book.inspecting.start("检查组", "抽查", NOW + timedelta(hours=2))
    tab.opened.title.setText("一标段开工")
    tab.opened.add_item()
    qtbot.waitUntil(lambda: len(said.problems) == 1)
    assert tab.opened.title.text() == "一标段开工"


def test_an_item_half_typed_for_one_campaign_is_not_added_to_another(
    tab: CampaignsTab, campaign: str, book: Workspace
) -> None:
    other = book.records.add("campaign", {"title": "工地处处党旗红"})
    tab.arrive(campaign, "")
    tab.opened.title.setText("一标段开工")
    tab.arrive(other, "")
    assert tab.opened.title.text() == ""
    tab.arrive(campaign, "")
    assert tab.opened.title.text() == "一标段开工"


def test_a_record_of_its_period_is_linked_and_taken_out(
    qtbot: QtBot, tab: CampaignsTab, campaign: str, book: Workspace
) -> None:
    deed = book.records.add("practical_deed", {"title": "送清凉", "done_on": "2026-05-01"})
    tab.arrive(campaign, "")
    tab.opened.link(deed)
    qtbot.waitUntil(lambda: book.campaigns.view(campaign).records == 1)
    tab.opened.unlink(deed)
    qtbot.waitUntil(lambda: book.campaigns.view(campaign).records == 0)


def test_a_new_record_or_meeting_begun_from_it_carries_it_already(
    qtbot: QtBot, tab: CampaignsTab, campaign: str, book: Workspace, said: Recorder
) -> None:
    tab.arrive(campaign, "")
    begun = {tie.kind: tie for tie in tab.opened.begun.ties}
    assert {"practical_deed", "work", "honour", "activity"} <= set(begun)
    assert "plan" not in begun
    tab.opened.begun.begin(begun["practical_deed"])
    assert said.routes == [Route("record", "", f"new:practical_deed:campaign={campaign}")]
    tab.opened.begun.begin(begun["activity"])
    qtbot.waitUntil(lambda: len(said.routes) == 2)
    made = book.records.raw(said.routes[1].record)
    assert made is not None
    assert made.get("campaign") == campaign
    book.records.undo()
    gone = book.records.raw(made.id)
    assert gone is None or gone.deleted


def test_the_registers_stay_behind_a_button(
    tab: CampaignsTab, campaign: str, said: Recorder
) -> None:
    tab.arrive("", "")
    tab._as_list.click()
    assert said.routes == [Route("joint", detail="campaigns:campaign")]
    tab.arrive("", "campaign")
    assert tab._pages.currentWidget() is tab.lists
    assert tab.lists.list.count() == 1
    tab.arrive("", "")
    assert tab._pages.currentIndex() == 0


def test_it_prints_the_opened_one(
    qtbot: QtBot, tab: CampaignsTab, campaign: str, said: Recorder
) -> None:
    tab.arrive(campaign, "")
    tab.print_this()
    qtbot.waitUntil(lambda: len(said.pdfs) == 1)
    pdf, name = said.pdfs[0]
    assert pdf.startswith(b"%PDF-")
    assert name == "支部夺旗、党员争先"
