"""Texts that are those of an earlier record, and words of another unit left in one (R19).

Both are told, never judged: a standing text may well be the same every year. Only this branch's own
records are compared.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from app.counting.likeness import bare, matches
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import meeting_said
from app.rules.rulebook import Rulebook, Ruling
from app.rules.shelves import Passage
from app.rules.telling import tell
from app.said import Said, say
from db.model.words import N_

_NAMES = {
    "activity": N_("Record of {day}"),
    "speech": N_("Speech of {day}"),
    "reflection": N_("Reflection of {day}"),
    "rectification_item": N_("Rectification item for {year}"),
}


def same_again(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R19: a text is not that of an earlier record."""
    ruling = book.on("R19", facts.day)
    if ruling is None:
        return
    shortest = ruling.count("shortest")
    texts = [p for p in facts.texts if _long_enough(p.text, shortest)]
    found = {
        m.at: m
        for m in matches([p.text for p in texts], [p.about for p in texts])
        if m.likeness >= _limit(ruling, texts[m.at])
    }
    for at, passage in enumerate(texts):
        if not _within(facts, passage.day):
            continue
        match = found.get(at)
        if match is None:
            yield None
            continue
        yield _told(ruling, facts, passage, texts[match.earlier], match.likeness)


def _long_enough(text: str, shortest: int) -> bool:
    # Of a text twice as long nobody need count what is punctuation.
    return len(text) >= 2 * shortest or (len(text) >= shortest and len(bare(text)) >= shortest)


def _limit(ruling: Ruling, passage: Passage) -> float:
    long = len(passage.text) > ruling.count("long_from")
    return ruling.number("alike_long" if long else "alike")


def _told(
    ruling: Ruling, facts: Facts, passage: Passage, earlier: Passage, likeness: float
) -> Finding:
    return tell(
        ruling,
        N_("{text} is {percent} % the same as: {earlier}"),
        N_("It may be meant so; where it is not, write what was different this time"),
        {
            "text": _name(facts, passage),
            "earlier": _name(facts, earlier),
            "percent": int(likeness * 100),
        },
        (passage.about, passage.kind, passage.field),
        about=passage.record,
        day=passage.day,
    )


def other_units_words(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R19: no words stand in a text that HQ lists as another unit's."""
    ruling = book.on("R19", facts.day, "alien")
    terms = _terms(facts, ruling) if ruling is not None else ()
    if ruling is None or not terms:
        return
    alien = re.compile("|".join(re.escape(term) for term in terms))
    for passage in facts.texts:
        if not _within(facts, passage.day):
            continue
        words = tuple(dict.fromkeys(alien.findall(passage.text)))
        if not words:
            yield None
            continue
        yield tell(
            ruling,
            N_("{text} names {words}, which is not here"),
            N_("Words of another unit or place may have stayed in a text taken over"),
            {"text": _name(facts, passage), "words": words[:3]},
            (passage.about, passage.kind, passage.field),
            about=f"{passage.record}/alien",
            day=passage.day,
        )


def _terms(facts: Facts, ruling: Ruling) -> Sequence[str]:
    branch = facts.branch
    own = "\n".join(
        text or "" for text in ((branch.name, branch.covers_units) if branch is not None else ())
    )
    # The longest first: where one word begins another, the whole of it is said.
    terms = sorted(ruling.words("terms"), key=len, reverse=True)
    return [term for term in terms if term.strip() and term not in own]


def _within(facts: Facts, day: date) -> bool:
    return facts.first <= day <= facts.last


def _name(facts: Facts, passage: Passage) -> Said:
    meeting = facts.by_id.get(passage.record)
    if meeting is not None:
        return meeting_said(meeting)
    what = say(
        _NAMES.get(passage.kind, N_("Text of {day}")), day=passage.day, year=passage.day.year
    )
    if not passage.author:
        return what
    return say(N_("{what}, {name}"), what=what, name=facts.name(passage.author))
