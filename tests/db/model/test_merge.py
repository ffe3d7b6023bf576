"""Merging depends on which changes are known, never on their order, repetition or clocks."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.model.change import DELETED, Change, Op
from db.model.merge import fold, same
from db.store import Store
from tests.db.conftest import KEY, KINDS

S = "s"
ACTORS = ("a" * 16, "b" * 16, "c" * 16)


class Laptop:
    """The plainest replica: a set of changes; what it shows is `fold` of them."""

    def __init__(self, actor: str) -> None:
        self.actor, self.known = actor, dict[tuple[str, int], Change]()

    def write(self, record: str, field: str, value: object, hlc: int) -> None:
        held = fold(self.known.values()).get(record)
        registers = held.registers if held else {}
        pred = tuple(s.op for s in registers.get(field, ())[:1])
        if field == DELETED and value is True:
            pred = tuple(s.op for r in registers.values() for s in r)
        seq = sum(1 for actor, _ in self.known if actor == self.actor) + 1
        op = Op("member", record, field, value, pred)
        self.known[self.actor, seq] = Change(S, self.actor, seq, hlc, "x", "edit", (op,))

    def learn(self, other: "Laptop") -> None:
        self.known |= other.known


STEP = st.one_of(
    st.tuples(
        st.just("write"),
        st.integers(0, 2),
        st.sampled_from(("r1", "r2")),
        st.sampled_from(("name", "post", DELETED)),
        st.integers(-(10**9), 10**15),
    ),
    st.tuples(st.just("learn"), st.integers(0, 2), st.integers(0, 2)),
)


def history(steps: list[tuple[object, ...]]) -> list[Laptop]:
    laptops = [Laptop(a) for a in ACTORS]
    for n, step in enumerate(steps):
        if step[0] == "write":
            _, who, record, field, hlc = step
            value = (n % 2 == 0) if field == DELETED else f"v{n % 4}"
            laptops[int(str(who))].write(str(record), str(field), value, int(str(hlc)))
        else:
            laptops[int(str(step[1]))].learn(laptops[int(str(step[2]))])
    for one in laptops:
        for other in laptops:
            one.learn(other)
    return laptops


@given(st.lists(STEP, max_size=40), st.randoms(use_true_random=False))
def test_any_order_of_the_same_changes_gives_the_same_records(steps, random) -> None:  # type: ignore[no-untyped-def]
    changes = list(history(steps)[0].known.values())
    expected = fold(changes)
    random.shuffle(changes)
    assert fold(changes + changes[: len(changes) // 2]) == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(STEP, max_size=30), st.randoms(use_true_random=False), st.booleans())
def test_the_store_shows_what_the_log_alone_gives(tmp_path_factory, steps, random, apart) -> None:  # type: ignore[no-untyped-def]
    changes = list(history(steps)[0].known.values())
    expected = fold(changes)
    random.shuffle(changes)
    folder: Path = tmp_path_factory.mktemp("merge")
    store = Store(folder / "book.db", KEY, KINDS, lambda: 1_790_000_000_000)
    if apart:
        for change in changes:
            store.apply([change])
    else:
        store.apply(changes)
    for record, folded in expected.items():
        held = store.read.get(S, record)
        assert held is not None
        assert held.body == folded.verdict.body
        assert held.deleted == folded.verdict.deleted
        assert held.conflicts == folded.verdict.conflicts
        assert set(held.ops()) == {s.op for r in folded.registers.values() for s in r}
    store.close()


@given(st.lists(STEP, max_size=40))
def test_no_value_vanishes_unless_somebody_who_saw_it_replaced_it(steps) -> None:  # type: ignore[no-untyped-def]
    changes = list(history(steps)[0].known.values())
    replaced = {(op.record, op.field, p) for c in changes for op in c.ops for p in op.pred}
    alive = {
        (c.ops[0].record, c.ops[0].field, c.op_id(0))
        for c in changes
        if (c.ops[0].record, c.ops[0].field, c.op_id(0)) not in replaced
    }
    kept = {
        (record, field, s.op)
        for record, folded in fold(changes).items()
        for field, register in folded.registers.items()
        for s in register
    }
    assert kept == alive


@pytest.mark.parametrize("pair", [(1, 1.0), (1, True), (0, False), ("", None), ([], {})])
def test_values_of_different_types_are_different(pair: tuple[object, object]) -> None:
    assert not same(*pair)


def test_objects_are_the_same_whatever_the_order_of_their_keys() -> None:
    assert same({"a": 1, "b": 2}, {"b": 2, "a": 1})
