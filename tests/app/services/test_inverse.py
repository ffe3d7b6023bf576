"""What a change made is taken back, and what others made of it since is left."""

from app.services.inverse import inverse
from app.workspace import Workspace


def test_undo_leaves_what_was_changed_since(book: Workspace) -> None:
    made = book.records.add("member", {"name": "周建国", "post": "书记"})
    change = book.records.change(made, {"post": "队长", "name": "周建军"}).changes[0]
    book.records.change(made, {"post": "工长"})
    edits, skipped = inverse(book.store, change)
    book.records.write(edits, what="undo")
    record = book.records.raw(made)
    assert record is not None
    assert (record.body["name"], record.body["post"], skipped) == ("周建国", "工长", 1)
