"""What a check found: which facts, why it matters, and the ways out, as a value for every screen."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.rules.pack import Severity
from app.rules.rulebook import Ruling
from app.said import Said, say
from db.model.change import child_id
from db.model.words import N_, Translate

EXPLAIN = "explain"
"""The action that every reminder has: explain it in a sentence."""


class Action(NamedTuple):
    """A way out: the key a page acts on, and its label (msgid)."""

    key: str
    text: str


LOOK = Action("open", N_("Go and check"))
CHOOSE = Action("choose", N_("Choose"))
PEOPLE = Action("people", N_("See the list"))
PLAN = Action("plan", N_("Plan it"))
TERM = Action("term", N_("Arrange the election"))
WRITE = Action(EXPLAIN, N_("Explain"))


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found.

    ``rule`` its number (domain 6), or a word of our own. ``what`` was found and ``why`` it matters.
    ``about`` is what an explanation is filed under: a record id, or a period such as ``2026-05``.
    ``record`` the record to open, ``kind`` and ``field`` where in it to put it right. ``people``
    member ids; ``day`` the day it is about, ``due`` until when something can be done; ``actions``
    the ways out. ``explanation`` what somebody wrote about it: a reminder becomes explained, an
    error stays one until the facts agree. ``ruling`` is the rule as the packs have it; ``basis`` a
    msgid that stands in its place where no rule is behind it.
    """

    rule: str
    severity: Severity
    what: Said
    why: Said
    about: str
    record: str = ""
    kind: str = ""
    field: str = ""
    people: tuple[str, ...] = ()
    day: date | None = None
    due: date | None = None
    actions: tuple[Action, ...] = ()
    explanation: str = ""
    basis: str = ""
    ruling: Ruling | None = None

    @property
    def is_error(self) -> bool:
        """Tell whether facts contradict each other."""
        return self.severity == "error"

    @property
    def explained(self) -> bool:
        """Tell whether it is a reminder that somebody explained."""
        return not self.is_error and bool(self.explanation)

    @property
    def explanation_id(self) -> str:
        """Return the id of the record that explains it, whether it exists yet or not."""
        return child_id(self.rule, self.about)

    def said(self, t: Translate) -> str:
        """Return what was found, in the reader's language."""
        return self.what(t)

    def reason(self, t: Translate) -> str:
        """Return why it matters."""
        return self.why(t)

    def source(self, t: Translate) -> str:
        """Return the text, the article and how sure we are of it, and HQ's pack where one decided."""
        return t(self.basis) if self.ruling is None else self.ruling.basis(t)


def told(
    ruling: Ruling,
    what: str,
    why: str,
    params: Mapping[str, object],
    place: tuple[str, str, str] = ("", "", ""),
    *,
    actions: tuple[Action, ...] = (),
    about: str = "",
    people: tuple[str, ...] = (),
    day: date | None = None,
    due: date | None = None,
    severity: Severity | None = None,
) -> Finding:
    """Return a finding of a rule as the packs have it; of its severity unless another is named.

    Both sentences share their params. ``place`` is (record, kind, field); it is filed under the
    record unless ``about`` says otherwise.
    """
    record, kind, field = place
    return Finding(
        ruling.rule,
        severity or ruling.severity,
        say(what, **params),
        say(why, **params),
        about or record,
        record,
        kind,
        field,
        people,
        day,
        due,
        actions,
        ruling=ruling,
    )
