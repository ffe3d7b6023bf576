"""Late entry is shown, never hidden and never judged (R15)."""

from collections.abc import Iterator

from app.counting.held import days_late
from app.rules.facts import Facts
from app.rules.finding import LOOK, WRITE, Finding, told
from app.rules.meeting_words import day_of, meeting_said
from app.rules.rulebook import Rulebook
from db.model.words import N_


def late_entries(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R15: a meeting is on record soon after it was held."""
    for activity in facts.held:
        entered = facts.entered.get(activity.id)
        days = days_late(activity, entered) if entered else 0
        ruling = book.on("R15", day_of(activity) or facts.last)
        if ruling is None:
            continue
        if days <= ruling.number("late_days"):
            yield None
            continue
        very = days > ruling.number("very_late_days")
        yield told(
            ruling,
            N_("{meeting} was entered {n} day after|{meeting} was entered {n} days after"),
            N_(
                "It is marked as it is: entered {n} day after|It is marked as it is: entered {n} days after"
            ),
            {"meeting": meeting_said(activity), "n": days},
            (activity.id, "activity", ""),
            actions=(WRITE, LOOK),
            day=day_of(activity),
            severity=ruling.when("very_late") if very else ruling.severity,
        )
