"""What the limits promise: what comes is refused beyond them, before memory is taken for it."""

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
import pytest

from db.model.change import Change, Op, canonical
from db.model.errors import PeerBroke
from sync.core import (
    bundle,
    columns,
    lean,
    limits,
    message,
    receipt,
    signing,
    strings,
    texts,
)
from sync.core.codecs import decoded, nothing, smallest
from sync.core.column import Base
from sync.core.columns import Run
from sync.core.limits import CONTENT, MESSAGE, MIB, VALUES, broke
from sync.core.message import End, Message, Parcel, Part, message_of, packed
from sync.core.pack import header_of
from sync.core.squeeze import squeezed, unsqueezed
from sync.core.varints import varint
from tests.sync.workload import ACTOR, SCOPE

LEAN = lean.Facts(ACTOR, SCOPE, 5, lambda *_: None)


@contextmanager
def refused(reason: str, most: int = 8 * MIB) -> Iterator[None]:
    """The block raises PeerBroke for a reason and takes no more than so many bytes."""
    tracemalloc.start()
    try:
        with pytest.raises(PeerBroke, match=reason):
            yield
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


def change(*ops: Op, seq: int = 2) -> Change:
    return Change(SCOPE, ACTOR, seq, 1 << 40, "甲", "edit", ops)


def note(n: int, value: object, *pred: str, kind: str = "note") -> Op:
    return Op(kind, f"{ACTOR}.2.{n}", "text", value, pred)


def in_columns(one: Change, base: Base = nothing) -> bytes:
    content = columns.encode([one], base)
    assert content is not None
    return content


def read(content: bytes, base: Base = nothing) -> list[Change]:
    return decoded(2, Run(SCOPE, ACTOR, 2, 1), content, base)


def test_damage_is_told_in_three_parts() -> None:
    said = str(broke("cut"))
    assert "(cut)" in said
    assert "nothing here was changed" in said
    assert "once more" in said


def test_a_pack_fits_a_message() -> None:
    assert CONTENT < MESSAGE


# Messages


@pytest.mark.parametrize("reader", [message.message_of, message.refusal_of, message.parcel_of])
def test_a_message_of_a_million_nothings_is_refused_before_one_is_made(
    reader: Callable[[bytes], object],
) -> None:
    nothings = b"\xdd" + VALUES.to_bytes(4, "big") + b"\x90" * VALUES
    with refused("too many values", MIB):
        reader(b"\x91" + nothings)
    with refused("too many values", MIB):
        lean.read(b"\x91" + nothings, LEAN)
    with refused("too many values", MIB):
        receipt.unchecked(msgspec.msgpack.encode([nothings, bytes(64)]))


@pytest.mark.parametrize(
    "part",
    [
        Part("s" * 201),
        Part(SCOPE, (End(bytes(7), 1),)),
        Part(SCOPE, (End(bytes(8), 1 << 53),)),
        Part(SCOPE, (End(bytes(8), -1),)),
        Part(SCOPE, (End(bytes(8), 1, bytes(33)),)),
    ],
)
def test_a_message_names_nothing_that_no_database_holds(part: Part) -> None:
    with pytest.raises(PeerBroke):
        message_of(packed(Message((part,))))
    with pytest.raises(PeerBroke):
        lean.read(packed(Message((part,))), LEAN)


def test_a_file_is_named_by_its_hash() -> None:
    with pytest.raises(PeerBroke):
        message.parcel_of(packed(Parcel(SCOPE, bytes(31), b"")))


# Packs


def test_a_length_that_is_claimed_takes_no_memory() -> None:
    with refused("too large", MIB):
        header_of(b"SXP\x02" + bytes([signing.ED25519]) + varint(1 << 40) + bytes(99))
    inside, lengths = squeezed(b"abc")[2:], (CONTENT + 1, 1 << 62)
    for length in lengths:
        with refused("too large", MIB):
            unsqueezed(bytes([1]) + varint(length) + inside, CONTENT)
    for method in (0, 1, 2):
        with refused("length|compression"):
            unsqueezed(bytes([method]) + varint(CONTENT) + b"(\xb5/\xfd" + bytes(20), CONTENT)


def test_one_value_for_all_may_not_grow_beyond_a_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    content = in_columns(change(*(note(n, "字" * 1000) for n in range(5000))))
    assert len(content) < 10_000
    monkeypatch.setattr(strings, "CONTENT", 4 * MIB)
    with refused("too large"):
        read(content)


def test_patches_together_may_not_grow_beyond_a_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    old = "abcdefgh" * 2000

    def base(_op: str) -> str:
        return old

    ops = (note(n, f"{old}{n}", f"{ACTOR}.1.{n}") for n in range(70))
    content = in_columns(change(*ops), base)
    assert len(content) < 10_000
    assert len(read(content, base)[0].ops) == 70
    monkeypatch.setattr(strings, "CONTENT", MIB)
    with refused("too large"):
        read(content, base)


def test_a_name_too_long_for_columns_goes_another_way() -> None:
    one = change(note(0, "a", kind="k" * (limits.NAME + 1)))
    long = in_columns(one)
    with refused("name", MIB):
        read(long)
    number, content = smallest([one])
    assert number == 0
    (back,) = decoded(0, Run(SCOPE, ACTOR, 2, 1), content)
    assert canonical(back) == canonical(one)


def test_more_replaced_ops_than_any_change_names_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = change(note(0, "a", *(f"{ACTOR}.1.{n}" for n in range(20))))
    content = in_columns(one)
    monkeypatch.setattr(columns, "PREDS", 19)
    with refused("too many changes", MIB):
        read(content)


def test_more_names_than_ops_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = in_columns(change(*(note(n, 1, kind=f"kind{n}") for n in range(20))))
    monkeypatch.setattr(columns, "OPS", 19)
    with refused("too many", MIB):
        read(content)


def test_more_texts_than_ops_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "TEXTS", 10)
    with refused("too many texts", MIB):
        texts.parted(0, b"\x1f" * 11)
    assert len(list(texts.parted(0, b"\x1f" * 10))) == 11


def test_json_of_millions_of_nothings_is_refused_before_one_is_made() -> None:
    nothings = squeezed(b"[" + b"[]," * 2_100_000 + b"1]", (1,))
    assert len(nothings) < 10_000
    with refused("too many values", 32 * MIB):
        decoded(0, Run(SCOPE, ACTOR, 2, 1), nothings)


# Bundles


def test_a_front_is_short() -> None:
    with refused("too large", MIB):
        bundle.front_of(msgspec.msgpack.encode(["x" * limits.FRONT, "", "", 0, 0]))


def test_a_frame_that_claims_more_than_a_message_is_refused_at_its_head() -> None:
    with refused("too large", MIB):
        list(bundle.frames([b"\x02" + (MESSAGE + 1).to_bytes(4, "big")]))
