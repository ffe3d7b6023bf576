"""Heart-to-heart talks: three kinds of pair, each once a year; not every pair of members (R24).

Source: branch-work regulation 19. That a talk happened is all that is looked at.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from app.rules.facts import Facts
from app.rules.finding import PEOPLE, WRITE, Finding
from app.rules.pack import Severity
from app.rules.roll import names
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import named, tell
from app.said import say
from db.model.words import N_

_LAST_QUARTER = 10
"""From October on a year's missing talks are told, while there is still time."""
_Pairs = Counter[frozenset[str]]


def yearly(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R24: committee members with each other, each member with the committee and with a member."""
    for year in range(facts.first.year, facts.last.year + 1):
        end = date(year, 12, 31)
        ruling = book.on("R24", end)
        over = end < facts.today
        if ruling is None or not facts.members:
            continue
        if over and not facts.first <= end <= facts.last:
            continue
        if not over and (facts.day.year != year or facts.day.month < _LAST_QUARTER):
            continue
        if not facts.covers_year(year):
            continue
        yield from _of_year(facts, ruling, year, None if over else "info")


def _of_year(
    facts: Facts, ruling: Ruling, year: int, severity: Severity | None
) -> Iterator[Finding | None]:
    day = min(date(year, 12, 31), facts.day)
    people = facts.people
    # Who came during the year is not asked for yet.
    here = people.ids_on(date(year, 1, 1)) & people.ids_on(day)
    committee = people.committee(day) & here
    talks: _Pairs = Counter(
        frozenset((t.initiator, t.partner))
        for t in facts.life.talks
        if t.on is not None and t.on.year == year and t.on <= facts.last
    )
    about = _About(facts, ruling, year, severity, day)
    yield about.pairs(committee, talks)
    if committee:
        yield about.with_committee(here - committee, committee, talks)
    yield about.with_member(here - committee, talks)


class _About:
    """Says of a year's talks who is still without one."""

    def __init__(
        self, facts: Facts, ruling: Ruling, year: int, severity: Severity | None, day: date
    ) -> None:
        self._facts, self._ruling, self._year = facts, ruling, year
        self._severity, self._day = severity, day

    def pairs(self, committee: frozenset[str], talks: _Pairs) -> Finding | None:
        """Return what is missing between committee members."""
        least = self._ruling.count("committee_pairwise")
        left = [
            pair for pair in combinations(sorted(committee), 2) if talks[frozenset(pair)] < least
        ]
        if not left:
            return None
        said = tuple(
            say(N_("{first} with {second}"), first=self._facts.name(a), second=self._facts.name(b))
            for a, b in left[:3]
        )
        who = tuple(sorted({member for pair in left for member in pair}))
        return self._told(
            N_(
                "{year}: no talk between {n} pair of committee members: {pairs}|"
                "{year}: no talk between {n} pairs of committee members: {pairs}"
            ),
            {"n": len(left), "pairs": said},
            who,
            "committee",
            self._severity,
        )

    def with_committee(
        self, members: frozenset[str], committee: frozenset[str], talks: _Pairs
    ) -> Finding | None:
        """Return who had no talk with anybody of the committee."""
        least = self._ruling.count("each_member_with_committee")
        left = {m for m in members if sum(talks[frozenset((m, c))] for c in committee) < least}
        return self._of(
            left,
            N_("{year}: no talk with the committee yet: {names}"),
            "with-committee",
            self._severity,
        )

    def with_member(self, members: frozenset[str], talks: _Pairs) -> Finding | None:
        """Return who had no talk with another member."""
        least = self._ruling.count("each_member_with_member")
        if len(members) < 2:
            return None
        count = Counter[str]()
        for pair, times in talks.items():
            if len(pair & members) == 2:
                for member in pair:
                    count[member] += times
        left = {m for m in members if count[m] < least}
        light = self._severity or self._ruling.when("member_with_member")
        return self._of(
            left, N_("{year}: no talk with another member yet: {names}"), "with-member", light
        )

    def _of(
        self, left: set[str], what: str, name: str, severity: Severity | None
    ) -> Finding | None:
        if not left:
            return None
        who = tuple(m for m in self._facts.members if m in left)
        params = {"names": named(names(self._facts, left))}
        return self._told(what, params, who, name, severity)

    def _told(
        self,
        what: str,
        params: Mapping[str, object],
        who: tuple[str, ...],
        name: str,
        severity: Severity | None,
    ) -> Finding:
        return tell(
            self._ruling,
            what,
            N_("Each of the three kinds of talk once a year"),
            {"year": self._year, **params},
            ("", "heart_to_heart_talk", ""),
            severity=severity,
            actions=(PEOPLE, WRITE),
            about=f"{self._year}/{name}",
            people=who,
            day=self._day,
            due=date(self._year, 12, 31),
        )
