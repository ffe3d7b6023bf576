"""What identity promises: keys made once, an old key that vouches for the new one."""

import pytest

from db.model.errors import InvalidRecord
from sync.core.papers import granted
from sync.identity import Identity, iso, new_keys, six_groups
from tests.sync.site import SCOPE, Clock, Headquarter, Laptop, state


def test_keys_are_made_once(laptop: Laptop) -> None:
    assert laptop.identity.own() == laptop.identity.own()
    assert Identity(laptop.store.settings, Clock()).own() == laptop.identity.own()
    assert laptop.identity.keys("00" * 8) is None


def test_a_fingerprint_can_be_read_out_by_telephone() -> None:
    words = six_groups(new_keys().sign_public)
    assert [len(w) for w in words.split()] == [5] * 6
    assert words != six_groups(new_keys().sign_public)
    assert six_groups(bytes(32)) == six_groups(bytes(32))


def test_a_book_without_a_number_says_so(laptop: Laptop) -> None:
    laptop.store.settings.put("actor", None)
    with pytest.raises(InvalidRecord):
        laptop.identity.actor()


def test_a_new_actor_is_vouched_for_by_the_old_one(hq: Headquarter, laptop: Laptop) -> None:
    old = laptop.actor
    laptop.edit(text="a")
    new = laptop.identity.renew()
    assert new == laptop.actor != old
    assert laptop.identity.enrolled
    assert laptop.identity.succeeded()
    shown = laptop.identity.credential(new)
    assert shown is not None
    grant = granted(shown, hq.root.sign_public)
    assert (grant.actor, grant.formers, grant.sign) == (new, (old,), laptop.keys.sign_public)
    laptop.edit(text="b")
    assert laptop.sync(hq).sent == 2
    assert state(laptop.store) == state(hq.store)
    assert set(hq.store.post.receipts(SCOPE)) == {old, new}


def test_a_book_renewed_twice_is_still_known(hq: Headquarter, laptop: Laptop) -> None:
    laptop.identity.renew()
    laptop.identity.renew()
    laptop.edit(text="b")
    assert laptop.sync(hq).receipt == 1


def test_before_enrolment_nobody_vouches(hq: Headquarter, laptop: Laptop) -> None:
    stranger = Identity(laptop.store.settings, Clock())
    laptop.store.settings.put(f"credential/{laptop.actor}", None)
    stranger.renew()
    assert not stranger.enrolled


def test_moments_are_told_in_utc() -> None:
    assert iso(1_779_422_400_999) == "2026-05-22T04:00:00Z"


def test_who_wrote_between_two_restores_is_not_forgotten(hq: Headquarter, laptop: Laptop) -> None:
    laptop.go_on_as_another()
    laptop.edit(text="between")
    laptop.go_on_as_another()
    laptop.edit(text="after")
    assert laptop.sync(hq).sent == 2
    assert state(laptop.store) == state(hq.store)
