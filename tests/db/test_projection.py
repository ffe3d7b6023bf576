"""However changes come, in whatever batches, the tables are what the definition folds them to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.model.change import Change, Op
from db.store import Store
from tests.db.histories import SCOPE, folded, histories, tables

A, B = "a" * 16, "b" * 16


@settings(deadline=None)
@given(st.data())
def test_any_order_in_any_batches_gives_the_definition(data: st.DataObject) -> None:
    changes = data.draw(histories())
    mixed = data.draw(st.permutations(changes))
    store = Store(Path(":memory:"), None, (), lambda: 1_790_000_000_000)
    while mixed:
        size = data.draw(st.integers(1, len(mixed)))
        store.apply(mixed[:size])
        mixed = mixed[size:]
    assert tables(store) == folded(changes)
    store.rebuild()
    assert tables(store) == folded(changes)
    store.close()


def replaced_before_it_came() -> list[Change]:
    """Return a change that replaces an op which arrives only after it."""
    first = Change(SCOPE, A, 1, 1 << 16, "甲", "new", (Op("member", "r", "name", "旧"),))
    later = Change(
        SCOPE, B, 1, 2 << 16, "乙", "edit", (Op("member", "r", "name", "新", (f"{A}.1.0",)),)
    )
    return [later, first]


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_rebuilding_in_parts_does_not_bring_a_replaced_value_back(
    open_store: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("db.store._REBUILT", at_once)
    store = open_store("book")
    for change in replaced_before_it_came():
        store.apply([change])
    store.rebuild()
    assert tables(store) == folded(replaced_before_it_came())
    found = store.read.get(SCOPE, "r")
    assert found is not None
    assert (found.body, found.conflicts) == ({"name": "新"}, ())


def test_what_was_awaited_is_forgotten_once_it_came(open_store: Callable[[str], Store]) -> None:
    store = open_store("book")
    later, first = replaced_before_it_came()
    store.apply([later])
    assert store.engine.rows("select record, op from awaited") == [("r", f"{A}.1.0")]
    store.apply([first])
    assert store.engine.rows("select record, op from awaited") == []
