"""What was planned was done, or somebody says why not (R30); filed with the superior in time (R32)."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from app.counting.held import HELD
from app.counting.periods import days_after
from app.counting.planned import due_of, named_by, outcome_of
from app.records.meeting import Activity, State
from app.rules.asking import held
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import meeting_said
from app.rules.rulebook import Rulebook
from app.rules.telling import tell
from db.model.words import N_

_WAITING = frozenset({State.minuted, State.reviewed})


def carried_out(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R30: each plan item of the period has what was done, or an explanation."""
    named = named_by(facts.activities, facts.studies)
    for item in facts.papers.items:
        due = due_of(item, facts.papers.plans.get(item.plan or ""))
        if due is None or not facts.first <= due <= facts.last or due >= facts.today:
            continue
        ruling = book.on("R30", due)
        if ruling is None:
            continue
        if outcome_of(item, named, partial(_held, facts)) != "open":
            yield None
            continue
        yield tell(
            ruling,
            N_("Planned until {due}, not on record: {item}"),
            N_("Link what did it, write the result, or why it was not done"),
            {"due": due, "item": item.title},
            (item.id, "plan_item", "activity"),
            day=due,
            due=due,
        )


def _held(facts: Facts, activity: str) -> bool:
    found = facts.by_id.get(activity)
    # A meeting of another year is not read here; that it is linked is enough.
    return found is None or found.state in HELD


def filed(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R32: a meeting is filed with the superior within the days a pack gives."""
    for activity, day, ruling in held(facts, book, "R32"):
        until = days_after(day, ruling.count("filing_days"))
        if not _late(facts, activity, until):
            yield None
            continue
        yield tell(
            ruling,
            N_("{meeting}: filed on {filed}, due by {until}")
            if activity.filed_on
            else N_("{meeting}: not filed yet, due by {until}"),
            N_(
                "{n} day after the meeting is what is asked for here|{n} days after the meeting is what is asked for here"
            ),
            {
                "meeting": meeting_said(activity),
                "filed": activity.filed_on,
                "until": until,
                "n": ruling.count("filing_days"),
            },
            (activity.id, "activity", "filed_on"),
            day=day,
            due=until,
        )


def _late(facts: Facts, activity: Activity, until: date) -> bool:
    if activity.filed_on is not None:
        return activity.filed_on > until
    # Closed, or opened again, without a day of filing: such a unit files nothing with anybody.
    return activity.state in _WAITING and until < facts.today
