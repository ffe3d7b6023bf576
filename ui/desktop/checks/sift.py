"""Which findings are shown: by what they are, their box, their rule, their month, their words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.reports.boxes import UNPLACED, TypeOf, box, box_of
from app.rules.finding import Finding
from app.services.checking import TWO_VALUES
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
    findings: Iterable[Finding], type_of: TypeOf, names: Callable[[str], str], t: Translate
) -> tuple[Sifted, ...]:
    """Return findings ready to be filtered; ``type_of`` tells what kind a meeting is."""
    found = []
    for one in findings:
        people = " ".join(names(m) for m in one.people[:20])
        words = f"{one.rule} {one.said(t)} {one.reason(t)} {one.explanation} {people}".lower()
        found.append(Sifted(one, box_of(one, type_of), words))
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
    found = [("-1", t("All boxes"))]
    for number in sorted(counts, key=lambda n: (n == UNPLACED, n)):
        if number == UNPLACED:
            found.append(("0", t("In no box ({n})", n=counts[number])))
        else:
            said = t(
                "{number} {title} ({n})",
                number=number,
                title=t(box(number).title),
                n=counts[number],
            )
            found.append((str(number), said))
    return found


def rules_of(findings: Sequence[Sifted], t: Translate) -> list[tuple[str, str]]:
    """Return the rules that found anything, as options: id, and words with the count."""
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for one in findings:
        rule = one.finding.rule
        counts[rule] = counts.get(rule, 0) + 1
        names.setdefault(rule, rule_words(one.finding, t))
    said = [(r, t("{title} ({n})", title=names[r], n=counts[r])) for r in sorted(counts)]
    return [("", t("All rules")), *said]


def rule_words(finding: Finding, t: Translate) -> str:
    """Return what the rule of a finding is called: its title and its number."""
    if finding.rule == TWO_VALUES:
        return t("Two laptops differ")
    if finding.ruling is None:
        return finding.rule
    return t("{title}, {rule}", title=finding.ruling.title(t), rule=finding.rule)


def box_words(number: int, t: Translate) -> str:
    """Return the number and the name of a box; nothing where it is none."""
    if number == UNPLACED:
        return ""
    return t("{number} {title}", number=number, title=t(box(number).title))


STATES = (
    (ALL, N_("All")),
    (WRONG, N_("Contradictions")),
    (REMINDERS, N_("Reminders")),
    (EXPLAINED, N_("Explained")),
)
