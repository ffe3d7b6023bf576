"""What people asked for is done by its day, and what they suggested is answered (R44, usual practice)."""

from collections.abc import Iterator

from app.counting.matters import BEGUN, is_overdue, waiting_days
from app.records.service import MatterSource, MatterState, ServiceMatter
from app.rules.facts import Facts
from app.rules.finding import WRITE, Action, Finding
from app.rules.joint import ANSWERED
from app.rules.rulebook import Rulebook
from app.rules.telling import tell
from db.model.words import N_

DEAL = Action("deal", N_("Deal with it"))


def overdue(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R44: a matter is done by the day it is due, or put by, handed over or rejected with a reason."""
    ruling = book.on("R44", facts.day)
    for matter in facts.service.matters if ruling else ():
        if ruling is None or matter.due_on is None or matter.state not in BEGUN:
            continue
        if not is_overdue(matter, facts.day) or _told_with_its_visit(facts, book, matter):
            yield None
            continue
        yield tell(
            ruling,
            N_("Matter past its day: {title}"),
            N_("Due on {due}, {n} day ago|Due on {due}, {n} days ago"),
            {"title": matter.title, "due": matter.due_on, "n": (facts.day - matter.due_on).days},
            (matter.id, "matter", "state"),
            actions=(DEAL, WRITE),
            day=matter.due_on,
            due=matter.due_on,
        )


def closed(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R44: a matter closes with an answer; two laptops that wrote apart may have left one without."""
    ruling = book.on("R44", facts.day, "closed")
    for matter in facts.service.matters if ruling else ():
        day = matter.closed_on or matter.done_on or matter.raised_on
        if ruling is None or matter.state != MatterState.closed or day is None:
            continue
        if not facts.first <= day <= facts.last or _told_with_its_visit(facts, book, matter):
            continue
        if facts.service.feedback.get(matter.id):
            yield None
            continue
        yield tell(
            ruling,
            N_("{matter}: closed, and no feedback is on record"),
            ANSWERED,
            {"matter": matter.title},
            (matter.id, "matter", "closed_on"),
            actions=(DEAL, WRITE),
            day=day,
        )


def _told_with_its_visit(facts: Facts, book: Rulebook, matter: ServiceMatter) -> bool:
    """Tell whether R29 looks at a matter as the task of a visit: one day past is told once."""
    visit = facts.service.visits.get(matter.visit or "")
    if visit is None and matter.source != MatterSource.visit:
        return False
    day = matter.raised_on or (visit.on if visit else None)
    return day is not None and day <= facts.last and book.on("R29", day) is not None


def unanswered(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R44: a suggestion is decided or replied to within the days that the packs give it."""
    ruling = book.on("R44", facts.day, "suggestions")
    for suggestion in facts.service.suggestions if ruling else ():
        received = suggestion.received_on
        if ruling is None or received is None or received > facts.day:
            continue
        waiting = waiting_days(suggestion, facts.day)
        most = ruling.count("answer_days")
        if waiting is None or waiting <= most:
            yield None
            continue
        yield tell(
            ruling,
            N_("Suggestion without an answer: {title}"),
            N_("Received {n} day ago; usual is {most}|Received {n} days ago; usual is {most}"),
            {"title": suggestion.title, "n": waiting, "most": most},
            (suggestion.id, "suggestion", "reply"),
            actions=(DEAL, WRITE),
            day=received,
        )
