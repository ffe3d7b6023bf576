"""Codec 2: a run of changes as columns; like lies beside like, and ids are almost free.

Every op has a *shape*: kind, field, whose id its record has, how many ops it replaces. A month has
a few dozen shapes, so ops are one small number each. The values of one (kind, field) form a column
(`sync.core.column`). Words that every branch uses are numbers (`sync.core.vocabulary`). All other
texts follow one another in GB18030, two bytes a hanzi, where that gives the same text back, else in
UTF-8. Numbers and texts are squeezed apart, each by whatever makes it smallest.

    content  = method of numbers + 4 x method of texts + 16 x text encoding, length of the packed
               numbers, length of the numbers unless they are raw, numbers, the same of the texts
    numbers  = actors, other names, writers, shapes, then per change: clock, writer, number of ops;
               then the shapes of all ops, the records that are written out, what is replaced, and
               the columns, each as long as what came before says

How many changes there are and which number the first one has stands in the pack's header.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from db.model.change import Change, Json, Op, OpId
from sync.core import column
from sync.core.column import Base, Cell, Row
from sync.core.ids import IdReader, IdWriter, Names
from sync.core.limits import CONTENT, OPS, PREDS, broke
from sync.core.squeeze import RAW, smallest, unpacked
from sync.core.strings import TextReader, TextWriter, plain
from sync.core.varints import Source, folded, unfolded, varint

OWN, SAME, NAMED = 0, 1, 2
"""Whose id an op's record has: its own op's, the record of the op before it, one written out."""
_METHODS = 4
_T = TypeVar("_T")


class Shape(NamedTuple):
    """What ops have in common; `preds` how many ops each replaces."""

    kind: str
    field: str
    record: int
    preds: int


class Run(NamedTuple):
    """Which changes a content holds: of whom, from which number on, how many."""

    scope: str
    actor: str
    first: int
    changes: int


def encode(changes: Sequence[Change], base: Base) -> bytes | None:
    """Return a run of one actor's changes as bytes, None where a name cannot be written so."""
    writer = _Writer(changes[0].actor)
    for change in changes:
        writer.put(change)
    return writer.content(base)


class _Writer:
    """Spreads changes over the streams."""

    def __init__(self, actor: str) -> None:
        self._names = Names([actor], [])
        self._writers: dict[tuple[str, str], int] = {}
        self._shapes: dict[Shape, int] = {}
        self._clock, self._who, self._count, self._ops = (bytearray() for _ in range(4))
        self._records, self._preds = IdWriter(self._names), IdWriter(self._names)
        self._columns: dict[tuple[str, str], list[Cell]] = {}
        self._ms = 0

    def put(self, change: Change) -> None:
        ms, tick = change.hlc >> 16, change.hlc & 0xFFFF
        self._clock += varint(folded(ms - self._ms) << 1 | bool(tick))
        if tick:
            self._clock += varint(tick)
        who = self._writers.setdefault((change.by, change.what), len(self._writers))
        self._who += varint(who)
        self._count += varint(len(change.ops))
        self._ms = ms
        before = ""
        for n, op in enumerate(change.ops):
            own = change.op_id(n)
            whose = OWN if op.record == own else SAME if op.record == before and n else NAMED
            shape = Shape(op.kind, op.field, whose, len(op.pred))
            self._ops += varint(self._shapes.setdefault(shape, len(self._shapes)))
            if whose == NAMED:
                self._records.put(op.record, change.seq)
            for pred in op.pred:
                self._preds.put(pred, change.seq)
            cell = Cell(op.value, own, op.record, change.seq, next(iter(op.pred), ""))
            self._columns.setdefault((op.kind, op.field), []).append(cell)
            before = op.record

    def content(self, base: Base) -> bytes | None:
        texts, values = TextWriter(), TextWriter()
        columns = [column.encode(c, self._names, values, base) for c in self._columns.values()]
        named = self._named(texts)
        if named is None:
            return None
        streams = (self._clock, self._who, self._count, self._ops)
        ids = (self._records.out, self._preds.out)
        numbers = named + b"".join(map(bytes, (*streams, *ids))) + b"".join(columns)
        encoding, raw = texts.content(values.said)
        return _packed(numbers, raw, encoding)

    def _named(self, texts: TextWriter) -> bytes | None:
        """Return everything that is named once."""
        actors, others = self._names.actors[1:], self._names.others
        words = [w for pair in self._writers for w in pair]
        words += [w for s in self._shapes for w in (s.kind, s.field)]
        if not plain([*others, *words]):
            return None
        out = varint(len(actors)) + b"".join(map(bytes.fromhex, actors)) + varint(len(others))
        for other in others:
            texts.put(other)
        out += varint(len(self._writers))
        out += b"".join(texts.word(w) for pair in self._writers for w in pair)
        out += varint(len(self._shapes))
        for s in self._shapes:
            out += texts.word(s.kind) + texts.word(s.field) + varint(s.preds << 2 | s.record)
        return out


def _packed(numbers: bytes, texts: bytes, encoding: int) -> bytes:
    (one, first), (two, second) = smallest(numbers), smallest(texts)
    return (
        bytes([one | two << 2 | encoding << 4])
        + varint(len(first))
        + (varint(len(numbers)) if one != RAW else b"")
        + first
        + (varint(len(texts)) if two != RAW else b"")
        + second
    )


