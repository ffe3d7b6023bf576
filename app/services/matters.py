"""Matters on their way: the board, the list, one matter opened, and its steps; each step one change.

What a step asks for is `app.counting.matters`; here it is read from the book and written with its day.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import msgspec

from app.counting.matters import (
    AWAY,
    By,
    Compared,
    Standing,
    compared,
    days_left,
    is_back,
    is_overdue,
    refusal,
    resting,
    ways,
)
from app.records.member import Member
from app.records.organisation import Branch
from app.records.service import Feedback, MatterState, ProgressEntry, ServiceMatter
from app.said import Said
from app.services.edits import edit_of
from app.services.matterlists import Line, MatterLists, Sift
from app.services.records import Records
from app.site import site_time
from db.model.change import Json
from db.model.errors import InvalidRecord, NotFound
from db.model.record import Applied
from db.model.words import N_, Word

WAY: Mapping[MatterState, str] = {
    MatterState.registered: "resume",
    MatterState.assigned: "assign",
    MatterState.in_progress: "start",
    MatterState.done: "done",
    MatterState.verified: "verify",
    MatterState.closed: "close",
    MatterState.rejected: "reject",
    MatterState.suspended: "suspend",
    MatterState.transferred: "transfer",
}
"""The command that takes each step."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One matter with what was done about it, and the steps it may take, the natural one first."""

    line: Line
    progress: tuple[ProgressEntry, ...]
    feedback: tuple[Feedback, ...]
    standing: Standing
    ways: tuple[MatterState, ...]
    """What stands first is the natural step."""
    states: tuple["Passed", ...]


class Passed(NamedTuple):
    """A state that a matter came to: which, when, by whom, and the reason that was given."""

    state: MatterState
    at: datetime
    by: str
    reason: str


class Matters:
    """The use cases of matters."""

    def __init__(self, records: Records, now: Callable[[], datetime]) -> None:
        self._records, self._now = records, now
        self.lists = MatterLists(records, now)

    # Reading

    def lines(self, sift: Sift | None = None) -> list[Line]:
        """Return matters as `MatterLists.lines` does."""
        return self.lists.lines(sift)

    def opened(self, matter: str) -> Opened | None:
        """Return one matter with everything about it; None where it is gone."""
        held = self._records.get(ServiceMatter, matter)
        if held is None:
            return None
        today = self._now().date()
        line = Line(
            held,
            self._records.name(held.owner or ""),
            self._records.name(held.partner or ""),
            days_left(held, today),
            is_overdue(held, today),
        )
        entries = self._records.all(ProgressEntry, where={"matter": matter}, order=("on", "made"))
        told = self._records.all(Feedback, where={"matter": matter}, order=("on", "made"))
        at = standing_with(held, {}, self._records)
        return Opened(line, tuple(entries), tuple(told), at, ways(at), self.passed(matter))

    def passed(self, matter: str) -> tuple[Passed, ...]:
        """Return the states that a matter came through, the first first."""
        found: list[Passed] = []
        for entry in reversed(self._records.history(matter)):
            _, code = entry.fields.get("state", (None, None))
            state = next((s for s in MatterState if s == code), None)
            if state is None and found:
                continue
            _, reason = entry.fields.get("state_reason", (None, ""))
            change = entry.change
            found.append(
                Passed(
                    state or MatterState.registered,
                    site_time(change.hlc),
                    change.by,
                    str(reason or ""),
                )
            )
        return tuple(found)

    def compares(self) -> bool:
        """Tell whether the branch compares kinds and units; it does not unless it chose to."""
        branch = self._records.get(Branch, "branch")
        return bool(branch and branch.compare_units)

    def comparison(self, by: By, lines: Sequence[Line]) -> list[Compared]:
        """Return kinds or units compared; nothing where the branch does not compare."""
        if not self.compares():
            return []
        people = frozenset("".join(m.name.split()) for m in self._records.all(Member))
        return compared([line.matter for line in lines], by, self._now().date(), people)

    # Steps

    def step(
        self, matter: str, to: MatterState, fields: Mapping[str, Json] | None = None
    ) -> Applied:
        """Take a matter to its next state with what that asks for, as one change.

        ``fields`` are the matter's own, and ``feedback``, the fields of one that is written with it.
        Raises InvalidRecord, NotFound.
        """
        held, given = self._must(matter), dict(fields or {})
        told = given.pop("feedback", None)
        full = {"state_reason": None, **self._days(held, to), **given}
        if is_back(held.state, to):
            full = {**dict.fromkeys(_ENDINGS), **full}
        at = standing_with(held, full, self._records)
        must_not_be_refused(at._replace(feedback=at.feedback + bool(told)), to)
        kept = {k: v for k, v in full.items() if v is not None or held.record.get(k) is not None}
        edits = [edit_of(self._records, held.record, {**kept, "state": to.value})]
        if told:
            edits.append(self._records.edit_new("feedback", {**told, "matter": matter}))
        return self._records.write(edits)

    def resume(self, matter: str, reason: str = "") -> Applied:
        """Take up again what was put by, is over or was done: to where its facts put it."""
        held = self._must(matter)
        at = standing_with(held, {}, self._records)
        to = resting(at) if held.state in AWAY else MatterState.in_progress
        return self.step(matter, to, {"state_reason": reason} if reason else {})

    def add_entry(self, kind: str, matter: str, fields: Mapping[str, Json]) -> str:
        """Write what was done (`progress_entry`) or told (`feedback`), of today unless it says.

        What was only assigned is in progress from its first entry on, in the same change.
        """
        held = self._must(matter)
        today = self._now().date().isoformat()
        edits = [self._records.edit_new(kind, {"on": today, **fields, "matter": matter})]
        if kind == "progress_entry" and held.state == MatterState.assigned:
            state = {"state": MatterState.in_progress.value}
            edits.append(edit_of(self._records, held.record, state))
        return self._records.write(edits, what="new").ids[0]

    def _days(self, held: ServiceMatter, to: MatterState) -> dict[str, Json]:
        today = self._now().date().isoformat()
        named: dict[str, Json] = {}
        field = _DAY_OF.get(to)
        if field and getattr(held, field) is None:
            named[field] = today
        return named

    def _must(self, matter: str) -> ServiceMatter:
        held = self._records.get(ServiceMatter, matter)
        if held is None:
            raise NotFound(N_("There is no record {id}."), id=matter)
        return held


