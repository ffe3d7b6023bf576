"""What is shared: a room is booked once, chairs come back, of help for the mind only a count is kept."""

from datetime import date, datetime

import pytest

from app.services.records import Records
from app.workspace import Workspace
from db.model.change import DELETED
from db.model.errors import InvalidRecord
from db.model.record import Edit


@pytest.fixture
def room(book: Workspace) -> str:
    return book.records.add("shared_resource", {"name": "第一会议室", "kind": "room"})


def hours(resource: str, start: str, end: str, **more: str) -> dict[str, str]:
    return {"resource": resource, "from_at": f"{start}:00", "to_at": f"{end}:00", **more}


def test_a_second_booking_is_refused_with_who_has_it(book: Workspace, room: str) -> None:
    book.sharing.book(hours(room, "2026-05-22T09:00", "2026-05-22T11:00", for_whom="一工区"))
    with pytest.raises(InvalidRecord) as refused:
        book.sharing.book(hours(room, "2026-05-22T10:00", "2026-05-22T12:00"))
    assert refused.value.params["whom"] == "一工区"
    book.sharing.book(hours(room, "2026-05-22T11:00", "2026-05-22T12:00"))


def test_the_hour_of_a_booking_that_was_called_off_is_free(book: Workspace, room: str) -> None:
    first = book.sharing.book(hours(room, "2026-05-22T09:00", "2026-05-22T11:00"))
    book.sharing.cancel(first)
    book.sharing.book(hours(room, "2026-05-22T10:00", "2026-05-22T12:00"))
    with pytest.raises(InvalidRecord):
        book.records.change(first, {"state": "agreed"})


def test_a_week_holds_its_own_days_alone_the_last_week_there_is_too(
    book: Workspace, room: str
) -> None:
    night = book.sharing.book(hours(room, "2026-05-24T22:00", "2026-05-25T00:00"))
    book.sharing.book(hours(room, "2026-05-25T00:00", "2026-05-25T02:00"))
    assert [b.id for b in book.sharing.week(date(2026, 5, 22)).bookings[room]] == [night]
    last = book.sharing.book(hours(room, "9999-12-31T22:00", "9999-12-31T23:00"))
    assert [b.id for b in book.sharing.week(date.max).bookings[room]] == [last]


def test_a_deleted_booking_comes_back_only_while_its_hour_is_free(
    book: Workspace, room: str
) -> None:
    first = book.sharing.book(hours(room, "2026-05-22T09:00", "2026-05-22T11:00"))
    book.records.delete(first)
    pen, edit = (
        book.pen(),
        book.records.edit_new("booking", hours(room, "2026-05-22T10:00", "2026-05-22T12:00")),
    )
    # Another laptop's arrives, and what is undone here is still the deletion.
    (theirs,) = book.store.write(pen.scope, pen.actor, [edit], by=pen.by, what="new").ids
    with pytest.raises(InvalidRecord):
        book.records.undo()
    book.store.write(pen.scope, pen.actor, [Edit("booking", {DELETED: True}, theirs)], by=pen.by)
    book.records.undo()
    assert [b.id for b in book.sharing.week(date(2026, 5, 22)).bookings[room]] == [first]


def test_a_booking_moves_with_its_length(book: Workspace, room: str) -> None:
    made = book.sharing.book(hours(room, "2026-05-22T09:00", "2026-05-22T11:00"))
    book.sharing.move(made, datetime.fromisoformat("2026-05-23T14:00"))
    week = book.sharing.week(date(2026, 5, 20))
    (moved,) = week.bookings[room]
    assert (week.first, moved.from_at, moved.to_at) == (
        date(2026, 5, 18),
        datetime.fromisoformat("2026-05-23T14:00"),
        datetime.fromisoformat("2026-05-23T16:00"),
    )


