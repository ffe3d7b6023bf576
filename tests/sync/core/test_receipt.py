"""What a receipt promises: HQ signed it, word for word."""

import msgspec
import pytest

from db.model.errors import PeerBroke
from sync.core.receipt import Holding, Statement, read, signed, unchecked
from sync.identity import new_keys

KEYS = new_keys()
SAID = Statement("site", 118, 1_779_422_400_000, (Holding(bytes(8), 1846, bytes(32)),))


def test_a_receipt_says_what_hq_holds() -> None:
    body = signed(SAID, KEYS.sign)
    assert read(body, KEYS.sign_public).statement == unchecked(body) == SAID
    assert len(body) < 150


def test_a_forged_receipt_is_refused() -> None:
    forged = signed(SAID, new_keys().sign)
    with pytest.raises(PeerBroke, match="receipt signature"):
        read(forged, KEYS.sign_public)
    statement, signature = msgspec.msgpack.decode(signed(SAID, KEYS.sign))
    more = msgspec.msgpack.encode(msgspec.structs.replace(SAID, number=119))
    with pytest.raises(PeerBroke, match="receipt signature"):
        read(msgspec.msgpack.encode([more, signature]), KEYS.sign_public)
    assert statement != more


@pytest.mark.parametrize("raw", [b"", b"\x92\x01\x02", b"\xc1"])
def test_anything_else_is_an_error_of_ours(raw: bytes) -> None:
    with pytest.raises(PeerBroke, match="receipt"):
        read(raw, KEYS.sign_public)
