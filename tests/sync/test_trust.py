"""What trust promises: only who leads back to this HQ's root, and the latest news of each."""

from pathlib import Path

import pytest

from db.model.errors import BundleError
from sync.trust import Trust
from tests.sync.site import SCOPE, Clock, Headquarter, Laptop


def test_a_device_of_another_hq_is_nobody(
    tmp_path: Path, hq: Headquarter, laptop: Laptop, clock: Clock
) -> None:
    shown = laptop.identity.credential(laptop.actor)
    assert shown is not None
    other = Headquarter(tmp_path, clock)
    with pytest.raises(BundleError):
        other.replica.trust.meet(shown)
    foreign = Trust(other.root.sign_public, hq.store)
    assert foreign.grant(laptop.actor) is None
    assert foreign.devices(SCOPE) == []
    assert hq.replica.trust.grant("00" * 8) is None


def test_a_branchs_devices_are_those_that_may_write_there(
    hq: Headquarter, pair: tuple[Laptop, Laptop]
) -> None:
    assert {g.actor for g in hq.replica.trust.devices(SCOPE)} == {x.actor for x in pair}
    assert hq.replica.trust.devices("0000000000000bad") == []


def test_old_news_changes_nothing(hq: Headquarter, laptop: Laptop) -> None:
    trust = hq.replica.trust
    trust.met(laptop.actor, {f"{SCOPE}/{laptop.actor}": 5}, 200)
    trust.met(laptop.actor, {}, 100)
    trust.met("00" * 8, {}, 300)
    known = hq.store.post.peers()
    assert known[laptop.actor].vector == {f"{SCOPE}/{laptop.actor}": 5}
    assert "00" * 8 not in known
