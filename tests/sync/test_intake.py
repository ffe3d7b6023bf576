"""What taking in promises: any order, any number of times, two branches kept, every no named."""

import shutil

import pytest

from db.model.change import Change, Op
from db.model.merge import fold
from db.store import Store
from sync.core.pack import Seal, sealed, written
from sync.identity import Identity
from tests import sqlite
from tests.sync.site import SCOPE, Headquarter, Laptop, state

Pair = tuple[Laptop, Laptop]


def packs(laptop: Laptop, texts: list[str]) -> list[bytes]:
    for text in texts:
        laptop.edit(text=text)
        laptop.replica().seal([SCOPE])
    return [bytes(p.body) for p in laptop.store.post.packs(SCOPE, laptop.actor)]


def test_packs_wait_on_disk_for_what_comes_before_them(hq: Headquarter, laptop: Laptop) -> None:
    one, two, three = packs(laptop, ["a", "b", "c"])
    intake = hq.replica.intake
    assert [intake.take(three).waiting, intake.take(two).waiting] == [True, True]
    assert list(hq.store.log.all(SCOPE)) == []
    assert intake.take(one).fresh == 1
    assert state(hq.store) == state(laptop.store)
    assert [intake.take(p).fresh for p in (one, two, three)] == [0, 0, 0]
    assert len(hq.store.post.packs(SCOPE)) == 3


def test_a_pack_that_begins_earlier_brings_only_what_is_new(
    hq: Headquarter, laptop: Laptop
) -> None:
    first, *_ = packs(laptop, ["a", "b", "c"])
    hq.replica.intake.take(first)
    everything = [logged.change for logged in laptop.store.log.since(SCOPE, laptop.actor, 0)]
    again = sealed(everything, bytes(32), laptop.keys.sign).body
    assert hq.replica.intake.take(again).fresh == 2
    assert state(hq.store) == state(laptop.store)


def copied(laptop: Laptop) -> Laptop:
    """Return a second laptop from a mere copy of the disk, with the same actor."""
    sqlite.connection(laptop.store).execute("pragma wal_checkpoint(truncate)")
    twin = Laptop.__new__(Laptop)
    twin.path, twin.key, twin.name = laptop.path.with_suffix(".twin"), laptop.key, laptop.name
    twin.clock = laptop.clock
    shutil.copyfile(laptop.path, twin.path)
    twin.store = Store(twin.path, twin.key, (), twin.clock)
    twin.identity = Identity(twin.store.settings, twin.clock)
    return twin


def test_a_copied_disk_is_noticed_and_both_branches_are_kept(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    one.edit(text="共同")
    one.sync(hq)
    twin = copied(one)
    old = one.actor
    one.edit(text="原来的电脑")
    twin.edit(text="复制的电脑")
    one.sync(hq)
    done = twin.sync(hq)
    assert done.forked
    assert twin.actor != old
    assert (done.got, done.turns) == (1, 1)
    one.sync(hq)
    two.sync(hq)
    for laptop in (one, twin, two):
        folded = fold(laptop.store.log.all(SCOPE)).values()
        assert {f.verdict.body["text"] for f in folded} == {"共同", "原来的电脑", "复制的电脑"}
    quiet = [laptop.sync(hq) for laptop in (one, twin, two)]
    assert not any(q.sent or q.got or q.forked for q in quiet)


def test_what_is_set_aside_says_whose_it_was(hq: Headquarter, laptop: Laptop) -> None:
    (one,) = packs(laptop, ["a"])
    hq.store.post.know(hq.store.post.peers()[laptop.actor]._replace(certificate=b""))
    fresh = type(hq.replica.intake)(
        hq.store,
        hq.replica.identity,
        type(hq.replica.trust)(hq.root.sign_public, hq.store),
        hq.replica.tenures,
        hq.replica.forks,
    )
    aside = fresh.take(one).aside
    assert aside is not None
    assert (aside.actor, aside.first, aside.last) == (laptop.actor, 1, 1)
    assert "did not enrol" in aside.text


def forged(author: Laptop, hq: Headquarter, first: int, last: int) -> bytes:
    """A pack in another's name that awaits what never comes, so that its seal cannot be looked at."""
    text, head = "字" * 200, hq.store.log.head(SCOPE, author.actor, first - 1) or bytes(32)
    record, awaited = f"{author.actor}.1.0", (f"{'f' * 16}.7.0",)
    ops = {n: Op("note", record, "text", f"{text}{n}", awaited) for n in range(first, last + 1)}
    run = [Change(SCOPE, author.actor, n, 1 << 40, "x", "edit", (op,)) for n, op in ops.items()]
    return written(run, head, bytes(32), (Seal(last, bytes(64)),), lambda _: text)[1]


@pytest.mark.parametrize(("first", "last"), [(2, 2), (2, 9), (1, 5), (3, 3), (4, 9)])
def test_a_forged_pack_that_awaits_something_holds_up_nobody(
    hq: Headquarter, pair: Pair, first: int, last: int
) -> None:
    one, two = pair
    one.edit(text="a")
    one.sync(hq)
    assert hq.replica.intake.take(forged(one, hq, first, last)).waiting
    for text in "bcd":
        one.edit(text=text)
        one.sync(hq)
    two.sync(hq)
    assert state(two.store) == state(one.store) == state(hq.store)
