"""A question laid before members: agenda, opinions, vote, resolution, each stage with what it leaves.

The vote is a motion in a real meeting and the resolution that meeting's own: this service links them,
it decides nothing (domain 1.3, row 41).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.counting.openness import Stage, stages, stances
from app.records.meeting import Activity, AgendaItem, ItemKind, Motion, Resolution, State
from app.records.openness import Comment, CommentKind, Deliberation, DeliberationState
from app.services.edits import edit_of
from app.services.meetings import Meetings
from app.services.records import Records
from app.terms import ActivityType, Stance
from db.model.change import Json
from db.model.errors import Closed, InvalidRecord, NotFound
from db.model.query import Where
from db.model.record import Applied, id_of
from db.model.words import N_, Translate

DECIDING = (ActivityType.general_meeting, ActivityType.committee_meeting)
"""Meetings in which a deliberation is voted on (branch-work regulation 11 and 12)."""
_STILL = frozenset({State.planned, State.notified, State.signed_in, State.minuted, State.reopened})
_BACK = timedelta(days=60)
_NOT_HERE = N_("There is no record {id}.")


@dataclass(frozen=True)
class Deliberated:
    """One deliberation with its stages, what members said, and where it was voted on and decided."""

    deliberation: Deliberation
    stages: tuple[Stage, ...]
    opinions: tuple[Comment, ...] = ()
    stances: Mapping[Stance | None, int] | None = None
    item: AgendaItem | None = None
    motion: Motion | None = None
    activity: Activity | None = None
    resolution: Resolution | None = None
    resolutions: tuple[Resolution, ...] = ()
    """Of the meeting it was voted in: what may be linked."""


class Deliberating:
    """The use cases of deliberations in one book."""

    def __init__(self, records: Records, meetings: Meetings, now: Callable[[], datetime]) -> None:
        self._records, self._meetings, self._now = records, meetings, now

    def all(self) -> list[Deliberation]:
        """Return the deliberations, those that are not over first."""
        over = (DeliberationState.resolved, DeliberationState.dropped)
        return sorted(self._records.all(Deliberation), key=lambda d: d.state in over)

    def get(self, deliberation: str) -> Deliberated:
        """Return one with everything that belongs to it. Raises NotFound."""
        found = self._must(deliberation)
        said = self._records.all(Comment, where={"about": deliberation}, order=("on", "made"))
        opinions = tuple(c for c in said if c.kind == CommentKind.opinion)
        motion = self._records.get(Motion, found.motion or "")
        item = self._records.get(AgendaItem, found.item or (motion.item if motion else "") or "")
        held = motion.activity if motion else item.activity if item else ""
        decided = tuple(self._records.all(Resolution, where={"activity": held})) if held else ()
        return Deliberated(
            found,
            stages(found),
            opinions,
            stances(said),
            item,
            motion,
            self._records.get(Activity, held),
            self._records.get(Resolution, found.resolution or ""),
            decided,
        )

    # Going on

    def ask(self, deliberation: str, until: date | None) -> Applied:
        """Ask members for their opinions from today on, until a day."""
        today = self._now().date()
        if until is not None and until < today:
            raise InvalidRecord(
                N_("The last day for opinions lies before today."), field="opinions_until"
            )
        self._must_go_on(deliberation)
        return self._records.change(
            deliberation,
            {
                "state": DeliberationState.opinions,
                "opened_on": today.isoformat(),
                "opinions_until": until.isoformat() if until else None,
            },
        )

    def sum_up(self, deliberation: str, summary: str) -> Applied:
        """Close the opinions with a summary of them; what is next is a vote."""
        if not summary.strip():
            raise InvalidRecord(N_("Nothing is written yet."), field="summary")
        self._must_go_on(deliberation)
        return self._records.change(
            deliberation, {"summary": summary, "state": DeliberationState.vote}
        )

    def meetings(self) -> list[Activity]:
        """Return the meetings it may be put on the agenda of: deciding, not filed, latest first."""
        today = self._now().date()
        since = Where("held_start", ">=", (today - _BACK).isoformat())
        kinds = Where("type", "in", [k.value for k in DECIDING])
        found = self._records.all(Activity, where=(since, kinds), order=("-held_start",))
        return [a for a in found if a.state in _STILL]

    def bring(self, deliberation: str, activity: str) -> Applied:
        """Put it on a meeting's agenda as something to vote on; item, motion and link in one change."""
        found = self._must_go_on(deliberation)
        if self._records.get(Activity, activity) is None:
            raise NotFound(_NOT_HERE, id=activity)
        of_it = {"activity": activity}
        items = self._records.all(AgendaItem, where=of_it)
        motions = self._records.all(Motion, where=of_it)
        item: dict[str, Json] = {
            **of_it,
            "number": max((i.number or 0 for i in items), default=0) + 1,
            "title": found.title,
            "kind": ItemKind.vote,
        }
        motion: dict[str, Json] = {
            **of_it,
            "item": id_of(0),
            "number": max((m.number or 0 for m in motions), default=0) + 1,
            "title": found.title,
        }
        link: dict[str, Json] = {
            "item": id_of(0),
            "motion": id_of(1),
            "state": DeliberationState.vote,
        }
        edits = [
            self._records.edit_new("agenda_item", item),
            self._records.edit_new("motion", motion),
            edit_of(self._records, found.record, link),
        ]
        return self._records.write(edits, what="new")

    def bring_new(
        self, deliberation: str, kind: ActivityType, start: datetime | None, t: Translate
    ) -> str:
        """Make a meeting with it on the agenda; return the meeting's id."""
        self._must_go_on(deliberation)
        made = self._meetings.new(kind, start, t, today=self._now().date())
        self.bring(deliberation, made)
        return made

    def link(self, deliberation: str, motion: str) -> Applied:
        """Say which vote of which meeting it was; one that stands in the book already."""
        found = self._records.get(Motion, motion)
        if found is None:
            raise NotFound(_NOT_HERE, id=motion)
        self._must_go_on(deliberation)
        fields: dict[str, Json] = {
            "motion": motion,
            "item": found.item,
            "state": DeliberationState.vote,
        }
        return self._records.change(deliberation, fields)

    def motions(self) -> list[Motion]:
        """Return the votes of the last meetings, which it may be linked with."""
        since = Where("held_start", ">=", (self._now().date() - _BACK).isoformat())
        held = {a.id for a in self._records.all(Activity, where=(since,), limit=100)}
        named = (Where("activity", "in", sorted(held)),)
        return self._records.all(Motion, where=named, order=("-made",)) if held else []

    def resolve(self, deliberation: str, resolution: str) -> Applied:
        """Say which resolution came of it; with that it is over."""
        if self._records.get(Resolution, resolution) is None:
            raise NotFound(_NOT_HERE, id=resolution)
        self._must_go_on(deliberation)
        fields = {"resolution": resolution, "state": DeliberationState.resolved}
        return self._records.change(deliberation, fields)

    def drop(self, deliberation: str, reason: str) -> Applied:
        """Pursue it no further, with the reason."""
        if not reason.strip():
            raise InvalidRecord(N_("Why it is not pursued is still empty."), field="state_reason")
        self._must_go_on(deliberation)
        fields = {"state": DeliberationState.dropped, "state_reason": reason.strip()}
        return self._records.change(deliberation, fields)

    def reopen(self, deliberation: str) -> Applied:
        """Take up again what was dropped or resolved, at the stage that its facts allow."""
        found = self._must(deliberation)
        state = DeliberationState.agenda
        if found.motion or found.item or (found.summary or "").strip():
            state = DeliberationState.vote
        elif found.opened_on:
            state = DeliberationState.opinions
        fields: dict[str, Json] = {"state": state, "state_reason": None}
        return self._records.change(deliberation, fields)

    def _must(self, deliberation: str) -> Deliberation:
        found = self._records.get(Deliberation, deliberation)
        if found is None:
            raise NotFound(_NOT_HERE, id=deliberation)
        return found

    def _must_go_on(self, deliberation: str) -> Deliberation:
        found = self._must(deliberation)
        if found.state in (DeliberationState.resolved, DeliberationState.dropped):
            raise Closed(
                N_("This deliberation is over."),
                safe=N_("Nothing was changed."),
                hint=N_("Take it up again first."),
            )
        return found
