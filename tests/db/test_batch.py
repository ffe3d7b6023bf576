"""A batch may be computed by another process: it is kept whole, or not at all."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.arrival import lined
from db.batch import Batch
from db.inbox import Letter, Refusal, Refused
from db.log import Line
from db.model.change import GENESIS, Change, Op
from db.model.record import Applied, Edit
from db.post import Pack
from db.store import Store
from tests.db.conftest import KEY
from tests.db.histories import SCOPE, folded, tables

A, B = "a" * 16, "b" * 16


def change(actor: str, seq: int, name: str) -> Change:
    return Change(SCOPE, actor, seq, seq << 16, "周", "new", (Op("member", "r", "name", name),))


def lines(*changes: Change) -> list[Line]:
    out: list[Line] = []
    for one in changes:
        out.append(lined(out[-1].head if out else GENESIS, one))
    return out


@pytest.fixture
def helper(store: Store, tmp_path: Path) -> Iterator[Store]:
    """A second opening of the same file, without the kinds."""
    opened = Store(tmp_path / "book.db", KEY, None, lambda: 0, index_later=True)
    yield opened
    opened.close()


def planned(helper: Store, *changes: Change) -> Batch:
    return helper.planner.batch(SCOPE, lines(*changes))


def test_what_a_helper_computed_is_what_applying_gives(store: Store, helper: Store) -> None:
    changes = [change(A, 1, "一"), change(A, 2, "二")]
    pack = Pack(SCOPE, A, 1, 2, b"mark", b"body")
    assert store.keep(planned(helper, *changes), [pack])
    assert tables(store) == folded(changes)
    assert list(store.log.all(SCOPE)) == changes
    assert store.post.packs(SCOPE) == [pack]


def test_a_batch_for_a_log_that_has_moved_on_changes_nothing(store: Store, helper: Store) -> None:
    batch = planned(helper, change(A, 1, "一"))
    store.apply([change(B, 1, "乙")])
    before = tables(store)
    assert not store.keep(batch, [Pack(SCOPE, A, 1, 1, b"mark", b"body")])
    assert (tables(store), store.post.packs(SCOPE)) == (before, [])


def test_the_clock_goes_on_from_what_was_kept_and_listeners_hear(
    store: Store, helper: Store
) -> None:
    heard: list[Applied] = []
    store.listen(heard.append)
    ahead = 1_790_000_000_000 + 60_000 << 16
    once = Change(SCOPE, A, 1, ahead, "周", "new", (Op("member", "r", "name", "一"),))
    assert store.keep(planned(helper, once))
    assert [one.touched for one in heard] == [{("member", "r")}]
    own = store.write(SCOPE, B, [Edit("member", {"name": "二"})], by="周").changes[0]
    assert own.hlc > ahead


@pytest.fixture
def letters(store: Store) -> list[Letter]:
    """Three letters of one scope and one of another, in the inbox."""
    made = [
        Letter(scope, A, first, first + 1, bytes([first]) * 8, f"{first}.sxbundle", b"x" * 100)
        for scope, first in ((SCOPE, 1), (SCOPE, 3), (SCOPE, 5), ("t", 1))
    ]
    with store.engine.writing():
        store.inbox.put(made)
    return made


def test_letters_come_out_in_order_a_part_at_a_time(store: Store, letters: list[Letter]) -> None:
    assert store.inbox.scopes() == [SCOPE, "t"]
    assert store.inbox.scopes(after=SCOPE) == ["t"]
    assert store.inbox.letters(SCOPE, 150) == (letters[:2], True)
    assert store.inbox.letters(SCOPE, 1000) == (letters[:3], False)
    assert (store.inbox.count(), store.inbox.count("t"), store.inbox.changes()) == (4, 1, 8)


def test_a_letter_lies_there_once(store: Store, letters: list[Letter]) -> None:
    with store.engine.writing():
        store.inbox.put([letters[0]._replace(source="again.sxbundle")])
    assert store.inbox.letters(SCOPE, 1)[0] == letters[:1]
    with store.engine.writing():
        store.inbox.drop([letters[0].name])
    assert store.inbox.letters(SCOPE, 1)[0] == letters[1:2]


def test_the_inbox_keeps_what_cannot_be_taken_with_its_reason(
    open_store: Callable[[str], Store], letters: list[Letter]
) -> None:
    store = open_store("book")
    with store.engine.writing():
        store.inbox.refuse([Refusal(letters[3].name, "too {how}", {"how": "new"})])
    assert store.inbox.refused() == [
        Refused("t", A, 1, 2, "1.sxbundle", "too {how}", {"how": "new"})
    ]
    assert not store.inbox.some("t")
    assert store.inbox.some(SCOPE)
    store.inbox.retry()
    assert store.inbox.some("t")
