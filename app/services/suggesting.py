"""Suggestions of people (金点子): taken up as a matter, or declined with a reason; answered; published.

How far one has come, and how satisfied its maker is, is told by the matter it became (domain 1.5,
row 66).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.counting.matters import waiting_days
from app.records.service import MatterSource, ServiceMatter, Suggestion, SuggestionState
from app.services.becoming import becoming
from app.services.edits import edit_of
from app.services.records import Records
from db.model.change import Json
from db.model.errors import InvalidRecord, NotFound
from db.model.query import Where
from db.model.record import Applied
from db.model.words import N_, Word


@dataclass(frozen=True, slots=True)
class Idea:
    """A suggestion with the matter it became, and for how many days it has had no answer."""

    suggestion: Suggestion
    matter: ServiceMatter | None
    waiting: int | None

    @property
    def id(self) -> str:
        """Return the suggestion's id."""
        return self.suggestion.id

    @property
    def may_be_accepted(self) -> bool:
        """Tell whether it may be taken up: undecided, or its matter was deleted."""
        state = self.suggestion.state
        if state == SuggestionState.accepted:
            return self.matter is None
        return state == SuggestionState.received


class Suggesting:
    """The use cases of suggestions."""

    def __init__(self, records: Records, now: Callable[[], datetime]) -> None:
        self._records, self._now = records, now

    def ideas(self, text: str = "") -> list[Idea]:
        """Return the suggestions: what waits for an answer first, the longest before the others."""
        today = self._now().date()
        matters: dict[str, ServiceMatter] = {}
        became = [Where("suggestion", "!=", None)]
        for matter in self._records.all(ServiceMatter, where=became):
            if matter.suggestion:
                matters.setdefault(matter.suggestion, matter)
        found = [
            Idea(s, matters.get(s.id), waiting_days(s, today))
            for s in self._records.all(Suggestion, text=text)
        ]
        return sorted(found, key=_order)

    def idea(self, suggestion: str) -> Idea | None:
        """Return one suggestion; None where it is gone."""
        held = self._records.get(Suggestion, suggestion)
        if held is None:
            return None
        became = self._records.all(ServiceMatter, where={"suggestion": suggestion}, limit=1)
        return Idea(held, became[0] if became else None, waiting_days(held, self._now().date()))

    def accept(self, suggestion: str, fields: Mapping[str, Json] | None = None) -> str:
        """Take a suggestion up: it becomes a matter, in one change; return the matter's id.

        ``fields`` are the matter's: who is responsible, until when. Two laptops that accept one
        suggestion make one matter; one whose matter was deleted may be accepted again.
        """
        held = self._to_accept(suggestion)
        today = self._now().date().isoformat()
        raised = held.received_on.isoformat() if held.received_on else today
        made: dict[str, Json] = {
            "title": held.title,
            "source": MatterSource.suggestion.value,
            "content": held.content,
            "raised_by": held.unit,
            "raised_on": raised,
            "suggestion": suggestion,
            **(fields or {}),
        }
        decided: dict[str, Json] = {"state": SuggestionState.accepted.value, "decided_on": today}
        edits = [
            becoming(self._records, suggestion, made),
            edit_of(self._records, held.record, decided),
        ]
        return self._records.write(edits, what="new").ids[0]

    def decline(self, suggestion: str, reason: str) -> Applied:
        """Leave a suggestion, with the reason. Raises InvalidRecord where there is none."""
        held = self._undecided(suggestion, SuggestionState.declined)
        if not reason.strip():
            raise InvalidRecord(N_("The reason is still empty."), field="decision_reason")
        fields: dict[str, Json] = {
            "state": SuggestionState.declined.value,
            "decided_on": self._now().date().isoformat(),
            "decision_reason": reason,
        }
        return self._records.write([edit_of(self._records, held.record, fields)])

    def reply(self, suggestion: str, text: str, on: date | None = None) -> Applied:
        """Write what its maker was answered. Raises InvalidRecord where it is empty."""
        if not text.strip():
            raise InvalidRecord(N_("The reply is still empty."), field="reply")
        day = (on or self._now().date()).isoformat()
        return self._change(suggestion, {"reply": text, "replied_on": day})

    def publish(self, suggestion: str, *, shown: bool = True) -> Applied:
        """Put a suggestion on the published list, or take it off."""
        day = self._now().date().isoformat() if shown else None
        return self._change(suggestion, {"published_on": day})

    def published(self, first: date, last: date) -> list[Idea]:
        """Return the chosen suggestions received within a period, in the order they came."""
        chosen = [
            idea
            for idea in self.ideas()
            if idea.suggestion.published_on
            and first <= (idea.suggestion.received_on or idea.suggestion.published_on) <= last
        ]
        return sorted(chosen, key=lambda i: i.suggestion.received_on or date.min)

    def _change(self, suggestion: str, fields: dict[str, Json]) -> Applied:
        held = self._must(suggestion)
        return self._records.write([edit_of(self._records, held.record, fields)])

    def _to_accept(self, suggestion: str) -> Suggestion:
        idea = self.idea(suggestion)
        if idea is not None and idea.may_be_accepted:
            return idea.suggestion
        return self._undecided(suggestion, SuggestionState.accepted)

    def _undecided(self, suggestion: str, to: SuggestionState) -> Suggestion:
        held = self._must(suggestion)
        if held.state != SuggestionState.received:
            raise InvalidRecord(
                N_("This suggestion is decided already: {state}."),
                field="state",
                state=Word(held.state.title_),
                to=to.value,
            )
        return held

    def _must(self, suggestion: str) -> Suggestion:
        held = self._records.get(Suggestion, suggestion)
        if held is None:
            raise NotFound(N_("There is no record {id}."), id=suggestion)
        return held


def _order(idea: Idea) -> tuple[bool, int, int]:
    received = idea.suggestion.received_on or date.min
    return (idea.waiting is None, -(idea.waiting or 0), -received.toordinal())
