"""What HQ's machine promises: rights by scope, receipts with the commit, a no that says why."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.blobs import Blobs
from db.given import Given
from db.model.errors import PeerBroke, Refused
from db.model.progress import Silent
from db.partials import Partials
from sync import enrolment
from sync.core import direct, receipt
from sync.core.message import (
    BLOB,
    REFUSAL,
    SYNC,
    End,
    Message,
    Parcel,
    Part,
    Stamp,
    enclosed,
    envelope,
    message_of,
    packed,
    refusal_of,
)
from sync.core.pieces import (
    PIECES,
    WISHES,
    Holdings,
    Piece,
    Pieces,
    State,
    Wish,
    Wishes,
    read,
)
from sync.server.filecounter import FileCounter
from sync.server.hub import Hub
from tests import sqlite
from tests.sync.site import NOON, SCOPE, Clock, Headquarter, Laptop

Pair = tuple[Laptop, Laptop]


def asked(laptop: Laptop, message: Message | Parcel, kind: int = SYNC) -> bytes:
    return laptop.replica().said(message, kind=kind)[1]


def test_a_device_reads_its_own_branch_alone(
    hq: Headquarter, laptop: Laptop, tmp_path: Path, clock: Clock
) -> None:
    laptop.edit(text="内部")
    laptop.sync(hq)
    outsider = Laptop(tmp_path, clock, "外人")
    hq.enrol(outsider, "0000000000000bad")
    raw = hq.hub.exchange(asked(outsider, Message((Part(SCOPE),))))
    assert message_of(envelope(raw).inside).parts == ()


def test_a_receipt_names_everything_that_came_and_nothing_twice(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    one.edit(text="a")
    one.sync(hq)
    two.edit(text="b")
    two.sync(hq)
    bodies = hq.replica.receipts.since(SCOPE, 0)
    said = [receipt.read(b, hq.keys.sign_public).statement for b in bodies]
    assert [(s.number, len(s.holds), s.holds[0].seq) for s in said] == [(1, 1, 1), (2, 1, 1)]
    one.sync(hq)
    assert len(hq.replica.receipts.since(SCOPE, 0)) == 2


def test_a_carrier_may_bring_what_others_wrote_and_hq_signs_for_them(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    one.edit(text="第三工点")
    messages, _ = one.engine().depart([two.actor])
    two.engine().arrive(messages, "stick", Silent())
    two.sync(hq)
    assert hq.store.post.receipts(SCOPE)[one.actor].seq == 1


def test_each_laptop_hears_how_far_the_others_are(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    one.edit(text="a")
    one.sync(hq)
    two.sync(hq)
    two.sync(hq)
    one.sync(hq)
    known = one.store.post.peers()[two.actor]
    assert known.vector == {f"{SCOPE}/{one.actor}": 1}
    assert known.seen > 0


def test_hqs_own_words_are_no_request(hq: Headquarter, laptop: Laptop) -> None:
    answer = hq.hub.exchange(asked(laptop, Message()))
    no = refusal_of(envelope(hq.hub.exchange(answer)).inside)
    assert "HQ's own" in no.text
    with pytest.raises(Refused):
        hq.hub.take(answer, Silent())


def test_a_request_signed_by_somebody_else_is_refused(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    raw = bytearray(asked(one, Message((Part(SCOPE),))))
    raw[6:14] = bytes.fromhex(two.actor)
    with pytest.raises(PeerBroke, match="signature"):
        hq.hub.take(bytes(raw), Silent())


def test_a_damaged_pack_is_set_aside_and_named_and_the_rest_is_taken(
    hq: Headquarter, pair: Pair
) -> None:
    one, two = pair
    for laptop in pair:
        laptop.edit(text=laptop.name)
        laptop.replica().seal([SCOPE])
    (bad,) = one.store.post.packs(SCOPE)
    (good,) = two.store.post.packs(SCOPE)
    spoilt = bytes(bad.body)[:-1] + bytes([bad.body[-1] ^ 1])
    said = Message((Part(SCOPE, packs=(b"rubbish", spoilt, bytes(good.body))),))
    report = hq.hub.take(asked(two, said), Silent())
    assert report.fresh == 1
    assert [(a.actor, a.params["reason"]) for a in report.aside] == [
        ("", "not a pack"),
        (one.actor, "changed on the way"),
    ]
    assert one.sync(hq).sent == 1


def test_a_kind_of_request_from_a_newer_release_gets_a_no(hq: Headquarter, laptop: Laptop) -> None:
    raw = hq.hub.exchange(asked(laptop, Message(), kind=77))
    assert envelope(raw).kind == REFUSAL


def test_files_are_taken_when_wanted_and_are_what_they_say(
    hq: Headquarter, laptop: Laptop, tmp_path: Path
) -> None:
    content = b"scan of the sheet"
    sha = hashlib.sha256(content).digest()
    blobs = Blobs(tmp_path / "files", b"k" * 32)
    hub = Hub(hq.replica, hq.keys, lambda _: [] if blobs.has(sha.hex()) else [sha], blobs)
    forged = hub.exchange(asked(laptop, Parcel(SCOPE, sha, b"something else"), BLOB))
    assert message_of(envelope(forged).inside).wants == (sha,)
    taken = hub.exchange(asked(laptop, Parcel(SCOPE, sha, content), BLOB))
    assert message_of(envelope(taken).inside).wants == ()
    assert blobs.read(sha.hex()) == content
    elsewhere = hub.exchange(asked(laptop, Parcel("0000000000000bad", sha, content), BLOB))
    assert envelope(elsewhere).kind == REFUSAL


def test_a_letter_holds_what_any_laptop_lacks(hq: Headquarter, pair: Pair) -> None:
    one, two = pair
    one.edit(text="a")
    one.sync(hq)
    (letter,) = hq.hub.letter(SCOPE, [one.actor, two.actor])
    assert two.engine().arrive([letter], "letter", Silent()).got == 1
    assert one.engine().arrive([letter], "letter", Silent()).got == 0


def test_a_certificate_that_ran_out_is_told_from_an_unknown_device(
    hq: Headquarter, tmp_path: Path, clock: Clock
) -> None:
    late = Laptop(tmp_path, clock)
    request = enrolment.asked(late.request())
    raw = enrolment.issued(request, SCOPE, hq.office, hq.root.sign, 0, until="2026-05-01T00:00:00Z")
    late.take_certificate(raw)
    hq.know(late)
    late.edit(text="a")
    with pytest.raises(Refused, match="ran out on 2026-05-01"):
        late.sync(hq)
    assert late.store.post.receipts(SCOPE) == {}


@given(cuts=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_an_enrolled_device_says_hq_answers(
    hq: Headquarter, laptop: Laptop, cuts: list[tuple[int, int]]
) -> None:
    if not laptop.log():
        laptop.edit(text="a", n=1)
        laptop.replica().seal([SCOPE])
    (pack,) = laptop.store.post.packs(SCOPE)
    own = laptop.identity.credential(laptop.actor) or b""
    ends = (End(bytes.fromhex(laptop.actor), 2**60, b"x"),)
    inside = bytearray(packed(Message((Part(SCOPE, ends, (bytes(pack.body),)),), (own,))))
    for at, byte in cuts:
        inside[at % len(inside)] = byte
    stamp = Stamp(laptop.actor, 2**69, b"12345678")
    answer = hq.hub.exchange(enclosed(SYNC, stamp, bytes(inside), laptop.keys.sign))
    assert envelope(answer).genuine(hq.keys.sign_public)


class Opened(NamedTuple):
    """A hub whose counter takes whatever is named in one scope."""

    hub: Hub
    blobs: Blobs


@pytest.fixture
def counting(hq: Headquarter, tmp_path: Path) -> Opened:
    blobs = Blobs(tmp_path / "files", b"k" * 32)

    def named(scope: str, sha: str) -> int:
        return 1000 if scope == SCOPE else 0

    counter = FileCounter(named, blobs, Partials(blobs), Given(blobs), b"secret")
    return Opened(Hub(hq.replica, hq.keys, files=blobs, counter=counter), blobs)


def piece(content: bytes) -> Piece:
    return Piece(hashlib.sha256(content).digest(), len(content), 0, content)


def piecemeal(hub: Hub, laptop: Laptop, said: msgspec.Struct, kind: int) -> bytes:
    """The inside of HQ's answer; its no is raised."""
    key = laptop.replica().shared()
    raw = direct.asked(kind, laptop.actor, NOON, packed(said), key)
    answer = hub.exchange(raw)
    if not direct.is_direct(answer):
        raise Refused(refusal_of(envelope(answer).inside).code)
    return direct.answer_of(answer, direct.question_of(raw), key).inside


