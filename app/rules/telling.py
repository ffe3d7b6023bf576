"""How a rule tells what it found: gravity and "generally" come from what the packs say."""

from collections.abc import Mapping
from datetime import date

from app.rules.finding import LOOK, WRITE, Action, Finding, told
from app.rules.pack import Severity
from app.rules.rulebook import Ruling
from app.said import Said, say
from db.model.words import N_

_GENERALLY = N_("{why}. The text says generally: a sentence can explain it")


def tell(
    ruling: Ruling,
    what: str,
    why: str,
    params: Mapping[str, object],
    place: tuple[str, str, str] = ("", "", ""),
    *,
    severity: Severity | None = None,
    actions: tuple[Action, ...] | None = None,
    about: str = "",
    people: tuple[str, ...] = (),
    day: date | None = None,
    due: date | None = None,
) -> Finding:
    """Return a finding under a ruling.

    ``place`` is (record, kind, field). Unless said otherwise it can be looked at, and a reminder
    explained. ``severity`` where a case is graver or lighter than the rule as a whole.
    """
    grave = severity or ruling.severity
    if actions is None:
        actions = ((LOOK,) if place[0] else ()) + ((WRITE,) if grave != "error" else ())
    reason = why
    if ruling.generally and grave != "error":
        reason, params = _GENERALLY, {**params, "why": say(why, **params)}
    return told(
        ruling,
        what,
        reason,
        params,
        place,
        actions=actions,
        about=about,
        people=people,
        day=day,
        due=due,
        severity=severity,
    )


def named(names: tuple[str, ...], most: int = 3) -> Said | tuple[str, ...]:
    """Return a few names, and how many others there are: a list belongs in the list."""
    if len(names) <= most:
        return names
    return say(
        N_("{names} and {n} other|{names} and {n} others"),
        names=names[:most],
        n=len(names) - most,
    )
