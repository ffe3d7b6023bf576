"""Late entry is shown, never hidden and never judged (R15)."""

from collections.abc import Iterator

from app.counting.held import days_late
from app.rules.facts import Facts
from app.rules.finding import LOOK, WRITE, Finding, found
from app.rules.meeting_words import day_of, meeting_said
from app.rules.pack import Thresholds
from db.model.words import N_


def late_entries(facts: Facts, pack: Thresholds) -> Iterator[Finding | None]:
    """R15: a meeting is on record soon after it was held."""
    for activity in facts.held:
        entered = facts.entered.get(activity.id)
        days = days_late(activity, entered) if entered else 0
        if days <= pack.late_days:
            yield None
            continue
        yield found(
            "R15",
            "warning" if days > pack.very_late_days else "info",
            N_("{meeting} was entered {n} day after|{meeting} was entered {n} days after"),
            N_(
                "It is marked as it is: entered {n} day after|It is marked as it is: entered {n} days after"
            ),
            {"meeting": meeting_said(activity), "n": days},
            (activity.id, "activity", ""),
            actions=(WRITE, LOOK),
            day=day_of(activity),
        )
