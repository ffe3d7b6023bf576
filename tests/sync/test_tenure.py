"""What keys made anew promise: a laptop's old one ends where it is, HQ's old receipts stay good."""

from pathlib import Path

import msgspec
import pytest

from app.authority import Authority
from db.model.change import Change, Op
from db.model.errors import BundleError, InvalidRecord, PeerBroke, Refused
from db.model.progress import Silent
from sync import enrolment
from sync.core import direct, receipt
from sync.core.bundle import Front
from sync.core.message import (
    REFUSAL,
    SYNC,
    Message,
    Part,
    Stamp,
    enclosed,
    envelope,
    packed,
    refusal_of,
)
from sync.core.pack import sealed
from sync.core.papers import SUCCESSION, TENURE, Credential, Succession, Tenure, written
from sync.core.receipt import Holding, Statement
from sync.core.squeeze import squeezed
from sync.engine import Engine
from sync.identity import new_keys
from sync.replica import Replica
from sync.tenure import OfficeKeys
from sync.transports import bundle
from tests.sync.carriage import Network, Stick, Way
from tests.sync.site import NOON, SCOPE, Clock, Headquarter, Laptop, laptops, state
from tests.sync.test_intake import copied

Pair = tuple[Laptop, Laptop]


@pytest.fixture(params=["http", "stick"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Way:
    return Network() if request.param == "http" else Stick(tmp_path)


def rotate_hq(hq: Headquarter) -> None:
    """Do what `hq rotate-key` does, in another process than the one that serves."""
    keys = OfficeKeys(hq.store.settings)
    Authority(Replica(hq.store, hq.office, keys.present()), keys).rotate()


# A laptop's key


def test_a_new_key_goes_on_for_the_old_one(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    one.edit(text="旧钥匙")
    old, old_keys = one.actor, one.keys
    assert enrolment.rotated(one.replica()) == one.actor != old
    assert one.keys.sign != old_keys.sign
    assert one.keys.receive != old_keys.receive
    one.edit(text="新钥匙")
    done = one.sync(hq)
    assert (done.sent, done.aside) == (2, ())
    two.sync(hq)
    two.sync(hq)
    assert state(two.store) == state(one.store) == state(hq.store)
    for trust in (hq.replica.trust, two.replica().trust):
        closed = trust.closed(old)
        assert closed is not None
        assert (closed.how, closed.heir) == ("retired", one.actor)
        assert trust.closed(one.actor) is None
        assert old not in {g.actor for g in trust.devices(SCOPE)}


def test_what_the_old_key_signs_after_its_end_is_refused(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    one.edit(text="a")
    old, keys = one.actor, one.keys
    enrolment.rotated(one.replica())
    one.sync(hq)
    two.sync(hq)
    end = one.store.log.head(SCOPE, old, 1) or b""
    change = Change(SCOPE, old, 2, 5, "贼", "new", (Op("note", f"{old}.2.0", "text", "假"),))
    forged = sealed([change], end, keys.sign).body
    for replica in (hq.replica, two.replica()):
        aside = replica.intake.take(forged).aside
        assert aside is not None
        assert aside.text.startswith("The device {device} of {branch} has had another key since")
    assert state(hq.store) == state(two.store) == state(one.store)


def test_an_old_key_is_answered_no_longer_but_its_stick_is_read(
    hq: Headquarter, laptop: Laptop
) -> None:
    laptop.edit(text="在路上的U盘")
    (letter,), _ = laptop.engine().depart([])
    enrolment.rotated(laptop.replica())
    laptop.sync(hq)
    outcome = Network().to_hq(hq, letter)
    assert "has had another key since" in outcome.no
    assert hq.hub.take(letter, Silent()).aside == ()


def test_packs_before_the_end_are_taken_late(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    for text in "ab":
        one.edit(text=text)
        one.replica().seal([SCOPE])
    packs = [bytes(p.body) for p in one.store.post.packs(SCOPE, one.actor)]
    enrolment.rotated(one.replica())
    one.sync(hq)
    for actor in one.identity.devices():
        two.replica().trust.meet(one.identity.credential(actor) or b"")
    intake = two.replica().intake
    assert [intake.take(p).waiting for p in reversed(packs)] == [True, False]
    assert state(two.store) == state(one.store)


def test_what_a_colleague_has_of_an_old_key_counts_though_its_end_was_lost(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    one.edit(text="给了同事")
    messages, _ = one.engine().depart([two.actor])
    two.engine().arrive(messages, "stick", Silent())
    one.edit(text="只在摔坏的电脑上")
    enrolment.rotated(one.replica())
    shown = one.identity.credential(one.actor) or b""
    two.replica().trust.meet(shown)
    hq.replica.trust.meet(shown)
    assert two.sync(hq).aside == ()
    assert {held[1]["text"] for held in state(hq.store).values()} == {"给了同事"}


def test_bundles_for_the_old_key_can_still_be_read(
    hq: Headquarter, laptop: Laptop, tmp_path: Path
) -> None:
    file = tmp_path / "old.sxbundle"
    front = Front("一支部", hq.office.actor, "", 0, 0)
    letter = hq.replica.said(Message((Part(SCOPE),)))[1]
    cargo = bundle.Cargo(front, [letter])
    bundle.write(file, cargo, [laptop.keys.receive_public], Silent())
    enrolment.rotated(laptop.replica())
    keys = [laptop.identity.keys(a) for a in laptop.identity.devices()]
    found = bundle.read(file, [k.receive for k in keys if k], None, Silent())
    assert laptop.engine().arrive(found.messages, file.name, Silent()).aside == ()


def test_a_second_heir_of_one_key_is_refused_by_name(
    hq: Headquarter, laptop: Laptop, tmp_path: Path, clock: Clock
) -> None:
    old, stolen = laptop.actor, laptop.keys
    shown = laptop.identity.credential(old) or b""
    enrolment.rotated(laptop.replica())
    laptop.sync(hq)
    thief = Laptop(tmp_path, clock, "贼")
    thief.store.settings.put("scope", SCOPE)
    public = (thief.keys.sign_public.hex(), thief.keys.receive_public.hex())
    paper = written(SUCCESSION, Succession(old, thief.actor, *public, "2026"), stolen.sign)
    held = msgspec.msgpack.decode(shown, type=Credential)
    thief.identity.keep(thief.actor, Credential(held.certificate, (paper,)))
    thief.identity.trust(hq.office)
    thief.edit(text="假")
    with pytest.raises(Refused, match="has had another key since"):
        thief.sync(hq)
    assert list(hq.store.log.all(SCOPE)) == []
    laptop.edit(text="真")
    assert laptop.sync(hq).receipt == 1


def test_a_key_is_made_anew_again_and_again(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    for text in "abc":
        one.edit(text=text)
        enrolment.rotated(one.replica())
    one.sync(hq)
    two.sync(hq)
    two.sync(hq)
    assert state(two.store) == state(one.store) == state(hq.store)
    Authority(hq.replica, OfficeKeys(hq.store.settings)).revoke(one.actor, "丢失")
    two.sync(hq)
    assert two.replica().trust.closed(one.actor) is not None


def test_without_enrolment_there_is_nothing_to_go_on_from(
    hq: Headquarter, tmp_path: Path, clock: Clock
) -> None:
    alone = Laptop(tmp_path, clock)
    alone.identity.trust(hq.office)
    with pytest.raises(InvalidRecord, match="not enrolled"):
        enrolment.rotated(alone.replica())


# HQ's key


def test_laptops_go_on_with_hqs_new_key_and_old_receipts_stay(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    one.edit(text="a")
    one.sync(hq)
    before = hq.replica.office
    rotate_hq(hq)
    one.edit(text="b")
    done = one.sync(hq)
    assert (done.receipt, done.aside) == (2, ())
    office = one.replica().office
    assert office.sign != before.sign
    assert (office.actor, office.root) == (before.actor, before.root)
    # A laptop that was away takes the receipts of both keys.
    assert two.sync(hq).aside == ()
    assert two.store.post.receipts(SCOPE)[one.actor].number == 2
    assert [s.number for s in two.replica().receipts.history(SCOPE)[one.actor]] == [1, 2]


def test_the_news_comes_by_letter_and_by_a_colleagues_stick(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    one.edit(text="a")
    one.sync(hq)
    rotate_hq(hq)
    hq.replica.refresh()
    one.engine().arrive(hq.hub.letter(SCOPE, [one.actor]), "letter", Silent())
    assert one.replica().office.sign == hq.replica.office.sign
    messages, _ = one.engine().depart([two.actor])
    two.engine().arrive(messages, "stick", Silent())
    assert two.replica().office.sign == hq.replica.office.sign
    two.edit(text="b")
    assert two.sync(hq).aside == ()


def test_a_laptop_that_enrols_after_it_takes_what_was_before(
    hq: Headquarter, pair: Pair, tmp_path: Path, clock: Clock
) -> None:
    one, _ = pair
    one.edit(text="a")
    one.sync(hq)
    counter = Authority(hq.replica, OfficeKeys(hq.store.settings))
    counter.revoke("乙", "调离")
    rotate_hq(hq)
    hq.office = hq.replica.office
    (fresh,) = laptops(tmp_path, hq, clock, 1)
    done = fresh.sync(hq)
    assert (done.got, done.aside) == (1, ())
    assert fresh.store.post.receipts(SCOPE)[one.actor].seq == 1
    assert fresh.replica().trust.closed(pair[1].actor) is not None


def test_a_stick_for_the_old_key_is_read_by_hq(
    hq: Headquarter, laptop: Laptop, tmp_path: Path
) -> None:
    laptop.edit(text="a")
    (letter,), _ = laptop.engine().depart([])
    file = tmp_path / "old.sxbundle"
    cargo = bundle.Cargo(Front("一支部", laptop.actor, "", 0, 1), [letter])
    bundle.write(file, cargo, [hq.keys.receive_public], Silent())
    rotate_hq(hq)
    rotate_hq(hq)
    keys = OfficeKeys(hq.store.settings).all()
    assert len(keys) == 3
    (message,) = bundle.read(file, [k.receive for k in keys], None, Silent()).messages
    assert hq.hub.take(message, Silent()).fresh == 1


def test_hqs_old_key_counts_for_nothing_new(hq: Headquarter, pair: Pair, way: Way) -> None:
    one, two = pair
    one.edit(text="a")
    one.sync(hq)
    stolen = hq.keys
    rotate_hq(hq)
    one.sync(hq)
    # An answer.
    stamp = Stamp(hq.office.actor, 5, b"12345678")
    forged = enclosed(SYNC, stamp, packed(Message((Part(SCOPE),))), stolen.sign)
    with pytest.raises(PeerBroke, match="signature"):
        way.to_laptop(hq, one, forged)
    # A receipt, dated after its end.
    head = one.store.log.head(SCOPE, one.actor, 1) or b""
    said = Statement(SCOPE, 9, NOON * 2, (Holding(bytes.fromhex(one.actor), 1, head),))
    with pytest.raises(PeerBroke):
        one.replica().receipts.take(
            receipt.signed(said, stolen.sign), one.replica().tenures.receipt_keys()
        )
    # A notice in the channel, after its end and instead of what was there.
    channel = hq.office.actor
    op = Op("notice", f"{channel}.2.0", "text", "假通知")
    after = Change(channel, channel, 2, 5, "", "new", (op,))
    end = one.store.log.head(channel, channel, 1) or b""
    for start in (end, bytes(32)):
        body = sealed([after], start, stolen.sign).body
        aside = one.replica().intake.take(body).aside
        assert aside is not None
        assert aside.params["reason"] == "signature"
    assert two.store.log.vector(channel) == {}


def test_history_before_the_end_of_hqs_old_key_cannot_be_written_anew(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    Authority(hq.replica, OfficeKeys(hq.store.settings)).revoke(two.actor, "调离")
    stolen, channel = hq.keys, hq.office.actor
    rotate_hq(hq)
    one.replica().tenures.take(OfficePaper(hq).raw)
    op = Op("notice", f"{channel}.1.0", "text", "假通知")
    body = sealed([Change(channel, channel, 1, 5, "", "new", (op,))], bytes(32), stolen.sign).body
    assert one.replica().intake.take(body).aside is not None
    one.sync(hq)
    assert one.replica().trust.closed(two.actor) is not None


class OfficePaper:
    """HQ's word on its keys, as it lies in HQ's store."""

    def __init__(self, hq: Headquarter) -> None:
        self.raw = hq.replica.tenures.paper() or b""


def test_a_forged_word_on_hqs_keys_changes_nothing(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    thief = new_keys()
    office = msgspec.structs.replace(hq.office, sign=thief.sign_public.hex())
    forged = b""
    for private in (hq.keys.sign, thief.sign):
        forged = written(TENURE, Tenure(office, ()), private)
        with pytest.raises(BundleError, match="signature"):
            one.replica().tenures.take(forged)
    shown = two.identity.credential(two.actor) or b""
    message = Message(papers=(squeezed(shown), squeezed(forged)))
    done = one.engine().arrive([two.replica().said(message)[1]], "stick", Silent())
    assert len(done.aside) == 1
    assert one.replica().office == hq.office


def test_an_older_word_and_one_for_another_hq_change_nothing(
    hq: Headquarter, laptop: Laptop, tmp_path: Path, clock: Clock
) -> None:
    rotate_hq(hq)
    first = OfficePaper(hq).raw
    rotate_hq(hq)
    laptop.sync(hq)
    assert laptop.replica().office.sign == hq.replica.office.sign
    assert laptop.replica().tenures.take(first) is False
    assert laptop.replica().office.sign == hq.replica.office.sign
    office = msgspec.structs.replace(hq.office, actor="00" * 8)
    with pytest.raises(BundleError, match="not HQ's word"):
        laptop.replica().tenures.take(written(TENURE, Tenure(office, ()), hq.root.sign))
    other = Headquarter(tmp_path, clock)
    rotate_hq(other)
    with pytest.raises(BundleError):
        laptop.replica().tenures.take(OfficePaper(other).raw)


def test_an_old_certificate_does_not_bring_the_old_key_back(
    hq: Headquarter, laptop: Laptop
) -> None:
    held = msgspec.msgpack.decode(laptop.identity.credential(laptop.actor) or b"", type=Credential)
    rotate_hq(hq)
    laptop.sync(hq)
    laptop.take_certificate(held.certificate)
    assert laptop.replica().office.sign == hq.replica.office.sign
    laptop.edit(text="a")
    assert Engine(laptop.replica(), (SCOPE,)).sync(hq.carrier(), Silent()).receipt == 1


def test_an_older_copy_of_a_laptop_asks_hq_anew(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    one.edit(text="a")
    one.sync(hq)
    older = copied(one)
    enrolment.rotated(one.replica())
    one.sync(hq)
    older.go_on_as_another()
    older.edit(text="旧备份里接着写")
    with pytest.raises(Refused, match="has had another key since"):
        older.sync(hq)
    hq.enrol(older)
    assert older.sync(hq).aside == ()
    two.sync(hq)
    two.sync(hq)
    assert state(two.store) == state(hq.store)
    assert len(state(hq.store)) == 2


def test_a_laptop_restored_after_a_new_key_goes_on_as_ever(hq: Headquarter, laptop: Laptop) -> None:
    laptop.edit(text="a")
    enrolment.rotated(laptop.replica())
    laptop.edit(text="b")
    laptop.go_on_as_another()
    laptop.edit(text="c")
    assert laptop.sync(hq).aside == ()
    assert state(hq.store) == state(laptop.store)
    assert len(state(hq.store)) == 3


def test_whoever_stole_hqs_old_key_learns_nothing_by_asking(hq: Headquarter, pair: Pair) -> None:
    one, _ = pair
    one.edit(text="内部")
    one.sync(hq)
    stolen = hq.keys
    rotate_hq(hq)
    # With HQ's key one can seal what any device might ask.
    public = one.keys.receive_public
    key = direct.shared(stolen.receive, public, public, stolen.receive_public)
    raw = direct.asked(SYNC, one.actor, 5, packed(Message((Part(SCOPE),))), key)
    answer = envelope(hq.hub.exchange(raw))
    assert answer.kind == REFUSAL
    no = refusal_of(answer.inside)
    assert no.code == "KeyRetired"
    assert list(no.params) == ["paper"]
    assert answer.genuine(bytes.fromhex(hq.replica.office.sign))
    assert hq.store.post.refusals() == []
