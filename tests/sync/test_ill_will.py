"""Ill will by either way, at HQ and at a laptop: refused, named, written down, nobody held up."""

import itertools
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.model.change import Change, Op
from db.model.errors import BundleError, PeerBroke, Refused
from db.model.progress import Silent
from db.post import Refusal
from sync import enrolment
from sync.core import direct, receipt
from sync.core.bundle import Front
from sync.core.message import BLOB, REFUSAL, SYNC, Aside, Message, Part, Stamp, enclosed, packed
from sync.core.message import Refusal as No
from sync.core.pack import sealed
from sync.core.papers import (
    CERTIFICATE,
    REVOCATION,
    SUCCESSION,
    Certificate,
    Credential,
    Revocation,
    Succession,
    read,
    written,
)
from sync.core.pieces import PIECES, WISHES
from sync.core.receipt import Holding, Statement
from sync.core.squeeze import squeezed
from sync.identity import new_keys
from sync.replica import Replica
from sync.transports import bundle
from sync.transports.memory import Memory
from tests.sync.carriage import Network, Stick, Way
from tests.sync.site import SCOPE, Clock, Headquarter, Laptop, state

Pair = tuple[Laptop, Laptop]


@pytest.fixture(params=["http", "stick"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Way:
    return Network() if request.param == "http" else Stick(tmp_path)


def last_refusal(laptop: Laptop | Headquarter) -> Refusal:
    found = laptop.store.post.refusals()
    assert found
    return found[0]


def pack_of(laptop: Laptop, text: str) -> bytes:
    laptop.edit(text=text)
    laptop.replica().seal([SCOPE])
    return bytes(laptop.store.post.packs(SCOPE, laptop.actor)[-1].body)


def asked(laptop: Laptop, *packs: bytes, papers: tuple[bytes, ...] = ()) -> bytes:
    message = Message((Part(SCOPE, packs=packs),), tuple(squeezed(p) for p in papers))
    return laptop.replica().said(message)[1]


def brought(colleague: Laptop, message: Message) -> bytes:
    """Return what a colleague brings on a stick, with the credential that it shows."""
    shown = colleague.identity.credential(colleague.actor)
    assert shown is not None
    message = msgspec.structs.replace(message, papers=(squeezed(shown),))
    return colleague.replica().said(message)[1]


def rogue_message(rogue: Laptop, hq: Headquarter, papers: tuple[bytes, ...] = ()) -> bytes:
    """Return what a device that HQ never enrolled says, with a change of its own."""
    rogue.store.settings.put("scope", SCOPE)
    rogue.edit(text="假的")
    replica = Replica(rogue.store, hq.office, rogue.keys)
    replica.seal([SCOPE])
    (pack,) = rogue.store.post.packs(SCOPE)
    message = Message((Part(SCOPE, packs=(bytes(pack.body),)),), tuple(squeezed(p) for p in papers))
    return replica.said(message)[1]


def test_a_rogue_device_is_refused(
    hq: Headquarter, laptop: Laptop, tmp_path: Path, clock: Clock, way: Way
) -> None:
    rogue = Laptop(tmp_path, clock, "外人")
    outcome = way.to_hq(hq, rogue_message(rogue, hq))
    assert f"does not know this device ({rogue.actor})" in outcome.no
    noted = last_refusal(hq)
    assert (noted.actor, noted.who, noted.way) == ("", rogue.actor, way.name)
    assert noted.text.startswith("HQ does not know this device")
    laptop.edit(text="真的")
    assert laptop.sync(hq).receipt == 1


def test_a_certificate_made_at_home_helps_no_rogue(
    hq: Headquarter, tmp_path: Path, clock: Clock, way: Way
) -> None:
    rogue, root = Laptop(tmp_path, clock, "外人"), new_keys()
    office = msgspec.structs.replace(hq.office, root=root.sign_public.hex())
    request = enrolment.asked(rogue.request())
    forged = enrolment.issued(request, SCOPE, office, root.sign, 0)
    raw = rogue_message(rogue, hq, (enrolment.shown(forged),))
    assert "does not know this device" in way.to_hq(hq, raw).no
    assert hq.replica.trust.grant(rogue.actor) is None
    assert list(hq.store.log.all(SCOPE)) == []


def test_a_rogues_pack_in_a_good_devices_message_stays_out_and_holds_up_nothing(
    hq: Headquarter, laptop: Laptop, tmp_path: Path, clock: Clock, way: Way
) -> None:
    rogue = Laptop(tmp_path, clock, "外人")
    rogue_message(rogue, hq)
    (bad,) = rogue.store.post.packs(SCOPE)
    outcome = way.to_hq(hq, asked(laptop, bytes(bad.body), pack_of(laptop, "真的")))
    assert outcome.aside == ("It is from a device that HQ did not enrol.",)
    assert state(hq.store) == state(laptop.store)
    assert (last_refusal(hq).who, last_refusal(hq).way) == (rogue.actor, way.name)


def test_a_certificate_that_ran_out_is_refused_and_the_records_stay(
    hq: Headquarter, laptop: Laptop, tmp_path: Path, clock: Clock, way: Way
) -> None:
    late = Laptop(tmp_path, clock, "过期")
    request = enrolment.asked(late.request())
    raw = enrolment.issued(request, SCOPE, hq.office, hq.root.sign, 0, until="2026-05-01T00:00:00Z")
    late.take_certificate(raw)
    hq.know(late)
    body = pack_of(late, "迟到")
    assert "ran out on 2026-05-01" in way.to_hq(hq, asked(late, body)).no
    assert (last_refusal(hq).actor, last_refusal(hq).who) == (
        late.actor,
        "一分部党支部, 过期, laptop",
    )
    for kind in (SYNC, BLOB, PIECES, WISHES):
        question = direct.asked(kind, late.actor, 5, packed(Message()), late.replica().shared())
        assert "ran out on 2026-05-01" in Network().to_hq(hq, question).no
    # Nothing is lost: a colleague brings it.
    assert way.to_hq(hq, asked(laptop, body)) == ("", ())
    assert state(hq.store) == state(late.store)


def test_a_branch_cannot_write_into_another(
    hq: Headquarter, laptop: Laptop, tmp_path: Path, clock: Clock, way: Way
) -> None:
    other = Laptop(tmp_path, clock, "邻居")
    hq.enrol(other, "0000000000000bad")
    change = Change(SCOPE, other.actor, 1, 5, "邻居", "new", (Op("note", "x", "text", "侵入"),))
    foreign = sealed([change], bytes(32), other.keys.sign).body
    outcome = way.to_hq(hq, asked(laptop, foreign, pack_of(laptop, "自己的")))
    assert len(outcome.aside) == 1
    assert "may not write for another branch" in outcome.aside[0]
    assert state(hq.store) == state(laptop.store)
    noted = last_refusal(hq)
    assert (noted.actor, noted.scope, noted.first) == (other.actor, SCOPE, 1)
    assert "邻居" in noted.who


def test_hq_cannot_write_for_a_branch(hq: Headquarter, laptop: Laptop, way: Way) -> None:
    change = Change(SCOPE, hq.office.actor, 1, 5, "总部", "new", (Op("note", "x", "text", "代笔"),))
    forged = sealed([change], bytes(32), hq.keys.sign).body
    outcome = way.to_hq(hq, asked(laptop, forged))
    assert outcome.aside == ("HQ writes in its own channel and not for a branch.",)
    assert laptop.replica().intake.take(forged).aside is not None


def test_a_branch_cannot_write_in_hqs_channel(hq: Headquarter, pair: Pair, way: Way) -> None:
    one, two = pair
    channel = hq.office.actor
    change = Change(channel, one.actor, 1, 5, "甲", "new", (Op("note", "x", "text", "通知"),))
    forged = sealed([change], bytes(32), one.keys.sign).body
    raw = brought(one, Message((Part(channel, packs=(forged,)),)))
    outcome = way.to_hq(hq, raw)
    assert "may not write for another branch" in outcome.aside[0]
    assert hq.store.log.vector(channel) == {}
    done = two.engine().arrive([raw], "stick", Silent())
    assert "may not write for another branch" in done.aside[0].text
    assert last_refusal(two).actor == one.actor


def receipts_for(laptop: Laptop, hq: Headquarter) -> tuple[bytes, bytes, bytes]:
    """Return a forged receipt, one of another HQ, and a good one of the same change."""
    pack_of(laptop, "a")
    head = laptop.store.log.head(SCOPE, laptop.actor, 1)
    assert head is not None
    said = Statement(SCOPE, 1, 5, (Holding(bytes.fromhex(laptop.actor), 1, head),))
    good = receipt.signed(said, hq.keys.sign)
    forged = bytes([*good[:-1], good[-1] ^ 1])
    return forged, receipt.signed(said, new_keys().sign), good


def test_a_forged_receipt_and_one_of_another_hq_deliver_nothing(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    forged, foreign, good = receipts_for(one, hq)
    message = Message((Part(SCOPE, receipts=(forged, foreign)),))
    done = one.engine().arrive([brought(two, message)], "stick", Silent())
    assert [a.text for a in done.aside] == ["A receipt that HQ did not sign was not taken."] * 2
    assert one.store.post.receipts(SCOPE) == {}
    assert last_refusal(one).times == 2
    # The good one behind them counts.
    both = Message((Part(SCOPE, receipts=(forged, good)),))
    assert one.engine().arrive([brought(two, both)], "stick", Silent()).receipt == 1
    assert one.store.post.receipts(SCOPE)[one.actor].seq == 1


@pytest.mark.parametrize(
    ("at", "byte"), [(3, 0), (3, 1), (3, 9), (3, 255), (4, 0), (4, 2), (4, 255)]
)
def test_another_version_or_signature_algorithm_of_a_pack_is_none(
    hq: Headquarter, laptop: Laptop, way: Way, at: int, byte: int
) -> None:
    body = bytearray(pack_of(laptop, "a"))
    body[at] = byte
    outcome = way.to_hq(hq, asked(laptop, bytes(body), pack_of(laptop, "b")))
    assert len(outcome.aside) == 1
    assert "format of this program" in outcome.aside[0]
    assert list(hq.store.log.all(SCOPE)) == []
    assert laptop.sync(hq).receipt == 1
    assert state(hq.store) == state(laptop.store)


@pytest.mark.parametrize("at", [3, 5])
@pytest.mark.parametrize("byte", [0, 9, 255])
def test_another_version_or_signature_algorithm_of_a_message_is_none(
    hq: Headquarter, laptop: Laptop, way: Way, at: int, byte: int
) -> None:
    raw = bytearray(asked(laptop, pack_of(laptop, "a")))
    raw[at] = byte
    assert way.to_hq(hq, bytes(raw)).no
    assert list(hq.store.log.all(SCOPE)) == []


@pytest.mark.parametrize("version", [0, 2])
def test_another_version_of_a_certificate_is_none(
    hq: Headquarter, tmp_path: Path, clock: Clock, way: Way, version: int
) -> None:
    laptop = Laptop(tmp_path, clock)
    request = enrolment.asked(laptop.request())
    raw = enrolment.issued(request, SCOPE, hq.office, hq.root.sign, 0)
    other = raw.replace(b'"version":1', b'"version":%d' % version)
    assert other != raw
    with pytest.raises(BundleError, match="not a certificate"):
        laptop.take_certificate(other)
    outcome = way.to_hq(hq, rogue_message(laptop, hq, (enrolment.shown(other),)))
    assert "does not know this device" in outcome.no


@given(order=st.lists(st.integers(0, 5), min_size=6, max_size=14), by_stick=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_messages_replayed_and_out_of_order_are_harmless(
    tmp_path: Path, order: list[int], *, by_stick: bool
) -> None:
    clock, folder = Clock(), Path(tempfile.mkdtemp(dir=tmp_path))
    hq = Headquarter(folder, clock, plain=True)
    one, two = (Laptop(folder, clock, name, plain=True) for name in "甲乙")
    for laptop in (one, two):
        hq.enrol(laptop)
    kept = [
        asked(laptop, pack_of(laptop, f"{n}"))
        for n, laptop in itertools.product(range(3), (one, two))
    ]
    way: Way = Stick(folder) if by_stick else Network()
    for n in (*order, *range(6), *order):
        assert way.to_hq(hq, kept[n]) == ("", ())
    assert hq.store.log.vector(SCOPE) == {one.actor: 3, two.actor: 3}
    for laptop in (one, two):
        laptop.sync(hq)
    one.sync(hq)
    assert state(hq.store) == state(one.store) == state(two.store)
    assert {r.seq for r in one.store.post.receipts(SCOPE).values()} == {3}
    for store in (hq.store, one.store, two.store):
        store.close()


def test_a_message_for_another_hq_tells_it_nothing(
    hq: Headquarter, laptop: Laptop, tmp_path: Path, clock: Clock, way: Way
) -> None:
    other = Headquarter(tmp_path, clock)
    raw = asked(laptop, pack_of(laptop, "a"))
    assert "does not know this device" in way.to_hq(other, raw).no
    assert list(other.store.log.all(SCOPE)) == []
    assert last_refusal(other).who == laptop.actor
    file = tmp_path / "for-hq.sxbundle"
    front = Front("一支部", laptop.actor, "", 0, 1)
    bundle.write(file, bundle.Cargo(front, [raw]), [hq.keys.receive_public], Silent())
    with pytest.raises(BundleError, match="somebody else"):
        bundle.read(file, [other.keys.receive], None, Silent())


def test_a_succession_that_the_owner_did_not_sign_gives_nothing(
    hq: Headquarter, laptop: Laptop, tmp_path: Path, clock: Clock, way: Way
) -> None:
    thief = Laptop(tmp_path, clock, "贼")
    certificate = hq_certificate(laptop)
    said = Succession(
        laptop.actor,
        thief.actor,
        thief.keys.sign_public.hex(),
        thief.keys.receive_public.hex(),
        "2026-05-22T00:00:00Z",
        {SCOPE: ()},
    )
    forged = written(SUCCESSION, said, thief.keys.sign)
    shown = msgspec.msgpack.encode(Credential(certificate, (forged,)))
    assert "does not know this device" in way.to_hq(hq, rogue_message(thief, hq, (shown,))).no
    assert hq.replica.trust.closed(laptop.actor) is None
    laptop.edit(text="a")
    assert laptop.sync(hq).receipt == 1


def hq_certificate(laptop: Laptop) -> bytes:
    shown = laptop.identity.credential(laptop.actor)
    assert shown is not None
    held = msgspec.msgpack.decode(shown, type=Credential)
    read(CERTIFICATE, Certificate, held.certificate, lambda c: c.hq.root)
    return held.certificate


def test_a_forged_revocation_closes_nobody_and_is_named(
    hq: Headquarter, pair: Pair, way: Way
) -> None:
    one, two = pair
    said = Revocation(one.actor, "laptop", "甲", "一分部", {one.actor: {}}, "谣言", "2026")
    # Whoever has the office key can write in the channel; only the root key can revoke.
    forged = written(REVOCATION, said, hq.keys.sign).decode()
    channel = hq.office.actor
    op = Op("revocation", f"{channel}.1.0", "paper", forged)
    body = sealed([Change(channel, channel, 1, 5, "", "new", (op,))], bytes(32), hq.keys.sign).body
    raw = brought(two, Message((Part(channel, packs=(body,)),)))
    done = one.engine().arrive([raw], "stick", Silent())
    assert [a.text for a in done.aside] == [
        "The signature on this file does not fit: it was changed, or is from elsewhere."
    ]
    assert one.replica().trust.closed(one.actor) is None
    assert last_refusal(one).who == hq.office.name
    one.edit(text="a")
    assert way.to_hq(hq, asked(one, pack_of(one, "b"))).no == ""


def test_a_forged_answer_of_hq_is_none(hq: Headquarter, pair: Pair, way: Way) -> None:
    one, two = pair
    body = pack_of(two, "夹带")
    stamp = Stamp(hq.office.actor, 5, b"12345678")
    message = Message((Part(SCOPE, packs=(body,)),))
    forged = enclosed(SYNC, stamp, packed(message), two.keys.sign)
    with pytest.raises(PeerBroke, match="signature"):
        way.to_laptop(hq, one, forged)
    assert one.log() == []
    noted = last_refusal(one)
    assert (noted.actor, noted.who, noted.way) == (hq.office.actor, hq.office.name, way.name)


def test_an_answer_sealed_by_somebody_else_is_none(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    office = bytes.fromhex(hq.office.receive)

    def rogue(raw: bytes) -> bytes:
        key = direct.shared(two.keys.receive, office, two.keys.receive_public, office)
        return direct.answered(direct.question_of(raw), 5, packed(Message()), key)

    with pytest.raises(PeerBroke, match="something else"):
        one.engine().sync(Memory(rogue), Silent())
    assert last_refusal(one).who == hq.office.name


def test_a_question_sealed_by_somebody_else_is_refused(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    office = bytes.fromhex(hq.office.receive)
    for key in (
        direct.shared(two.keys.receive, office, two.keys.receive_public, office),
        direct.shared(two.keys.receive, office, one.keys.receive_public, office),
        bytes(32),
    ):
        raw = direct.asked(SYNC, one.actor, 5, packed(Message()), key)
        assert "signature does not fit" in Network().to_hq(hq, raw).no
    noted = last_refusal(hq)
    assert (noted.actor, noted.times) == (one.actor, 3)


def test_an_answer_kept_from_yesterday_is_none(hq: Headquarter, pair: Pair) -> None:
    one, _ = pair
    yesterday = hq.hub.exchange(asked(one))
    with pytest.raises(PeerBroke, match="something else"):
        Network().to_laptop(hq, one, yesterday)
    assert "something else" in last_refusal(one).text


def test_a_no_that_hq_did_not_sign_frightens_nobody(hq: Headquarter, pair: Pair, way: Way) -> None:
    one, two = pair
    elsewhere = Replica(two.store, two.replica().office, two.keys)
    stamp = Stamp(hq.office.actor, 5, b"12345678")
    said = No("Refused", "HQ revoked the device {device}", {"device": "laptop"})
    no = enclosed(REFUSAL, stamp, packed(said), elsewhere.keys.sign)
    with pytest.raises(PeerBroke, match="signature"):
        way.to_laptop(hq, one, no)


def test_one_bad_message_on_a_stick_holds_up_none_behind_it(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    good = brought(two, Message((Part(SCOPE, packs=(pack_of(two, "好的"),)),)))
    done = one.engine().arrive([b"rubbish", good], "stick", Silent())
    assert (done.got, len(done.aside)) == (1, 1)
    with pytest.raises(PeerBroke):
        one.engine().arrive([b"rubbish"], "stick", Silent())
    assert last_refusal(one).who == ""


def test_whoever_is_refused_is_told_by_hq_in_its_own_hand(
    hq: Headquarter, tmp_path: Path, clock: Clock
) -> None:
    stranger = Laptop(tmp_path, clock)
    stranger.identity.own()
    stranger.identity.trust(hq.office)
    with pytest.raises(Refused, match="does not know this device"):
        stranger.sync(hq)


def test_a_stick_that_was_stolen_tells_nothing(hq: Headquarter, pair: Pair, tmp_path: Path) -> None:
    one, two = pair
    for n in range(40):
        one.edit(text=f"第{n}次支部党员大会，记录人周建国")
    messages, done = one.engine().depart([two.actor])
    front = Front("一分部党支部", one.actor, one.name, 0, done.sent)
    file = tmp_path / "stolen.sxbundle"
    readers = [hq.keys.receive_public, two.keys.receive_public]
    bundle.write(file, bundle.Cargo(front, messages), readers, Silent())
    raw = file.read_bytes()
    names = ["一分部党支部", one.name, two.name, one.actor, two.actor, SCOPE, "laptop", "大会"]
    keys = [*readers, one.keys.receive_public, one.keys.sign_public, hq.keys.sign_public]
    told = [n.encode(code) for n in names for code in ("utf-8", "gb18030", "utf-16-le")]
    told += [bytes.fromhex(n) for n in (one.actor, two.actor, hq.office.actor, SCOPE)]
    told += [*keys, *(k.hex().encode() for k in keys), b"SXP", b"SXM", b"suixing", *messages]
    # Three bytes can stand there by chance; what is longer cannot.
    assert [t for t in told if len(t) > 3 and t in raw] == []
    body = raw[300:]
    counts = [body.count(bytes([n])) for n in range(256)]
    mean = len(body) / 256
    chi = sum((c - mean) ** 2 / mean for c in counts)
    assert chi < 400, "bytes are not even: 255 +- 23 is chance"
    for private in (one.keys.receive, new_keys().receive):
        with pytest.raises(BundleError, match="somebody else"):
            bundle.read(file, [private], None, Silent())
    for private in (hq.keys.receive, two.keys.receive):
        assert bundle.read(file, [private], None, Silent()).front.branch == "一分部党支部"


def test_names_made_up_by_the_thousand_fill_no_log(
    hq: Headquarter, laptop: Laptop, tmp_path: Path
) -> None:
    refusals = hq.replica.refusals
    for n in range(50):
        refusals.turned_away(
            f"{n:016x}", Refused("HQ does not know this device ({actor})."), "http"
        )
    (noted,) = hq.store.post.refusals()
    assert (noted.times, noted.who) == (50, f"{49:016x}")
    aside = Aside(SCOPE, laptop.actor, 1, 1, "why", {})
    for n in range(1100):
        refusals.aside([msgspec.structs.replace(aside, first=n + 1)], "http")
    assert len(hq.store.post.refusals()) == 1000
