"""What members ask is answered, and what is laid open shows for some days (R46).

No text gives these numbers; they are the unit's, and a sentence explains what is otherwise.
"""

from collections.abc import Iterator
from datetime import date

from app.counting.openness import days_shown, open_opinions, overdue, unanswered
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.rulebook import Rulebook
from app.rules.telling import tell
from db.model.words import N_

_FIRST = 30
_ASKED = N_("Without an answer since {day}: {text}")
_OPINION = N_("An opinion that came in on {day} has no answer")
"""What an opinion says stays with it: findings are printed and copied."""


def answered(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R46: a question and an opinion have an answer some days after they came."""
    open_ = facts.openness
    for asked in unanswered(open_.comments):
        said = _words(asked.text)
        yield from _waiting(facts, book, (asked.id, "comment"), asked.on, _ASKED, said)
    for opinion in open_opinions(open_.opinions):
        place = (opinion.id, "opinion")
        yield from _waiting(facts, book, place, opinion.received_on, _OPINION)


def _waiting(
    facts: Facts,
    book: Rulebook,
    place: tuple[str, str],
    day: date | None,
    what: str,
    text: str = "",
) -> Iterator[Finding | None]:
    if day is None or not facts.first <= day <= facts.last:
        return
    ruling = book.on("R46", day)
    if ruling is None:
        return
    days = ruling.count("answer_days")
    if not overdue(day, facts.day, days):
        yield None
        return
    yield tell(
        ruling,
        what,
        N_("Who asks hears something within {days} days, if only how far it has come"),
        {"day": day, "days": days, "text": text},
        (*place, "reply"),
        day=day,
    )


def shown(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R46: a disclosure of the period shows for the days that are usual."""
    for one in facts.openness.disclosures:
        if one.from_on is None or not facts.first <= one.from_on <= facts.last:
            continue
        ruling, days = book.on("R46", one.from_on, "shown"), days_shown(one)
        if ruling is None or days is None:
            continue
        least = ruling.count("min_days")
        if days >= least:
            yield None
            continue
        yield tell(
            ruling,
            N_("Laid open for {n} days: {title}"),
            N_("Who is at another point comes by seldom; usual are {least} days"),
            {"n": days, "title": one.title, "least": least},
            (one.id, "disclosure", "to_on"),
            day=one.from_on,
        )


def _words(text: str) -> str:
    first = text.strip().splitlines()[0] if text.strip() else ""
    return first if len(first) <= _FIRST else f"{first[:_FIRST]}…"
