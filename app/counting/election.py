"""Elections by a list of candidates: the sums of every name, who is elected, and what stays open.

    enough there   four fifths of those due, less those left out with consent and by decision
    elected        more than half of those *present*, the most votes first, as many as there are seats
    a list         for the committee at least a fifth more names than seats, rounded up (3 → 4, 5 → 6,
                   7 → 9); for secretary and deputy as many as seats

Sources: election rules 2020, 13 for the surplus; quorum and majority as rule R37 has them, secretary
and deputy branch-work regulation 21. Voters may write in somebody else: such a name has votes in
favour and nothing else. Where several names have equally many votes for fewer seats, none of them is
elected and all are named: the meeting votes on them again. People are never put in an order by their
votes; they stand as on the ballot.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.counting.voting import OVER_HALF, Ballot, Fault, Law, Outcome, State, frame_faults, law
from app.records.meeting import ElectedTo

SURPLUS_PERCENT = 20
"""So much more names than seats the list of a committee has at least (election rules 13)."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an election as counted; None is not typed yet, which is not zero."""

    id: str
    name: str
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    written_in: bool = False

    @property
    def typed(self) -> tuple[int | None, ...]:
        """Return the numbers that this name has to have."""
        return (self.yes,) if self.written_in else (self.yes, self.no, self.abstain)

    @property
    def total(self) -> int:
        """Return the sum of what is typed."""
        return sum(number or 0 for number in self.typed)


class Poll(NamedTuple):
    """What an election amounts to; the names stand as on the ballot.

    ``carried`` everybody with enough votes, ``elected`` those who also have a seat, ``tied`` those who
    have equally many votes for fewer seats, ``open_seats`` the seats that nobody has.
    """

    outcome: Outcome
    carried: tuple[Name, ...] = ()
    elected: tuple[Name, ...] = ()
    tied: tuple[Name, ...] = ()
    open_seats: int = 0

    @property
    def more_than_seats(self) -> bool:
        """Tell whether more have enough votes than there are seats."""
        return len(self.carried) > len(self.elected)


def names_needed(seats: int, to: ElectedTo | None) -> int | None:
    """Return how many names the list must have; None where it is not said what is elected."""
    match to:
        case ElectedTo.committee:
            return seats + -(-seats * SURPLUS_PERCENT // 100)
        case ElectedTo.officers:
            return seats
    return None


def list_fits(names: int, seats: int, to: ElectedTo | None) -> bool:
    """Tell whether a list has as many names as it must; for officers exactly so many."""
    needed = names_needed(seats, to)
    if needed is None:
        return True
    return names == needed if to == ElectedTo.officers else names >= needed


def poll(
    ballot: Ballot, seats: int | None, names: Sequence[Name], asked: Law | None = None
) -> Poll:
    """Return what an election amounts to."""
    asked = asked or law(ballot.kind)
    faults = tuple(_faults(ballot, seats, names))
    state = _state(ballot, seats, names, faults, asked)
    wrong = next((f for f in faults if f.name == "sum"), None)
    outcome = Outcome(
        state,
        wrong.have if wrong else (ballot.valid or 0),
        wrong.want if wrong else ballot.valid,
        0,
        ballot.present,
        OVER_HALF.least(ballot.present) - 1,
        asked.quorum.least(ballot.eligible),
        ballot.present,
        asked.majority_rule,
        faults,
        asked.quorum_rule,
    )
    if state not in {"carried", "failed"} or seats is None:
        return Poll(outcome)
    carried = tuple(n for n in names if OVER_HALF.reached(n.yes or 0, ballot.present))
    elected, tied = _seated(carried, seats)
    left = seats - len(elected)
    done = replace(outcome, state="carried" if not left else "failed")
    return Poll(done, carried, elected, tied, left)


def _seated(carried: Sequence[Name], seats: int) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Return who has a seat, and who is tied for the last ones."""
    if len(carried) <= seats:
        return tuple(carried), ()
    most = sorted((n.yes or 0 for n in carried), reverse=True)
    last, next_one = most[seats - 1], most[seats]
    above = tuple(n for n in carried if (n.yes or 0) > last)
    level = tuple(n for n in carried if (n.yes or 0) == last)
    if last != next_one:
        return tuple(n for n in carried if n in above or n in level), ()
    return above, level


def _state(
    ballot: Ballot,
    seats: int | None,
    names: Sequence[Name],
    faults: Sequence[Fault],
    asked: Law,
) -> State:
    typed = [number for name in names for number in name.typed]
    if all(number is None for number in typed):
        return "empty"
    if faults:
        return "mismatch"
    if None in typed or ballot.valid is None or not seats:
        return "incomplete"
    if not asked.quorum.reached(ballot.present, ballot.eligible) or not ballot.present:
        return "no_quorum"
    return "carried"


def _faults(ballot: Ballot, seats: int | None, names: Iterable[Name]) -> list[Fault]:
    """Return what cannot be true together (R08, R37)."""
    found, names, valid = frame_faults(ballot), tuple(names), ballot.valid
    if valid is None or valid < 0:
        return found
    for name in names:
        whole = None not in name.typed and not name.written_in
        # A sum that is still short may be half typed; one that is too great is wrong already.
        if name.total > valid or (whole and name.total != valid):
            found.append(Fault("sum", name.total, valid, name.name))
    chosen = sum(name.yes or 0 for name in names)
    if seats and chosen > seats * valid:
        found.append(Fault("too-many-names", chosen, seats * valid))
    return found
