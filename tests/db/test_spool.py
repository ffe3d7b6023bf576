"""What the spool promises: one copy of each, until it is dropped or has lain too long."""

from db.store import Store


def test_a_body_stays_until_it_is_dropped(store: Store) -> None:
    store.spool.keep("hq", "a", b"one", 1)
    store.spool.keep("hq", "a", b"two", 2)
    store.spool.keep("hq", "b", b"", 3)
    assert (store.spool.get("hq", "a"), store.spool.named("hq")) == (b"two", ("a", "b"))
    store.spool.drop("hq", "a")
    assert (store.spool.get("hq", "a"), store.spool.get("hq", "b")) == (None, b"")
    store.spool.clear("hq")
    assert store.spool.named("hq") == ()


def test_what_has_lain_long_is_swept(store: Store) -> None:
    store.spool.keep("one", "a", b"x", 10)
    store.spool.keep("two", "a", b"y", 20)
    store.spool.sweep(before=20)
    assert (store.spool.named("one"), store.spool.named("two")) == ((), ("a",))


def test_the_oldest_goes_where_too_much_lies_here(store: Store) -> None:
    for at, name in enumerate("abcd"):
        store.spool.keep(name, "a", bytes(10), at)
    store.spool.trim(25)
    assert [bool(store.spool.named(name)) for name in "abcd"] == [False, False, True, True]
    store.spool.trim(0)
    assert not any(store.spool.named(name) for name in "abcd")


def test_of_two_that_come_at_once_the_further_one_stays(store: Store) -> None:
    store.spool.grow("hq", "a", b"longer", 1)
    store.spool.grow("hq", "a", b"short", 2)
    assert store.spool.get("hq", "a") == b"longer"
    store.spool.grow("hq", "a", b"longest of all", 3)
    assert store.spool.get("hq", "a") == b"longest of all"
