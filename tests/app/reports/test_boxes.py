"""Twenty boxes: every kind of meeting has one, what they name exists, and nothing sensitive is in by default."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counting.consent import BY_PERSON
from app.kinds import discover
from app.records.documents import DocumentKind
from app.records.organisation import Branch, BranchType
from app.records.plan import PlanKind
from app.reports.boxed import Register, day_of
from app.reports.boxes import (
    BOXES,
    UNPLACED,
    box,
    box_of,
    box_of_meeting,
    numbers,
)
from app.reports.sharedboxes import SHARED
from app.rules.catalogue import RULES
from app.rules.finding import Finding
from app.said import NOTHING
from app.terms import ActivityType
from db.model.record import Record
from tests.app.reports.book import kept

KINDS = discover()
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def record(kind: str, /, **body: object) -> Record:
    return kept(kind, "id", body)


def finding(rule: str, **more: object) -> Finding:
    return Finding(rule, "warning", NOTHING, NOTHING, "2026-05", **more)  # type: ignore[arg-type]


def test_they_are_numbered_from_1_to_20() -> None:
    assert [b.number for b in BOXES] == list(range(1, 21))


def test_every_kind_of_meeting_belongs_into_exactly_one_box() -> None:
    placed = [type_ for b in BOXES for type_ in b.meetings]
    assert sorted(placed) == sorted(ActivityType)
    assert UNPLACED not in {box_of_meeting(type_) for type_ in ActivityType}


@pytest.mark.parametrize("register", [r for b in BOXES for r in b.registers], ids=str)
def test_every_register_names_a_kind_and_fields_that_exist(register: Register) -> None:
    kind = KINDS[register.kind]
    named = (register.day, register.instead, register.end, register.via, register.only[0])
    names = [n for n in named if n]
    assert [n for n in (*names, *register.more) if kind.field(n) is None] == []
    values = {str(c) for f in kind.fields if f.name == register.only[0] for c in f.choices}
    assert set(register.only[1]) - {""} <= values


@pytest.mark.parametrize(
    ("kind", "choices"), [("plan", PlanKind), ("branch_document", DocumentKind)]
)
def test_every_plan_and_document_is_in_one_box_also_one_of_no_kind(
    kind: str, choices: type[PlanKind | DocumentKind]
) -> None:
    registers = [r for b in BOXES for r in b.registers if r.kind == kind]
    for value in (None, *choices):
        one = record(kind, kind=value, from_on="2026-05-01", dated_on="2026-05-01")
        assert sum(r.holds(one, FIRST, LAST, ()) for r in registers) == 1, value


def test_sealed_fields_are_in_sensitive_boxes_or_registers_alone() -> None:
    for one in BOXES:
        for register in one.registers:
            sealed = any(f.type == "sealed" for f in KINDS[register.kind].fields)
            assert not sealed or one.sensitive or register.sensitive, register


def test_sensitive_boxes_are_out_unless_allowed() -> None:
    assert {10, 11} & set(numbers()) == set()
    assert {10, 11} & set(numbers((4, 10, 11))) == set()
    assert numbers((4, 10, 11), sensitive=True) == (4, 10, 11)


def test_a_temporary_branch_keeps_no_boxes_for_development_and_dues() -> None:
    temporary = Branch(name="x", branch_type=BranchType.temporary)
    mobile = Branch(name="x", branch_type=BranchType.mobile, rules_as=BranchType.temporary)
    ordinary = Branch(name="x", branch_type=BranchType.ordinary)
    for branch in (temporary, mobile):
        assert [b.number for b in BOXES if not b.concerns(branch)] == [13, 14]
    assert all(b.concerns(ordinary) and b.concerns(None) for b in BOXES)


def test_no_rule_is_filed_in_two_boxes() -> None:
    rules = [rule for b in BOXES for rule in b.rules]
    assert len(rules) == len(set(rules))


def test_a_finding_is_filed_by_its_rule_then_by_its_meeting_then_by_its_kind() -> None:
    held = {"m": ActivityType.committee_meeting}
    assert box_of(finding("R25", record="x", kind="member"), held.get) == 12
    assert box_of(finding("R13", record="m", kind="activity"), held.get) == 5
    assert box_of(finding("R42", record="x", kind="member"), held.get) == 2
    assert box_of(finding("R99"), held.get) == UNPLACED


def test_every_rule_of_this_release_finds_its_box_when_it_is_about_a_meeting() -> None:
    for rule in RULES:
        about = finding(rule.id, record="m", kind="activity")
        assert box_of(about, lambda _id: ActivityType.general_meeting) != UNPLACED


days = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@given(begin=days, end=days)
def test_what_lasts_belongs_to_every_period_that_it_touches(begin: date, end: date) -> None:
    lasting = Register("office_holding", "from_on", "to_on")
    body = {"from_on": begin.isoformat(), "to_on": end.isoformat()}
    touches = begin <= LAST and end >= FIRST
    assert lasting.holds(record("office_holding", **body), FIRST, LAST, ()) == touches


@given(day=days)
def test_what_has_one_day_belongs_to_the_period_of_that_day(day: date) -> None:
    dated = Register("contact_entry", "on")
    held = dated.holds(record("contact_entry", on=day.isoformat()), FIRST, LAST, ())
    assert held == (FIRST <= day <= LAST)


def test_what_nobody_dated_is_not_lost() -> None:
    assert Register("contact_entry", "on").holds(record("contact_entry"), FIRST, LAST, ())


def test_where_a_day_is_empty_the_other_one_counts() -> None:
    deed = Register("practical_deed", "done_on", instead="due_on")
    assert deed.holds(record("practical_deed", due_on="2026-03-01"), FIRST, LAST, ())
    assert not deed.holds(
        record("practical_deed", due_on="2026-03-01", done_on="2025-12-01"), FIRST, LAST, ()
    )


def test_what_hangs_on_a_meeting_goes_where_the_meeting_is() -> None:
    notice = Register("notice", via="activity")
    assert notice.holds(record("notice", activity="m"), FIRST, LAST, {"m"})
    assert not notice.holds(record("notice", activity="n"), FIRST, LAST, {"m"})


@given(st.one_of(st.none(), st.text(), st.integers()))
def test_what_is_no_day_is_none(value: object) -> None:
    found = day_of(value)
    assert found is None or isinstance(found, date)


def test_a_box_is_found_by_its_number() -> None:
    assert box(4).meetings == (ActivityType.general_meeting,)


SHARED_PLACES = {"joint", "service"}
IN_NO_BOX = {"opinion"}
"""What members say into the box is passed on to nobody."""


def test_every_kind_of_joint_building_and_service_is_in_some_box() -> None:
    assert [b.number for b in SHARED] == [15, 16, 17, 18]
    placed = {register.kind for b in BOXES for register in b.registers}
    kinds = {k.name for k in KINDS.values() if k.shape.place in SHARED_PLACES}
    assert kinds - placed - IN_NO_BOX == set()


def test_nominations_and_acknowledgements_are_told_by_their_number_alone() -> None:
    found = {r.kind for b in BOXES for r in b.registers if r.counted}
    assert found == BY_PERSON


def test_what_is_of_a_year_belongs_to_every_period_in_that_year() -> None:
    line = Register("budget_line", "year")
    of_2026 = record("budget_line", year=2026)
    assert line.holds(of_2026, date(2026, 7, 1), date(2026, 12, 31), ())
    assert not line.holds(of_2026, date(2027, 1, 1), date(2027, 12, 31), ())


def test_the_rules_of_joint_building_and_service_have_their_boxes() -> None:
    where = {"R28": 15, "R43": 15, "R29": 16, "R44": 16, "R45": 17, "R46": 18, "R30": 3, "R31": 9}
    assert {rule: box_of(finding(rule), lambda _id: None) for rule in where} == where
