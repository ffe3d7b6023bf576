"""The values of one field of one kind, in the order of their ops, in the smallest of six forms."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from db.model.change import Json
from sync.core.ids import IdReader, IdWriter, Names, looks_like_id
from sync.core.limits import broke
from sync.core.texts import MARK
from sync.core.varints import Source, folded, varint

ONE, PART, IDS, NUMBERS, TEXTS, ANY = range(6)
_LARGEST = 1 << 62
_JSON = msgspec.json.Encoder(order="deterministic")


class Cell(NamedTuple):
    """A value with the record and the change it stands in."""

    value: Json
    record: str
    seq: int


def encode(cells: Sequence[Cell], names: Names) -> tuple[bytes, list[str]]:
    """Return a column's numbers and its texts."""
    first = _JSON.encode(cells[0].value)
    if len(cells) > 1 and all(_JSON.encode(c.value) == first for c in cells):
        return bytes([ONE]), [_json_text(cells[0].value)]
    if all(type(c.value) is str for c in cells):
        return _of_texts(cells, names)
    if all(type(c.value) is int and abs(c.value) < _LARGEST for c in cells):
        out, last = bytearray([NUMBERS]), 0
        for cell in cells:
            out += varint(folded(cell.value - last))
            last = cell.value
        return bytes(out), []
    return bytes([ANY]), [_json_text([c.value for c in cells])]


def _of_texts(cells: Sequence[Cell], names: Names) -> tuple[bytes, list[str]]:
    place = _part(cells)
    if place is not None:
        return bytes([PART, place]), []
    if all(looks_like_id(c.value) for c in cells):
        writer = IdWriter(names)
        for cell in cells:
            writer.put(cell.value, cell.seq)
        return bytes([IDS]) + bytes(writer.out), []
    if any(MARK in c.value for c in cells):
        return bytes([ANY]), [_json_text([c.value for c in cells])]
    return bytes([TEXTS]), [c.value for c in cells]


def _part(cells: Sequence[Cell]) -> int | None:
    """Return which part of the record's id every value is, None where it is none."""
    parts = cells[0].record.split("+")
    if cells[0].value not in parts:
        return None
    place = parts.index(cells[0].value)
    return place if place < 16 and all(_nth(c.record, place) == c.value for c in cells) else None


def _nth(record: str, place: int) -> str | None:
    parts = record.split("+")
    return parts[place] if place < len(parts) else None


def _json_text(value: Json) -> str:
    # JSON escapes control characters, so no JSON text holds the mark.
    return _JSON.encode(value).decode()


def decode(
    numbers: Source, texts: Iterator[str], names: Names, rows: Sequence[tuple[str, int]]
) -> list[Json]:
    """Read a column back; `rows` are (record, seq) of its ops. Raises PeerBroke."""
    form = numbers.byte()
    try:
        if form == ONE:
            return [msgspec.json.decode(next(texts))] * len(rows)
        if form == PART:
            return _parts(numbers.byte(), rows)
        if form == IDS:
            reader = IdReader(names, numbers)
            return [reader.get(seq) for _, seq in rows]
        if form == NUMBERS:
            return _summed(numbers, len(rows))
        if form == TEXTS:
            return [next(texts) for _ in rows]
        if form == ANY:
            return _listed(next(texts), len(rows))
    except (msgspec.MsgspecError, StopIteration, RecursionError) as error:
        raise broke("column") from error
    raise broke("column form")


def _parts(place: int, rows: Sequence[tuple[str, int]]) -> list[Json]:
    found = [_nth(record, place) for record, _ in rows]
    if None in found:
        raise broke("column")
    return found


def _summed(numbers: Source, count: int) -> list[Json]:
    out, last = [], 0
    for _ in range(count):
        last += numbers.signed()
        if abs(last) >= _LARGEST:
            raise broke("number")
        out.append(last)
    return out


def _listed(text: str, count: int) -> list[Json]:
    values = msgspec.json.decode(text)
    if not isinstance(values, list) or len(values) != count:
        raise broke("column")
    return values
