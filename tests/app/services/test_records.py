"""What people do with records: make, change, delete, undo, look back, settle."""

from collections.abc import Sequence

import pytest

from app.records.meeting import Activity
from app.records.member import Member, Standing
from app.workspace import Workspace
from db.model.errors import Closed, InvalidRecord, NotFound
from db.model.record import Edit
from db.model.words import N_


def test_a_record_is_read_back_as_what_it_is(book: Workspace) -> None:
    made = book.records.add("member", {"name": "周建国", "joined_on": "2003-07-01"})
    member = book.records.get(Member, made)
    assert member is not None
    assert (member.id, member.name, member.status) == (made, "周建国", Standing.full)
    assert member.joined_on is not None
    assert member.joined_on.year == 2003
    assert member.record.made_by == "周建国"


def test_what_two_people_make_of_the_same_pair_is_one_record(book: Workspace) -> None:
    person = book.records.add("member", {"name": "周建国"})
    meeting = book.records.add("activity", {"type": "general_meeting"})
    fields = {"activity": meeting, "member": person}
    first = book.records.add("attendance", {**fields, "status": "present"})
    second = book.records.add("attendance", {**fields, "status": "leave"})
    assert first == second == f"{meeting}+{person}"


def test_undo_takes_back_the_last_change_and_redo_brings_it_again(book: Workspace) -> None:
    made = book.records.add("member", {"name": "周建国", "post": "书记"})
    book.records.change(made, {"post": "队长"})
    for expected in ("书记",):
        assert book.records.undo() is not None
        assert book.records.raw(made).body["post"] == expected  # type: ignore[union-attr]
    book.records.redo()
    assert book.records.raw(made).body["post"] == "队长"  # type: ignore[union-attr]
    book.records.undo()
    book.records.undo()
    assert book.records.get(Member, made) is None
    assert book.records.undo() is None


def test_one_undo_takes_back_a_whole_import(book: Workspace) -> None:
    edits = [book.records.edit_new("member", {"name": f"人{n}"}) for n in range(30)]
    book.records.write(edits, what="import")
    book.records.undo()
    assert book.records.counts().get("member", 0) == 0
    book.records.redo()
    assert book.records.counts()["member"] == 30


def test_a_deleted_record_comes_back_with_undo(book: Workspace) -> None:
    made = book.records.add("member", {"name": "周建国"})
    book.records.delete(made)
    assert book.records.get(Member, made) is None
    book.records.undo()
    assert book.records.get(Member, made) is not None


def test_undo_of_an_attendance_that_was_made_removes_it(book: Workspace) -> None:
    person = book.records.add("member", {"name": "周建国"})
    meeting = book.records.add("activity", {"type": "general_meeting"})
    made = book.records.add(
        "attendance", {"activity": meeting, "member": person, "status": "present"}
    )
    book.records.undo()
    assert book.records.raw(made).deleted  # type: ignore[union-attr]


def test_records_are_called_by_their_labels(book: Workspace) -> None:
    person = book.records.add("member", {"name": "次仁旺堆"})
    office = book.records.add("office_holding", {"member": person, "office": "secretary"})
    assert book.records.name(person) == "次仁旺堆"
    assert "次仁旺堆" in book.records.name(office)
    assert book.records.name("") == ""


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        ("member", {"name": "x", "joined_on": "2026-02-30"}, "joined_on"),
        ("member", {"post": "书记"}, "name"),
        ("member", {"name": ""}, "name"),
        ("member", {"name": "周\x00建国"}, "name"),
        ("member", {"name": "周\ud800"}, "name"),
        ("member", {"name": "长" * 201}, "name"),
        ("member", {"name": "x", "status": "king"}, "status"),
        ("member", {"name": "x", "shoe": 43}, "shoe"),
        ("member", {"name": "x", "id_number_suffix": "110101199003077777"}, "id_number_suffix"),
        ("motion", {"activity": "a", "yes": -1}, "yes"),
        ("motion", {"activity": "a", "yes": "三"}, "yes"),
        ("motion", {"activity": "a", "yes": 1.5}, "yes"),
        ("activity", {"type": "general_meeting", "held_start": "2026-05-22T25:00"}, "held_start"),
        ("activity", {"type": "general_meeting", "minutes": "字" * 200_001}, "minutes"),
    ],
)
def test_what_cannot_be_is_refused_and_names_the_field(
    book: Workspace, kind: str, fields: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidRecord) as caught:
        book.records.add(kind, fields)
    assert caught.value.field == field
    assert book.records.counts().get(kind, 0) == 0


def test_a_hundred_thousand_characters_of_minutes_are_kept(book: Workspace) -> None:
    text = "会议记录第一段。\n" * 11_112
    made = book.records.add("activity", {"type": "general_meeting", "minutes": text})
    record = book.records.raw(made)
    assert record is not None
    assert record.body["minutes"] == text


def test_emoji_and_rare_characters_are_kept(book: Workspace) -> None:
    made = book.records.add("member", {"name": "𬱖文博", "note": "👍🏔️ ok"})
    assert book.records.raw(made).body["note"] == "👍🏔️ ok"  # type: ignore[union-attr]


def test_an_empty_value_clears_a_field_that_may_be_empty(book: Workspace) -> None:
    made = book.records.add("member", {"name": "周建国", "post": "书记"})
    book.records.change(made, {"post": ""})
    assert book.records.raw(made).body["post"] is None  # type: ignore[union-attr]
    with pytest.raises(InvalidRecord):
        book.records.change(made, {"name": ""})


def test_a_value_that_this_release_cannot_read_does_no_harm(book: Workspace) -> None:
    made = book.records.add("member", {"name": "周建国"})
    pen = book.pen()
    newer = Edit("member", {"status": "astronaut", "shoe": 43}, made)
    book.store.write(pen.scope, pen.actor, [newer], by="x")
    member = book.records.get(Member, made)
    assert member is not None
    assert (member.name, member.status) == ("周建国", Standing.full)
    book.records.change(made, {"post": "书记"})
    assert book.records.raw(made).body["shoe"] == 43  # type: ignore[union-attr]


def test_a_record_whose_kind_of_meeting_is_of_a_later_release_waits_for_it(
    book: Workspace,
) -> None:
    held = {"type": "joint_activity", "held_start": "2026-05-02T09:00:00"}
    known, pen = book.records.add("activity", held), book.pen()
    later = Edit("activity", {**held, "type": "of a later release"}, "")
    (made,) = book.store.write(pen.scope, pen.actor, [later], by="x").ids
    assert [a.id for a in book.records.all(Activity)] == [known]
    assert [a.id for a in book.records.parts.some(Activity, ("held_start",))] == [known]
    assert book.records.get(Activity, made) is None
    assert book.records.raw(made).body["type"] == "of a later release"  # type: ignore[union-attr]


def test_kinds_and_records_that_are_not_there_are_said(book: Workspace) -> None:
    with pytest.raises(NotFound):
        book.records.add("dragon", {})
    with pytest.raises(NotFound):
        book.records.change("x.1.0", {})
    with pytest.raises(NotFound):
        book.records.delete("x.1.0")


def test_a_guard_stops_an_edit_and_its_undo(book: Workspace) -> None:
    member = book.records.add("member", {"name": "高峻"})

    def closed(edits: Sequence[Edit]) -> None:
        raise Closed(N_("There is no record {id}."), id=edits[0].id)

    book.records.guard(closed)
    with pytest.raises(Closed):
        book.records.change(member, {"name": "高俊"})
    with pytest.raises(Closed):
        book.records.undo()
    assert book.records.name(member) == "高峻"
