"""What the backlog promises: counted once, then only what was added, gone when it is signed for."""

from app.services.backlog import SHARE, Backlog, bytes_of
from app.services.delivery import Waiting
from app.workspace import Workspace


def test_it_counts_records_by_kind_and_changes_by_day(book: Workspace) -> None:
    backlog, pen = Backlog(book.store), book.pen()
    group = book.records.add("party_group", {"name": "第一党小组"})
    assert {w.kind: w.count for w in backlog.kinds(pen.scope, {})} == {
        "branch": 1,
        "party_group": 1,
    }
    book.records.change(group, {"name": "一组"})
    book.records.add("party_group", {"name": "二组"})
    assert {w.kind: w.count for w in backlog.kinds(pen.scope, {})} == {
        "branch": 1,
        "party_group": 2,
    }
    assert sum(backlog.days(pen.scope, {}).values()) == 4


def test_what_is_signed_for_no_longer_waits(book: Workspace) -> None:
    backlog, pen = Backlog(book.store), book.pen()
    book.records.add("party_group", {"name": "第一党小组"})
    assert backlog.kinds(pen.scope, {pen.actor: 2}) == ()
    assert [w.kind for w in backlog.kinds(pen.scope, {pen.actor: 1})] == ["party_group"]


def test_bytes_are_an_estimate_of_what_is_sent() -> None:
    assert bytes_of(()) == 0
    assert bytes_of((Waiting("activity", 3, 1000), Waiting("member", 1, 10))) > 1010
    assert SHARE < 0.5
