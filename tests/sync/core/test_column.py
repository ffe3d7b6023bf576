"""What a column promises: the smallest form that gives every value back exactly."""

import pytest

from db.model.change import Json
from db.model.errors import PeerBroke
from sync.core.column import ANY, IDS, NUMBERS, ONE, PART, TEXTS, Cell, decode, encode
from sync.core.ids import Names
from sync.core.varints import Source, varint

A = "9f2c6a11d03b77e4"


@pytest.mark.parametrize(
    ("values", "form"),
    [
        (["present"] * 3, ONE),
        ([True] * 3, ONE),
        ([f"{A}.1.0", f"{A}.1.1", f"{A}.1.2"], IDS),
        ([20, 45, 30], NUMBERS),
        (["present", "leave", "absent"], TEXTS),
        (["with\x1fmark", "b", "c"], ANY),
        ([1, 1.0, True], ANY),
        ([2**63, 1, 2], ANY),
        ([None, "a", ["b"]], ANY),
        (["only one"], TEXTS),
    ],
)
def test_values_come_back_in_the_form_that_fits(values: list[Json], form: int) -> None:
    assert _back(values, [f"r{n}" for n in range(len(values))]) == (form, values)


def test_a_reference_that_is_part_of_the_records_id_costs_nothing() -> None:
    records = [f"{A}.7.0+{A}.2.{n}" for n in range(30)]
    numbers, texts = encode([Cell(r.split("+")[1], r, 8) for r in records], Names([A], []))
    assert (numbers, texts) == (bytes([PART, 1]), [])
    assert _back([r.split("+")[1] for r in records], records)[0] == PART


def _back(values: list[Json], records: list[str]) -> tuple[int, list[Json]]:
    names = Names([A], [])
    cells = [Cell(v, r, 8) for v, r in zip(values, records, strict=True)]
    numbers, texts = encode(cells, names)
    found = decode(Source(numbers), iter(texts), names, [(r, 8) for r in records])
    assert [type(f) for f in found] == [type(v) for v in values]
    return numbers[0], found


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
