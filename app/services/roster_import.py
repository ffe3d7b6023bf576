"""A roster from HQ into the book: read without writing, shown row by row, taken in one change.

Each row is `taken`, `unclear` (taken, and something about it wants a look) or `not taken` with its
reason and its row number in the file. Nothing is guessed in silence, and no identity number is
kept: at most its last four, and only where the column says that it holds those.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from app.records.member import Member
from app.records.organisation import PartyGroup
from app.said import Said, say
from app.services import roster_words as words
from app.services.cells import key_of, masked, text_of
from app.services.records import Records
from app.services.roster_rows import Roster, read_row
from app.services.tables import Table, pasted, read_tables
from db.model.change import Json
from db.model.errors import ImportFailed, InvalidRecord
from db.model.progress import Progress, Silent
from db.model.record import Edit, id_of
from db.model.words import N_

Verdict = Literal["taken", "unclear", "not taken"]
_HEADER_WITHIN = 40


class Column(NamedTuple):
    """One column of the file: place from 0, heading, the field it goes to ("" none), a value in it."""

    at: int
    heading: str
    field: str
    sample: str = ""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row: its number in the file (from 1), what is known of it, what was made of it.

    ``group`` is the name of its group as written; ``office`` a code of `Office` or empty.
    """

    number: int
    verdict: Verdict
    name: str
    fields: Mapping[str, Json]
    group: str = ""
    office: str = ""
    doubts: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """What a file would bring. ``columns`` is empty-fielded where no header was recognised."""

    file: str
    sheet: str
    sheets: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[RosterRow, ...]
    new_groups: tuple[str, ...] = ()

    @property
    def recognised(self) -> bool:
        """Tell whether a column of names was found."""
        return any(c.field == "name" for c in self.columns)

    def counts(self) -> Counter[str]:
        """Return how many rows there are of each verdict."""
        return Counter(row.verdict for row in self.rows)

    def chosen(self) -> tuple[RosterRow, ...]:
        """Return the rows that an import takes."""
        return tuple(row for row in self.rows if row.verdict != "not taken")


