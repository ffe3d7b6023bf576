"""Two values are shown whole, settled by a person, and nothing of either is lost."""

import pytest

from app.records.meeting import Activity
from app.records.member import Member
from app.services.dispute import Dispute
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import DELETED, Change, Op
from db.model.record import Edit

ENGLISH = Catalogue("en")
BASE = "清理落石 3 处，发放明白卡 40 份。"
OTHER = "b" * 16


def meeting(book: Workspace, **fields: object) -> str:
    start = {"held_start": "2026-04-28T15:00:00", "held_end": "2026-04-28T18:00:00"}
    return book.records.add("activity", {"type": "themed_party_day"} | start | fields)


def elsewhere(
    book: Workspace, kind: str, record: str, field: str, value: object, mine: object
) -> None:
    """Let a colleague change a field that is changed here too, neither knowing of the other."""
    found = book.records.raw(record)
    assert found is not None
    op = Op(kind, record, field, value, found.seen().get(field, ()))
    if field == DELETED:
        op = Op(kind, record, field, value, found.ops())
    seq = book.store.log.vector(book.pen().scope)[OTHER] + 1
    theirs = Change(book.pen().scope, OTHER, seq, book.clock() << 16, "达瓦次仁", "edit", (op,))
    if isinstance(mine, dict):
        book.records.change(record, mine)
    else:
        book.records.change(record, {field: mine})
    book.store.apply([theirs])


def only(book: Workspace) -> Dispute:
    (dispute,) = book.settling.open()
    return dispute


def test_text_that_both_changed_is_proposed_merged(book: Workspace) -> None:
    record = meeting(book, minutes=BASE)
    elsewhere(book, "activity", record, "minutes", BASE.replace("40", "62"), BASE.replace("3", "5"))
    found = only(book)
    assert found.form == "text"
    assert found.base == BASE
    assert found.merged is not None
    assert found.merged.text == "清理落石 5 处，发放明白卡 62 份。"
    assert {s.by for s in found.sides} == {"周建国", "达瓦次仁"}
    assert [s.mine for s in found.sides].count(True) == 1


def test_a_meeting_of_a_kind_that_a_later_release_knows_is_settled_as_well(book: Workspace) -> None:
    record = meeting(book, title="联合演练")
    pen, later = book.pen(), Edit("activity", {"type": "of a later release"}, record)
    book.store.write(pen.scope, pen.actor, [later], by=pen.by)
    elsewhere(book, "activity", record, "minutes", "一", "二")
    assert only(book).brief == "联合演练"


def test_the_merged_text_settles_it_and_both_stay_in_the_history(book: Workspace) -> None:
    record = meeting(book, minutes=BASE)
    elsewhere(book, "activity", record, "minutes", BASE.replace("40", "62"), BASE.replace("3", "5"))
    found = only(book)
    assert found.merged is not None
    book.settling.settle(found, found.merged.text)
    assert book.settling.open() == []
    kept = book.records.get(Activity, record)
    assert kept is not None
    assert kept.minutes == found.merged.text
    values = [e.fields["minutes"][1] for e in book.records.history(record) if "minutes" in e.fields]
    assert {s.value for s in found.sides} < set(values)


def test_undo_brings_the_two_values_back(book: Workspace) -> None:
    record = meeting(book, minutes=BASE)
    elsewhere(book, "activity", record, "minutes", "一", "二")
    book.settling.keep(only(book), only(book).sides[0])
    assert book.settling.open() == []
    book.records.undo()
    after = book.records.get(Activity, record)
    assert after is not None
    assert after.minutes in {"一", "二"}


def test_text_changed_in_one_place_has_no_proposal(book: Workspace) -> None:
    record = meeting(book, minutes=BASE)
    elsewhere(book, "activity", record, "minutes", BASE.replace("3", "7"), BASE.replace("3", "5"))
    assert only(book).merged is None


def test_how_late_a_side_was_written_is_said(book: Workspace) -> None:
    record = meeting(book, place_text="a")
    elsewhere(book, "activity", record, "place_text", "b", "c")
    days = {s.late for s in only(book).sides}
    assert len(days) == 1
    assert days.pop() > 0


def test_a_choice_is_shown_by_its_label(book: Workspace) -> None:
    record = meeting(book)
    elsewhere(book, "activity", record, "mode", "phone", "video")
    found = only(book)
    assert found.form == "value"
    words = [s.text(ENGLISH) for s in found.sides if not isinstance(s.text, str)]
    assert sorted(words) == ["By phone", "By video"]


def test_deleted_here_and_changed_there_is_asked(book: Workspace) -> None:
    record = book.records.add("member", {"name": "高峻", "post": "路基工长"})
    elsewhere(book, "member", record, DELETED, True, {"post": "隧道工长"})
    found = only(book)
    assert found.form == "deleted"
    assert [s.value for s in found.sides] == [True, False]
    keep = found.sides[1].text
    assert not isinstance(keep, str)
    assert "隧道工长" in keep(ENGLISH)


@pytest.mark.parametrize("gone", [True, False])
def test_deleted_or_kept_is_settled_either_way(book: Workspace, gone: bool) -> None:
    record = book.records.add("member", {"name": "高峻", "post": "路基工长"})
    elsewhere(book, "member", record, DELETED, True, {"post": "隧道工长"})
    book.settling.keep(only(book), only(book).sides[0 if gone else 1])
    assert book.settling.open() == []
    assert (book.records.get(Member, record) is None) is gone


def test_two_members_with_one_code_are_asked_and_one_keeps_it(book: Workspace) -> None:
    first = book.records.add("member", {"name": "甲", "code": "7"})
    second = book.records.add("member", {"name": "乙", "code": "7"})
    found = only(book)
    assert found.form == "same"
    book.settling.keep(found, next(s for s in found.sides if s.record == second))
    assert book.settling.open() == []
    kept, other = book.records.get(Member, second), book.records.get(Member, first)
    assert kept is not None
    assert other is not None
    assert (kept.code, other.code) == ("7", None)


def test_what_was_chosen_is_listed_this_month(book: Workspace) -> None:
    record = book.records.add("member", {"name": "刘长河", "post": "a"})
    elsewhere(book, "member", record, "post", "桥梁工长", "桥梁班长")
    found = only(book)
    book.settling.keep(found, next(s for s in found.sides if s.value == "桥梁工长"))
    (done,) = book.settling.settled()
    assert (done.record, done.text, done.by) == (record, "桥梁工长", "周建国")
