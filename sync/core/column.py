"""The values of one field of one kind, in the order of their ops, in the smallest of ten forms.

ONE      one value for all, as a column of one        PART     a part of the record's own id
IDS      record ids                                   NUMBERS  whole numbers as differences
TEXTS    texts                                        WORDS    words of the vocabulary
DATES    days, MOMENTS seconds, as differences        PATCHES  texts against what they replace
ANY      one JSON array
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import msgspec

from db.model.change import Json, OpId
from sync.core.awaits import Awaits
from sync.core.ids import IdReader, IdWriter, Names, looks_like_id
from sync.core.limits import CONTENT, broke
from sync.core.squeeze import patch, patched
from sync.core.strings import TextReader, TextWriter, plain
from sync.core.tokens import few_in_json
from sync.core.varints import Source, counted, folded, unfolded, varint
from sync.core.vocabulary import PLACES

ONE, PART, IDS, NUMBERS, TEXTS, WORDS, DATES, MOMENTS, PATCHES, ANY = range(10)
_LARGEST = 1 << 62
_LONG = 64
"""Characters from which a text is written against the one it replaces."""
_WRITTEN, _GB18030, _UTF8 = 0, 1, 2
_ENCODINGS = {_GB18030: "gb18030", _UTF8: "utf-8"}
_EPOCH = datetime.fromisoformat("2000-01-01")
_SECOND = timedelta(seconds=1)
_MOMENT = len("2000-01-01T00:00:00")
_JSON = msgspec.json.Encoder(order="deterministic")

Base = Callable[[OpId], Json]
"""Gives the value of an op that a pack's reader holds; None where it does not."""


class Cell(NamedTuple):
    """A value with its op's id, the record and the change it stands in, and the op it replaces."""

    value: Json
    op: OpId
    record: str
    seq: int
    pred: OpId = ""


Row = tuple[int, str, int, OpId]
"""A cell without its value, as the reader knows it: its op's place in the change, and the rest."""


def encode(cells: Sequence[Cell], names: Names, texts: TextWriter, base: Base) -> bytes:
    """Return a column; what is text in it goes to `texts`."""
    values = [c.value for c in cells]
    first = _JSON.encode(values[0])
    if len(cells) > 1 and all(_JSON.encode(v) == first for v in values[1:]):
        return bytes([ONE]) + encode(cells[:1], names, texts, lambda _: None)
    if all(type(v) is str for v in values):
        return _of_texts(cells, names, texts, base)
    if all(type(v) is int and abs(v) < _LARGEST for v in values):
        return bytes([NUMBERS]) + _differences(values)
    return _any(values, texts)


def _any(values: Sequence[Json], texts: TextWriter) -> bytes:
    # JSON escapes control characters, so no JSON text holds the mark between texts.
    texts.put(_JSON.encode(values).decode())
    return bytes([ANY])


def _of_texts(cells: Sequence[Cell], names: Names, texts: TextWriter, base: Base) -> bytes:
    values = [c.value for c in cells]
    place = _part(cells)
    if place is not None:
        return bytes([PART, place])
    if all(looks_like_id(v) for v in values):
        writer = IdWriter(names)
        for cell in cells:
            writer.put(cell.value, cell.seq)
        return bytes([IDS]) + bytes(writer.out)
    if all(v in PLACES for v in values):
        return bytes([WORDS]) + b"".join(varint(PLACES[v]) for v in values)
    for form, numbers in ((DATES, _days(values)), (MOMENTS, _seconds(values))):
        if numbers is not None:
            return bytes([form]) + _differences(numbers)
    if not plain(values):
        return _any(values, texts)
    return _patches(cells, texts, base)


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


def _differences(numbers: Iterable[int]) -> bytes:
    return b"".join(varint(folded(b - a)) for a, b in pairwise((0, *numbers)))


def _days(values: Sequence[str]) -> list[int] | None:
    """Return days since 2000, None unless every text is exactly an ISO date."""
    try:
        days = [date.fromisoformat(v) for v in values]
    except ValueError:
        return None
    whole = all(d.isoformat() == v for d, v in zip(days, values, strict=True))
    return [(d - _EPOCH.date()).days for d in days] if whole else None


