"""What a check found: which facts, why it matters, and the ways out, as a value for every screen."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from app.said import shown
from db.model.change import child_id
from db.model.words import N_, Translate

Severity = Literal["error", "warning", "info"]
"""``error``: facts that exclude each other. ``warning`` and ``info``: reminders."""

EXPLAIN = "explain"
"""The action that every reminder has: explain it in a sentence."""


class Action(NamedTuple):
    """A way out: the key a page acts on, and its label (msgid)."""

    key: str
    text: str


LOOK = Action("open", N_("Look into it"))
CHOOSE = Action("choose", N_("Choose"))
PEOPLE = Action("people", N_("See the list"))
PLAN = Action("plan", N_("Plan it"))
TERM = Action("term", N_("Arrange the election"))
WRITE = Action(EXPLAIN, N_("Explain"))


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found.

    ``rule`` its number (domain 6), or a word of our own. ``what`` and ``why`` are msgids filled
    from ``params`` (a day, a month, another sentence may stand there). ``record`` the record to
    open (or a period, `2026-05`), ``kind`` and ``field`` where to put it right. ``explanation``
    what somebody wrote about it: a reminder becomes explained, an error stays one until the facts
    agree. ``about`` is what an explanation is filed under, where that is not ``record``; ``people``
    member ids; ``day`` the day it is about, ``due`` until when something can be done; ``basis`` the
    rule's source, a msgid.
    """

    rule: str
    severity: Severity
    what: str
    why: str = ""
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)
    record: str = ""
    kind: str = ""
    field: str = ""
    actions: tuple[Action, ...] = ()
    explanation: str = ""
    about: str = ""
    people: tuple[str, ...] = ()
    day: date | None = None
    due: date | None = None
    basis: str = ""

    @property
    def is_error(self) -> bool:
        """Tell whether facts contradict each other."""
        return self.severity == "error"

    @property
    def explained(self) -> bool:
        """Tell whether it is a reminder that somebody explained."""
        return not self.is_error and bool(self.explanation)

    @property
    def filed_under(self) -> str:
        """Return what an explanation of it is about: a record id or a period."""
        return self.about or self.record

    @property
    def explanation_id(self) -> str:
        """Return the id of the record that explains it, whether it exists yet or not."""
        return child_id(self.rule, self.filed_under)

    def said(self, t: Translate) -> str:
        """Return what was found, in the reader's language."""
        return self._fill(self.what, t)

    def reason(self, t: Translate) -> str:
        """Return why it matters, with its source."""
        return self._fill(self.why, t) if self.why else ""

    def _fill(self, text: str, t: Translate) -> str:
        return t(text, **{name: shown(value, t) for name, value in self.params.items()})
