"""A site ends step by step, each its own records; then the book is closed to all but corrections."""

from datetime import date, timedelta

import pytest

from app.records.flow import HandoverItem
from app.records.member import Member, MemberStatusEvent, Standing
from app.records.organisation import Branch, Project
from app.records.service import MatterState, ServiceMatter
from app.services.ending import Transfer, is_closed
from app.workspace import Workspace
from db.model.errors import Closed, InvalidRecord

DAY = date(2026, 5, 1)
TO = Transfer("成昆项目党支部", "介字〔2026〕7号", DAY)


def member(book: Workspace, name: str) -> str:
    return book.records.add("member", {"name": name})


def test_members_go_to_a_receiving_branch_with_their_transfer_in_one_change(
    book: Workspace,
) -> None:
    one, two, three = (member(book, n) for n in ("甲", "乙", "丙"))
    book.ending.hand_members([one, two], TO)
    state = book.ending.state()
    assert [(m.member.id, m.item is not None) for m in state.members] == [
        (one, True), (two, True), (three, False),
    ]  # fmt: skip
    assert state.members_left == 1
    events = book.records.all(MemberStatusEvent)
    assert {(e.member, e.counterpart, e.document) for e in events} == {
        (one, TO.to_whom, TO.document), (two, TO.to_whom, TO.document),
    }  # fmt: skip
    assert book.records.get(Member, one).status == Standing.left  # type: ignore[union-attr]
    book.records.undo()
    assert book.ending.state().members_left == 3


def test_a_hand_over_says_to_whom_and_when(book: Workspace) -> None:
    who = member(book, "甲")
    for to, field in ((Transfer(" ", on=DAY), "to_whom"), (Transfer("某支部"), "handed_on")):
        with pytest.raises(InvalidRecord) as refused:
            book.ending.hand_members([who], to)
        assert refused.value.field == field


def test_open_matters_are_listed_until_somebody_takes_them(book: Workspace) -> None:
    records = book.records
    open_one = records.add("resolution", {"text": "建立党员先锋岗"})
    records.add("resolution", {"text": "已办", "state": "done"})
    mend = records.add("rectification_item", {"problem": "学习不够深入"})
    records.add("rectification_item", {"problem": "已改", "done_on": "2026-04-01"})
    line = records.add("plan_item", {"title": "六月党课"})
    records.add("plan_item", {"title": "五月党课", "explanation": "工期紧，改在六月"})
    assert {o.record for o in book.ending.state().matters} == {open_one, mend, line}
    book.ending.hand_matters([open_one, line], TO)
    state = book.ending.state()
    assert state.matters_left == 1
    assert {i.what for i in records.all(HandoverItem)} == {"建立党员先锋岗", "六月党课"}


def test_what_people_asked_for_goes_on_with_whoever_takes_it(book: Workspace) -> None:
    matter = book.records.add("matter", {"title": "村里饮水", "state": "in_progress"})
    book.records.add("matter", {"title": "已经核实", "state": "verified"})
    assert [o.record for o in book.ending.state().matters] == [matter]
    book.ending.hand_matters([matter], TO)
    state = book.ending.state()
    assert (len(state.matters), state.matters_left) == (1, 0)
    held = book.records.get(ServiceMatter, matter)
    assert held is not None
    assert (held.state, held.transferred_to) == (MatterState.transferred, TO.to_whom)


def test_the_folder_of_the_year_is_noted_as_made(book: Workspace) -> None:
    assert book.ending.state().folder is None
    book.ending.folder_made("2026年检查材料")
    found = book.ending.state().folder
    assert found is not None
    assert found.what == "2026年检查材料"


def test_a_dissolution_takes_its_day_and_its_document(book: Workspace) -> None:
    with pytest.raises(InvalidRecord):
        book.ending.dissolve(None, "党发〔2026〕9号")
    with pytest.raises(InvalidRecord):
        book.ending.dissolve(DAY, " ")
    assert not book.ending.state().dissolved


def test_the_book_of_a_dissolved_branch_is_read_only_but_for_corrections(book: Workspace) -> None:
    who = member(book, "甲")
    book.ending.dissolve(DAY, "党发〔2026〕9号", "成昆项目党支部")
    assert book.ending.state().dissolved
    with pytest.raises(Closed):
        book.records.change(who, {"post": "测量员"})
    with pytest.raises(Closed):
        book.records.add("contact_entry", {"member": who, "on": "2026-05-02"})
    with pytest.raises(Closed):
        book.records.change("branch", {"name": "另一个支部"})
    book.records.add("correction", {"about": who, "text": "入党日期应为2014年"})
    book.records.change("branch", {"receiving_branch": "大瑞项目党支部"})