def _seconds(values: Sequence[str]) -> list[int] | None:
    """Return seconds since 2000, None unless every text is exactly a naive ISO moment."""
    try:
        moments = [datetime.fromisoformat(v) for v in values]
    except ValueError:
        return None
    whole = all(
        m.isoformat() == v and len(v) == _MOMENT for m, v in zip(moments, values, strict=True)
    )
    return [(m - _EPOCH) // _SECOND for m in moments] if whole else None


def _patches(cells: Sequence[Cell], texts: TextWriter, base: Base) -> bytes:
    """Write texts out, or against what they replace where that is shorter."""
    held: dict[OpId, Json] = {}
    out, some = bytearray(), False
    for cell in cells:
        found = _patch(cell, held.get(cell.pred) or (base(cell.pred) if cell.pred else None))
        some = some or bool(found)
        out += found or bytes([_WRITTEN])
        if not found:
            texts.put(cell.value)
        held[cell.op] = cell.value
    return bytes([PATCHES]) + bytes(out) if some else bytes([TEXTS])


def _patch(cell: Cell, before: Json) -> bytes:
    if not isinstance(before, str) or min(len(before), len(cell.value)) < _LONG:
        return b""
    for encoding, name in _ENCODINGS.items():
        try:
            old, new = before.encode(name), cell.value.encode(name)
        except UnicodeEncodeError:
            continue
        if new.decode(name) == cell.value and old.decode(name) == before:
            packed = patch(new, old)
            short = len(packed) < len(new) // 2
            return bytes([encoding]) + varint(len(new)) + counted(packed) if short else b""
    return b""


def decode(
    numbers: Source, texts: TextReader, names: Names, rows: Sequence[Row], base: Base
) -> list[Json]:
    """Read a column back. Raises PeerBroke, Awaits where a text it grew from is not here."""
    form = numbers.byte()
    try:
        if form == ONE:
            (one,) = decode(numbers, texts, names, rows[:1], base)
            texts.spend((len(rows) - 1) * _size(one))
            return [one] * len(rows)
        if form == PART:
            return _parts(numbers.byte(), rows)
        if form == IDS:
            reader = IdReader(names, numbers)
            return [reader.get(seq) for _, _, seq, _ in rows]
        if form == PATCHES:
            return list(_unpatched(numbers, texts, names.actors[0], rows, base))
        if form == TEXTS:
            return [texts.get() for _ in rows]
        if form == WORDS:
            return [texts.word(numbers) for _ in rows]
        if form == ANY:
            return _listed(texts.get(), len(rows))
        return _numbers(form, list(_summed(numbers, len(rows))))
    except (msgspec.MsgspecError, RecursionError, OverflowError) as error:
        raise broke("column") from error


def _size(value: Json) -> int:
    return len(value) if isinstance(value, str) else len(_JSON.encode(value))


def _numbers(form: int, found: list[int]) -> list[Json]:
    if form == NUMBERS:
        return found
    if form == DATES:
        return [(_EPOCH + timedelta(days=n)).date().isoformat() for n in found]
    if form == MOMENTS:
        return [(_EPOCH + n * _SECOND).isoformat() for n in found]
    raise broke("column form")


def _parts(place: int, rows: Sequence[Row]) -> list[Json]:
    found = [_nth(record, place) for _, record, _, _ in rows]
    if None in found:
        raise broke("column")
    return found


def _summed(numbers: Source, count: int) -> Iterator[int]:
    last = 0
    for number in numbers.many(count):
        last += unfolded(number)
        if abs(last) >= _LARGEST:
            raise broke("number")
        yield last


def _listed(text: str, count: int) -> list[Json]:
    few_in_json(text)
    values = msgspec.json.decode(text)
    if not isinstance(values, list) or len(values) != count:
        raise broke("column")
    return values


def _unpatched(
    numbers: Source, texts: TextReader, actor: str, rows: Sequence[Row], base: Base
) -> Iterator[Json]:
    held: dict[OpId, Json] = {}
    for n, _, seq, pred in rows:
        op = f"{actor}.{seq}.{n}"
        encoding = numbers.byte()
        if encoding == _WRITTEN:
            held[op] = texts.get()
        else:
            before = held.get(pred) or base(pred)
            held[op] = _whole(numbers, encoding, pred, before, texts)
        yield held[op]


def _whole(numbers: Source, encoding: int, pred: OpId, before: Json, texts: TextReader) -> str:
    name, length, packed = _ENCODINGS.get(encoding), numbers.varint(), numbers.counted()
    if name is None:
        raise broke("text encoding")
    if not isinstance(before, str):
        raise Awaits(pred)
    texts.spend(length)
    try:
        return patched(packed, before.encode(name), length, CONTENT).decode(name)
    except UnicodeError as error:
        raise broke("text") from error
