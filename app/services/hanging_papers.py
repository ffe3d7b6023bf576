"""What hangs on a record, for its paper: its numbers, and a short list of each kind."""

from collections.abc import Iterator
from typing import NamedTuple

from app.counting.consent import passed_on
from app.counting.outcomes import in_order
from app.records.cobuilding import Outcome
from app.reports.paper import Block, Head, Table
from app.reports.registers import register_table
from app.reports.together import outcome_table
from app.reports.wording import plain
from app.services.hanging import Hanging, Hung
from app.services.outcomes import KIND as OUTCOME
from app.services.records import Records
from db.model.record import Record
from db.model.words import Translate

NUMBERS = frozenset({OUTCOME})
"""What came of it in numbers, alone."""
_MOST = 500


class Below(NamedTuple):
    """Blocks below a record's own sheet, and the records they show."""

    blocks: tuple[Block, ...] = ()
    records: tuple[Record, ...] = ()


def below(
    records: Records, record: Record, t: Translate, *, only: frozenset[str] = frozenset()
) -> Below:
    """Return what hangs on a record as blocks, of some kinds alone; nothing where nothing hangs there."""
    hanging = Hanging(records)
    ties = [tie for tie in hanging.ties(record.kind) if not only or tie.kind in only]
    hung = [h for h in (_open(hanging.by(tie, record.id, _MOST)) for tie in ties) if h.many]
    blocks = tuple(block for one in hung for block in _blocks(records, one, t))
    return Below(blocks, tuple(r for one in hung for r in one.records))


def _open(hung: Hung) -> Hung:
    """Return what of it may be passed on."""
    may = tuple(passed_on(hung.records))
    return Hung(hung.tie, hung.many - len(hung.records) + len(may), may)


def _blocks(records: Records, hung: Hung, t: Translate) -> Iterator[Block]:
    kind = records.kinds[hung.tie.kind]
    yield Head(plain(t(kind.shape.title)))
    if hung.tie.kind == OUTCOME:
        rows = (Outcome.whole(r) for r in hung.records)
        yield outcome_table(in_order(row for row in rows if row is not None), t)
    else:
        yield _listed(records, hung, t)


def _listed(records: Records, hung: Hung, t: Translate) -> Table:
    kind = records.kinds[hung.tie.kind]
    return register_table(kind, hung.records, t, records.told, without=(hung.tie.field,))
