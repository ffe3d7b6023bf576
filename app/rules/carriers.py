"""Posts, areas, teams and commitments are looked at again, what was promised is answered (R45).

So are the steps an apprentice was to reach. A finding names the carrier, the commitment or the step;
nothing is counted by person.
"""

from collections.abc import Iterator
from datetime import date

from app.counting.carriers import Kept, Reviewed, begun, kept, late, next_review, review_waits
from app.records.vanguard import Commitment
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.rulebook import Rulebook
from app.rules.telling import tell
from app.said import Said, say
from db.model.words import N_

_MOST = 24


def reviewed(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R45: by its day, or so many days after the last look, somebody looks again."""
    shelf, day = facts.service, facts.day
    ruling = book.on("R45", day)
    if ruling is None:
        return
    every = ruling.count("review_days")
    for one in (*shelf.carriers, *shelf.commitments):
        if not _known_by(one, facts.last):
            continue
        looks = shelf.reviews.get(one.id, ())
        if not review_waits(one, looks, day, every):
            yield None
            continue
        due = next_review(one, looks, every)
        yield tell(
            ruling,
            N_("{name}: the next review was due on {due}"),
            N_("Posts, areas, teams and commitments are looked at again by their day"),
            {"name": _named(one), "due": due},
            (one.id, one.shape.name, "review_on"),
            day=day,
            due=due,
        )


def answered(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R45, fulfilment: past its day a commitment is fulfilled, or a word says why not yet."""
    shelf, day = facts.service, facts.day
    ruling = book.on("R45", day, "fulfilment")
    if ruling is None:
        return
    for one in shelf.commitments:
        if one.due_on is None or not _known_by(one, facts.last):
            continue
        if kept(one, shelf.reviews.get(one.id, ()), day) is not Kept.overdue:
            yield None
            continue
        yield tell(
            ruling,
            N_("{name}: due on {due}, and neither fulfilment nor reason is on record"),
            N_("A commitment made in public closes with how it was kept, or why not yet"),
            {"name": _named(one), "due": one.due_on},
            (one.id, one.shape.name, "fulfilled_on"),
            day=day,
            due=one.due_on,
        )


def reached(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R45, milestones: what mentor and apprentice set themselves is reached by its day."""
    ruling = book.on("R45", facts.day, "milestones")
    if ruling is None:
        return
    for one in facts.joint.milestones:
        if one.due_on is None or one.due_on > facts.last:
            continue
        if not late(one, facts.day):
            yield None
            continue
        yield tell(
            ruling,
            N_("Milestone “{name}”: due on {due} and not reached"),
            N_("Write down when it was reached, or agree on another day"),
            {"name": _short(one.title), "due": one.due_on},
            (one.id, one.shape.name, "done_on"),
            day=one.due_on,
            due=one.due_on,
        )


def _known_by(one: Reviewed, day: date) -> bool:
    start = begun(one)
    return start is None or start <= day


def _named(one: Reviewed) -> Said:
    words = one.text if isinstance(one, Commitment) else one.name
    return say(N_("{kind} “{name}”"), kind=Said(one.shape.title), name=_short(words))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _MOST else f"{line[:_MOST]}…"
