"""What a second branch promises: one name everywhere, and ids that stay within it."""

from db.model.change import Change, Op
from sync.core.forks import Fork, alias_of, renamed

ACTOR, OTHER = "9f2c6a11d03b77e4", "00000000000000aa"
FORK = Fork(ACTOR, alias_of(ACTOR, b"h" * 32), 8, ((10, "ab"),))


def test_its_name_comes_from_its_first_change_alone() -> None:
    assert alias_of(ACTOR, b"h" * 32) == FORK.alias != alias_of(ACTOR, b"i" * 32)
    assert len(bytes.fromhex(FORK.alias)) == 8


def test_what_it_made_is_its_own_and_what_was_shared_stays_shared() -> None:
    ops = (
        Op("member", f"{ACTOR}.9.0", "name", "扎西", ()),
        Op("attendance", f"{ACTOR}.3.0+{ACTOR}.9.0", "member", f"{ACTOR}.9.0", (f"{ACTOR}.7.1",)),
        Op("note", f"{OTHER}.9.0", "text", f"see {ACTOR}.9.0", (f"{ACTOR}.8.2", f"{OTHER}.1.0")),
        Op("list", f"{ACTOR}.3.0", "refs", [f"{ACTOR}.8.0", 3, None], ()),
    )
    found = renamed(Change("site", ACTOR, 9, 1, "甲", "new", ops), (FORK,))
    alias = FORK.alias
    assert (found.actor, found.seq) == (alias, 2)
    assert [op.record for op in found.ops] == [
        f"{alias}.2.0",
        f"{ACTOR}.3.0+{alias}.2.0",
        f"{OTHER}.9.0",
        f"{ACTOR}.3.0",
    ]
    assert [op.value for op in found.ops] == [
        "扎西",
        f"{alias}.2.0",
        f"see {ACTOR}.9.0",
        [f"{alias}.1.0", 3, None],
    ]
    assert found.ops[1].pred == (f"{ACTOR}.7.1",)
    assert found.ops[2].pred == (f"{alias}.1.2", f"{OTHER}.1.0")


def test_it_knows_where_its_packs_end() -> None:
    assert FORK.holds(10, b"\xab")
    assert not FORK.holds(10, b"\xac")
    assert FORK.number(10) == 3


def test_a_branch_of_a_branch_names_each_stretch_by_whose_it_is() -> None:
    later = Fork(ACTOR, alias_of(ACTOR, b"i" * 32), 10, parent=FORK.alias)
    ids = "+".join(f"{ACTOR}.{seq}.0" for seq in (7, 9, 11))
    found = renamed(
        Change("site", ACTOR, 11, 1, "甲", "new", (Op("list", ids, "n", 1),)), (later, FORK)
    )
    assert found.ops[0].record == f"{ACTOR}.7.0+{FORK.alias}.2.0+{later.alias}.2.0"
    assert (found.actor, found.seq) == (later.alias, 2)
