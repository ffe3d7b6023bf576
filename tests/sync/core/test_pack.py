"""What a pack promises: whole, signed and chained, it says what its author wrote, or it is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.change import GENESIS, Change, Op, chained
from db.model.errors import PeerBroke, WeBroke
from sync.core.limits import OPS
from sync.core.pack import header_of, opened, runs, sealed
from sync.identity import new_keys
from tests.sync.workload import ACTOR, SCOPE, month

KEYS = new_keys()
RUN = month()[:12]
HEADER, BODY, HEAD = sealed(RUN, GENESIS, KEYS.sign)
HEADS = opened(BODY, KEYS.sign_public).heads


def test_what_is_sealed_opens_again_with_its_chain() -> None:
    found = opened(BODY, KEYS.sign_public)
    assert list(found.changes) == RUN
    assert (found.header, found.heads[-1]) == (HEADER, HEAD)
    assert found.heads[0] == chained(GENESIS, RUN[0])
    assert (HEADER.scope, HEADER.actor, HEADER.first, HEADER.last) == (SCOPE, ACTOR, 1, 12)


@given(at=st.integers(0, len(BODY) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_is_noticed_or_changes_nothing(at: int, bit: int) -> None:
    spoilt = bytearray(BODY)
    spoilt[at] ^= 1 << bit
    try:
        found = opened(bytes(spoilt), KEYS.sign_public)
    except PeerBroke:
        return
    # A bit that no unpacker looks at: what is said, of whom and from where on, is the same.
    assert (found.changes, found.heads, found.header.prev) == (tuple(RUN), HEADS, GENESIS)


@given(st.integers(0, len(BODY) - 1))
def test_a_cut_anywhere_is_noticed(end: int) -> None:
    with pytest.raises(PeerBroke):
        opened(BODY[:end], KEYS.sign_public)


def test_another_key_did_not_sign_it() -> None:
    with pytest.raises(PeerBroke, match="signature"):
        opened(BODY, new_keys().sign_public)


def test_a_signed_pack_whose_chain_does_not_follow_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.core.pack.following", lambda *_: bytes(32))
    body = sealed(RUN, GENESIS, KEYS.sign).body
    monkeypatch.undo()
    with pytest.raises(PeerBroke, match="changed on the way"):
        opened(body, KEYS.sign_public)


def test_we_never_seal_a_gap() -> None:
    with pytest.raises(WeBroke):
        sealed([RUN[0], RUN[2]], GENESIS, KEYS.sign)


def test_long_runs_are_cut_and_no_change_is_split() -> None:
    text = "会议记录" * 20_000
    big = [Change(SCOPE, ACTOR, n, n, "", "new", (Op("k", "r", "f", text),)) for n in range(1, 5)]
    many = [Change(SCOPE, ACTOR, n, n, "", "new", ()) for n in range(1, 9001)]
    wide = Op("k", "r", "f", 1)
    ops = [Change(SCOPE, ACTOR, n, n, "", "new", (wide,) * (OPS // 3)) for n in (1, 2)]
    assert [len(r) for r in runs(big)] == [1] * 4
    assert [len(r) for r in runs(many)] == [4000, 4000, 1000]
    assert [len(r) for r in runs(ops)] == [1, 1]
    assert [c for run in runs(RUN) for c in run] == RUN


def test_a_later_format_is_named_as_such() -> None:
    for at in (3, 4):
        newer = BODY[:at] + b"\x09" + BODY[at + 1 :]
        with pytest.raises(PeerBroke, match="newer release"):
            header_of(newer)


@pytest.mark.parametrize(("seq", "hlc"), [(1 << 60, 1), (1, 1 << 63), (1, -5)])
def test_numbers_that_no_database_holds_are_refused(seq: int, hlc: int) -> None:
    change = Change(SCOPE, ACTOR, seq, hlc, "", "new", ())
    with pytest.raises(PeerBroke):
        opened(sealed([change], GENESIS, KEYS.sign).body, KEYS.sign_public)
