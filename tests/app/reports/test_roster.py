"""The papers of the roster: who stands where on which day, by which document, handed to whom."""

from datetime import date

from app.counting.clocks import Clocks
from app.records.flow import FlowDirection, FlowRecord, HandoverItem, HandoverKind, LostContactCase
from app.records.member import ContactEntry, Member, Relation, Standing
from app.records.organisation import Branch, BranchType, Office, OfficeHolding, TermOfOffice
from app.reports.branchcard import Card, branch_card, type_words
from app.reports.flowregister import dues_sheet, flow_sheet
from app.reports.handover import handover_sheet
from app.reports.lostcase import lost_case_sheet
from app.reports.paper import Head, Sheet, Table
from app.reports.roster import roster_sheet
from app.services.flowing import Floating
from tests.app.reports.book import T

DAY = date(2026, 5, 21)


def heads(sheet: Sheet) -> list[str]:
    return [b.words for b in sheet.blocks if isinstance(b, Head)]


def tables(sheet: Sheet) -> list[Table]:
    return [b for b in sheet.blocks if isinstance(b, Table)]


def test_full_probationary_and_placed_members_stand_separately() -> None:
    members = [
        Member(name="甲"),
        Member(name="乙", status=Standing.probationary),
        Member(name="丙", relation_here=Relation.life_only),
        Member(name="丁", status=Standing.left),
    ]
    found = roster_sheet(members, {}, {}, T, branch="支部", day=DAY)
    assert heads(found) == [
        "1. Full members: 1 person",
        "2. Probationary members: 1 person",
        "3. Placed here for organisational life: 1 person",
    ]
    assert [t.rows[0][1] for t in tables(found)] == ["甲", "乙", "丙"]
    assert "Nobody is on the roster" in str(roster_sheet([], {}, {}, T, branch="支部", day=DAY))


def test_a_branch_card_says_what_its_document_made_a_mobile_branch() -> None:
    branch = Branch(name="支部", branch_type=BranchType.mobile, rules_as=BranchType.joint)
    assert type_words(branch, T) == "Mobile branch, by its document: Joint branch"
    assert type_words(Branch(name="支部", branch_type=BranchType.mobile), T) == "Mobile branch"
    assert type_words(Branch(name="支部"), T) == ""
    offices = [
        OfficeHolding(member="a", office=Office.discipline_member),
        OfficeHolding(member="b", office=Office.secretary),
        OfficeHolding(member="c", office=Office.secretary, to_on=date(2025, 1, 1)),
    ]
    terms = [TermOfOffice(number="2", end=DAY, extended_to=date(2027, 1, 1))]
    card = Card(branch, offices=offices, terms=terms, names={"a": "甲", "b": "乙", "c": "丙"})
    found = branch_card(card, T, day=DAY)
    assert [row[1] for row in tables(found)[0].rows] == ["乙", "甲"]
    assert "There are no groups." in str(found.blocks)


def test_registers_are_apart_and_dues_have_no_amounts() -> None:
    flow = FlowRecord(member="a", direction=FlowDirection.out, from_on=date(2025, 10, 1))
    one = Floating(flow, Member(name="甲"), None, None, None, "register")
    found = flow_sheet([one], T, branch="支部")
    assert tables(found)[0].rows[0][1:3] == ("甲", "2025-10-01")
    assert "None." in str(found.blocks)
    ticks = dues_sheet([Member(name="甲")], {"": frozenset({1, 3})}, T, branch="支部", year=2026)
    assert tables(ticks)[0].rows[0][2:6] == ("√", "", "√", "")


def test_a_hand_over_list_names_what_nobody_has_taken_yet() -> None:
    items = [
        HandoverItem(kind=HandoverKind.matter, what="建立先锋岗", to_whom="某支部"),
        HandoverItem(kind=HandoverKind.member, what="甲", to_whom="某支部", handed_on=DAY),
    ]
    found = handover_sheet(items, Branch(name="支部"), T, still=("乙", "丙"))
    assert heads(found) == ["1. Members: 1 item", "2. Open matters: 1 item"]
    assert "Not handed over yet: 乙, 丙" in str(found.blocks)


def test_the_paper_of_a_search_has_the_log_and_room_to_decide_and_decides_nothing() -> None:
    case = LostContactCase(member="a", search="电话两次未通")
    contacts = [ContactEntry(member="a", on=DAY, reached=False)]
    found = lost_case_sheet(case, Member(name="甲"), Clocks(life=DAY), contacts, T, branch="支部")
    assert "电话两次未通" in str(found.blocks)
    assert tables(found)[0].rows[0][2] == "not reached"
    assert "article 24" in str(found.blocks)