@dataclass(frozen=True, slots=True)
class RosterReport:
    """What an import did: the new members' ids, the new groups, and the rows that want a look."""

    file: str
    members: tuple[str, ...]
    groups: tuple[str, ...]
    unclear: tuple[RosterRow, ...] = ()
    not_taken: tuple[RosterRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the book holds already: members, and groups by id."""

    members: Sequence[Member] = ()
    groups: Mapping[str, str] = field(default_factory=dict)


def read_roster(
    path: Path,
    *,
    today: date,
    known: Known = Known(),
    sheet: str = "",
    columns: Mapping[int, str] | None = None,
    progress: Progress | None = None,
) -> RosterPreview:
    """Return what a file would bring; nothing is written.

    `sheet` names the sheet to read instead of the likeliest; `columns` (place -> field) replaces
    what the header was taken to say. Raises ImportFailed where the file cannot be read.
    """
    asked = Asked(today, known, sheet, columns)
    return preview_of(path.name, read_tables(path), asked, progress or Silent())


@dataclass(frozen=True, slots=True)
class Asked:
    """How a roster is to be read: see `read_roster`."""

    today: date
    known: Known = Known()
    sheet: str = ""
    columns: Mapping[int, str] | None = None


def preview_of(
    name: str, tables: Sequence[Table], asked: Asked, progress: Progress
) -> RosterPreview:
    """Return what tables that were read already would bring; `name` says where they are from."""
    table = next((t for t in tables if t.name == asked.sheet), None) or max(tables, key=_likelihood)
    at, after = _header(table)
    found = _columns(table, at, after)
    if asked.columns is not None:
        found = tuple(c._replace(field=asked.columns.get(c.at, "")) for c in found)
    rows = _rows(table, after, found, asked.today, progress)
    rows = _without_repeats(rows, asked.known.members)
    fresh = _new_groups(rows, asked.known.groups)
    return RosterPreview(name, table.name, tuple(t.name for t in tables), found, rows, fresh)


def _likelihood(table: Table) -> tuple[int, int]:
    at, _ = _header(table)
    return (_score(table.rows[at]) if table.rows else 0, len(table.rows))


def _score(row: Sequence[object]) -> int:
    fields = {words.field_of(str(cell)) for cell in row if isinstance(cell, str)} - {""}
    return len(fields) + 20 * ("name" in fields)


def _header(table: Table) -> tuple[int, int]:
    """Return the places of the header's first row and of the first row after the header.

    A header may stand under titles and take several rows: merged downwards, the name column says
    its name in each of them.
    """
    within = range(min(len(table.rows), _HEADER_WITHIN))
    first = max(within, key=lambda i: (_score(table.rows[i]), -i), default=0)
    if not within or _score(table.rows[first]) < 20:
        return 0, 0
    name = next(i for i, c in enumerate(table.rows[first]) if words.field_of(text_of(c)) == "name")
    after = first + 1
    while after < len(table.rows) and _still_header(table.rows[after], name):
        after += 1
    while first and _still_header(table.rows[first - 1], name):
        first -= 1
    return first, after


def _still_header(row: Sequence[object], name: int) -> bool:
    said = str(row[name]) if len(row) > name and row[name] is not None else ""
    if said:
        return words.field_of(said) == "name"
    return any(words.field_of(str(c)) for c in row if isinstance(c, str))


def _columns(table: Table, first: int, after: int) -> tuple[Column, ...]:
    width = max((len(row) for row in table.rows), default=0)
    found: list[Column] = []
    taken: set[str] = set()
    for at in range(width):
        said = [text_of(row[at]) for row in table.rows[first:after] if len(row) > at]
        said = list(dict.fromkeys(s for s in said if s))
        # The lowest row of a header says most: 组织关系 over 转入时间.
        known = [words.field_of(s) for s in ("".join(said), *reversed(said))]
        name = next((f for f in known if f and f not in taken), "")
        taken.add(name)
        below = (text_of(row[at]) for row in table.rows[after:] if len(row) > at)
        sample = masked(next((text for text in below if text), ""))
        found.append(Column(at, " ".join(said), name, sample[:40]))
    return tuple(found)


def _rows(
    table: Table, after: int, columns: Sequence[Column], today: date, progress: Progress
) -> tuple[RosterRow, ...]:
    places = {c.field: c.at for c in columns if c.field}
    if "name" not in places:
        return ()
    roster = Roster(places, today, table.epoch)
    rows: list[RosterRow] = []
    for at in range(after, len(table.rows)):
        if at % 200 == 0:
            progress.step(at, len(table.rows))
        read = read_row(roster, table.rows[at])
        if read is not None:
            verdict: Verdict = (
                "not taken" if read.refused else "unclear" if read.doubts else "taken"
            )
            rows.append(
                RosterRow(
                    at + 1, verdict, read.name, read.fields, read.group, read.office, read.doubts
                )
            )
    return tuple(rows)


def _without_repeats(rows: Iterable[RosterRow], members: Sequence[Member]) -> tuple[RosterRow, ...]:
    held: dict[str, list[Member]] = {}
    for member in members:
        held.setdefault(key_of(member.name), []).append(member)
    codes = {m.code for m in members if m.code}
    earlier: dict[str, list[RosterRow]] = {}
    out: list[RosterRow] = []
    for row in rows:
        judged = row
        if row.verdict != "not taken":
            same = earlier.setdefault(key_of(row.name), [])
            judged = _judged(row, same, held.get(key_of(row.name), ()), codes)
            same.append(judged)
        out.append(judged)
    return tuple(out)


def _judged(
    row: RosterRow, earlier: Sequence[RosterRow], members: Sequence[Member], codes: set[str]
) -> RosterRow:
    for other in earlier:
        if not _tell_apart(row.fields, other.fields):
            return _refused(row, N_("stands in row {other} already"), other=other.number)
    held = [m.model_dump(mode="json") for m in members]
    if row.fields.get("code") in codes or any(not _tell_apart(row.fields, m) for m in held):
        return _refused(row, N_("is in the roster already"))
    if held:
        # More often one person with two dates than two people of one name.
        said = held[0].get("joined_on") or "—"
        return _refused(
            row,
            N_(
                "is in the roster with other facts (joined {said}); add by hand whoever is another person"
            ),
            said=said,
        )
    if earlier:
        doubt = say(N_("has the name of another member; taken as a person of their own"))
        return replace(row, verdict="unclear", doubts=(*row.doubts, doubt))
    return row


def _tell_apart(one: Mapping[str, Json], other: Mapping[str, Json]) -> bool:
    """Two of one name are two people only where both state a fact of which a person has one."""
    return any(
        one.get(f) and other.get(f) and one[f] != other[f]
        for f in ("joined_on", "code", "phone", "id_number_suffix", "gender")
    )


def _refused(row: RosterRow, why: str, **params: object) -> RosterRow:
    return replace(row, verdict="not taken", doubts=(*row.doubts, say(why, **params)))


def _group_key(name: str) -> str:
    number = words.group_number(name)
    return str(number) if number is not None else key_of(name)


def _new_groups(rows: Iterable[RosterRow], groups: Mapping[str, str]) -> tuple[str, ...]:
    held = {_group_key(name) for name in groups.values()}
    fresh: dict[str, str] = {}
    for row in rows:
        if row.verdict != "not taken" and row.group and _group_key(row.group) not in held:
            fresh.setdefault(_group_key(row.group), row.group)
    return tuple(fresh.values())


class RosterImport:
    """Takes rosters into one book."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def known(self) -> Known:
        """Return what the book holds already."""
        groups = {g.id: g.name for g in self._records.all(PartyGroup)}
        return Known(self._records.all(Member), groups)

    def preview(
        self,
        path: Path,
        *,
        today: date,
        sheet: str = "",
        columns: Mapping[int, str] | None = None,
        progress: Progress | None = None,
    ) -> RosterPreview:
        """Return what a file would bring to this book."""
        return read_roster(
            path, today=today, known=self.known(), sheet=sheet, columns=columns, progress=progress
        )

    def preview_pasted(
        self, text: str, *, today: date, columns: Mapping[int, str] | None = None
    ) -> RosterPreview:
        """Return what a copied table would bring to this book."""
        asked = Asked(today, self.known(), "", columns)
        return preview_of("", (pasted(text),), asked, Silent())

    def import_roster(self, path: Path, progress: Progress, *, today: date) -> RosterReport:
        """Read a file and take what can be taken, as one change."""
        return self.take(self.preview(path, today=today, progress=progress), progress)

    def take(
        self, preview: RosterPreview, progress: Progress, *, leave: Iterable[int] = ()
    ) -> RosterReport:
        """Write the chosen rows but for the row numbers in `leave`; one undo takes them back."""
        if not preview.recognised:
            raise ImportFailed(
                N_("{file} has no column of names."),
                hint=N_("Say which column holds the names, or add a heading above it."),
                file=preview.file,
            )
        left = set(leave)
        rows = [row for row in preview.chosen() if row.number not in left]
        edits, groups, refused = self._edits(rows, progress)
        members: tuple[str, ...] = ()
        if edits:
            ids = self._records.write(edits, what="import").ids
            members = tuple(i for i, e in zip(ids, edits, strict=True) if e.kind == "member")
        taken = {row.number for row in rows} - {row.number for row in refused}
        return RosterReport(
            preview.file,
            members,
            groups,
            tuple(r for r in rows if r.number in taken and r.verdict == "unclear"),
            (*(r for r in preview.rows if r.verdict == "not taken"), *refused),
        )

    def _edits(
        self, rows: Sequence[RosterRow], progress: Progress
    ) -> tuple[list[Edit], tuple[str, ...], list[RosterRow]]:
        known = self.known()
        groups = {_group_key(name): record for record, name in known.groups.items()}
        fresh = _new_groups(rows, known.groups)
        edits: list[Edit] = []
        for name in fresh:
            groups[_group_key(name)] = id_of(len(edits))
            number = words.group_number(name)
            edits.append(self._records.edit_new("party_group", {"name": name, "number": number}))
        last = max((m.number or 0 for m in known.members), default=0)
        refused: list[RosterRow] = []
        for at, row in enumerate(rows):
            progress.step(at, len(rows))
            fields = dict(row.fields) | {"number": last + at + 1}
            if row.group:
                fields["group"] = groups[_group_key(row.group)]
            try:
                edits.append(self._records.edit_new("member", fields))
            except InvalidRecord as error:
                refused.append(_refused(row, error.text, **error.params))
                continue
            if row.office:
                held = {"member": id_of(len(edits) - 1), "office": row.office}
                edits.append(self._records.edit_new("office_holding", held))
        progress.step(len(rows), len(rows))
        return edits, fresh, refused
