"""What a check found: which facts, why it matters, and the ways out, as a value for every screen."""

import dataclasses
from collections.abc import Mapping
from typing import Literal, NamedTuple

from db.model.change import child_id
from db.model.words import Translate

Severity = Literal["error", "warning", "info"]
"""``error``: facts that exclude each other. ``warning`` and ``info``: reminders."""

EXPLAIN = "explain"
"""The action that every reminder has: explain it in a sentence."""


class Action(NamedTuple):
    """A way out: the key a page acts on, and its label (msgid)."""

    key: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found.

    ``rule`` its number (domain 6), or a word of our own. ``what`` and ``why`` are msgids filled
    from ``params``. ``record`` the record it is about (or a period, `2026-05`), ``kind`` and
    ``field`` where to put it right. ``explanation`` what somebody wrote about it: a reminder
    becomes explained, an error stays one until the facts agree.
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
        return child_id(self.rule, self.record)

    def said(self, t: Translate) -> str:
        """Return what was found, in the reader's language."""
        return t(self.what, **self.params)

    def reason(self, t: Translate) -> str:
        """Return why it matters, with its source."""
        return t(self.why, **self.params) if self.why else ""
