"""A campaign on paper: items under their fronts with their state, honours as others granted them."""

from datetime import date

from app.counting.fronts import FrontLine, by_front
from app.records.cobuilding import Campaign, Honour
from app.records.plan import PlanItem
from app.reports.campaign import campaign_sheet
from app.reports.paper import Head, Table
from app.services.campaigns import CampaignView
from app.words import Catalogue

T = Catalogue("zh_CN")


def test_a_campaign_prints_its_items_by_front_its_honours_and_its_result() -> None:
    lines = (
        FrontLine(PlanItem(title="征拆协议", front="征地搬迁", unit="甲支部"), "overdue"),
        FrontLine(PlanItem(title="开工", front="项目建设", result="按期"), "done"),
    )
    campaign = Campaign(title="支部夺旗", from_on=date(2026, 1, 1), goal="三个一线", result="完成")
    flag = Honour(title="流动红旗", granted_by="区域党工委", decided_on=date(2026, 4, 28))
    view = CampaignView(campaign, (), by_front(lines), {}, (flag,))
    made = campaign_sheet(view, T, lambda record: record, {}, branch="甲支部")
    heads = [block.words for block in made.blocks if isinstance(block, Head)]
    assert heads == [
        *("一、目标", "二、各条一线的任务", "征地搬迁", "项目建设"),
        *("三、上级授予的荣誉", "四、结果"),
    ]
    first, second, honours = (block for block in made.blocks if isinstance(block, Table))
    assert first.rows == (("1", "征拆协议", "甲支部", "", "过期", ""),)
    assert second.rows[0][4:] == ("完成", "按期")
    assert honours.rows[0][2:4] == ("区域党工委", "2026-04-28")


def test_a_campaign_with_nothing_in_it_says_that_no_result_is_recorded() -> None:
    made = campaign_sheet(
        CampaignView(Campaign(title="空"), (), (), {}, ()), T, lambda r: r, {}, branch="甲支部"
    )
    assert [b.words for b in made.blocks if isinstance(b, Head)] == ["一、结果"]
