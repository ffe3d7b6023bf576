"""Two laptops that booked one hour are told; so is what does not come back."""

from datetime import date

from app.rules.bookings import booked_twice, not_back
from app.workspace import Workspace
from tests.app.rules.conftest import told

PERIOD = (date(2026, 1, 1), date(2026, 12, 31))


def test_two_bookings_of_one_hour_contradict_each_other(book: Workspace) -> None:
    records = book.records
    room = records.add("shared_resource", {"name": "第一会议室", "kind": "room"})
    hours = {"resource": room, "from_at": "2026-05-22T09:00:00", "to_at": "2026-05-22T11:00:00"}
    records.add("booking", {**hours, "for_whom": "一工区"})
    other = records.add(
        "booking", {**hours, "from_at": "2026-05-22T11:00:00", "to_at": "2026-05-22T12:00:00"}
    )
    assert not told(booked_twice, book.checking.facts(*PERIOD))
    # As another laptop would have written it: what arrives is not looked at.
    pen = book.pen()
    edit = records.edit_new("booking", {**hours, "for_whom": "二工区"})
    book.store.write(pen.scope, pen.actor, [edit], by=pen.by, what="new")
    (found,) = told(booked_twice, book.checking.facts(*PERIOD))
    assert (found.rule, found.severity, found.kind) == ("R43", "error", "booking")
    assert found.record != other


def test_what_is_lent_is_asked_for_after_its_day(book: Workspace) -> None:
    chairs = book.records.add("shared_resource", {"name": "桌椅", "kind": "material"})
    loan = {"resource": chairs, "borrower": "一工区", "lent_on": "2026-01-02"}
    book.records.add("loan", {**loan, "due_on": "2026-01-10", "returned_on": "2026-01-09"})
    late = book.records.add("loan", {**loan, "due_on": "2026-01-10"})
    assert [f.record for f in told(not_back, book.checking.facts(*PERIOD))] == [late]