def test_pieces_of_a_file_are_taken_and_given_back_to_the_branch(
    counting: Opened, pair: Pair
) -> None:
    one, two = pair
    inside = piecemeal(counting.hub, one, Pieces(SCOPE, (piece(b"photo"),)), PIECES)
    assert read(inside, Holdings).holdings[0].state == State.WHOLE
    wishes = Wishes(SCOPE, (Wish(hashlib.sha256(b"photo").digest(), 2),), 100)
    inside = piecemeal(counting.hub, two, wishes, WISHES)
    assert read(inside, Pieces).pieces[0].content == b"oto"


def test_files_of_another_branch_are_neither_taken_nor_given(
    counting: Opened, pair: Pair, hq: Headquarter, tmp_path: Path, clock: Clock
) -> None:
    outsider = Laptop(tmp_path, clock, "外人")
    hq.enrol(outsider, "0000000000000bad")
    piecemeal(counting.hub, pair[0], Pieces(SCOPE, (piece(b"photo"),)), PIECES)
    wish = Wish(hashlib.sha256(b"photo").digest())
    with pytest.raises(Refused):
        piecemeal(counting.hub, outsider, Pieces(SCOPE, (piece(b"forged"),)), PIECES)
    with pytest.raises(Refused):
        piecemeal(counting.hub, outsider, Wishes(SCOPE, (wish,), 100), WISHES)
    assert list(counting.blobs.all()) == [hashlib.sha256(b"photo").hexdigest()]


