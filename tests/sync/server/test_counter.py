"""The counter for sticks: only what is in order goes into the inbox, and nothing of it is lost."""

from pathlib import Path

import pytest

from db.model.errors import PeerBroke, Refused
from db.model.progress import Silent
from sync.core.message import Message, Parcel
from sync.server.counter import Counter, Offer
from tests.sync.site import SCOPE, Clock, Headquarter, Laptop


@pytest.fixture
def counter(hq: Headquarter) -> Counter:
    return Counter(hq.replica, hq.hub)


def offered(counter: Counter, laptop: Laptop) -> list[Offer]:
    found = [counter.look(raw, "a.sxbundle") for raw in laptop.engine().depart([])[0]]
    assert all(found)
    return [offer for offer in found if offer]


def emptied(hq: Headquarter) -> None:
    for scope in hq.store.inbox.scopes():
        hq.replica.merging.merge(scope, hq.hub.signer.sign_for)


def test_an_offer_lies_on_disk_before_it_is_read(
    counter: Counter, hq: Headquarter, laptop: Laptop
) -> None:
    laptop.edit(text="a")
    laptop.edit(text="b")
    assert counter.accept([offered(counter, laptop)]) == [2]
    assert (hq.store.inbox.count(), hq.store.log.vector(SCOPE)) == (1, {})
    assert hq.store.post.receipts(SCOPE) == {}
    emptied(hq)
    assert (hq.store.inbox.count(), hq.store.log.vector(SCOPE)) == (0, {laptop.actor: 2})
    assert hq.store.post.receipts(SCOPE)[laptop.actor].seq == 2


def test_the_same_offer_again_brings_nothing(
    counter: Counter, hq: Headquarter, laptop: Laptop
) -> None:
    laptop.edit(text="a")
    offers = offered(counter, laptop)
    assert counter.accept([offers, offers]) == [1, 0]
    assert counter.accept([offers]) == [1]
    assert hq.store.inbox.count() == 1
    emptied(hq)
    assert counter.accept([offers]) == [0]
    assert hq.store.inbox.count() == 0


def test_hq_remembers_how_far_the_device_was(
    counter: Counter, hq: Headquarter, laptop: Laptop
) -> None:
    laptop.edit(text="a")
    counter.accept([offered(counter, laptop)])
    peer = hq.store.post.peer(laptop.actor)
    assert peer is not None
    assert (peer.vector, peer.seen > 0) == ({f"{SCOPE}/{laptop.actor}": 1}, True)


def test_what_is_not_in_order_is_for_the_hub(
    counter: Counter, hq: Headquarter, laptop: Laptop, tmp_path: Path, clock: Clock
) -> None:
    other = Laptop(tmp_path, clock, "别的支部")
    hq.enrol(other, "0000000000000bad")
    other.edit(text="a")
    laptop.edit(text="b")
    foreign = laptop.replica()
    foreign.seal([SCOPE])
    file = foreign.said(Parcel(SCOPE, bytes(32), b"x"), kind=3)[1]
    assert counter.look(file, "") is None
    # A colleague of another branch carries it: that is fine, whoever carries does not matter.
    assert counter.look(laptop.engine().depart([])[0][0], "") is not None


def test_news_that_hq_does_not_know_is_for_the_hub(
    counter: Counter, hq: Headquarter, laptop: Laptop
) -> None:
    laptop.edit(text="a")
    peer = hq.store.post.peers()[laptop.actor]
    hq.store.post.know(peer._replace(certificate=b"other"))
    raw = laptop.engine().depart([])[0][0]
    assert counter.look(raw, "") is None


@pytest.mark.parametrize("raw", [b"", b"SXM" + b"\xff" * 90])
def test_rubbish_is_named(counter: Counter, raw: bytes) -> None:
    with pytest.raises(PeerBroke):
        counter.look(raw, "")


def test_a_device_that_is_not_enrolled_is_refused(
    counter: Counter, hq: Headquarter, laptop: Laptop, tmp_path: Path, clock: Clock
) -> None:
    elsewhere = Headquarter(tmp_path, clock)
    stranger = Laptop(tmp_path, clock, "外人")
    elsewhere.enrol(stranger)
    with pytest.raises(Refused):
        counter.look(stranger.replica().said(Message())[1], "")
    assert hq.hub.take(laptop.engine().depart([])[0][0], Silent()).fresh == 0
