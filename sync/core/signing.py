"""Ed25519 signatures, each bound to its purpose: one made for a pack is none for a certificate."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = 1
"""The number of this algorithm in headers; others may follow."""
LENGTH = 64


def sign(private: bytes, purpose: bytes, message: bytes) -> bytes:
    """Return the signature, 64 bytes; `private` are the 32 bytes of a key."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(purpose + b"\0" + message)


def genuine(public: bytes, purpose: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the holder of a public key (32 bytes) signed the message for this purpose."""
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(signature, purpose + b"\0" + message)
    except (InvalidSignature, ValueError):
        return False
    return True
