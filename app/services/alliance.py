"""The use cases of an alliance: its units, its bodies, its turns, its rules, its conferences.

What a record amounts to on a day is counted in `app.counting`; here it is read and written.
"""

import re
from collections.abc import Callable
from datetime import date, datetime

from app.counting import conferences as counted
from app.counting.alliance import Node, Point, growth, reaching, tree
from app.counting.covered import Coverage, coverage
from app.counting.periods import days_after
from app.counting.rotation import Turn, turns
from app.counting.versions import Line, closed_on, lines, open_before
from app.records.alliance import (
    AllianceBody,
    BudgetLine,
    CoveredUnit,
    DutyRotation,
    JointOrganization,
    PartnerOrganization,
    PartnerState,
    SystemDocument,
)
from app.records.meeting import Activity, Resolution
from app.services.asof import ended_on
from app.services.edits import edit_of
from app.services.records import Records
from app.terms import ActivityType
from db.model.change import Json
from db.model.errors import NotFound
from db.model.query import Where
from db.model.record import Applied, Edit
from db.model.words import N_

_NUMBER = re.compile(r"\d+(?!.*\d)")


class Alliance:
    """Reads and writes what an alliance has; everything counts as of a day, today unless said."""

    def __init__(self, records: Records, now: Callable[[], datetime]) -> None:
        self._records, self._now = records, now

    def today(self) -> date:
        """Return the site's day."""
        return self._now().date()

    # Units

    def units(self) -> list[PartnerOrganization]:
        """Return every unit on record, by name."""
        return self._records.all(PartnerOrganization)

    def growth(self, upto: date | None = None) -> list[Point]:
        """Return how the alliance grew."""
        return growth(self.units(), upto or self.today())

    def reach(self, unit: str, stage: PartnerState, day: date) -> Applied:
        """Write that a unit came to a stage on a day; one undo takes it back. Raises NotFound."""
        found = self._records.get(PartnerOrganization, unit)
        if found is None:
            raise _gone(unit)
        return self._records.change(unit, dict(reaching(found, stage, day)))

    def names(self) -> dict[str, str]:
        """Return the names of the units, by id."""
        return {unit.id: unit.name for unit in self.units()}

    def own(self) -> str:
        """Return the name under which this branch's own unit leads."""
        return self._records.name("branch")

    # Bodies, joint organisations, budget, coverage

    def bodies(self) -> list[Node]:
        """Return the bodies from above to below, those that ended among them."""
        return tree(self._records.all(AllianceBody))

    def joint_organisations(self) -> list[JointOrganization]:
        """Return the joint temporary organisations, latest first."""
        return self._records.all(JointOrganization)

    def budget(self) -> list[BudgetLine]:
        """Return the lines of the budget."""
        return self._records.all(BudgetLine)

    def coverage(self, day: date | None = None) -> Coverage:
        """Return how far the two coverages have come."""
        return coverage(self._records.all(CoveredUnit), day or self.today())

    # Turns

    def turns(self) -> list[Turn]:
        """Return the turns in the order of their days."""
        return turns(self._records.all(DutyRotation))

    def hand_over(self, turn: str, day: date) -> str:
        """Write that a turn was handed over; return the turn that follows, "" where none is planned.

        A turn handed over before its end ends on that day, and the next one begins on the day after;
        one handed over late leaves both as they were. Raises NotFound.
        """
        found = turns(self._records.all(DutyRotation))
        at = next((n for n, t in enumerate(found) if t.record.id == turn), -1)
        if at < 0:
            raise _gone(turn)
        this = found[at]
        after = next((t for t in found[at + 1 :] if t.first > this.first), None)
        fields: dict[str, Json] = {"handed_over_on": day.isoformat()}
        edits: list[Edit] = []
        # One that has not begun yet is handed over on paper alone: nobody's days move.
        early = this.first <= day and (this.last is None or day < this.last)
        if early or (this.record.to_on is None and this.last is not None):
            fields["to_on"] = (day if early else this.last or day).isoformat()
        edits.append(edit_of(self._records, this.record.record, fields))
        begins = days_after(day, 1)
        if after is not None and early and after.first > begins:
            begun = {"from_on": begins.isoformat()}
            edits.append(edit_of(self._records, after.record.record, begun))
        self._records.write(edits)
        return after.record.id if after else ""

    # Rules

    def documents(self) -> list[Line]:
        """Return the charter and the rules, each with its versions."""
        return lines(self._records.all(SystemDocument))

    def new_version(self, document: str, begins: date) -> str:
        """Begin a new version with the text of one, which is closed; return its id. Raises NotFound."""
        old = self._records.get(SystemDocument, document)
        if old is None:
            raise _gone(document)
        line = next(x for x in self.documents() if any(v.id == document for v in x.versions))
        fields: dict[str, Json] = {
            "title": old.title,
            "kind": old.kind.value if old.kind else None,
            "version": _next_version(old.version or ""),
            "effective_from": begins.isoformat(),
            "replaces": old.id,
            "text": old.text,
        }
        edits = [
            edit_of(self._records, v.record, {"effective_to": closed_on(begins).isoformat()})
            for v in open_before(line, begins)
        ]
        applied = self._records.write(
            [self._records.edit_new(SystemDocument.shape.name, fields), *edits], what="new"
        )
        known = {v.id for v in line.versions}
        return next(made for made in applied.ids if made not in known)

    # Conferences

    def conferences(self) -> list[Activity]:
        """Return the joint conferences, latest first."""
        return self._records.all(Activity, where={"type": ActivityType.joint_conference.value})

    def matters(self, day: date | None = None) -> list[counted.Matter]:
        """Return what all joint conferences decided: late first, then open, then done."""
        held = self.conferences()
        conditions = [Where("activity", "in", [a.id for a in held])]
        decided = self._records.all(Resolution, where=conditions) if held else []
        then = ended_on(self._records, decided) if day and day < self.today() else {}
        return counted.matters(held, decided, day or self.today(), then)


def _next_version(version: str) -> str | None:
    """Return the version after one that has a number in it; without a number a person names it."""
    found = _NUMBER.search(version)
    if found is None:
        return None
    return version[: found.start()] + str(int(found[0]) + 1) + version[found.end() :]


def _gone(record: str) -> NotFound:
    return NotFound(N_("There is no record {id}."), id=record)
