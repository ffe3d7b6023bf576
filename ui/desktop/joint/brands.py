"""Brands as they stand below each other: each under the one it belongs to."""

from dataclasses import replace

from typing_extensions import override

from app.counting.tree import in_tree
from app.kinds import Kind
from db.model.query import Query
from db.model.record import Record
from ui.desktop.desk import Desk
from ui.desktop.ledger.records import KindRows
from ui.desktop.widgets.rows import Row, Text

_STEP = "　　"
_MOST = 2000


class BrandRows(KindRows):
    """A branch has a handful: read at once and put in the order of the tree; found by a word they stand flat."""

    def __init__(self, desk: Desk, kind: Kind, query: Query) -> None:
        super().__init__(desk, kind, query)
        found = {r.id: r for r in desk.book.records.find(query._replace(limit=_MOST))}
        above = [(i, str(r.get("above") or "")) for i, r in found.items()]
        placed = [(i, 0) for i in found] if query.text else in_tree(above)
        self._placed = [(found[i], depth) for i, depth in placed]

    @override
    def record_at(self, index: int) -> Record | None:
        return self._placed[index][0] if index < len(self._placed) else None

    @override
    def row(self, index: int) -> Row:
        row = super().row(index)
        first, *rest = row.cells
        depth = self._placed[index][1] if index < len(self._placed) else 0
        if not depth or not isinstance(first, Text):
            return row
        return replace(row, cells=(replace(first, text=f"{_STEP * depth}{first.text}"), *rest))
