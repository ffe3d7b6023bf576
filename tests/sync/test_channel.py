"""What HQ's channel promises: a revocation reaches every laptop by any way; what came before counts."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.authority import Authority
from db.model.errors import BundleError, InvalidRecord, NotFound, Refused
from db.model.progress import Silent
from db.store import Store
from sync import enrolment
from sync.core.message import Message, Part
from sync.core.pack import header_of, sealed
from sync.core.squeeze import squeezed
from sync.tenure import OfficeKeys
from tests.sync.carriage import Network, Stick, Way
from tests.sync.site import SCOPE, Clock, Headquarter, Laptop, laptops, state
from tests.sync.test_intake import copied

Pair = tuple[Laptop, Laptop]
WORDS = "HQ revoked the device {device} of {branch} on {on} ({reason})"


@pytest.fixture(params=["http", "stick"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Way:
    return Network() if request.param == "http" else Stick(tmp_path)


def authority(hq: Headquarter) -> Authority:
    return Authority(hq.replica, OfficeKeys(hq.store.settings))


def texts(store: Store) -> set[object]:
    return {held[1].get("text") for held in state(store).values()}


def sealed_packs(laptop: Laptop, *words: str) -> list[bytes]:
    """Write, each word in a pack of its own."""
    out = []
    for word in words:
        laptop.edit(text=word)
        laptop.replica().seal([SCOPE])
        out.append(bytes(laptop.store.post.packs(SCOPE, laptop.actor)[-1].body))
    return out


def carried(carrier: Laptop, *packs: bytes, of: Laptop | None = None) -> bytes:
    """Return a message that brings packs, with the credentials of carrier and author."""
    shown = [x.identity.credential(x.actor) or b"" for x in (carrier, of) if x is not None]
    papers = tuple(squeezed(s) for s in shown)
    return carrier.replica().said(Message((Part(SCOPE, packs=packs),), papers))[1]


def test_a_revoked_laptop_is_told_and_keeps_its_records(hq: Headquarter, pair: Pair) -> None:
    one, _ = pair
    one.edit(text="之前")
    one.sync(hq)
    authority(hq).revoke(one.actor, "电脑丢失")
    one.edit(text="之后")
    with pytest.raises(Refused, match=r"revoked the device laptop \(甲\).*电脑丢失"):
        one.sync(hq)
    # HQ showed its paper: the laptop knows for itself that it is the one.
    closed = one.replica().trust.closed(one.actor)
    assert closed is not None
    assert (closed.how, closed.reason) == ("revoked", "电脑丢失")
    assert texts(one.store) == {"之前", "之后"}
    assert texts(hq.store) == {"之前"}
    assert one.edit(text="还能写")


def test_a_revoked_devices_messages_are_refused_by_name(
    hq: Headquarter, pair: Pair, way: Way
) -> None:
    one, two = pair
    (body,) = sealed_packs(one, "a")
    authority(hq).revoke(one.actor, "丢失")
    outcome = way.to_hq(hq, carried(one, body))
    assert "HQ revoked the device laptop (甲)" in outcome.no
    noted = hq.store.post.refusals()[0]
    assert (noted.actor, noted.who, noted.way) == (one.actor, "一分部党支部, 甲, laptop", way.name)
    assert list(hq.store.log.all(SCOPE)) == []
    two.edit(text="b")
    assert two.sync(hq).receipt == 1


def test_what_a_colleague_carries_of_it_stays_out_at_hq_and_the_rest_is_taken(
    hq: Headquarter, pair: Pair, way: Way
) -> None:
    one, two = pair
    one.edit(text="之前")
    one.sync(hq)
    (late,) = sealed_packs(one, "之后")
    authority(hq).revoke(one.actor, "丢失")
    (good,) = sealed_packs(two, "同事")
    outcome = way.to_hq(hq, carried(two, late, good))
    assert len(outcome.aside) == 1
    assert "HQ revoked the device laptop of 一分部党支部" in outcome.aside[0]
    assert "丢失" in outcome.aside[0]
    assert texts(hq.store) == {"之前", "同事"}
    noted = hq.store.post.refusals()[0]
    assert (noted.actor, noted.first, noted.last, noted.way) == (one.actor, 2, 2, way.name)


def test_every_laptop_that_has_heard_of_it_sets_it_aside_too(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    one.edit(text="之前")
    one.sync(hq)
    two.sync(hq)
    authority(hq).revoke(one.actor, "丢失")
    two.sync(hq)
    (late,) = sealed_packs(one, "之后")
    with pytest.raises(Refused, match="revoked the device"):
        two.engine().arrive([carried(one, late)], "stick", Silent())
    done = two.engine().arrive([carried(two, late, of=one)], "stick", Silent())
    assert [a.text.startswith(WORDS) for a in done.aside] == [True]
    assert texts(two.store) == {"之前"}
    noted = two.store.post.refusals()
    assert {(n.actor, n.way) for n in noted} == {(one.actor, "stick")}


def test_a_colleagues_stick_brings_the_news(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    one.sync(hq)
    two.sync(hq)
    two.sync(hq)
    authority(hq).revoke(one.actor, "丢失")
    two.sync(hq)
    messages, _ = two.engine().depart([one.actor])
    one.engine().arrive(messages, "stick", Silent())
    closed = one.replica().trust.closed(one.actor)
    assert closed is not None
    assert closed.reason == "丢失"


def test_an_answer_of_hq_by_stick_brings_the_news(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    two.edit(text="a")
    two.sync(hq)
    authority(hq).revoke(one.actor, "丢失")
    devices = [g.actor for g in hq.replica.trust.devices(SCOPE)]
    assert devices == [two.actor]
    two.engine().arrive(hq.hub.letter(SCOPE, devices), "letter", Silent())
    assert two.replica().trust.closed(one.actor) is not None
    # The next letter brings it no more: the laptop said that it has it.
    two.sync(hq)
    (letter,) = hq.hub.letter(SCOPE, devices)
    assert b"suixing-revocation" not in letter
    assert two.engine().arrive([letter], "letter", Silent()).aside == ()


def test_packs_up_to_the_cut_are_taken_late_from_anybody_in_any_order(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    packs = sealed_packs(one, "a", "b", "c")
    one.sync(hq)
    authority(hq).revoke(one.actor, "丢失")
    two.engine().arrive([carried(two, of=one)], "stick", Silent())
    two.replica().trust.revoke(paper(hq))
    intake = two.replica().intake
    assert [intake.take(p).waiting for p in (packs[1], packs[0], packs[0])] == [True] * 3
    assert texts(two.store) == set()
    assert intake.take(packs[2]).fresh == 3
    assert state(two.store) == state(hq.store)
    assert two.store.log.vector(SCOPE) == {one.actor: 3}
    assert [intake.take(p).fresh for p in packs] == [0, 0, 0]


def paper(hq: Headquarter) -> bytes:
    channel = hq.office.actor
    (record,) = {op.record for c in hq.store.log.all(channel) for op in c.ops}
    held = hq.store.read.get(channel, record)
    assert held is not None
    return str(held.body["paper"]).encode()


def test_a_thief_cannot_write_history_anew_below_the_cut(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    thief = copied(one)
    genuine = sealed_packs(one, "a", "b")
    one.sync(hq)
    forged = sealed_packs(thief, "假", "假的", "假的三")
    authority(hq).revoke(one.actor, "失窃")
    two.engine().arrive([carried(two, of=one)], "stick", Silent())
    two.replica().trust.revoke(paper(hq))
    intake = two.replica().intake
    first = intake.take(forged[0])
    assert (first.waiting, first.fresh) == (True, 0)
    for body in forged[1:]:
        aside = intake.take(body).aside
        assert aside is not None
        assert aside.text.startswith(WORDS)
    # What the thief left waiting under the same numbers does not lie in the way.
    assert [intake.take(p).fresh for p in genuine] == [0, 2]
    assert intake.take(forged[0]).aside is not None
    assert texts(two.store) == {"a", "b"}


def test_what_was_taken_of_a_thief_before_the_news_is_kept_beside_the_truth(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    thief = copied(one)
    sealed_packs(one, "a", "b")
    one.sync(hq)
    (forged,) = sealed_packs(thief, "假")
    two.engine().arrive([carried(two, forged, of=one)], "stick", Silent())
    assert texts(two.store) == {"假"}
    authority(hq).revoke(one.actor, "失窃")
    two.sync(hq)
    two.sync(hq)
    assert texts(two.store) == {"假", "a", "b"}
    assert texts(hq.store) == {"a", "b"}
    # It stays here and is offered to nobody any more.
    assert [two.sync(hq).sent for _ in range(2)] == [0, 0]
    assert hq.store.post.refusals()[0].times == 1
    assert two.store.log.vector(SCOPE)[one.actor] == 1


def test_what_it_wrote_after_the_cut_is_offered_to_nobody(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    one.edit(text="之前")
    one.sync(hq)
    two.sync(hq)
    (late,) = sealed_packs(one, "之后")
    two.engine().arrive([carried(one, late)], "stick", Silent())
    authority(hq).revoke(one.actor, "丢失")
    two.sync(hq)
    assert "之后" in texts(two.store)
    done = two.sync(hq)
    assert (done.sent, done.aside) == (0, ())
    two.edit(text="照常")
    assert two.sync(hq).sent == 1


def test_whoever_goes_on_for_a_revoked_device_is_revoked_with_it(
    hq: Headquarter, pair: Pair
) -> None:
    one, _ = pair
    authority(hq).revoke(one.actor, "丢失")
    one.identity.renew()
    one.edit(text="换个名字")
    with pytest.raises(Refused, match="revoked the device"):
        one.sync(hq)
    assert list(hq.store.log.all(SCOPE)) == []


def test_both_branches_of_a_copied_disk_count_up_to_where_they_came(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    one.edit(text="共同")
    one.sync(hq)
    twin = copied(one)
    old = one.actor
    one.edit(text="原来的")
    one.sync(hq)
    (other,) = sealed_packs(twin, "复制的")
    hq.replica.intake.take(other)
    authority(hq).revoke(old, "丢失")
    two.sync(hq)
    two.sync(hq)
    assert texts(two.store) == texts(hq.store) == {"共同", "原来的", "复制的"}
    assert two.store.post.refusals() == []


def test_revoking_twice_and_revoking_nobody_say_so(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    counter = authority(hq)
    with pytest.raises(NotFound, match="no device called 丙"):
        counter.revoke("丙", "x")
    with pytest.raises(InvalidRecord, match=one.actor):
        counter.revoke("laptop", "x")
    assert counter.revoke("甲", "丢失").actor == one.actor
    with pytest.raises(InvalidRecord, match="revoked before, on 2026-05-22: 丢失"):
        counter.revoke(one.actor, "再一次")
    assert hq.replica.trust.closed(two.actor) is None


def test_a_laptop_that_was_found_enrols_anew_and_its_work_counts(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    note = one.edit(text="之前")
    one.sync(hq)
    one.edit(text="路上写的")
    one.edit(note, text="之前，又改")
    authority(hq).revoke(one.actor, "丢失")
    old = one.actor
    stale = enrolment.asked(one.request())
    assert stale.actor == old
    with pytest.raises(BundleError, match="revoked on 2026-05-22"):
        authority(hq).must_not_be_revoked(stale.actor)
    with pytest.raises(Refused):
        one.sync(hq)

    asked = enrolment.asked(one.request())
    assert asked.actor == one.actor != old
    assert list(asked.before) == [old]
    authority(hq).must_not_be_revoked(asked.actor)
    authority(hq).take_up(asked)
    hq.enrol(one)
    one.edit(text="找回来了")
    one.sync(hq)
    one.sync(hq)
    assert texts(hq.store) == texts(one.store) == {"之前，又改", "路上写的", "找回来了"}
    two.sync(hq)
    two.sync(hq)
    assert state(two.store) == state(hq.store) == state(one.store)
    # The old number stays closed: what is written under it from now on counts nowhere.
    change = one.store.log.since(SCOPE, one.actor, 0)[-1].change
    end = one.store.log.head(SCOPE, old, 3) or b""
    forged = type(change)(SCOPE, old, 4, 5, "贼", "new", change.ops)
    keys = one.identity.keys(old)
    assert keys is not None
    aside = hq.replica.intake.take(sealed([forged], end, keys.sign).body).aside
    assert aside is not None
    assert aside.text.startswith(WORDS)


def test_an_old_certificate_without_the_channel_hears_of_it_too(
    hq: Headquarter, tmp_path: Path, clock: Clock, pair: Pair
) -> None:
    one, two = pair
    grant = two.replica().trust.grant(two.actor)
    assert grant is not None
    channel = hq.office.actor
    old = grant.certificate.grants
    assert old[channel] == "r"
    old.pop(channel)
    assert grant.may("r", channel)
    assert not grant.may("w", channel)
    authority(hq).revoke(one.actor, "丢失")
    two.sync(hq)
    assert two.replica().trust.closed(one.actor) is not None


def test_the_channel_costs_a_quiet_laptop_nothing_twice(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    two.sync(hq)
    quiet = two.sync(hq)
    authority(hq).revoke(one.actor, "丢失")
    news = two.sync(hq)
    assert news.down > quiet.down + 300
    again = two.sync(hq)
    assert again.down == quiet.down
    assert again.up <= quiet.up + 40
    (body,) = [p.body for p in hq.store.post.packs(hq.office.actor)]
    assert header_of(bytes(body)).scope == hq.office.actor


def test_a_joined_pack_that_goes_on_after_the_cut_is_taken_up_to_it(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    sealed_packs(one, "a", "b")
    one.sync(hq)
    sealed_packs(one, "c")
    changes = [logged.change for logged in one.store.log.since(SCOPE, one.actor, 0)]
    whole = sealed(changes, bytes(32), one.keys.sign).body
    authority(hq).revoke(one.actor, "丢失")
    two.engine().arrive([carried(two, of=one)], "stick", Silent())
    two.replica().trust.revoke(paper(hq))
    taken = two.replica().intake.take(whole)
    assert taken.fresh == 2
    assert taken.aside is not None
    assert taken.aside.text.startswith(WORDS)
    assert state(two.store) == state(hq.store)
    again = two.replica().intake.take(whole)
    assert (again.fresh, again.aside is None) == (0, False)
    two.edit(text="照常")
    assert two.sync(hq).aside == ()
    assert two.sync(hq).aside == ()


def test_long_texts_written_against_each_other_wait_and_are_read_in_their_order(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    text = "边坡监测每日两次，雨季值班分三班，值班电话张贴在营地门口。" * 30
    note = one.edit(text=text)
    one.replica().seal([SCOPE])
    for n in range(3):
        one.edit(note, text=text[: 90 * (n + 1)] + "补充" + text[90 * (n + 1) :])
        one.replica().seal([SCOPE])
    one.sync(hq)
    packs = [bytes(p.body) for p in one.store.post.packs(SCOPE, one.actor)]
    assert len(packs) == 4
    authority(hq).revoke(one.actor, "丢失")
    two.engine().arrive([carried(two, of=one)], "stick", Silent())
    two.replica().trust.revoke(paper(hq))
    intake = two.replica().intake
    assert [intake.take(p).fresh for p in (packs[3], packs[1], packs[2], packs[0])] == [0, 0, 0, 4]
    assert state(two.store) == state(hq.store)


def test_a_stick_of_a_device_that_was_revoked_is_refused_by_a_colleague_too(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    one.edit(text="a")
    messages, _ = one.engine().depart([two.actor])
    authority(hq).revoke(one.actor, "丢失")
    two.sync(hq)
    with pytest.raises(Refused, match="revoked the device"):
        two.engine().arrive(messages, "stick", Silent())
    assert two.store.post.refusals()[0].actor == one.actor


@given(
    order=st.lists(st.integers(0, 20), max_size=30),
    genuine=st.integers(1, 5),
    after=st.integers(0, 3),
    forked_at=st.integers(0, 4),
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
def test_whatever_comes_in_whatever_order_only_what_leads_to_the_cut_counts(
    tmp_path: Path, order: list[int], genuine: int, after: int, forked_at: int
) -> None:
    clock, folder = Clock(), Path(tempfile.mkdtemp(dir=tmp_path))
    hq = Headquarter(folder, clock, plain=True)
    one, two = laptops(folder, hq, clock, 2, plain=True)
    packs = sealed_packs(one, *(f"真{n}" for n in range(min(forked_at, genuine))))
    thief = copied(one)
    packs += sealed_packs(one, *(f"真{n}" for n in range(len(packs), genuine)))
    one.sync(hq)
    authority(hq).revoke(one.actor, "失窃")
    packs += sealed_packs(one, *(f"后{n}" for n in range(after)))
    packs += sealed_packs(thief, *(f"假{n}" for n in range(3)))
    two.engine().arrive([carried(two, of=one)], "stick", Silent())
    two.replica().trust.revoke(paper(hq))
    intake = two.replica().intake
    for n in order:
        intake.take(packs[n % len(packs)])
    assert texts(two.store) <= texts(hq.store)
    for pack in packs:
        intake.take(pack)
    assert state(two.store) == state(hq.store)
    assert two.store.log.vector(SCOPE) == hq.store.log.vector(SCOPE)
    for store in (hq.store, one.store, two.store, thief.store):
        store.close()


def test_packs_that_wait_for_an_end_lie_beside_what_is_kept(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    thief = copied(one)
    genuine = sealed_packs(one, "a", "b")
    one.sync(hq)
    (forged,) = sealed_packs(thief, "假")
    two.engine().arrive([carried(two, forged, of=one)], "stick", Silent())
    authority(hq).revoke(one.actor, "失窃")
    two.replica().trust.revoke(paper(hq))
    intake = two.replica().intake
    assert intake.take(genuine[0]).waiting
    taken = intake.take(genuine[1])
    assert (taken.fresh, taken.forked) == (2, True)
    assert [bytes(p.body) for p in two.store.post.packs(SCOPE, one.actor)] == [forged]
    assert texts(two.store) == {"假", "a", "b"}
