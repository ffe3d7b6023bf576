"""Writing down a vote beyond its numbers: the names of an election, opinions handed in, what was decided."""

from collections.abc import Sequence
from datetime import date

from app.records.meeting import Motion
from app.records.voting import ElectionCandidate
from app.services.edits import edit_of
from app.services.meeting import Meeting
from app.services.records import Records
from app.terms import Stance
from db.model.change import Json, child_id
from db.model.errors import InvalidRecord
from db.model.record import Applied, Edit
from db.model.words import N_


class Voting:
    """Writes what belongs to a vote; no number and no outcome is ever made up here."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def add_candidate(
        self,
        meeting: Meeting,
        motion: str,
        name: str,
        *,
        member: str = "",
        written_in: bool = False,
    ) -> str:
        """Put a name on the ballot of an election, or note one that voters wrote in; return its id.

        Raises InvalidRecord for a name that already stands there.
        """
        others, clean = meeting.candidates_of(motion), name.strip()
        if any(c.name == clean for c in others):
            raise InvalidRecord(N_("{name} is on the list already."), field="name", name=clean)
        fields: dict[str, Json] = {
            "motion": motion,
            "number": max((c.number or 0 for c in others), default=0) + 1,
            "name": clean,
        }
        if member:
            fields["member"] = member
        if written_in:
            fields["written_in"] = True
        return self._records.add("election_candidate", fields)

    def remove_candidate(self, meeting: Meeting, candidate: ElectionCandidate) -> Applied:
        """Take a name off the list and close the gap; one change."""
        rest = [c for c in meeting.candidates_of(candidate.motion) if c.id != candidate.id]
        edits = [Edit("election_candidate", {"deleted": True}, candidate.id)]
        edits += [
            edit_of(self._records, c.record, {"number": at})
            for at, c in enumerate(rest, 1)
            if c.number != at
        ]
        return self._records.write(edits, what="delete")

    def add_opinion(
        self, motion: str, member: str, stance: Stance | None = None, dated: date | None = None
    ) -> str:
        """Enter an opinion that an absent voter handed in; one for each person. Return its id."""
        fields: dict[str, Json] = {"motion": motion, "member": member}
        if stance is not None:
            fields["stance"] = stance
        if dated is not None:
            fields["dated_on"] = dated.isoformat()
        found = self._records.raw(child_id(motion, member))
        if found is None:
            return self._records.add("written_opinion", fields)
        if found.deleted:
            # One id for each person and vote: entered again it comes back, without what it once said.
            fields = {"stance": None, "dated_on": None, **fields, "deleted": False}
        self._records.write([Edit("written_opinion", fields, found.id)])
        return found.id

    def override(self, motion: Motion, passed: bool | None, reason: str) -> Applied:
        """Write another outcome than the computed one with its reason, or take it back with None.

        Raises InvalidRecord without a reason.
        """
        if passed is not None and not reason.strip():
            raise InvalidRecord(N_("The reason is still empty."), field="override_reason")
        fields: dict[str, Json] = {
            "passed_override": passed,
            "override_reason": reason.strip() if passed is not None else None,
        }
        return self._records.change(motion.id, fields)


def settled_edits(records: Records, meeting: Meeting, motions: Sequence[Motion]) -> list[Edit]:
    """Return the edits that write down, when a meeting is filed, what decided votes were counted from.

    From then on a vote does not move when the roster or the list of opinions does.
    """
    edits = []
    for motion in motions:
        found = meeting.judged(motion)
        ballot = found.ballot
        if not found.outcome.decided:
            continue
        now: dict[str, Json] = {"eligible": ballot.eligible, "present": ballot.present}
        if meeting.opinions_of(motion.id):
            now["written_yes"] = ballot.written_yes
            now["written_no"] = ballot.written_no
            now["written_abstain"] = ballot.written_abstain
        fields = {k: v for k, v in now.items() if getattr(motion, k) != v}
        if fields:
            edits.append(edit_of(records, motion.record, fields))
    return edits
