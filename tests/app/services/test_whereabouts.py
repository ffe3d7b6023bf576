"""What whereabouts promises: only here, on a stick, or signed for, value by value."""

from app.services.whereabouts import Whereabouts
from app.workspace import Workspace
from db.model.record import Record
from db.post import Carried, Receipt


def group(book: Workspace) -> Record:
    found = book.records.raw(book.records.add("party_group", {"name": "一组"}))
    assert found is not None
    return found


def test_a_record_is_where_the_least_of_its_values_is(book: Workspace) -> None:
    where, pen = Whereabouts(book.store), book.pen()
    record = group(book)
    assert where.marker(pen.scope)(record) == "local"
    book.store.post.carry([Carried(pen.scope, pen.actor, 2, 1, "stick")])
    assert where.marker(pen.scope)(record) == "stick"
    book.store.post.give_receipt(Receipt(pen.scope, pen.actor, 2, b"", 1, 1, b""))
    assert where.marker(pen.scope)(record) == "hq"
    book.records.change(record.id, {"name": "第一党小组"})
    changed = book.records.raw(record.id)
    assert changed is not None
    assert where.marker(pen.scope)(changed) == "local"


def test_without_a_receipt_nothing_is_said_to_be_received(book: Workspace) -> None:
    held = Whereabouts(book.store).held_since(group(book))
    assert (held.received, held.receipt) == (None, None)
    assert held.first_written.year >= 2024