def test_a_forged_piece_is_refused(counting: Opened, pair: Pair) -> None:
    one, two = pair
    said = packed(Pieces(SCOPE, (piece(b"photo"),)))
    raw = direct.asked(PIECES, one.actor, NOON, said, two.replica().shared())
    assert refusal_of(envelope(counting.hub.exchange(raw)).inside).code == "PeerBroke"
    assert list(counting.blobs.all()) == []


def test_an_hq_without_files_says_no_to_pieces(hq: Headquarter, laptop: Laptop) -> None:
    with pytest.raises(Refused):
        piecemeal(hq.hub, laptop, Pieces(SCOPE, (piece(b"x"),)), PIECES)


def test_nonsense_in_place_of_pieces_is_refused(counting: Opened, laptop: Laptop) -> None:
    with pytest.raises(Refused, match="PeerBroke"):
        piecemeal(counting.hub, laptop, Pieces(SCOPE, (Piece(b"short", 1, 0),)), PIECES)


def test_a_whole_file_of_the_first_release_counts_as_brought(
    counting: Opened, hq: Headquarter, laptop: Laptop
) -> None:
    sha = hashlib.sha256(b"old").digest()
    hub = Hub(hq.replica, hq.keys, lambda _s: [sha], counting.blobs, counting.hub._counter)
    hub.exchange(asked(laptop, Parcel(SCOPE, sha, b"old"), BLOB))
    assert Given(counting.blobs).has(SCOPE, sha.hex())


def test_a_call_that_brings_nothing_writes_nothing_until_it_is_settled(
    hq: Headquarter, laptop: Laptop
) -> None:
    laptop.edit(text="a")
    laptop.sync(hq)
    hq.hub.heard.gather()
    before = hq.store.post.peers()[laptop.actor]
    statements: list[str] = []
    sqlite.connection(hq.store).set_trace_callback(statements.append)
    laptop.sync(hq)
    laptop.sync(hq)
    assert [s for s in statements if not s.lower().startswith(("select", "with"))] == []
    hq.hub.heard.settle()
    assert [s for s in statements if s.lower().startswith("commit")] == ["commit"]
    after = hq.store.post.peers()[laptop.actor]
    assert (after.vector, after.seen > before.seen) == (before.vector, True)
    hq.hub.heard.settle()
    assert [s for s in statements if s.lower().startswith("commit")] == ["commit"]


def test_a_call_costs_the_same_however_many_branches_there_are(
    hq: Headquarter, laptop: Laptop, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.edit(text="a")
    laptop.sync(hq)
    laptop.sync(hq)
    asked: list[str] = []
    for name in ("one", "rows"):
        whole = getattr(hq.store.engine, name)
        monkeypatch.setattr(hq.store.engine, name, _told(whole, asked))
    laptop.sync(hq)
    before = len(asked)
    for n in range(6):
        other = Laptop(tmp_path, clock, f"外{n}", plain=True)
        hq.enrol(other, f"{n + 1:016x}")
        other.edit(text="b")
        other.sync(hq)
    asked.clear()
    laptop.sync(hq)
    assert 0 < len(asked) <= before


def _told(whole: Callable[..., object], asked: list[str]) -> Callable[..., object]:
    def tell(sql: str, *params: object) -> object:
        asked.append(sql)
        return whole(sql, *params)

    return tell
