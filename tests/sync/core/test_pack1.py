"""What reading the first release's packs promises: cut ones and too large ones are refused.

That whole ones open, and spoilt ones do not, is shown on a real month: see tests/formats.
"""

import pytest

from db.model.errors import PeerBroke
from sync.core.limits import CONTENT
from sync.core.pack1 import rest
from sync.core.varints import Source, varint

FRONT = varint(1) + varint(0) + bytes(64)


def header(content: int) -> bytes:
    return FRONT + varint(content) + bytes(32 + 64)


def test_its_content_is_as_long_as_it_says() -> None:
    raw = header(5) + b"abcde"
    found = rest(Source(raw), len(raw))
    assert (found.first, found.last, found.size) == (1, 1, len(raw) - 5)
    with pytest.raises(PeerBroke, match="cut"):
        rest(Source(raw), len(raw) - 1)


def test_a_content_beyond_the_limit_is_refused() -> None:
    raw = header(CONTENT + 1)
    with pytest.raises(PeerBroke, match="too large"):
        rest(Source(raw), len(raw))
