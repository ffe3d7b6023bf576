"""What was refused or set aside on this computer, or at HQ, as people read it."""

from dataclasses import dataclass
from datetime import datetime

from app.services.delivery import Reason, site_time
from db.post import REFUSALS, Refusal
from db.store import Store


@dataclass(frozen=True, slots=True)
class RefusedMatter:
    """One matter: whose, which changes, why; ``at`` the last of so many ``times``, site time.

    ``who`` is the device as people know it, or the number that something called itself by;
    ``known`` HQ vouches for the name. ``first`` and ``last`` are 0 for a whole message or file;
    ``way`` http or stick.
    """

    at: datetime
    who: str
    known: bool
    first: int
    last: int
    reason: Reason
    way: str
    times: int


def refused(store: Store, limit: int = REFUSALS) -> tuple[RefusedMatter, ...]:
    """Return what was refused or set aside, latest first."""
    return tuple(_matter(r) for r in store.post.refusals(limit))


def _matter(said: Refusal) -> RefusedMatter:
    text = said.text
    for name, value in said.params.items():
        text = text.replace("{" + name + "}", value)
    reason = Reason(text, said.text, said.params)
    known = bool(said.actor)
    return RefusedMatter(
        site_time(said.at), said.who, known, said.first, said.last, reason, said.way, said.times
    )
