"""The yearly organisational-life meeting: that it is held, its steps, what is put right after it.

Sources: branch-work regulation 17 (R20, R21, R31), education regulation 17; a self-examination of
each committee member and a report on last year's list stand in yearly notices only.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from app.counting.held import HELD
from app.records.life import LifeMeeting, RectificationItem
from app.records.meeting import Activity
from app.records.talks import Occasion
from app.rules.asking import Ruled, held
from app.rules.facts import Facts
from app.rules.finding import LOOK, PLAN, WRITE, Finding
from app.rules.meeting_words import meeting_said
from app.rules.roll import names
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import named, tell
from app.rules.years import due_years, for_year
from app.said import Said, say
from app.terms import ActivityType
from db.model.words import N_

_LIFE = ActivityType.organizational_life_meeting
_BEFORE = timedelta(days=90)
"""So long before the meeting a talk counts as one of its talks."""
_LABELS = {
    "theme": N_("Theme"),
    "study": N_("Study before the meeting"),
    "talks": N_("Talks before the meeting"),
    "opinions": N_("Opinions collected, in summary"),
    "problems": N_("Problems found"),
    "criticism": N_("Criticism and self-criticism"),
    "rectification_direction": N_("Direction of rectification"),
    "rectification_items": N_("Rectification items"),
}


def yearly(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R20: at least one organisational-life meeting for each year."""
    done = [a for a in facts.activities if a.type == _LIFE and a.state in HELD]
    for due in due_years(facts, book, "R20"):
        ruling = book.on("R20", date(due.year, 12, 31))
        if ruling is None:
            continue
        if sum(for_year(a) == due.year for a in done) >= ruling.count("min_count"):
            yield None
            continue
        over = facts.today > due.until
        yield tell(
            ruling,
            N_("No organisational-life meeting for {year}")
            if over
            else N_("The organisational-life meeting for {year} is still to come"),
            N_("At least one a year; held in the new year, it names the year it is for"),
            {"year": due.year},
            ("", "activity", _LIFE.value),
            severity=None if over else "info",
            actions=(WRITE, PLAN),
            about=f"{due.year}",
            day=min(facts.day, due.until),
            due=due.until,
        )


def steps(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R21: the meeting's record holds every step the text names."""
    for ruled in held(facts, book, "R21", _LIFE):
        activity, day, ruling = ruled
        there = _there(facts, activity, day)
        missing = [
            Said(_LABELS[w]) for w in ruling.words("required") if w in there and not there[w]()
        ]
        yield _incomplete(ruled, missing, "steps") if missing else None


def _there(facts: Facts, activity: Activity, day: date) -> Mapping[str, Callable[[], bool]]:
    step = facts.life.steps.get(activity.id) or LifeMeeting(activity=activity.id)
    return {
        "theme": lambda: bool(activity.theme),
        "study": lambda: bool(step.study or activity.documents),
        "talks": lambda: bool(step.talks) or _talked(facts, day),
        "opinions": lambda: bool(step.opinions) or activity.id in facts.life.opinions,
        "problems": lambda: bool(step.problems),
        "criticism": lambda: bool(step.criticism) or activity.id in facts.spoken,
        "rectification_direction": lambda: bool(step.direction),
        "rectification_items": lambda: any(
            r.activity == activity.id for r in facts.life.rectifications
        ),
    }


def _talked(facts: Facts, day: date) -> bool:
    return any(
        t.occasion == Occasion.life_meeting and t.on is not None and day - _BEFORE <= t.on <= day
        for t in facts.life.talks
    )


def customary_steps(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R21: what yearly notices ask for: self-examinations, a report on last year's list."""
    for ruled in held(facts, book, "R21", _LIFE, part="practice"):
        missing = list(_customary(facts, ruled))
        yield _incomplete(ruled, missing, "practice") if missing else None


def _customary(facts: Facts, ruled: Ruled) -> Iterator[Said]:
    activity, day, ruling = ruled
    wanted = ruling.words("required")
    step = facts.life.steps.get(activity.id)
    if "last_year_report" in wanted and not (step and step.last_year):
        yield Said(N_("Report on last year's list"))
    if "self_examination" in wanted:
        written = {e.member for e in facts.life.examinations.get(activity.id, ())}
        left = facts.people.committee(day) - written
        if left:
            yield say(N_("Self-examination of {names}"), names=named(names(facts, left)))


def _incomplete(ruled: Ruled, missing: list[Said], name: str) -> Finding:
    activity, day, ruling = ruled
    return tell(
        ruling,
        N_("{meeting}: still open: {steps}"),
        N_("The record shows each step of the meeting; add it, or say why it was not taken"),
        {"meeting": meeting_said(activity), "steps": tuple(missing)},
        (activity.id, "life_meeting", name),
        about=f"{activity.id}/{name}",
        day=day,
    )


def put_right(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R31: each item to be put right has a measure, somebody and a day, and is closed in time."""
    ruling = book.on("R31", facts.day)
    if ruling is None:
        return
    for item in facts.life.rectifications:
        yield _of_item(facts, ruling, item)


def _of_item(facts: Facts, ruling: Ruling, item: RectificationItem) -> Finding | None:
    fields = (("measure", item.measure), ("owner", item.owner), ("due_on", item.due_on))
    empty = [name for name, value in fields if not value]
    end = _year_end(item)
    if empty:
        labels = tuple(Said(RectificationItem.model_fields[f].title or f) for f in empty)
        what, name = N_("{problem}: still without {fields}"), empty[0]
        params: dict[str, object] = {"fields": labels}
    elif item.due_on is not None and item.due_on < facts.day and item.done_on is None:
        what, name = N_("{problem}: was due on {due} and is not done"), "done_on"
        params = {"due": item.due_on}
    elif end is not None and end < facts.day and not (item.verified_on and item.result):
        what, name = N_("{problem}: the result is not verified"), "verified_on"
        params = {}
    else:
        return None
    return tell(
        ruling,
        what,
        N_(
            "Item by item: a measure, somebody responsible, a day, and at the year's end a verified result"
        ),
        {"problem": _short(item.problem), **params},
        (item.id, "rectification_item", name),
        actions=(LOOK, WRITE),
        people=(item.owner,) if item.owner else (),
        day=item.due_on or facts.day,
        due=item.due_on,
    )


def _year_end(item: RectificationItem) -> date | None:
    """Return the end of the year in which an item is to be closed: the one after the meeting's."""
    if item.due_on is not None:
        return date(item.due_on.year, 12, 31)
    return None if item.for_year is None else date(item.for_year + 1, 12, 31)


def _short(text: str | None) -> str | Said:
    line = (text or "").strip().split("\n", 1)[0]
    if not line:
        return Said(N_("Rectification item"))
    return line if len(line) <= 30 else f"{line[:30]}…"
