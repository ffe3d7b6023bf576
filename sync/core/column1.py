"""Columns as codec 1 wrote them: the values of one field of one kind in one of six forms."""

from collections.abc import Iterator, Sequence

import msgspec

from db.model.change import Json
from sync.core.ids import IdReader, Names
from sync.core.limits import CONTENT, broke
from sync.core.tokens import few_in_json
from sync.core.varints import Source

ONE, PART, IDS, NUMBERS, TEXTS, ANY = range(6)
_LARGEST = 1 << 62


def _nth(record: str, place: int) -> str | None:
    parts = record.split("+")
    return parts[place] if place < len(parts) else None


def decode(
    numbers: Source, texts: Iterator[str], names: Names, rows: Sequence[tuple[str, int]]
) -> list[Json]:
    """Read a column back; `rows` are (record, seq) of its ops. Raises PeerBroke."""
    form = numbers.byte()
    try:
        if form == ONE:
            return _one(next(texts), len(rows))
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


def _one(text: str, count: int) -> list[Json]:
    if len(text) * (count - 1) > CONTENT:
        raise broke("too large")
    few_in_json(text)
    return [msgspec.json.decode(text)] * count


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
    few_in_json(text)
    values = msgspec.json.decode(text)
    if not isinstance(values, list) or len(values) != count:
        raise broke("column")
    return values
