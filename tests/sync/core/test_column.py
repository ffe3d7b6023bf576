"""What a column promises: the smallest form that gives every value back exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.change import Json
from db.model.errors import PeerBroke
from sync.core.codecs import nothing
from sync.core.column import (
    ANY,
    DATES,
    IDS,
    MOMENTS,
    NUMBERS,
    ONE,
    PART,
    PATCHES,
    TEXTS,
    WORDS,
    Cell,
    decode,
    encode,
)
from sync.core.ids import Names
from sync.core.strings import TextReader, TextWriter
from sync.core.varints import Source, varint

A = "9f2c6a11d03b77e4"


@pytest.mark.parametrize(
    ("values", "form"),
    [
        (["present"] * 3, ONE),
        ([True] * 3, ONE),
        ([f"{A}.1.0", f"{A}.1.1", f"{A}.1.2"], IDS),
        ([20, 45, 30], NUMBERS),
        (["present", "leave", "absent"], WORDS),
        (["leave"], WORDS),
        (["2026-05-02", "2026-05-05", "1949-10-01"], DATES),
        (["2026-05-02T19:30:00", "2026-05-02T08:00:00"], MOMENTS),
        (["2026-05-02T19:30:00+08:00", "2026-05-02T08:00:00"], TEXTS),
        (["2026-05-2", "2026-W01-1", "20260502xx"], TEXTS),
        (["在场", "离开", ""], TEXTS),
        (["with\x1fmark", "b", "c"], ANY),
        ([1, 1.0, True], ANY),
        ([2**63, 1, 2], ANY),
        ([None, "a", ["b"]], ANY),
        (["只有一个"], TEXTS),
    ],
)
def test_values_come_back_in_the_form_that_fits(values: list[Json], form: int) -> None:
    assert back(values, [f"r{n}" for n in range(len(values))]) == (form, values)


def test_a_reference_that_is_part_of_the_records_id_costs_nothing() -> None:
    records = [f"{A}.7.0+{A}.2.{n}" for n in range(30)]
    assert back([r.split("+")[1] for r in records], records)[0] == PART
    cells = [Cell(r.split("+")[1], f"{A}.8.0", r, 8) for r in records]
    assert encode(cells, Names([A], []), TextWriter(), nothing) == bytes([PART, 1])


def test_a_long_text_is_written_against_the_one_it_replaces() -> None:
    before = "传达上级通知，逐条对照本工区落实情况。" * 40
    after = before[:300] + "补记一句。" + before[300:]
    cells = [Cell(after, f"{A}.8.0", "r", 8, f"{A}.7.0")]
    texts = TextWriter()
    numbers = encode(cells, Names([A], []), texts, {f"{A}.7.0": before}.get)
    assert numbers[0] == PATCHES
    assert len(numbers) < 60
    assert texts.content()[1] == b""


@given(st.lists(st.dates().map(lambda d: d.isoformat()), min_size=1, max_size=5))
def test_any_day_comes_back(values: list[str]) -> None:
    assert back(values, ["r"] * len(values))[1] == values


@given(st.lists(st.datetimes().map(lambda d: d.isoformat()), min_size=1, max_size=5))
def test_any_moment_comes_back(values: list[str]) -> None:
    assert back(values, ["r"] * len(values))[1] == values


def back(values: list[Json], records: list[str]) -> tuple[int, list[Json]]:
    names, texts = Names([A], []), TextWriter()
    cells = [Cell(v, f"{A}.8.{n}", records[n], 8) for n, v in enumerate(values)]
    numbers = encode(cells, names, texts, nothing)
    rows = [(n, c.record, c.seq, c.pred) for n, c in enumerate(cells)]
    found = decode(Source(numbers), TextReader(*texts.content()), names, rows, nothing)
    assert [type(f) for f in found] == [type(v) for v in values]
    return numbers[0], found


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        (b"", "x"),
        (b"\x63", "x"),
        (bytes([ONE, ANY]), "{"),
        (bytes([TEXTS]), "x"),
        (bytes([WORDS, 0xFF, 0x7F]), "x"),
        (bytes([ANY]), "[1]"),
        (bytes([ANY]), "1"),
        (bytes([ANY]), "[" * 5000),
        (bytes([PART, 3]), "x"),
        (bytes([NUMBERS, 0x80]), "x"),
        (bytes([DATES]) + varint(1 << 61) + varint(0), "x"),
        (bytes([MOMENTS]) + varint(1 << 61) + varint(0), "x"),
        (bytes([NUMBERS]) + varint(1 << 69) + varint(0), "x"),
        (bytes([PATCHES, 9, 1, 1, 1]), "x"),
        (bytes([PATCHES, 1, 1, 1, 1]), "x"),
    ],
)
def test_what_no_encoder_writes_is_an_error_of_ours(numbers: bytes, texts: str) -> None:
    rows = [(0, "r", 1, ""), (1, "s", 2, "")]
    with pytest.raises(PeerBroke):
        decode(Source(numbers), TextReader(0, texts.encode()), Names([A], []), rows, nothing)
