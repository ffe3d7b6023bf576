"""What reading the first release's columns promises: nothing but errors of ours on rubbish.

That they are read right is shown on a real month: see tests/formats.
"""

import pytest

from db.model.errors import PeerBroke
from sync.core.column1 import ANY, NUMBERS, ONE, PART, TEXTS, decode
from sync.core.ids import Names
from sync.core.varints import Source, varint

A = "9f2c6a11d03b77e4"


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        (b"", []),
        (b"\x63", []),
        (bytes([ONE]), ["{"]),
        (bytes([TEXTS]), []),
        (bytes([ANY]), ["[1]"]),
        (bytes([ANY]), ["1"]),
        (bytes([PART, 3]), []),
        (bytes([NUMBERS, 0x80]), []),
        (bytes([NUMBERS]) + varint(1 << 69) + varint(0), []),
    ],
)
def test_what_no_encoder_writes_is_an_error_of_ours(numbers: bytes, texts: list[str]) -> None:
    with pytest.raises(PeerBroke):
        decode(Source(numbers), iter(texts), Names([A], []), [("r", 1), ("s", 2)])


def test_one_value_stands_for_all() -> None:
    rows = [("r", 1), ("s", 2)]
    assert decode(Source(bytes([ONE])), iter(['"x"']), Names([A], []), rows) == ["x", "x"]
