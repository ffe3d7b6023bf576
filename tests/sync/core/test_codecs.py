"""What the codecs promise: every change comes back byte for byte, whatever people wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.change import Change, Op, canonical, child_id
from db.model.errors import PeerBroke
from sync.core import plain
from sync.core.awaits import Awaits
from sync.core.codecs import CODECS, decoded, nothing, smallest
from sync.core.columns import Run
from tests.sync.workload import ACTOR, SCOPE, START, month

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
WRITTEN = (0, 2)
"""Codec 1 is only read: see tests/formats."""
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


def run_of(changes: list[Change]) -> Run:
    return Run(changes[0].scope, changes[0].actor, changes[0].seq, len(changes))


def _named(actor: str, seq: int, ops: tuple[Op, ...]) -> tuple[Op, ...]:
    """Let every other op make its own record, as real ones do."""
    return tuple(
        Op(op.kind, f"{actor}.{seq}.{n}", op.field, op.value, op.pred) if n % 2 else op
        for n, op in enumerate(ops)
    )


@pytest.mark.parametrize("number", WRITTEN)
@given(run=runs())
def test_every_change_comes_back_byte_for_byte(number: int, run: list[Change]) -> None:
    content = CODECS[number].encode(run, nothing)
    if content is not None:
        back = decoded(number, run_of(run), content)
        assert [canonical(c) for c in back] == [canonical(c) for c in run]


@pytest.mark.parametrize("number", WRITTEN)
@given(run=runs(), at=st.integers(0), bit=st.integers(0, 7))
def test_a_changed_byte_is_an_error_of_ours_or_another_run(
    number: int, run: list[Change], at: int, bit: int
) -> None:
    # The signature is looked at before; here it is only promised that nothing else is raised.
    content = bytearray(CODECS[number].encode(run, nothing) or plain.encode(run))
    content[at % len(content)] ^= 1 << bit
    try:
        found = decoded(number, run_of(run), bytes(content))
    except PeerBroke:
        return
    assert all(isinstance(c, Change) for c in found)


@pytest.mark.parametrize("number", WRITTEN)
def test_a_cut_content_is_an_error_of_ours(number: int) -> None:
    run = month()[:3]
    content = CODECS[number].encode(run, nothing) or b""
    for end in range(len(content)):
        with pytest.raises(PeerBroke):
            decoded(number, run_of(run), content[:end])


def test_a_codec_of_a_newer_release_is_named() -> None:
    with pytest.raises(PeerBroke, match="newer release"):
        decoded(99, Run(SCOPE, ACTOR, 1, 1), b"")


def test_a_month_in_columns_is_smaller_than_its_zstd() -> None:
    run = month()
    number, content = smallest(run)
    assert number == 2
    assert len(content) < 28_500
    assert len(plain.encode(run)) > 40_000


def test_one_attendance_corrected_takes_a_few_dozen_bytes() -> None:
    record = child_id(f"{ACTOR}.31.0", f"{ACTOR}.1.30")
    op = Op("attendance", record, "status", "leave", (f"{ACTOR}.32.17",))
    number, content = smallest([Change(SCOPE, ACTOR, 114, START << 16, "周建国", "edit", (op,))])
    assert (number, len(content)) == (2, 41)


def test_a_sentence_in_long_minutes_costs_the_sentence() -> None:
    before = next(op.value for c in month() for op in c.ops if op.field == "minutes")
    after = before[:700] + "补记：会后由组织委员逐项核对签字。" + before[700:]
    op = Op("activity", f"{ACTOR}.31.0", "minutes", after, (f"{ACTOR}.31.4",))
    change = Change(SCOPE, ACTOR, 400, START << 16, "周建国", "edit", (op,))
    number, content = smallest([change], lambda _: before)
    assert number == 2
    assert len(content) <= 96
    assert decoded(number, run_of([change]), content, lambda _: before) == [change]
    with pytest.raises(Awaits):
        decoded(number, run_of([change]), content)


@given(texts=st.lists(TEXT.map(lambda t: t * 9), min_size=1, max_size=6), first=TEXT)
def test_a_text_typed_on_and_on_comes_back(texts: list[str], first: str) -> None:
    ids = [f"{ACTOR}.{n}.0" for n in range(1, len(texts) + 2)]
    run = [
        Change(SCOPE, ACTOR, n + 2, n, "", "edit", (Op("k", "r", "f", text, (ids[n],)),))
        for n, text in enumerate(texts)
    ]
    base = {ids[0]: first * 9}.get
    number, content = smallest(run, base)
    assert decoded(number, run_of(run), content, base) == run
