"""What counting beforehand promises: the number of values, without making one of them."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import PeerBroke
from sync.core.tokens import few_in_json, few_in_msgpack

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=300)
    | st.binary(max_size=300)
    | st.builds(msgspec.msgpack.Ext, st.integers(-128, 127), st.binary(max_size=20)),
    lambda inner: (
        st.lists(inner, max_size=20) | st.dictionaries(st.text(max_size=40), inner, max_size=20)
    ),
    max_leaves=60,
)


def number(value: object) -> int:
    """How many values stand in a value, itself included."""
    if isinstance(value, list):
        return 1 + sum(map(number, value))
    if isinstance(value, dict):
        return 1 + sum(1 + number(v) for v in value.values())
    return 1


@given(VALUES)
def test_every_value_is_counted_once(value: object) -> None:
    raw = msgspec.msgpack.encode(value)
    few_in_msgpack(raw, number(value))
    with pytest.raises(PeerBroke, match="too many values"):
        few_in_msgpack(raw, number(value) - 1)


@pytest.mark.parametrize("wide", [[1] * 70_000, {str(n): n for n in range(70_000)}, "x" * 70_000])
def test_long_forms_are_counted_too(wide: object) -> None:
    few_in_msgpack(msgspec.msgpack.encode(wide), number(wide))


@given(VALUES, st.integers(1, 9))
def test_what_is_cut_is_said_to_be(value: object, missing: int) -> None:
    raw = msgspec.msgpack.encode(value)
    if missing < len(raw):
        with pytest.raises(PeerBroke):
            few_in_msgpack(raw[:-missing], 10_000)


def test_a_claim_alone_is_enough_to_refuse() -> None:
    for claim in (b"\xdd\xff\xff\xff\xff", b"\xdf\x7f\xff\xff\xff", b"\xdc\xff\xff"):
        with pytest.raises(PeerBroke, match="too many values"):
            few_in_msgpack(claim, 1000)


def test_json_is_bounded_by_its_signs() -> None:
    for raw in (b"[" + b"[]," * 10, "[" + "{}," * 10):
        few_in_json(raw, 21)
        with pytest.raises(PeerBroke, match="too many values"):
            few_in_json(raw, 20)
