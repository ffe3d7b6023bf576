"""Codec 1, which the first release wrote: columns with their names as JSON; read for ever.

Every op has a *shape*: kind, field, whose id its record has, whether it replaces something. A month
has a few dozen shapes, so ops are one small number each. The values of one (kind, field) form a
column: one value for all, a part of the record's own id, ids, whole numbers, texts, or JSON. All
texts follow one another in GB18030, two bytes a hanzi, where that gives the same text back, else in
UTF-8. Numbers and texts are squeezed apart, each by whatever makes it smallest.

    content  = squeezed(numbers) counted, squeezed(texts)
    numbers  = text encoding, then the streams below, each counted
    texts    = table JSON, then column texts, joined by U+001F
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from db.model.change import Change, Json, Op
from sync.core import column1
from sync.core.column import Base
from sync.core.columns import Run
from sync.core.ids import IdReader, Names
from sync.core.limits import CONTENT, OPS, PREDS, broke
from sync.core.squeeze import unsqueezed
from sync.core.texts import parted
from sync.core.tokens import few_in_json
from sync.core.varints import Source

OWN, SAME, NAMED = 0, 1, 2
"""Whose id an op's record has: its own op's, the record of the op before it, one written out."""


class Shape(NamedTuple):
    """What ops have in common."""

    kind: str
    field: str
    record: int
    preds: int


class _Table(msgspec.Struct, array_like=True, frozen=True):
    """Everything that is named once."""

    actors: list[str]
    others: list[str]
    writers: list[tuple[str, str]]
    shapes: list[tuple[str, str, int, int]]


def decode(run: Run, content: bytes, _base: Base) -> list[Change]:
    """Read a run of one actor's changes. Raises PeerBroke."""
    source = Source(content)
    numbers = Source(unsqueezed(source.counted(), CONTENT))
    mark = numbers.byte()
    texts = parted(mark, unsqueezed(source.rest(), CONTENT))
    try:
        named = next(texts)
        few_in_json(named)
        table = msgspec.json.decode(named, type=_Table)
    except (msgspec.MsgspecError, StopIteration) as error:
        raise broke("table") from error
    return list(_Reader(run.scope, run.actor, table, numbers, texts).changes())


class _Bare(NamedTuple):
    """A change whose values are still in their columns."""

    seq: int
    hlc: int
    who: tuple[str, str]
    ops: tuple[tuple[Shape, str, tuple[str, ...]], ...]


class _Reader:
    """Gathers changes from the streams."""

    def __init__(
        self, scope: str, actor: str, table: _Table, numbers: Source, texts: Iterator[str]
    ) -> None:
        self._scope, self._actor, self._table = scope, actor, table
        self._shapes = [Shape(*s) for s in table.shapes]
        self._numbers, self._texts = numbers, texts
        names = Names([actor, *table.actors], table.others)
        self._clock, self._tick, self._who, self._op = (Source(numbers.counted()) for _ in range(4))
        self._records = IdReader(names, Source(numbers.counted()))
        self._preds = IdReader(names, Source(numbers.counted()))
        self._names = names

    def changes(self) -> Iterator[Change]:
        bare = list(self._bare())
        values = self._values(bare)
        for change in bare:
            ops = tuple(
                Op(shape.kind, record, shape.field, next(values[shape.kind, shape.field]), preds)
                for shape, record, preds in change.ops
            )
            yield Change(
                self._scope, self._actor, change.seq, change.hlc, change.who[0], change.who[1], ops
            )

    def _bare(self) -> Iterator[_Bare]:
        ms = seq = total = preds = 0
        while not self._who.done:
            who, step, count = (self._who.varint() for _ in range(3))
            ms += self._clock.signed()
            seq += step
            total += count
            if count > OPS or total > OPS or who >= len(self._table.writers):
                raise broke("too many changes")
            hlc = (ms << 16) + self._tick.varint()
            ops = tuple(self._ops(seq, count))
            preds += sum(shape.preds for shape, _, _ in ops)
            if preds > PREDS:
                raise broke("too many changes")
            yield _Bare(seq, hlc, self._table.writers[who], ops)

    def _ops(self, seq: int, count: int) -> Iterator[tuple[Shape, str, tuple[str, ...]]]:
        record = ""
        for n in range(count):
            at = self._op.varint()
            if at >= len(self._shapes):
                raise broke("shape")
            shape = self._shapes[at]
            if not 0 <= shape.preds <= OPS or n * shape.preds > PREDS:
                raise broke("shape")
            if shape.record == OWN:
                record = f"{self._actor}.{seq}.{n}"
            elif shape.record == NAMED:
                record = self._records.get(seq)
            yield shape, record, tuple(self._preds.get(seq) for _ in range(shape.preds))

    def _values(self, bare: Sequence[_Bare]) -> dict[tuple[str, str], Iterator[Json]]:
        rows: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for change in bare:
            for shape, record, _ in change.ops:
                rows.setdefault((shape.kind, shape.field), []).append((record, change.seq))
        return {
            name: iter(
                column1.decode(Source(self._numbers.counted()), self._texts, self._names, cells)
            )
            for name, cells in rows.items()
        }
