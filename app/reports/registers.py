"""A register on paper: records of one kind as a list, and their long texts below it.

What may not be passed on is left out. What is sealed stays sealed unless it was opened for this paper; a sensitive field is named and not
printed; a reflection that its author shows to few is listed without its text.
"""

from collections.abc import Callable, Iterator, Sequence

from app.counting.consent import passed_on
from app.kinds import FieldShape, Kind
from app.reports.paper import Block, Facts, Head, Prose, Sheet, Table
from app.reports.record import Name, said
from app.reports.wording import BLANK, numbered, paragraphs, plain
from db.model.record import Record
from db.model.words import Translate

Opened = Callable[[str, str], str | None]
"""Opens the sealed text of a record (id) and field; None while it may not be opened."""

LONG = 60
"""Longest text that stands in the list itself; a longer one stands below it."""
_WIDTHS = {"date": 24.0, "moment": 32.0, "number": 14.0, "decimal": 14.0, "yes-no": 14.0}
_SET = {"text", "long", "refs", "tags"}
_FEW = frozenset({"committee", "author"})


def register_sheet(
    kind: Kind,
    records: Sequence[Record],
    t: Translate,
    name: Name,
    *,
    branch: str,
    period: str = "",
    whole: bool = False,
    more: tuple[str, ...] = (),
    opened: Opened = lambda _record, _field: None,
) -> Sheet:
    """Return records of a kind as a sheet; `whole` prints every field, a table a record.

    ``more`` are fields that the list shows besides the columns of its kind.
    """
    title = t(kind.shape.title)
    records = passed_on(records)
    columns = () if whole else columns_of(kind, more)
    blocks: list[Block] = []
    if not whole:
        blocks.append(_list(columns, records, t, name))
    for n, record in enumerate(records, 1):
        below = [*_cut_above(columns, record, t, name), *_below(kind, record, t, opened, columns)]
        if whole or below:
            blocks.append(Head(numbered(n, t("(1)")) + (plain(name(record.id)) or title), 3))
        if whole:
            blocks.append(Facts(tuple(_facts(kind, record, t, name))))
        blocks += below
    under = tuple(line for line in (plain(branch), period) if line)
    return Sheet(
        title=title,
        listed=t("{name} ({note})", name=title, note=len(records)),
        under=under,
        blocks=tuple(blocks),
    )


def columns_of(kind: Kind, more: tuple[str, ...] = ()) -> tuple[FieldShape, ...]:
    """Return the fields that a kind's list shows."""
    fields = (kind.field(name) for name in dict.fromkeys((*kind.shape.columns, *more)))
    # An order that people keep by number: the list counts for itself.
    named = tuple(f for f in fields if f and (f.name, f.type) != ("number", "number"))
    return named or tuple(f for f in kind.fields if f.type not in {"long", "sealed"})[:5]


def register_table(
    kind: Kind, records: Sequence[Record], t: Translate, name: Name, without: tuple[str, ...] = ()
) -> Table:
    """Return the list of some records alone, without fields that say the same in each."""
    columns = [field for field in columns_of(kind) if field.name not in without]
    return _list(columns, records, t, name)


def _list(
    columns: Sequence[FieldShape], records: Sequence[Record], t: Translate, name: Name
) -> Table:
    rows = tuple(
        (str(n), *(_cell(field, record, t, name) for field in columns))
        for n, record in enumerate(records, 1)
    )
    widths = (10.0, *(_WIDTHS.get(f.type, -2.0 if f.type in _SET else -1.0) for f in columns))
    wide = tuple(i for i, f in enumerate(columns, 1) if f.type in _SET)
    head = (t("No."), *(t(field.title) for field in columns))
    return Table(widths, head, rows, wide, size=10)


def _cell(field: FieldShape, record: Record, t: Translate, name: Name) -> str:
    if field.type in {"date", "moment"}:
        return plain(str(record.get(field.name) or "").replace("T", " ")[:16])
    text = said(field, record.get(field.name), t, name)
    if text == BLANK:
        return ""
    return text if len(text) <= LONG else f"{text[:LONG]}…"


def _facts(kind: Kind, record: Record, t: Translate, name: Name) -> Iterator[tuple[str, str]]:
    for field in kind.fields:
        value = record.get(field.name)
        if field.type not in {"long", "sealed"} and value not in (None, "", []):
            yield t(field.title), said(field, value, t, name)


def _cut_above(
    columns: Sequence[FieldShape], record: Record, t: Translate, name: Name
) -> Iterator[Block]:
    """Yield whole what the list cuts and no long text tells: many units, a long name."""
    for field in columns:
        text = said(field, record.get(field.name), t, name)
        if field.type not in {"long", "sealed"} and len(text) > LONG:
            yield Prose((t("{name}: {text}", name=t(field.title), text=text),))


def _below(
    kind: Kind, record: Record, t: Translate, opened: Opened, columns: Sequence[FieldShape]
) -> Iterator[Block]:
    shown = {field.name for field in columns}
    for field in kind.fields:
        text = record.get(field.name)
        if not text or field.type not in {"long", "sealed"}:
            continue
        if field.name in shown and len(str(text)) <= LONG and "\n" not in str(text):
            continue
        if field.type == "sealed":
            text = opened(record.id, field.name) or t("(sealed)")
        elif record.get("visible_to") in _FEW:
            text = t("(not printed)")
        lines = paragraphs(str(text))
        yield Prose((t("{name}: {text}", name=t(field.title), text=lines[0]), *lines[1:]))
