"""What receipts promise: counted only for what is here, told from when on, one after another."""

import pytest

from db.model.errors import PeerBroke
from sync.core.receipt import Holding, Statement, signed
from sync.receipts import Receipts
from tests.sync.site import SCOPE, Headquarter, Laptop


def test_one_for_changes_still_to_come_counts_once_they_are_here(
    hq: Headquarter, laptop: Laptop
) -> None:
    replica = laptop.replica()
    laptop.edit(text="a")
    head = laptop.store.log.head(SCOPE, laptop.actor, 1)
    assert head is not None
    early = Statement(SCOPE, 1, 5, (Holding(bytes.fromhex(laptop.actor), 2, head),))
    assert (
        replica.receipts.take(signed(early, hq.keys.sign), hq.replica.tenures.receipt_keys()) == 1
    )
    assert laptop.store.post.receipts(SCOPE) == {}
    right = Statement(SCOPE, 2, 6, (Holding(bytes.fromhex(laptop.actor), 1, head),))
    replica.receipts.take(signed(right, hq.keys.sign), hq.replica.tenures.receipt_keys())
    assert laptop.store.post.receipts(SCOPE)[laptop.actor].seq == 1


def test_a_forged_one_is_not_taken(hq: Headquarter, laptop: Laptop) -> None:
    said = Statement(SCOPE, 1, 5, ())
    with pytest.raises(PeerBroke):
        laptop.replica().receipts.take(
            signed(said, hq.root.sign), hq.replica.tenures.receipt_keys()
        )


def test_the_history_tells_since_when(hq: Headquarter, laptop: Laptop) -> None:
    for text in ("a", "b"):
        laptop.edit(text=text)
        laptop.sync(hq)
    receipts = Receipts(laptop.store, laptop.replica().forks)
    found = receipts.history(SCOPE)[laptop.actor]
    assert [(s.seq, s.number) for s in found] == [(1, 1), (2, 2)]
    assert found[0].at < found[1].at
    assert receipts.known(SCOPE) == 2


def test_a_missing_one_is_asked_for_again(hq: Headquarter, laptop: Laptop) -> None:
    receipts = laptop.replica().receipts
    for number in (1, 3):
        receipts.take(
            signed(Statement(SCOPE, number, 5, ()), hq.keys.sign), hq.replica.tenures.receipt_keys()
        )
    assert receipts.known(SCOPE) == 1
    assert len(receipts.since(SCOPE, 1)) == 1
