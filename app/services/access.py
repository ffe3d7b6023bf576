"""Who saw what is sensitive, and what was taken out: entries the whole branch can read.

Nobody edits or deletes an entry, and nothing purges them: the law asks for six months at least
(domain 2.10), and a record book keeps what it was told.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from app.records.oversight import AccessEntry, AccessWay
from app.services.records import Pen, Records
from db.model.errors import Closed
from db.model.query import Where
from db.model.record import Edit
from db.model.words import N_

KIND = AccessEntry.shape.name


class Access:
    """Writes the access log; an entry comes before what it tells of, so none can be missing."""

    def __init__(
        self, records: Records, pen: Callable[[], Pen], now: Callable[[], datetime]
    ) -> None:
        self._records, self._pen, self._now = records, pen, now
        self._inspection: Callable[[], str] = str
        records.guard(self._append_only)

    def during(self, inspection: Callable[[], str]) -> None:
        """Have every entry name the inspection that is under way; "" where there is none."""
        self._inspection = inspection

    def note(
        self,
        way: AccessWay,
        what: str,
        *,
        about: str = "",
        field: str = "",
        purpose: str = "",
        recipient: str = "",
        inspection: str = "",
    ) -> str:
        """Write one entry, which no undo takes back; return its id."""
        fields = {
            "at": self._now().replace(microsecond=0).isoformat(),
            "by": self._pen().by,
            "way": way.value,
            "what": what[:200],
            "about": about,
            "field": field,
            "purpose": purpose,
            "recipient": recipient,
            "inspection": inspection or self._inspection(),
        }
        edit = self._records.edit_new(KIND, {k: v for k, v in fields.items() if v})
        return self._records.log([edit]).ids[0]

    def must_allow_opening(self) -> None:
        """Raise Closed while an inspection is under way: what is sealed stays sealed."""
        if self._inspection():
            raise Closed(
                N_("Sealed texts stay sealed during an inspection."),
                hint=N_("The secretary ends the inspection first."),
            )

    def of(self, about: str) -> list[AccessEntry]:
        """Return the entries about one record, latest first."""
        return self._records.all(AccessEntry, where={"about": about})

    def entries(
        self, first: date | None = None, last: date | None = None, way: AccessWay | None = None
    ) -> list[AccessEntry]:
        """Return the entries of a period, latest first."""
        where = []
        if first is not None:
            where.append(Where("at", ">=", first.isoformat()))
        if last is not None:
            where.append(Where("at", "<=", datetime.combine(last, time.max).isoformat()))
        found = self._records.all(AccessEntry, where=where)
        return [e for e in found if way is None or e.way == way]

    def _append_only(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            if edit.kind == KIND and edit.id:
                raise Closed(
                    N_("The access log is only added to: entries are neither changed nor deleted."),
                    hint=N_("What an entry got wrong can be said in a correction."),
                )
