"""Packs as the first release wrote them: a signature over the packed bytes; read for ever.

3  "SXP"                 1  version, 1             1  codec          1  signature algorithm
1+n scope (UTF-8)        8  actor                  varint first      varint last - first
32 chain hash before     32 chain hash after       varint length     32 SHA-256 of the content
64 signature over all of the above                 content
"""

import hashlib
from typing import NamedTuple

from sync.core import signing
from sync.core.limits import CONTENT, broke
from sync.core.varints import Source

_PURPOSE = b"suixing pack 1"


class Rest(NamedTuple):
    """What follows the actor in the header."""

    first: int
    last: int
    prev: bytes
    head: bytes
    sha256: bytes
    signature: bytes
    size: int


def rest(source: Source, length: int) -> Rest:
    """Read a header on, in a pack of `length` bytes. Raises PeerBroke when it is cut."""
    first = source.varint()
    last = first + source.varint()
    prev, head = source.take(32), source.take(32)
    content, sha256 = source.varint(), source.take(32)
    signature = source.take(signing.LENGTH)
    if content > CONTENT:
        raise broke("too large")
    if length - source.at != content:
        raise broke("cut")
    return Rest(first, last, prev, head, sha256, signature, source.at)


def checked(body: bytes, public: bytes, found: Rest) -> None:
    """Make sure that `public` signed these very bytes. Raises PeerBroke."""
    if hashlib.sha256(body[found.size :]).digest() != found.sha256:
        raise broke("changed on the way")
    front = body[: found.size - signing.LENGTH]
    if not signing.genuine(public, _PURPOSE, front, found.signature):
        raise broke("signature")
