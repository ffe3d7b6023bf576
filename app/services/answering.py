"""No matter closes without an answer: a look at every edit of a matter's state before it is written.

Undoing, settling two values and taking in older lists pass, and so does what arrives by sync, which
is never looked at: what they leave behind the rules tell.
"""

from collections.abc import Sequence

from app.counting.matters import Standing
from app.records.service import Feedback, MatterState, ServiceMatter
from app.services.matters import must_not_be_refused, standing_with
from app.services.records import Records
from db.model.change import DELETED
from db.model.errors import InvalidRecord
from db.model.record import Edit, edit_named
from db.model.words import N_, Word

_PASSED = frozenset({"undo", "resolve", "import"})


class Answering:
    """Looks at edits: `look` is given to `Records.guard`."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def look(self, edits: Sequence[Edit]) -> None:
        """Raise InvalidRecord for a step or a feedback that lacks something, and for the last one's loss."""
        if self._records.at_hand in _PASSED:
            return
        for at, edit in enumerate(edits):
            if edit.kind == "matter" and "state" in edit.fields:
                self._look_at_state(at, edits)
            elif edit.kind == "feedback":
                _must_say_something(edit)
                if edit.id and ("matter" in edit.fields or edit.fields.get(DELETED)):
                    self._look_at_feedback(edit, edits)

    def _look_at_state(self, at: int, edits: Sequence[Edit]) -> None:
        edit = edits[at]
        to = next((s for s in MatterState if s == edit.fields["state"]), None)
        held = self._records.get(ServiceMatter, edit.id) if edit.id else None
        if to is None or (held is not None and held.state == to):
            return
        beside = _beside(at, edits)
        if held is not None:
            standing = standing_with(held, edit.fields, self._records)
            told = standing._replace(state=held.state, feedback=standing.feedback + beside)
            must_not_be_refused(told, to, matter=held.id)
        elif to == MatterState.closed:
            # What is written down with its past is taken as told, but for the answer it closed with.
            query = self._records.query("feedback", where={"matter": edit.id})
            known = self._records.count(query) if edit.id else 0
            must_not_be_refused(Standing(MatterState.verified, feedback=known + beside), to)

    def _look_at_feedback(self, edit: Edit, edits: Sequence[Edit]) -> None:
        told = self._records.get(Feedback, edit.id)
        held = self._records.get(ServiceMatter, told.matter) if told else None
        if held is None or held.state != MatterState.closed:
            return
        gone = {e.id for e in edits if _leaves(e, held.id)}
        if held.id not in gone and all(
            f.id in gone for f in self._records.all(Feedback, where={"matter": held.id})
        ):
            raise InvalidRecord(
                N_("A closed matter keeps the feedback it closed with."),
                hint=N_("Take the matter up again with a reason first."),
            )


def _leaves(edit: Edit, matter: str) -> bool:
    """Tell whether an edit deletes a record, or hangs it under another matter."""
    return bool(edit.fields.get(DELETED)) or edit.fields.get("matter", matter) != matter


def _must_say_something(edit: Edit) -> None:
    for name in ("to_whom", "text"):
        if name in edit.fields and not str(edit.fields[name] or "").strip():
            label = Word(Feedback.model_fields[name].title or name)
            raise InvalidRecord(N_("{label} is still empty."), field=name, label=label)


def _beside(at: int, edits: Sequence[Edit]) -> int:
    """Return how many feedbacks on the matter of one edit are written with it."""
    made = [
        e.fields.get("matter")
        for e in edits
        if e.kind == "feedback" and not e.fields.get(DELETED) and e.fields.get("matter")
    ]
    return sum(edit_named(m) == at or (bool(edits[at].id) and m == edits[at].id) for m in made)
