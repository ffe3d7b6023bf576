"""Heart-to-heart talks of a year: the register, and who has talked with whom. No body is read here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.counting.attendance import Branch
from app.counting.talks import Pairs, pairs
from app.records.member import Member
from app.records.organisation import OfficeHolding
from app.records.talks import HeartToHeartTalk
from app.services.members import Members
from app.services.records import Records
from db.model.query import Where


@dataclass(frozen=True)
class TalkYear:
    """A year's talks, latest first, the pairs they make, and the names of everybody in them."""

    talks: tuple[HeartToHeartTalk, ...]
    pairs: Pairs
    names: dict[str, str]


class Talks:
    """What the talks page and the reports read."""

    def __init__(self, records: Records, members: Members, now: Callable[[], datetime]) -> None:
        self._records, self._members, self._now = records, members, now

    def year(self, year: int) -> TalkYear:
        """Return a year. The committee is today's, in a year that is over that of its last day."""
        today = self._now().date()
        day = today if year >= today.year else date(year, 12, 31)
        roster = self._members.roster()
        seated = Branch(offices=tuple(self._records.all(OfficeHolding))).committee(day)
        order = [m.id for m in roster]
        talks = self._of(year)
        known = self._records.all(Member)
        return TalkYear(
            tuple(talks),
            pairs(talks, [m for m in order if m in seated], order, year),
            {m.id: m.name for m in known},
        )

    def _of(self, year: int) -> list[HeartToHeartTalk]:
        """Return the talks of a year, and those that have no day yet."""
        within = (
            Where("on", ">=", f"{year}-01-01"),
            Where("on", "<=", f"{year}-12-31"),
        )
        held = self._records.all(HeartToHeartTalk, where=within)
        planned = self._records.all(HeartToHeartTalk, where=(Where("on", "=", None),))
        return [*planned, *held]
