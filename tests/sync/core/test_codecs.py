"""What the codecs promise: every change comes back byte for byte, whatever people wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.change import Change, Op, canonical
from db.model.errors import PeerBroke
from sync.core.codecs import CODECS, decoded, smallest
from tests.sync.workload import ACTOR, SCOPE, month

ACTORS = st.sampled_from(["9f2c6a11d03b77e4", "00000000000000aa", "ffffffffffffffff"])
OP_IDS = st.builds("{}.{}.{}".format, ACTORS, st.integers(0, 2**40), st.integers(0, 5000))
TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x1f\x00\ue5e5\ue7c7ḿ会议，"),
    max_size=30,
)
IDS = st.one_of(
    OP_IDS, st.builds("{}+{}".format, OP_IDS, OP_IDS), TEXT, st.sampled_from(["branch", "a+b", "."])
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
    | OP_IDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["member", "name", "activity", "deleted", "新"])
OPS = st.builds(Op, NAMES, IDS, NAMES, VALUES, st.lists(OP_IDS, max_size=3).map(tuple))


@st.composite
def runs(draw: st.DrawFn) -> list[Change]:
    """A run of one actor's changes, numbered without gaps."""
    actor, first = draw(ACTORS), draw(st.integers(1, 2**33))
    ops = draw(st.lists(st.lists(OPS, max_size=4).map(tuple), min_size=1, max_size=5))
    return [
        Change(
            "site",
            actor,
            first + n,
            draw(st.integers(0, 2**62)),
            draw(TEXT),
            draw(NAMES),
            _named(actor, first + n, made),
        )
        for n, made in enumerate(ops)
    ]


def _named(actor: str, seq: int, ops: tuple[Op, ...]) -> tuple[Op, ...]:
    """Let every other op make its own record, as real ones do."""
    return tuple(
        Op(op.kind, f"{actor}.{seq}.{n}", op.field, op.value, op.pred) if n % 2 else op
        for n, op in enumerate(ops)
    )


@pytest.mark.parametrize("number", CODECS)
@given(run=runs())
def test_every_change_comes_back_byte_for_byte(number: int, run: list[Change]) -> None:
    content = CODECS[number].encode(run)
    back = decoded(number, run[0].scope, run[0].actor, content)
    assert [canonical(c) for c in back] == [canonical(c) for c in run]


@pytest.mark.parametrize("number", CODECS)
@given(run=runs(), at=st.integers(0), bit=st.integers(0, 7))
def test_a_changed_byte_is_an_error_of_ours_or_another_run(
    number: int, run: list[Change], at: int, bit: int
) -> None:
    # The signature is looked at before; here it is only promised that nothing else is raised.
    content = bytearray(CODECS[number].encode(run))
    content[at % len(content)] ^= 1 << bit
    try:
        found = decoded(number, SCOPE, run[0].actor, bytes(content))
    except PeerBroke:
        return
    assert all(isinstance(c, Change) for c in found)


@pytest.mark.parametrize("number", CODECS)
def test_a_cut_content_is_an_error_of_ours(number: int) -> None:
    content = CODECS[number].encode(month()[:3])
    for end in range(len(content)):
        with pytest.raises(PeerBroke):
            decoded(number, SCOPE, ACTOR, content[:end])


def test_a_codec_of_a_newer_release_is_named() -> None:
    with pytest.raises(PeerBroke, match="newer release"):
        decoded(99, SCOPE, ACTOR, b"")


def test_a_month_in_columns_is_smaller_than_its_zstd() -> None:
    run = month()
    sizes = {n: len(codec.encode(run)) for n, codec in CODECS.items()}
    number, content = smallest(run)
    assert number == 1
    assert len(content) < 30_000 < sizes[0]
