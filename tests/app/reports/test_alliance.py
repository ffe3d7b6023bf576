"""The alliance on paper says what its records say: the curve from its first day, who leads, what lacks."""

from datetime import date

from app.counting.alliance import budget, growth, tree
from app.counting.conferences import Matter
from app.counting.rotation import turns, year_of
from app.counting.versions import lines
from app.records.alliance import (
    AllianceBody,
    BudgetLine,
    DutyRotation,
    JointOrganization,
    PartnerOrganization,
    SystemDocument,
)
from app.records.meeting import Activity, Resolution
from app.reports.alliance import AllianceView, alliance_sheet, bodies_sheet, yuan
from app.reports.charts import Stacks
from app.reports.paper import Facts, Note, Sheet, Table
from app.terms import ActivityType
from app.words import Catalogue
from db.model.record import Record

T = Catalogue("zh_CN")
DAY = date(2026, 5, 21)


def unit(name: str, **fields: object) -> PartnerOrganization:
    body = {"name": name, **fields}
    return PartnerOrganization.of(
        Record("s", "partner_organization", name, body, {}, {}, False, (), 0, "", 0, "")
    )


def body(name: str, **fields: object) -> AllianceBody:
    of = {"name": name, **fields}
    return AllianceBody.of(Record("s", "alliance_body", name, of, {}, {}, False, (), 0, "", 0, ""))


def view(**more: object) -> AllianceView:
    units = [
        *(unit(f"发起{n}", joined_on="2019-06-01") for n in range(7)),
        *(unit(f"后来{n}", joined_on="2020-06-01") for n in range(33)),
        *(unit(f"意向{n}", intent_on="2020-06-02") for n in range(27)),
    ]
    given = {
        "day": DAY, "units": units, "growth": growth(units, DAY), "bodies": [],
        "year": year_of([], 2026), "documents": [], "joint": [], "matters": [], "budget": [],
        "own": "本支部",
    }  # fmt: skip
    return AllianceView(**{**given, **more})  # type: ignore[arg-type]


def said(sheet: Sheet) -> list[str]:
    found: list[str] = []
    for block in sheet.blocks:
        match block:
            case Facts() | Table():
                found += [cell for row in block.rows for cell in row]
            case Note():
                found.append(block.words)
    return found


def test_the_curve_goes_from_seven_to_forty_and_counts_who_wishes_to_join() -> None:
    sheet = alliance_sheet(view(), T, branch="支部")
    facts = next(b for b in sheet.blocks if isinstance(b, Facts))
    assert facts.rows == (("成员单位", "40", "已申请加入", "0"), ("有意加入", "27", "已退出", "0"))
    picture = next(b for b in sheet.blocks if isinstance(b, Stacks))
    assert len(picture.columns) <= 24
    assert (picture.columns[0].parts, picture.columns[-1].parts) == ((7,), (40,))
    assert picture.columns[0].label == "2019"
    table = next(b for b in sheet.blocks if isinstance(b, Table))
    assert table.rows == (
        ("2019年第2季度", "7", "0", "7", "0"),
        ("2020年第2季度", "40", "27", "33", "0"),
    )


def test_an_alliance_without_anything_says_so() -> None:
    empty = view(units=[], growth=[])
    texts = said(alliance_sheet(empty, T, branch="支部"))
    assert texts.count("无。") == 7
    assert "还没有机构记录。" in texts


def test_each_body_has_its_three_responsibilities_and_those_that_ended_are_left_out() -> None:
    bodies = [
        body("领导小组", head="组长", work_duty="定计划\n定章程", main_duty="负总责"),
        body("旧组", to_on="2025-01-01"),
    ]
    texts = said(bodies_sheet(view(bodies=tree(bodies)), T, branch="支部"))
    assert "定计划\n定章程" in texts
    assert ("主体责任" in texts, "监督责任" in texts) == (True, True)
    assert "____" in texts


def test_an_empty_lead_unit_is_ones_own_and_days_without_a_leader_are_told() -> None:
    found = turns([DutyRotation(from_on=date(2026, 1, 1), to_on=date(2026, 3, 31))])
    texts = said(alliance_sheet(view(year=year_of(found, 2026)), T, branch="支部"))
    assert "本支部" in texts
    assert "无人轮值：2026-04-01 至 2026-12-31" in texts


def test_rules_joint_organisations_matters_and_money_stand_each_with_their_state() -> None:
    charter = SystemDocument(title="章程", version="2", effective_from=date(2019, 6, 1))
    org = JointOrganization(name="临时党支部", to_on=date(2026, 1, 1))
    held = Activity(type=ActivityType.joint_conference)
    decided = Resolution(text="修路", due_on=date(2026, 5, 1))
    sums = budget([BudgetLine(purpose="专家", year=2019, planned=3000, spent=2800.5)])
    texts = said(
        alliance_sheet(
            view(
                documents=lines([charter]),
                joint=[org],
                matters=[Matter(decided, held, "late")],
                budget=sums,
            ),
            T,
            branch="支部",
        )
    )
    for words in ("有效", "到期未撤销", "修路", "联席会议", "已过期限", "2,800.50", "3,000"):
        assert words in texts


def test_money_has_a_fen_only_where_there_is_one() -> None:
    assert (yuan(None), yuan(0), yuan(1234.5), yuan(10_000)) == ("", "0", "1,234.50", "10,000")
