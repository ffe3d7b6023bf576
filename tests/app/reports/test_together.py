"""A record says with whom something was held and what came of it; nothing is invented for a blank."""

from dataclasses import replace
from datetime import date

from app.counting.attendance import Branch
from app.records.alliance import PartnerOrganization
from app.records.cobuilding import Outcome
from app.records.meeting import Activity
from app.reports.meeting import meeting_sheet
from app.reports.paper import Facts, Head, Prose, Table
from app.reports.together import outcome_table, together_rows
from app.reports.wording import BLANK
from app.services.meeting import Meeting
from app.services.shared import Shared
from app.words import Catalogue

T = Catalogue()
UNIT = PartnerOrganization(name="容西管委会")


def held(**fields: object) -> Meeting:
    values = {"type": "joint_activity", "title": "助销水果", **fields}
    return Meeting(Activity.model_validate(values), Branch(), today=date(2026, 5, 22))


def row(label: str, number: float | None, unit: str = "", **more: object) -> Outcome:
    return Outcome.model_validate(
        {"about": "a", "label": label, "number": number, "unit": unit, **more}
    )


def test_partners_of_the_register_and_others_stand_with_the_number_of_parties() -> None:
    meeting = replace(
        held(partners=["p1"], partner_text="张庄村", joint_kind="project", direction="visited"),
        shared=Shared((UNIT,), {"p1": "容西管委会"}),
    )
    rows = list(together_rows(meeting, T))
    assert rows[0][1] == "容西管委会、张庄村（连本支部共 3 方）"
    assert rows[1][1::2] == ("课题联攻", "出访")


def test_a_joint_activity_without_a_partner_has_a_blank_and_an_own_meeting_nothing() -> None:
    assert list(together_rows(held(), T)) == [("共建单位", BLANK)]
    assert list(together_rows(held(type="general_meeting"), T)) == []


def test_tags_and_campaign_are_called_by_name() -> None:
    meeting = replace(
        held(partner_text="甲", tags=["bagong.zuzhi", "x.unknown"], campaign="c"),
        shared=Shared((), {"bagong.zuzhi": "组织共建", "c": "联防联控"}),
    )
    said = {r[0]: r[1] for r in together_rows(meeting, T)}
    assert said["标签"] == "组织共建、x.unknown"
    assert said["专题"] == "联防联控"


def test_numbers_stand_in_their_order_with_unit_and_where_one_is_cited_the_source() -> None:
    table = outcome_table(
        [row("口罩", 10_000, "只", number_in_list=2), row("提油同比", 51, "%", number_in_list=1, source="九月报表")],
        T,
    )  # fmt: skip
    assert table.rows == (("1", "提油同比", "51%", "九月报表"), ("2", "口罩", "10,000 只", ""))
    assert table.head[-1] == "来源"
    assert len(outcome_table([row("锦旗", None)], T).head) == 3


def test_the_record_prints_what_came_of_it_what_was_learned_and_what_follows() -> None:
    meeting = replace(
        held(partner_text="甲", experience="先分装", follow_up="端午再办"),
        results=(row("义卖", 3000, "元"),),
    )
    blocks = meeting_sheet(meeting, T, branch="支部", seal=None).blocks
    heads = [b.words for b in blocks if isinstance(b, Head)]
    assert [h.split("、")[1] for h in heads] == ["活动记录", "成果数据", "收获", "后续"]
    assert ("1", "义卖", "3,000 元") in [r for b in blocks if isinstance(b, Table) for r in b.rows]
    assert ("先分装",) in [b.lines for b in blocks if isinstance(b, Prose)]
    assert any(r[0] == "共建单位" for b in blocks if isinstance(b, Facts) for r in b.rows)
