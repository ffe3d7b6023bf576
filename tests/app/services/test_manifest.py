"""A manifest says what it says under one signature, in one form."""

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.manifest import End, Listed, Manifest, Vouching, read, written
from db.model.errors import BundleError
from sync.identity import new_keys

KEYS = new_keys()
texts = st.text(max_size=20)
manifests = st.builds(
    Manifest,
    files=st.lists(st.builds(Listed, bytes=st.integers(0, 2**60)), max_size=3).map(tuple),
    boxes=st.just(()),
    vouching=st.builds(
        Vouching,
        key=st.just(KEYS.sign_public.hex()),
        ends=st.lists(st.builds(End, seq=st.integers(0, 2**60)), max_size=3).map(tuple),
        places=st.just(()),
        receipts=st.just(()),
        credentials=st.just(()),
    ),
)


@given(said=manifests)
def test_it_reads_back_as_it_was_written(said: Manifest) -> None:
    found = read(written(said, KEYS.sign))
    assert found.said == said
    assert found.genuine


@given(said=manifests, data=st.data())
def test_no_byte_can_be_changed_added_or_taken_away(said: Manifest, data: st.DataObject) -> None:
    raw = written(said, KEYS.sign)
    at = data.draw(st.integers(0, len(raw) - 1))
    other = data.draw(st.sampled_from([b" ", b"0", b"x", b"", b"  "]))
    spoilt = raw[:at] + other + raw[at + 1 :]
    if spoilt == raw:
        return
    with contextlib.suppress(BundleError):
        assert not read(spoilt).genuine


@given(said=manifests)
def test_another_key_did_not_sign_it(said: Manifest) -> None:
    assert not read(written(said, new_keys().sign)).genuine


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"format":"x","version":1}', b"\xff", b"[" * 9999])
def test_what_is_none_is_refused(raw: bytes) -> None:
    with pytest.raises(BundleError, match="manifest"):
        read(raw)


def test_a_newer_one_is_refused_and_not_half_read() -> None:
    paper = msgspec.json.decode(written(msgspec.convert(_body(), Manifest), KEYS.sign))
    with pytest.raises(BundleError, match="newer release"):
        read(msgspec.json.encode({**paper, "version": 2}))


def _body() -> dict[str, object]:
    plain = dict.fromkeys(
        ("made", "by", "branch", "scope", "first", "last", "recipient", "purpose", "until"), ""
    )
    vouching = {"actor": "", "key": KEYS.sign_public.hex(), "certificate": "", "ends": []}
    return {**plain, "boxes": [], "files": [], "vouching": vouching}
