"""What one meeting's own facts say about each other while there is still time to put them right."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from app.services.meeting import Meeting
from app.services.meeting_checks_after import AFTER
from app.services.meeting_checks_before import BEFORE
from app.services.meeting_checks_shape import BY_SHAPE
from app.services.meeting_noted import STEPS, Around, Noted
from app.services.meeting_ruled import ruled

_CHECKS: tuple[Callable[[Meeting, Around], Iterator[Noted]], ...] = (*BEFORE, *AFTER, *BY_SHAPE)


def findings(meeting: Meeting, around: Around) -> list[Noted]:
    """Return contradictions first, then reminders, each in the order of the steps."""
    found = [
        _explained(noted, around.explanations)
        for check in (*_CHECKS, ruled)
        for noted in check(meeting, around)
    ]
    return sorted(found, key=lambda n: (not n.finding.is_error, STEPS.index(n.step)))


def shown_at(noted: Iterable[Noted], step: str) -> list[Noted]:
    """Return what a step's panel shows: every contradiction, and reminders of it and before it."""
    reached = STEPS[: STEPS.index(step) + 1]
    return [n for n in noted if n.finding.is_error or n.step in reached]


def _explained(noted: Noted, texts: Mapping[str, str]) -> Noted:
    text = texts.get(noted.finding.explanation_id, "")
    return noted._replace(finding=replace(noted.finding, explanation=text)) if text else noted
