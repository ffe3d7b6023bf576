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
    """A pack as a link of its chain."""

    first: int
    last: int
    prev: bytes
    head: bytes


def leading(
    links: Iterable[Link], cuts: Sequence[Cut], held: Callable[[int], bytes | None]
) -> list[Link]:
    """Return the links that lead from what is held to an end, in order; empty while one lacks.

    `held` gives the chain hash held at a number, None where nothing is.
    """
    by_end: Mapping[tuple[int, str], Link] = {(k.last, k.head.hex()): k for k in links}
    for cut in cuts:
        way: list[Link] = []
        at = (cut.seq, cut.head)
        while (link := by_end.get(at)) is not None:
            way.append(link)
            if held(link.first - 1) == link.prev:
                return way[::-1]
            at = (link.first - 1, link.prev.hex())
    return []


def beyond(link: Link, cuts: Sequence[Cut], held: Callable[[int], bytes | None]) -> bool:
    """Tell whether a pack that is not held can lead to no end, whatever else comes."""
    return all(
        link.last > cut.seq
        or (link.last == cut.seq and link.head.hex() != cut.head)
        or held(cut.seq) == bytes.fromhex(cut.head)
        for cut in cuts
    )
