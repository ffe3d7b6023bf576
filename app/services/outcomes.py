"""The rows of numbers that came of one thing: read in their order, added, moved, taken out."""

from collections.abc import Mapping, Sequence

from app.counting.outcomes import Total, Typed, in_order, totals
from app.records.cobuilding import Outcome
from app.services.edits import edit_of
from app.services.meeting import by_owner
from app.services.records import Records
from db.model.change import Json
from db.model.record import Applied

KIND = "outcome"


class Outcomes:
    """The use cases of outcome rows, whatever they are about."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def of(self, about: str) -> list[Outcome]:
        """Return the rows of one record in their order."""
        return self.by_record([about])[about]

    def by_record(self, abouts: Sequence[str]) -> Mapping[str, list[Outcome]]:
        """Return the rows of some records, by what they are about."""
        found = by_owner(self._records, Outcome, "about", abouts)
        return {about: in_order(found[about]) for about in abouts}

    def totals(self, abouts: Sequence[str]) -> tuple[Total, ...]:
        """Return the sums over some records: one label and unit each."""
        rows = self.by_record(abouts)
        return totals(row for about in abouts for row in rows[about])

    def add(self, about: str, typed: Typed) -> str:
        """Put one more row below the others; return its id."""
        last = max((r.number_in_list or 0 for r in self.of(about)), default=0)
        fields: dict[str, Json] = {
            "about": about, "label": typed.label, "number": typed.number, "unit": typed.unit or None,
            "at_least": typed.at_least or None, "number_in_list": last + 1,
        }  # fmt: skip
        return self._records.add(KIND, fields)

    def move(self, row: Outcome, steps: int) -> Applied | None:
        """Move a row up (-1) or down (1) among its own; None where it stands at the end already."""
        rows = self.of(row.about)
        at = next((n for n, r in enumerate(rows) if r.id == row.id), None)
        if at is None or not 0 <= at + steps < len(rows):
            return None
        rows.insert(at + steps, rows.pop(at))
        edits = [
            edit_of(self._records, r.record, {"number_in_list": n})
            for n, r in enumerate(rows, 1)
            if r.number_in_list != n
        ]
        return self._records.write(edits)
