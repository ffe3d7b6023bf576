"""How far an actor's word counts once it is closed: revoked by HQ, or retired by its own owner.

A closing names, scope by scope, the ends (number and chain hash) up to which changes still count.
A chain hash stands for everything before it, so a pack counts exactly when its chain leads to an
end; it does not matter when it arrives, nor who carries it. An actor or scope that a closing does
not name has no end at all: nothing of it counts.

    revoked   a paper that HQ's root key signed; the device is answered no longer
    retired   a succession that the old key signed itself, when its owner made a new one
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from sync.core.pack import Header, Opened

REVOKED: Literal["revoked"] = "revoked"
RETIRED: Literal["retired"] = "retired"


class Cut(msgspec.Struct, frozen=True, array_like=True):
    """An end: the last number that counts, and the chain hash there in hex."""

    seq: int
    head: str


Ends: TypeAlias = dict[str, tuple[Cut, ...]]
"""Scope -> its ends; more than one where a chain has branches (see `sync.core.forks`)."""


class Closed(msgspec.Struct, frozen=True):
    """One closed actor. ``at`` ISO UTC by the clock of who closed it; names for people to read."""

    how: Literal["revoked", "retired"]
    ends: Ends
    at: str
    reason: str = ""
    device: str = ""
    holder: str = ""
    branch: str = ""
    heir: str = ""
    """The actor that goes on for a retired one."""
    number: int = 0
    """Of HQ's words on one revoked actor the greater number holds."""
    paper: str = ""
    """HQ's word as it was signed, to be shown to whom it concerns."""

    def cuts(self, scope: str) -> tuple[Cut, ...]:
        """Return the ends in a scope."""
        return self.ends.get(scope, ())


class Link(NamedTuple):
    """A pack as a link of its chain, by what its header says; ``mark`` begins the hash after it."""

    first: int
    last: int
    prev: bytes
    mark: bytes

    def may_reach(self, cut: Cut) -> bool:
        """Tell whether an end may lie in it."""
        begins = cut.head.startswith(self.mark.hex())
        return self.first <= cut.seq < self.last or (cut.seq == self.last and begins)


Held: TypeAlias = Callable[[int], bytes | None]
"""Gives the chain hash held at a number, None where nothing is."""


def link_of(header: Header) -> Link:
    """Return a pack's link."""
    return Link(header.first, header.last, header.prev, header.mark)


def beyond(pack: Opened, cuts: Sequence[Cut], held: Held) -> bool:
    """Tell whether a pack that is not held can lead to no end, whatever else comes."""
    return all(
        pack.header.first > cut.seq
        or (pack.header.last >= cut.seq and not reaches(pack, cut))
        or held(cut.seq) == bytes.fromhex(cut.head)
        for cut in cuts
    )


def reaches(pack: Opened, cut: Cut) -> bool:
    """Tell whether an end lies in a pack."""
    at = cut.seq - pack.header.first
    return 0 <= at < len(pack.heads) and pack.heads[at].hex() == cut.head


def leading(links: Iterable[Link], cuts: Sequence[Cut], held: Held) -> list[Link]:
    """Return the links that lead from what is held to an end, in order; none while one lacks.

    Headers may lie: what is found is a way only when every pack on it turns out to be what it says.
    """
    before: dict[tuple[int, bytes], list[Link]] = {}
    for link in links:
        before.setdefault((link.last, link.mark), []).append(link)
    ends = [k for same in before.values() for k in same if any(map(k.may_reach, cuts))]
    after: dict[Link, Link | None] = dict.fromkeys(ends)
    while ends:
        link = ends.pop()
        if held(link.first - 1) == link.prev:
            return _way(link, after)
        for earlier in before.get((link.first - 1, link.prev[: len(link.mark)]), []):
            if earlier not in after:
                after[earlier] = link
                ends.append(earlier)
    return []


def _way(first: Link, after: Mapping[Link, Link | None]) -> list[Link]:
    way: list[Link] = []
    link: Link | None = first
    while link is not None:
        way.append(link)
        link = after[link]
    return way


def upto(pack: Opened, cut: Cut) -> Opened:
    """Return a pack as far as an end that lies in it; its seals after that fall away."""
    count = cut.seq - pack.header.first + 1
    seals = tuple(s for s in pack.header.seals if s.last <= cut.seq)
    mark = pack.heads[count - 1][: len(pack.header.mark)]
    header = pack.header._replace(last=cut.seq, mark=mark, seals=seals)
    return Opened(header, pack.changes[:count], pack.heads[:count], pack.bodies[:count])
