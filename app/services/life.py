"""The organisational-life meeting's own list: what comes before it, in it and after it.

Source: branch-work regulation, article 17: before, a theme, study, talks and opinions; in it,
problems, criticism and self-criticism, the direction of putting them right; after, measures carried
out one by one. Last year's list and the report to the superior are asked by yearly notices.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.records.life import CollectedOpinion, LifeMeeting, RectificationItem
from app.records.meeting import Activity, State
from app.records.talks import HeartToHeartTalk, Occasion
from app.said import NOTHING, Said, say
from app.services.records import Records
from app.terms import ActivityType
from db.model.change import Json, child_id
from db.model.query import Where
from db.model.record import Applied
from db.model.words import N_

KIND = ActivityType.organizational_life_meeting


@dataclass(frozen=True, slots=True)
class LifeStep:
    """One step of the list: ``key`` names its field or its list, ``told`` how far it has come."""

    key: str
    title: str
    done: bool
    told: Said = NOTHING


@dataclass(frozen=True)
class Life:
    """What is recorded around one organisational-life meeting.

    ``talks`` counts talks held for it, without a word of theirs; ``last_items`` is last year's list.
    """

    activity: Activity
    steps_of: LifeMeeting | None = None
    opinions: tuple[CollectedOpinion, ...] = ()
    items: tuple[RectificationItem, ...] = ()
    last_items: tuple[RectificationItem, ...] = ()
    talks: int = 0
    last: Activity | None = field(default=None)

    @property
    def record(self) -> str:
        """Return the id of its own record, there or not yet."""
        return record_id(self.activity.id)

    def text(self, name: str) -> str:
        """Return what is written of a step."""
        return (getattr(self.steps_of, name, "") or "").strip()

    @property
    def steps(self) -> tuple[LifeStep, ...]:
        """Return the steps in the order of the list."""
        return (
            self._written("scheme", N_("Scheme")),
            self._written("study", N_("Study before the meeting")),
            self._talked(),
            self._opinions(),
            self._last_year(),
            self._written("problems", N_("Problems found")),
            self._written("criticism", N_("Criticism and self-criticism")),
            self._written("direction", N_("Direction of rectification")),
            self._rectified(),
            self._reported(),
        )

    @property
    def done(self) -> bool:
        """Tell whether every step is done."""
        return all(step.done for step in self.steps)

    def _written(self, name: str, title: str) -> LifeStep:
        return LifeStep(name, title, bool(self.text(name)))

    def _talked(self) -> LifeStep:
        said = say(N_("1 talk noted|{n} talks noted"), n=self.talks) if self.talks else NOTHING
        done = bool(self.talks or self.text("talks"))
        return LifeStep("talks", N_("Talks before the meeting"), done, said)

    def _opinions(self) -> LifeStep:
        n = len(self.opinions)
        said = say(N_("1 opinion collected|{n} opinions collected"), n=n) if n else NOTHING
        return LifeStep(
            "opinions", N_("Opinions collected"), bool(n or self.text("opinions")), said
        )

    def _last_year(self) -> LifeStep:
        n, done = len(self.last_items), sum(i.done_on is not None for i in self.last_items)
        said = say(N_("{done} of {n} carried out"), done=done, n=n) if n else NOTHING
        told = bool(self.text("last_year"))
        return LifeStep("last_year", N_("Report on last year's list"), told, said)

    def _rectified(self) -> LifeStep:
        n = len(self.items)
        whole = sum(bool(i.measure and i.owner and i.due_on) for i in self.items)
        text = N_("{whole} of {n} with measure, owner and day")
        said = say(text, whole=whole, n=n) if n else NOTHING
        return LifeStep("items", N_("Rectification items"), n > 0 and whole == n, said)

    def _reported(self) -> LifeStep:
        on = self.steps_of.reported_on if self.steps_of else None
        said = say(N_("reported on {day}"), day=on) if on else NOTHING
        done = on is not None or bool(self.text("report"))
        return LifeStep("report", N_("Report to the superior"), done, said)


def record_id(activity: str) -> str:
    """Return the id of the list of an organisational-life meeting: whoever begins it, it is one."""
    return child_id(activity, LifeMeeting.shape.name)


def read_life(records: Records, activities: Sequence[Activity]) -> Mapping[str, Life]:
    """Return what lies around each organisational-life meeting among some meetings."""
    return {a.id: _read(records, a) for a in activities if a.type == KIND}


def _read(records: Records, activity: Activity) -> Life:
    mine = {"activity": activity.id}
    last = _last(records, activity)
    return Life(
        activity,
        records.get(LifeMeeting, record_id(activity.id)),
        tuple(records.all(CollectedOpinion, where=mine, order=("made",))),
        tuple(records.all(RectificationItem, where=mine, order=("made",))),
        tuple(records.all(RectificationItem, where={"activity": last.id}, order=("made",)))
        if last
        else (),
        _talks(records, activity, last),
        last,
    )


def _last(records: Records, activity: Activity) -> Activity | None:
    """Return the organisational-life meeting before this one."""
    conditions = [Where("type", "=", KIND)]
    if activity.held_start is not None:
        conditions.append(Where("held_start", "<", activity.held_start.isoformat()))
    found = records.all(Activity, where=conditions, order=("-held_start",), limit=5)
    return next(
        (a for a in found if a.id != activity.id and a.held_start and a.state != State.cancelled),
        None,
    )


def _talks(records: Records, activity: Activity, last: Activity | None) -> int:
    until = activity.held_start.date() if activity.held_start else date.max
    since = last.held_start.date() if last and last.held_start else date.min
    conditions = (
        Where("occasion", "=", Occasion.life_meeting),
        Where("on", ">", since.isoformat()),
        Where("on", "<=", until.isoformat()),
    )
    return records.count(records.query(HeartToHeartTalk.shape.name, where=conditions))


class LifeWriter:
    """Writes the list of an organisational-life meeting."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def add_opinion(self, activity: str, text: str, source: str = "") -> str:
        """Write down one opinion; without a name it stays without one."""
        fields: dict[str, Json] = {"activity": activity, "text": text}
        if source:
            fields["source"] = source
        return self._records.add("collected_opinion", fields)

    def add_item(self, activity: Activity, problem: str) -> str:
        """Write down one thing to be put right."""
        fields: dict[str, Json] = {"activity": activity.id, "problem": problem}
        year = activity.for_year or (activity.held_start.year if activity.held_start else None)
        if year is not None:
            fields["for_year"] = year
        return self._records.add("rectification_item", fields)

    def carried_out(self, item: str, on: date) -> Applied:
        """Write that an item is put right."""
        return self._records.change(item, {"done_on": on.isoformat()})
