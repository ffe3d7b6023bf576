"""Which findings are shown: by what they are, their box, their rule, their month, their words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.records.meeting import Activity
from app.reports.boxes import BOXES, UNPLACED, box_of
from app.rules.catalogue import RULES
from app.rules.finding import Finding
from app.services.checking import TWO_VALUES
from app.terms import ActivityType
from db.model.words import N_, Translate

ALL, WRONG, REMINDERS, EXPLAINED = "all", "wrong", "reminders", "explained"


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is asked for; ``box`` -1 and an empty rule stand for all, ``month`` (0, 0) for the period."""

    state: str = ALL
    box: int = -1
    rule: str = ""
    month: tuple[int, int] = (0, 0)
    text: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether everything passes."""
        return self == Sieve()


class Sifted(NamedTuple):
    """One finding with its box and its words in the reader's language, lower case."""

    finding: Finding
    box: int
    words: str


def sifted(
    findings: Iterable[Finding],
    meetings: Iterable[Activity],
    names: Callable[[str], str],
    t: Translate,
) -> tuple[Sifted, ...]:
    """Return findings ready to be filtered; ``meetings`` are those of the period."""
    types: Mapping[str, ActivityType] = {a.id: a.type for a in meetings}
    found = []
    for one in findings:
        people = " ".join(names(m) for m in one.people[:20])
        words = f"{one.rule} {one.said(t)} {one.reason(t)} {one.explanation} {people}".lower()
        found.append(Sifted(one, box_of(one, types.get), words))
    return tuple(found)


def through(sieve: Sieve, findings: Iterable[Sifted]) -> list[Finding]:
    """Return what passes, in the order given."""
    text = sieve.text.strip().lower()
    return [one.finding for one in findings if _passes(sieve, one, text)]


def _passes(sieve: Sieve, one: Sifted, text: str) -> bool:
    finding = one.finding
    wanted = {
        WRONG: finding.is_error,
        REMINDERS: not finding.is_error and not finding.explained,
        EXPLAINED: finding.explained,
    }
    if not wanted.get(sieve.state, True) or (sieve.rule and finding.rule != sieve.rule):
        return False
    if sieve.box >= 0 and one.box != sieve.box:
        return False
    day = finding.day
    if sieve.month != (0, 0) and (day is None or (day.year, day.month) != sieve.month):
        return False
    return text in one.words


def boxes_of(findings: Iterable[Sifted], t: Translate) -> list[tuple[str, str]]:
    """Return the boxes that hold any finding, as options: number, and words with the count."""
    counts: dict[int, int] = {}
    for one in findings:
        counts[one.box] = counts.get(one.box, 0) + 1
    titles = {b.number: t(b.title) for b in BOXES}
    found = [("-1", t("All boxes"))]
    for number in sorted(counts, key=lambda n: (n == UNPLACED, n)):
        if number == UNPLACED:
            found.append(("0", t("In no box ({n})", n=counts[number])))
        else:
            said = t(
                "{number} {title} ({n})", number=number, title=titles[number], n=counts[number]
            )
            found.append((str(number), said))
    return found


def rules_of(findings: Sequence[Sifted], t: Translate) -> list[tuple[str, str]]:
    """Return the rules that found anything, as options: id, and words with the count."""
    counts: dict[str, int] = {}
    for one in findings:
        counts[one.finding.rule] = counts.get(one.finding.rule, 0) + 1
    said = [
        (rule, t("{title} ({n})", title=rule_words(rule, t), n=counts[rule]))
        for rule in sorted(counts)
    ]
    return [("", t("All rules")), *said]


def rule_words(rule: str, t: Translate) -> str:
    """Return what a rule is called: its title and its number."""
    if rule == TWO_VALUES:
        return t("Two laptops differ")
    title = next((r.title for r in RULES if r.id == rule), "")
    return t("{title}, {rule}", title=t(title), rule=rule) if title else rule


STATES = (
    (ALL, N_("All")),
    (WRONG, N_("Contradictions")),
    (REMINDERS, N_("Reminders")),
    (EXPLAINED, N_("Explained")),
)