_DAY_OF = {
    MatterState.done: "done_on",
    MatterState.verified: "verified_on",
    MatterState.closed: "closed_on",
}
_ENDINGS = (
    *("done_on", "verified_by", "verified_on", "closed_on", "satisfaction"),
    "transferred_to",
)
"""What a matter says of its end; taken up again, it has none."""


def standing_with(held: ServiceMatter, fields: Mapping[str, Json], records: Records) -> Standing:
    """Return what a matter would have with these fields written; ``state`` is the one it is in."""
    body = {**held.record.body, **fields}
    made = ServiceMatter.of(msgspec.structs.replace(held.record, body=body))

    def count(kind: str) -> int:
        return records.count(records.query(kind, where={"matter": held.id}))

    return Standing(
        held.state,
        records.name(made.owner or ""),
        made.owner_unit or "",
        made.due_on,
        _was_begun(held, records) or count("progress_entry") > 0,
        made.done_on,
        made.result or "",
        made.verified_by or "",
        count("feedback"),
        made.state_reason or "",
        made.transferred_to or "",
    )


def _was_begun(held: ServiceMatter, records: Records) -> bool:
    if held.state not in AWAY:
        return held.state not in (MatterState.registered, MatterState.assigned)
    begun = MatterState.in_progress.value
    return any(e.fields.get("state", ("", ""))[1] == begun for e in records.history(held.id))


def must_not_be_refused(at: Standing, to: MatterState, *, matter: str = "") -> None:
    """Raise InvalidRecord with what a step still asks for, and how it is taken."""
    said = refusal(at, to)
    if not said:
        return
    params = {k: Word(v.msgid) if isinstance(v, Said) else v for k, v in said.params}
    hint = N_("Take the step on the matter's page, or: suixing matter {way} {id}") if matter else ""
    error = InvalidRecord(said.msgid, field="state", hint=hint)
    error.params.update(params, way=WAY[to], id=matter)
    raise error