def test_words_of_a_booking_change_though_it_meets_another(book: Workspace, room: str) -> None:
    made = book.sharing.book(hours(room, "2026-05-22T09:00", "2026-05-22T11:00"))
    pen, edit = (
        book.pen(),
        book.records.edit_new("booking", hours(room, "2026-05-22T09:30", "2026-05-22T10:00")),
    )
    book.store.write(pen.scope, pen.actor, [edit], by=pen.by, what="new")
    book.records.change(made, {"purpose": "安全例会"})
    assert len(book.sharing.week(date(2026, 5, 22)).clashing) == 2


def test_no_more_is_lent_than_there_is(book: Workspace) -> None:
    records: Records = book.records
    chairs = records.add("shared_resource", {"name": "桌椅", "kind": "material", "quantity": 60})
    first = records.add("loan", {"resource": chairs, "quantity": 50, "borrower": "一工区"})
    with pytest.raises(InvalidRecord) as refused:
        records.add("loan", {"resource": chairs, "quantity": 11})
    assert refused.value.params["left"] == 10
    book.sharing.give_back(first)
    records.add("loan", {"resource": chairs, "quantity": 60})
    assert [loan.id for loan in book.sharing.loans()][-1] == first


def test_of_help_for_the_mind_only_a_count_is_kept(book: Workspace) -> None:
    point = book.records.add("service_point", {"name": "职工之家"})
    entry = {"point": point, "on": "2026-05-20", "kind": "psychological", "people": 2}
    with pytest.raises(InvalidRecord):
        book.records.add("point_entry", {**entry, "note": "某人睡不着"})
    book.records.add("point_entry", entry)
    (found,) = book.sharing.points(2026)
    assert (found.entries, found.people) == (1, 2)


def test_the_catalogue_says_who_has_it_now_and_what_is_left(book: Workspace, room: str) -> None:
    partner = book.records.add("partner_organization", {"name": "养护段党支部"})
    chairs = {"name": "桌椅", "kind": "material", "quantity": 60, "owner": partner}
    made = book.records.add("shared_resource", chairs)
    book.records.add("loan", {"resource": made, "quantity": 20})
    own, theirs = book.sharing.catalogue()
    assert (own.resource.id, own.owner, own.now, own.left) == (room, "", None, None)
    assert (theirs.owner, theirs.left) == ("养护段党支部", 40)


def test_a_room_let_for_half_a_year_is_taken_in_its_last_month_too(
    book: Workspace, room: str
) -> None:
    book.sharing.book(hours(room, "2026-01-05T08:00", "2026-06-30T18:00", for_whom="安置点"))
    with pytest.raises(InvalidRecord):
        book.sharing.book(hours(room, "2026-06-20T09:00", "2026-06-20T10:00"))
    assert len(book.sharing.week(date(2026, 6, 20)).bookings[room]) == 1


def test_hours_that_nobody_meant_are_booked_like_others(book: Workspace, room: str) -> None:
    book.sharing.book(hours(room, "0001-01-01T00:00", "0001-01-02T00:00"))
    book.sharing.book(hours(room, "9999-12-31T22:00", "9999-12-31T23:59"))
    with pytest.raises(InvalidRecord):
        book.sharing.book(hours(room, "2026-05-22T09:00", "2026-05-22T09:00"))
    book.sharing.book(hours(room, "2026-05-22T22:00", "2026-05-23T02:00"))
    with pytest.raises(InvalidRecord):
        book.sharing.book(hours(room, "2026-05-23T01:00", "2026-05-23T03:00"))
    assert book.sharing.booked_twice() == ()
    assert len(book.sharing.catalogue()) == 1


def test_a_state_of_a_later_release_does_not_stop_an_edit_of_the_hours(
    book: Workspace, room: str
) -> None:
    made = book.sharing.book(hours(room, "2026-05-22T09:00", "2026-05-22T11:00"))
    pen = book.pen()
    later = Edit("booking", {"state": "provisional"}, made)
    book.store.write(pen.scope, pen.actor, [later], by=pen.by, what="edit")
    book.records.change(made, {"to_at": "2026-05-22T12:00:00"})
    (held,) = book.sharing.week(date(2026, 5, 22)).bookings[room]
    assert held.to_at == datetime.fromisoformat("2026-05-22T12:00")
