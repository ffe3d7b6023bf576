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
HEADER, BODY = sealed(RUN, GENESIS, KEYS.sign)


def test_what_is_sealed_opens_again_with_its_chain() -> None:
    found = opened(BODY, KEYS.sign_public)
    assert list(found.changes) == RUN
    assert (found.header, found.heads[-1]) == (HEADER, HEADER.head)
    assert found.heads[0] == chained(GENESIS, RUN[0])
    assert (HEADER.scope, HEADER.actor, HEADER.first, HEADER.last) == (SCOPE, ACTOR, 1, 12)


@given(at=st.integers(0, len(BODY) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_anywhere_is_noticed(at: int, bit: int) -> None:
    spoilt = bytearray(BODY)
    spoilt[at] ^= 1 << bit
    with pytest.raises(PeerBroke):
        opened(bytes(spoilt), KEYS.sign_public)


@given(st.integers(0, len(BODY) - 1))
def test_a_cut_anywhere_is_noticed(end: int) -> None:
    with pytest.raises(PeerBroke):
        header_of(BODY[:end])


def test_bytes_behind_the_content_are_noticed() -> None:
    with pytest.raises(PeerBroke, match="cut"):
        header_of(BODY + b"x")


def test_another_key_did_not_sign_it() -> None:
    with pytest.raises(PeerBroke, match="signature"):
        opened(BODY, new_keys().sign_public)


def test_a_signed_pack_whose_chain_does_not_follow_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.core.pack.chained", lambda *_: bytes(32))
    _, body = sealed(RUN, GENESIS, KEYS.sign)
    monkeypatch.undo()
    with pytest.raises(PeerBroke, match="chain"):
        opened(body, KEYS.sign_public)


def test_we_never_seal_a_gap() -> None:
    with pytest.raises(WeBroke):
        sealed([RUN[0], RUN[2]], GENESIS, KEYS.sign)


def test_long_runs_are_cut_and_no_change_is_split() -> None:
    text = "会议记录" * 40_000
    big = [Change(SCOPE, ACTOR, n, n, "", "new", (Op("k", "r", "f", text),)) for n in range(1, 5)]
    many = [Change(SCOPE, ACTOR, n, n, "", "new", ()) for n in range(1, 9001)]
    wide = Op("k", "r", "f", 1)
    ops = [Change(SCOPE, ACTOR, n, n, "", "new", (wide,) * (OPS // 3)) for n in (1, 2)]
    assert [len(r) for r in runs(big)] == [1] * 4
    assert [len(r) for r in runs(many)] == [4000, 4000, 1000]
    assert [len(r) for r in runs(ops)] == [1, 1]
    assert [c for run in runs(RUN) for c in run] == RUN


def test_a_later_format_is_named_as_such() -> None:
    for at in (3, 5):
        newer = BODY[:at] + b"\x09" + BODY[at + 1 :]
        with pytest.raises(PeerBroke, match="newer release"):
            header_of(newer)


@pytest.mark.parametrize(("seq", "hlc"), [(1 << 60, 1), (1, 1 << 63), (1, -5)])
def test_numbers_that_no_database_holds_are_refused(seq: int, hlc: int) -> None:
    change = Change(SCOPE, ACTOR, seq, hlc, "", "new", ())
    with pytest.raises(PeerBroke):
        opened(sealed([change], GENESIS, KEYS.sign)[1], KEYS.sign_public)
