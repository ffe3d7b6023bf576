"""The joint-building report as values: chapters and sections in their order, plan beside done, signs said."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.counting.alliance import Point
from app.counting.chapters import Chapter, OwnWords
from app.counting.deeds import sums
from app.counting.periods import half_of, month_of
from app.records.alliance import CobuildAgreement, PartnerOrganization
from app.records.cobuilding import Outcome
from app.records.plan import Plan, PlanItem
from app.records.service import ServiceMatter, ServiceVisit, Suggestion
from app.reports.charts import Stacks
from app.reports.jointchapters import chapter_blocks
from app.reports.jointreport import chapter_part, growth_part, plan_part, report_parts
from app.reports.jointserved import service_sections
from app.reports.jointtables import LONGEST, Reading, held, names, short
from app.reports.paper import Note, Prose, Sheet, Table
from app.reports.reported import JointReport, PlanLine
from app.rules.shared_shelves import Joint, Service
from app.said import Said
from app.services.deeds import DeedPeriod
from app.services.jointwork import JointWork
from app.words import Catalogue
from tests.app.rules.conftest import facts, made, meeting

T = Catalogue("en")
HALF = half_of(date(2026, 3, 1))
TITLES = ("Party work", "Innovation", "Service")
NAMES = {"p": "一公司", "q": "二公司", "r": "三公司", "s": "四公司"}


def name(record: str) -> str:
    return NAMES.get(record, "")


def view(**more: Any) -> JointReport:
    work = JointWork(
        facts(**{k: more.pop(k) for k in ("activities", "joint", "service") if k in more})
    )
    none = sums((), (), (), HALF.first, HALF.last)
    nothing = DeedPeriod(HALF.first, HALF.last, (), (), (), none)
    start = JointReport(
        HALF, Said("first half of 2026"), work, TITLES, (), OwnWords(), (), (), {}, (), (), nothing, ()
    )  # fmt: skip
    return replace(start, **more)


def cells(blocks: Any) -> list[tuple[str, ...]]:
    return [row for block in blocks if isinstance(block, Table) for row in block.rows]


def section(found: JointReport, chapter: Chapter, title: str) -> list[Any]:
    return next(body for said, body in chapter_blocks(found, chapter, T, name) if said == title)


def test_the_parts_stand_in_their_order() -> None:
    found = view(
        growth=[Point(month_of(date(2026, 3, 1)), 7, 2, 7, 0)],
        plan=[PlanLine(made(PlanItem, "i", title="x"), made(Plan, "p", title="y"), "open")],
    )
    titles = [part.title for part in report_parts(found, T, name, branch="b")]
    assert titles == [
        "first half of 2026: joint-building report", "Chapter 1 Party work",
        "Chapter 2 Innovation", "Chapter 3 Service", "Plan against done", "Growth of the alliance",
    ]  # fmt: skip


def test_without_plan_and_growth_the_first_page_says_so_instead_of_empty_pages() -> None:
    parts = report_parts(view(), T, name, branch="b")
    assert len(parts) == 4
    said = [b.words for b in parts[0].blocks if isinstance(b, Note)]
    assert said == [
        "Nothing recorded in this period.", "No plan of joint building is on record for the period.",
    ]  # fmt: skip


def test_a_chapter_begins_with_what_the_secretary_wrote() -> None:
    found = view(words=OwnWords((), ((), ("竞赛办了一次",), ())))
    first = chapter_part(found, Chapter.innovation, T, name, branch="b").blocks[0]
    assert first == Prose(("竞赛办了一次",))
    other = chapter_part(found, Chapter.party, T, name, branch="b").blocks
    assert not any(isinstance(b, Prose) for b in other)


def test_what_was_held_stands_in_its_section_with_what_came_of_it() -> None:
    held_ = [
        meeting("a", "themed_party_day", "2026-03-01T09:00:00", partners=["p"]),
        meeting("b", "joint_activity", "2026-03-02T09:00:00", partners=["p"], joint_kind="contest"),
        meeting("c", "joint_activity", "2026-03-03T09:00:00", partners=["q"], joint_kind="volunteering"),
    ]  # fmt: skip
    row = made(Outcome, "o", about="b", label="参加", number=12, unit="家")
    found = view(activities=held_, rows={"b": [row]})
    (day,) = cells(section(found, Chapter.party, "Themed Party days held together"))
    assert day[3] == "一公司"
    (contest,) = cells(section(found, Chapter.innovation, "Activities with others"))
    assert contest[-1] == "参加 12 家"
    (service,) = cells(section(found, Chapter.service, "Activities with others"))
    assert service[3] == "二公司"


def test_a_matter_raised_before_and_solved_now_is_listed_once() -> None:
    matter = made(
        ServiceMatter, "m", title="便道", partner="p", raised_on="2026-02-01", state="done",
        done_on="2026-03-01", satisfaction=5, owner_unit="工程部",
    )  # fmt: skip
    service = Service(
        matters=[matter],
        visits={"v": made(ServiceVisit, "v", partner="p", on="2026-02-01", difficulties="积水")},
        suggestions=[made(Suggestion, "s", title="装灯", received_on="2026-02-02")],
    )
    sections = dict(service_sections(Reading(view(service=service), T, name)))
    assert cells(sections["Matters"]) == [
        ("便道", "一公司", "工程部", "2026-02-01", "2026-03-01", "5", "Done")
    ]
    assert cells(sections["Visits and the half-year's counters"]) == [
        ("2026-02-01", "一公司", "积水")
    ]
    assert cells(sections["Suggestions"])[0][1] == "装灯"


@pytest.mark.parametrize(
    ("outcome", "fields", "said"),
    [
        ("done", {"done_on": "2026-03-05", "result": "七家参加"}, "Done, 2026-03-05, 七家参加"),
        ("explained", {"explanation": "防汛"}, "Not done, explained, 防汛"),
        ("open", {"due_on": "2026-04-01"}, "Not done"),
        ("open", {"due_on": "2026-06-30"}, "Not yet due"),
    ],
)
def test_plan_and_outcome_stand_side_by_side(
    outcome: Any, fields: dict[str, str], said: str
) -> None:
    line = PlanLine(
        made(PlanItem, "i", title="一次恳谈会", **fields),
        made(Plan, "p", title="共建计划"),
        outcome,
    )
    (row,) = cells(plan_part(view(plan=[line]), T, name, branch="b").blocks)
    assert row[1:3] == ("一次恳谈会", "共建计划")
    assert row[-1] == said


def test_the_curve_is_a_picture_and_the_periods_own_rows() -> None:
    points = [
        Point(month_of(date(2025, 12, 1)), 7, 0, 7, 0),
        Point(month_of(date(2026, 1, 1)), 9, 3, 2, 0),
    ]
    blocks = growth_part(view(growth=points), T, branch="b").blocks
    assert any(isinstance(b, Stacks) for b in blocks)
    assert cells(blocks) == [("2026-01", "9", "3", "2", "0")]


def test_many_partners_are_said_as_three_and_how_many() -> None:
    reading = Reading(view(), T, name)
    assert names(["p", "q"], reading) == "一公司, 二公司"
    assert names(["p", "q", "r", "s"], reading).endswith("and others, 4 units in all")


def test_a_long_text_is_cut_and_an_empty_list_is_no_table() -> None:
    assert len(short("长" * 500)) == LONGEST
    assert held([], Reading(view(), T, name)) == []


def test_a_partner_of_an_agreement_is_called_by_its_name() -> None:
    agreement = made(
        CobuildAgreement, "x", title="协议", parties=["p", "q"], state="signed",
        signed_on="2026-01-10", valid_to="2027-01-09",
    )  # fmt: skip
    partners = {p: made(PartnerOrganization, p, name=NAMES[p]) for p in ("p", "q")}
    found = view(joint=Joint(partners, [agreement]))
    (row,) = cells(section(found, Chapter.party, "Joint-building agreements"))
    assert row[1] == "一公司, 二公司"
    assert row[4] == "In force"


def test_every_part_is_a_sheet_with_the_branch_and_the_period_under_its_title() -> None:
    for part in report_parts(view(), T, name, branch="联合党支部"):
        assert isinstance(part, Sheet)
        assert part.under[0] == "联合党支部"
        assert "2026" in part.under[1]