def decode(run: Run, content: bytes, base: Base) -> list[Change]:
    """Read `encode` back. Raises PeerBroke, Awaits."""
    source = Source(content)
    head = source.byte()
    one, two, encoding = head % _METHODS, head // _METHODS % _METHODS, head // _METHODS**2
    size = source.varint()
    length = source.varint() if one != RAW else size
    numbers = Source(unpacked(one, source.take(size), length, CONTENT))
    length = source.varint() if two != RAW else len(content) - source.at
    texts = TextReader(encoding, unpacked(two, source.rest(), length, CONTENT))
    return list(_Reader(run, numbers, texts, base).changes())


class _Bare(NamedTuple):
    """A change whose values are still in their columns."""

    seq: int
    hlc: int
    who: tuple[str, str]
    ops: tuple[tuple[Shape, str, tuple[OpId, ...]], ...]


class _Reader:
    """Gathers changes from the streams."""

    def __init__(self, run: Run, numbers: Source, texts: TextReader, base: Base) -> None:
        self._run, self._numbers, self._texts, self._base = run, numbers, texts, base
        actors = [numbers.take(8).hex() for _ in range(self._many())]
        others = [texts.name() for _ in range(self._many())]
        self._names = Names([run.actor, *actors], others)
        self._writers = [(self._word(), self._word()) for _ in range(self._many())]
        self._shapes = [self._shape() for _ in range(self._many())]

    def _many(self) -> int:
        """Return a count of things that each take a byte at least."""
        count = self._numbers.varint()
        if count > min(OPS, self._numbers.left):
            raise broke("too many")
        return count

    def _word(self) -> str:
        return self._texts.word(self._numbers)

    def _shape(self) -> Shape:
        kind, field, rest = self._word(), self._word(), self._numbers.varint()
        if rest & 3 > NAMED or rest >> 2 > OPS:
            raise broke("shape")
        return Shape(kind, field, rest & 3, rest >> 2)

    def changes(self) -> Iterator[Change]:
        bare = self._bare()
        values = self._values(bare)
        for change in bare:
            ops = tuple(
                Op(shape.kind, record, shape.field, next(values[shape.kind, shape.field]), preds)
                for shape, record, preds in change.ops
            )
            run = self._run
            yield Change(run.scope, run.actor, change.seq, change.hlc, *change.who, ops)
        if self._numbers.left or self._texts.left:
            raise broke("too long")

    def _bare(self) -> list[_Bare]:
        stamps = self._stamps()
        who = self._named(self._writers, len(stamps))
        counts = self._counts(len(stamps))
        flat = iter(self._named(self._shapes, sum(counts)))
        shapes = [[next(flat) for _ in range(count)] for count in counts]
        seqs = range(self._run.first, self._run.first + len(stamps))
        records = IdReader(self._names, self._numbers)
        named = [self._recorded(seq, s, records) for seq, s in zip(seqs, shapes, strict=True)]
        if sum(shape.preds for row in shapes for shape in row) > PREDS:
            raise broke("too many changes")
        preds = IdReader(self._names, self._numbers)
        out = []
        for n, seq in enumerate(seqs):
            ops = [
                (
                    shape,
                    record,
                    tuple([preds.get(seq) for _ in range(shape.preds)]) if shape.preds else (),
                )
                for shape, record in zip(shapes[n], named[n], strict=True)
            ]
            out.append(_Bare(seq, stamps[n], who[n], tuple(ops)))
        return out

    def _named(self, table: Sequence[_T], count: int) -> list[_T]:
        """Return the next `count` entries of a table."""
        places = self._numbers.many(count)
        if places and max(places) >= len(table):
            raise broke("name")
        return [table[place] for place in places]

    def _stamps(self) -> list[int]:
        if self._run.changes > self._numbers.left:
            raise broke("too many changes")
        out, ms = [], 0
        for _ in range(self._run.changes):
            number = self._numbers.varint()
            ms += unfolded(number >> 1)
            out.append((ms << 16) + (self._numbers.varint() if number & 1 else 0))
        return out

    def _counts(self, changes: int) -> list[int]:
        counts = self._numbers.many(changes)
        if sum(counts) > min(OPS, self._numbers.left):
            raise broke("too many changes")
        return counts

    def _recorded(self, seq: int, shapes: Sequence[Shape], reader: IdReader) -> list[str]:
        record, out = "", []
        for n, shape in enumerate(shapes):
            if shape.record == OWN:
                record = f"{self._run.actor}.{seq}.{n}"
            elif shape.record == NAMED:
                record = reader.get(seq)
            out.append(record)
        return out

    def _values(self, bare: Sequence[_Bare]) -> dict[tuple[str, str], Iterator[Json]]:
        rows: dict[tuple[str, str], list[Row]] = {}
        for change in bare:
            for n, (shape, record, preds) in enumerate(change.ops):
                row = (n, record, change.seq, preds[0] if preds else "")
                rows.setdefault((shape.kind, shape.field), []).append(row)
        return {
            name: iter(column.decode(self._numbers, self._texts, self._names, cells, self._base))
            for name, cells in rows.items()
        }
