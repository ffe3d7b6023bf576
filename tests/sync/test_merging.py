"""From the inbox into the log: the same as taking each pack in, in one step for many."""

from collections.abc import Iterator

import pytest

from db.engines.sqlite import Sqlite
from db.inbox import Letter
from db.store import Store
from sync.core.pack import header_of
from sync.merging import Merging, Work
from sync.replica import Replica
from tests.sync.site import SCOPE, Headquarter, Laptop, state


@pytest.fixture
def merging(hq: Headquarter) -> Merging:
    return hq.replica.merging


def letters(laptop: Laptop, source: str = "a.sxbundle") -> list[Letter]:
    """Seal what is in no pack yet; return every pack as a letter."""
    laptop.replica().seal([SCOPE])
    out = []
    for pack in laptop.store.post.packs(SCOPE):
        body = bytes(pack.body)
        h = header_of(body)
        out.append(Letter(h.scope, h.actor, h.first, h.last, h.mark, source, body))
    return out


def put(hq: Headquarter, *some: Letter) -> None:
    with hq.store.engine.writing():
        hq.store.inbox.put(some)


def kept(hq: Headquarter) -> Work:
    work = hq.replica.merging.plan(SCOPE)
    hq.replica.merging.keep(work, hq.hub.signer.sign_for)
    return work


def test_packs_that_follow_one_another_are_one_step(
    hq: Headquarter, laptop: Laptop, merging: Merging
) -> None:
    record = laptop.edit(text="一" * 200)
    first = letters(laptop)
    laptop.edit(record, text="一" * 200 + "二")
    put(hq, *letters(laptop), *first)
    work = merging.plan(SCOPE)
    # The second pack is written against a text that is only in the first.
    assert (work.changes, work.records, work.odd, work.size) == (2, 1, (), 2)
    assert merging.keep(work, hq.hub.signer.sign_for) == 2
    assert state(hq.store) == state(laptop.store)
    assert [(p.first, p.last) for p in hq.store.post.packs(SCOPE)] == [(1, 1), (2, 2)]
    assert hq.store.inbox.count() == 0


def test_a_plan_is_thrown_away_when_the_log_has_moved_on(
    hq: Headquarter, pair: tuple[Laptop, Laptop], merging: Merging
) -> None:
    one, two = pair
    one.edit(text="a")
    put(hq, *letters(one))
    work = merging.plan(SCOPE)
    two.edit(text="b")
    two.sync(hq)
    # The hub read the inbox before it answered; the plan is of yesterday.
    assert merging.keep(work, hq.hub.signer.sign_for) == 0
    assert dict(hq.store.log.vector(SCOPE)) == {one.actor: 1, two.actor: 1}
    assert {a: r.seq for a, r in hq.store.post.receipts(SCOPE).items()} == {
        one.actor: 1,
        two.actor: 1,
    }


def test_a_pack_before_its_predecessor_waits_and_follows(hq: Headquarter, laptop: Laptop) -> None:
    laptop.edit(text="a")
    (first,) = letters(laptop)
    laptop.edit(text="b")
    second = letters(laptop)[1]
    put(hq, second)
    assert len(kept(hq).odd) == 1
    assert (hq.store.inbox.count(), hq.store.log.vector(SCOPE)) == (0, {})
    put(hq, first)
    kept(hq)
    assert hq.store.log.vector(SCOPE) == {laptop.actor: 2}
    assert hq.store.post.receipts(SCOPE)[laptop.actor].seq == 2


def test_a_longer_pack_takes_the_place_of_a_waiting_shorter_one(
    hq: Headquarter, laptop: Laptop
) -> None:
    laptop.edit(text="a")
    (first,) = letters(laptop)
    laptop.edit(text="b")
    second = letters(laptop)[1]
    put(hq, second)
    kept(hq)
    laptop.edit(text="c")
    with laptop.store.engine.writing():
        laptop.store.engine.run("delete from pack where first > 1")
    longer = letters(laptop)[1]
    assert (second.first, second.last, longer.first, longer.last) == (2, 2, 2, 3)
    put(hq, first, longer)
    kept(hq)
    assert hq.store.log.vector(SCOPE) == {laptop.actor: 3}
    assert [(p.first, p.last) for p in hq.store.post.packs(SCOPE)] == [(1, 1), (2, 3)]


def test_two_histories_of_one_actor_are_both_kept(hq: Headquarter, laptop: Laptop) -> None:
    laptop.edit(text="a")
    (first,) = letters(laptop)
    put(hq, first)
    kept(hq)
    with laptop.store.engine.writing():
        for table in ("log", "pack", "record", "touch"):
            laptop.store.engine.run(f"delete from {table}")
    laptop.edit(text="b")
    (second,) = letters(laptop)
    assert second.first == 1
    put(hq, second)
    assert len(kept(hq).odd) == 1
    assert sorted(str(r[1]["text"]) for r in state(hq.store).values()) == ["a", "b"]
    assert len(hq.replica.forks.all(SCOPE)) == 1
    assert hq.store.inbox.count() == 0


def test_what_cannot_be_taken_stays_and_holds_up_nothing(
    hq: Headquarter, pair: tuple[Laptop, Laptop]
) -> None:
    one, two = pair
    one.edit(text="a")
    two.edit(text="b")
    good, (bad,) = letters(two), letters(one, "bad.sxbundle")
    flipped = bytearray(bad.body)
    flipped[-1] ^= 1
    put(hq, *good, bad._replace(body=bytes(flipped)))
    work = kept(hq)
    assert (work.changes, len(work.refusals)) == (1, 1)
    (refused,) = hq.store.inbox.refused()
    assert (refused.source, refused.actor) == ("bad.sxbundle", one.actor)
    assert hq.store.log.vector(SCOPE) == {two.actor: 1}


def test_a_large_inbox_is_read_a_part_at_a_time(
    hq: Headquarter, laptop: Laptop, merging: Merging, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.merging.MOST", 1)
    for n in range(5):
        laptop.edit(text=f"{n}")
        letters(laptop)
    put(hq, *letters(laptop))
    assert merging.plan(SCOPE).more
    merging.merge(SCOPE, hq.hub.signer.sign_for)
    assert state(hq.store) == state(laptop.store)
    assert hq.store.post.receipts(SCOPE)[laptop.actor].seq == 5


@pytest.fixture
def beside(hq: Headquarter) -> Iterator[Store]:
    engine = hq.store.engine
    assert isinstance(engine, Sqlite)
    store = Store(engine.path, engine.key, None, lambda: 0, index_later=True)
    yield store
    store.close()


def test_another_process_plans_the_same(hq: Headquarter, laptop: Laptop, beside: Store) -> None:
    laptop.edit(text="a")
    put(hq, *letters(laptop))
    helper = Replica(beside, hq.office, hq.keys)
    assert helper.merging.plan(SCOPE).batch is not None
    assert helper.merging.plan(SCOPE)._replace(batch=None) == hq.replica.merging.plan(
        SCOPE
    )._replace(batch=None)
    hq.replica.merging.keep(helper.merging.plan(SCOPE), hq.hub.signer.sign_for)
    assert state(hq.store) == state(laptop.store)


def test_a_letter_of_nobody_is_refused_with_a_reason(hq: Headquarter, laptop: Laptop) -> None:
    laptop.edit(text="a")
    (letter,) = letters(laptop)
    hq.replica.trust._held.clear()
    peer = hq.store.post.peers()[laptop.actor]
    hq.store.post.know(peer._replace(certificate=b""))
    put(hq, letter)
    kept(hq)
    (refused,) = hq.store.inbox.refused()
    assert "did not enrol" in refused.text
