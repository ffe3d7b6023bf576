"""Writes the sample alliance: what a lead branch keeps of joint building, service and disclosure.

The text lies in ``resources/sample/alliance.toml``. Records are entered through the same service as every
form's, in the order of their days, each on its day; a meeting with its roll, agenda and outcome at once.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from app import paths
from app.records.meeting import HERE
from app.services.records import Records
from app.services.sample import Sample
from app.services.sample_writer import Writer
from db.model.change import Json
from db.model.record import Edit

_META = frozenset({"of", "key", "day", "with", "days", "fields", "rows"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EVENING = time(20, 30)


@dataclass(frozen=True)
class Entry:
    """One record to be written: its kind, its fields as the file has them, its day, what hangs on it.

    ``later`` ones set fields of their parent, on a day of its own.
    """

    kind: str
    fields: Mapping[str, Any]
    day: date
    keys: tuple[str, ...]
    parent: str = ""
    later: bool = False
    children: tuple["Entry", ...] = field(default=())

    def refs(self) -> Iterator[str]:
        """Yield the keys of the records it points to."""
        for value in self.fields.values():
            for one in value if isinstance(value, list) else (value,):
                if isinstance(one, str) and one.startswith("@") and len(one) > 1:
                    yield one[1:]


def alliance_sample() -> Sample:
    """Return the sample's text."""
    return Sample(file=paths.resources("sample", "alliance.toml"))


def stands_at(sample: Sample) -> datetime:
    """Return the moment at which the book stands."""
    return datetime.fromisoformat(sample.text["stands_at"])


class AllianceWriter:
    """Writes the alliance's records into a book that holds nothing yet; `use_pack` puts a tag pack in use."""

    def __init__(
        self,
        records: Records,
        sample: Sample,
        set_clock: Callable[[datetime], None],
        use_pack: Callable[[str], object],
    ) -> None:
        self._records, self._sample, self._set_clock = records, sample, set_clock
        self._use_pack = use_pack
        self._now = stands_at(sample).date()
        self._ids: dict[str, str] = {}
        self._members: tuple[str, ...] = ()
        self._pending: dict[str, Entry] = {}
        self._written: set[int] = set()

    def write(self) -> None:
        """Write the branch, its members, and everything else by day."""
        branch = Writer(self._records, self._sample, self._set_clock)
        branch.write_branch()
        self._ids |= branch.members
        self._members = tuple(branch.members.values())
        for pack in self._sample.text["packs"]:
            self._use_pack(pack)
        entries = sorted(self._entries(), key=lambda e: (e.day, e.later))
        for entry in entries:
            for key in entry.keys:
                self._pending.setdefault(key, entry)
        for entry in entries:
            self._enter(entry)
        self._set_clock(stands_at(self._sample))

    # From the file

    def _entries(self) -> Iterator[Entry]:
        for table in self._sample.text["table"]:
            for row in table["rows"]:
                fields = dict(zip(table["fields"], row, strict=True))
                yield from self._made({"of": table["of"], "day": table.get("day"), **fields})
        for record in self._sample.text["record"]:
            for n, day in enumerate(record.get("days", [""]), 1):
                said = {k: _filled(v, n, day) for k, v in record.items()}
                yield from self._made(said)

    def _made(self, said: Mapping[str, Any]) -> Iterator[Entry]:
        fields = {k: v for k, v in said.items() if k not in _META and v not in ("", 0)}
        days = list(_days(fields))
        day = date.fromisoformat(said.get("day") or "") if said.get("day") else days[0]
        name = str(said.get("title") or said.get("name") or "")
        keys = tuple(k for k in (said.get("key"), name) if k) or (f"{said['of']} {day} {fields}",)
        hanging = [self._hanging(child, keys[0], day) for child in said.get("with", ())]
        kind = str(said["of"])
        if kind == "activity":
            # What a meeting holds is written with it: afterwards its record is closed.
            yield Entry(kind, fields, day, keys, children=tuple(hanging))
        else:
            yield Entry(kind, fields, day, keys)
            yield from (part for entry in hanging for part in _in_steps(entry))

    def _hanging(self, said: Mapping[str, Any], parent: str, after: date) -> Entry:
        fields = {k: v for k, v in said.items() if k not in _META}
        days = [day for day in _days(fields) if day <= self._now]
        keys = (str(said["key"]),) if "key" in said else ()
        return Entry(str(said["of"]), fields, max([after, *days]), keys, parent)

    # Into the book

    def _enter(self, entry: Entry) -> None:
        if id(entry) in self._written:
            return
        self._written.add(id(entry))
        for key in (*entry.refs(), *([entry.parent] if entry.parent else [])):
            if key not in self._ids and key in self._pending:
                self._enter(self._pending[key])
        self._set_clock(datetime.combine(entry.day, _EVENING))
        if entry.later:
            self._records.change(self._ids[entry.parent], dict(entry.fields))
            return
        if entry.kind == "activity":
            made = self._hold(entry)
        else:
            fields = self._resolved(entry.fields, self._ids.get(entry.parent, ""))
            made = self._records.add(entry.kind, fields)
        for key in entry.keys:
            self._ids.setdefault(key, made)

    def _hold(self, entry: Entry) -> str:
        """Write a meeting, then its roll, its hours and what hangs on it, and file it."""
        records, edit, day = self._records, self._records.edit_new, entry.day.isoformat()
        fields = self._resolved(entry.fields, "")
        activity = records.add("activity", {**fields, "state": "minuted"})
        edits: list[Edit] = [
            edit(c.kind, self._resolved(c.fields, activity)) for c in entry.children
        ]
        edits += [
            edit("attendance", {"activity": activity, "member": m, "status": HERE[0].value})
            for m in self._members
        ]
        if fields.get("hours"):
            study: dict[str, Json] = {
                "topic": fields["title"],
                "held_on": day,
                "hours": fields["hours"],
                "members": list(self._members),
                "activity": activity,
            }
            edits.append(edit("study_record", study))
        records.write(edits, what="new")
        records.change(activity, {"state": "archived", "archived_on": day})
        return activity

    def _resolved(self, fields: Mapping[str, Any], itself: str) -> dict[str, Json]:
        def one(value: Any) -> Any:
            if isinstance(value, list):
                return [one(v) for v in value]
            if value == "@":
                return itself
            if isinstance(value, str) and value.startswith("@"):
                return self._ids[value[1:]]
            return value

        return {name: one(value) for name, value in fields.items()}


def _in_steps(entry: Entry) -> Iterator[Entry]:
    """Yield a closed matter in two steps: it closes only after somebody was told, on the day of that."""
    if entry.kind != "matter" or "closed_on" not in entry.fields:
        yield entry
        return
    closing = {"state": "closed", "closed_on": entry.fields["closed_on"]}
    fields = {k: v for k, v in entry.fields.items() if k not in closing} | {"state": "verified"}
    verified = date.fromisoformat(entry.fields["verified_on"])
    yield replace(entry, fields=fields, day=verified)
    yield Entry("matter", closing, entry.day, parent=entry.keys[0], later=True, keys=())


def _days(fields: Mapping[str, Any]) -> Iterator[date]:
    """Yield the days that fields name, in their order."""
    for value in fields.values():
        if isinstance(value, str) and _DAY.match(value):
            yield date.fromisoformat(value[:10])


def _filled(value: Any, n: int, day: str) -> Any:
    """Return a text of a series with its number and its day filled in."""
    if isinstance(value, str):
        return value.replace("{n}", str(n)).replace("{day}", day)
    return value