def test_what_the_receiving_side_answers_is_written_after_the_end(book: Workspace) -> None:
    one, two = member(book, "甲"), member(book, "乙")
    book.ending.hand_members([one, two], TO)
    item, other = (i.id for i in book.records.all(HandoverItem))
    book.ending.dissolve(DAY, "党发〔2026〕9号")
    book.records.change(item, {"accepted_on": "2026-05-20"})
    found = book.records.get(HandoverItem, item)
    assert found is not None
    assert found.accepted_on == date(2026, 5, 20)
    with pytest.raises(Closed):
        book.records.change(other, {"to_whom": "另一个支部"})
    with pytest.raises(Closed):
        book.records.add("handover_item", {"kind": "matter", "what": "钥匙"})


def test_two_values_are_still_settled_after_the_end(book: Workspace) -> None:
    who = member(book, "甲")
    book.ending.dissolve(DAY, "党发〔2026〕9号")
    book.records.resolve(who, "post", "测量员")
    found = book.records.get(Member, who)
    assert found is not None
    assert found.post == "测量员"


def test_a_dissolution_is_taken_back_by_undo_or_by_its_own_fields(book: Workspace) -> None:
    who = member(book, "甲")
    book.ending.dissolve(DAY, "党发〔2026〕9号")
    book.records.undo()
    book.records.change(who, {"post": "测量员"})
    book.ending.dissolve(DAY, "党发〔2026〕9号")
    book.ending.revoke()
    book.records.change(who, {"post": "资料员"})
    fields = [set(e.fields) for e in book.records.history("branch")]
    assert {"dissolved_on", "dissolution_document"} in fields


def test_a_branch_closes_on_its_day_not_before(book: Workspace) -> None:
    tomorrow = book.now().date() + timedelta(days=1)
    book.ending.dissolve(tomorrow, "党发〔2026〕9号")
    member(book, "甲")
    assert not is_closed(book.records.get(Branch, "branch"), book.now().date())
    assert not is_closed(None, DAY)


def test_nothing_is_whole_at_hq_before_hq_has_signed(book: Workspace) -> None:
    state = book.ending.state()
    assert (state.enrolled, state.whole_at_hq, state.receipt) == (False, False, None)
    assert state.only_here > 0


def test_a_branch_that_moves_on_keeps_its_book(book: Workspace) -> None:
    who = member(book, "甲")
    old = book.records.add("project", {"name": "109国道"})
    book.records.change("branch", {"project": old})
    book.ending.move_on({"name": "川藏铁路"}, "川藏项目联合党支部", "党发〔2026〕12号", DAY)
    branch = book.records.get(Branch, "branch")
    assert branch is not None
    project = book.records.get(Project, branch.project or "")
    assert project is not None
    assert (branch.name, project.name, project.start) == ("川藏项目联合党支部", "川藏铁路", DAY)
    assert book.records.get(Project, old).end == DAY  # type: ignore[union-attr]
    assert book.records.get(Member, who) is not None
    papers = book.records.find(book.records.query("branch_document"))
    assert [p.get("number") for p in papers] == ["党发〔2026〕12号"]
    book.records.undo()
    assert book.branch() == "109国道项目联合党支部"


def test_a_new_name_needs_its_document_and_the_old_name_none(book: Workspace) -> None:
    with pytest.raises(InvalidRecord) as refused:
        book.ending.move_on({"name": "川藏铁路"}, "另一个名字", "", DAY)
    assert refused.value.field == "document"
    book.ending.move_on({"name": "川藏铁路"}, "", "", DAY)
    assert book.branch() == "109国道项目联合党支部"


def test_two_laptops_that_hand_over_one_member_fill_one_record(book: Workspace) -> None:
    who = member(book, "甲")
    book.ending.hand_members([who], TO)
    assert [i.id for i in book.records.all(HandoverItem)] == [f"{who}+handover"]
    book.records.undo()
    book.ending.hand_members([who], TO)
    assert len(book.records.all(HandoverItem)) == 1
