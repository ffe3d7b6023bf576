"""Record and op ids as a few small numbers.

An id is ``actor.seq.n``, or several of them joined by ``+``, or any other text. Ids that follow one
another mostly differ by one in ``seq`` or ``n`` from the one before at the same place, so that is
what is written: the actor's place in a table and two differences. Text that is not exactly such an
id goes into a table of its own.
"""

import re

from sync.core.limits import broke
from sync.core.varints import Source, folded, varint

_PART = re.compile(r"([0-9a-f]{16})\.(0|[1-9][0-9]{0,17})\.(0|[1-9][0-9]{0,8})")
_OTHER = 0
_MOST_PARTS = 16

_Last = dict[int, tuple[int, int, int]]


class Names:
    """Texts met once and then named by their place. Place 0 of actors is the pack's own."""

    def __init__(self, actors: list[str], others: list[str]) -> None:
        self.actors, self.others = actors, others
        self._actor_at = {a: n for n, a in enumerate(actors)}
        self._other_at = {o: n for n, o in enumerate(others)}

    def actor(self, name: str) -> int:
        """Return an actor's place."""
        if name not in self._actor_at:
            self._actor_at[name] = len(self.actors)
            self.actors.append(name)
        return self._actor_at[name]

    def other(self, text: str) -> int:
        """Return the place of any other text."""
        if text not in self._other_at:
            self._other_at[text] = len(self.others)
            self.others.append(text)
        return self._other_at[text]


def looks_like_id(text: str) -> bool:
    """Tell whether a text is an op id or several joined."""
    parts = text.split("+")
    return len(parts) <= _MOST_PARTS and all(_PART.fullmatch(p) for p in parts)


class IdWriter:
    """Writes a stream of ids."""

    def __init__(self, names: Names) -> None:
        self._names, self._last, self.out = names, _start(), bytearray()

    def put(self, text: str, seq: int) -> None:
        """Write one id; `seq` is the number of the change it stands in."""
        parts = text.split("+") if looks_like_id(text) else [text]
        for place, part in enumerate(parts):
            more = place + 1 < len(parts)
            self._part(part, place, seq, more=more)

    def _part(self, part: str, place: int, seq: int, *, more: bool) -> None:
        match = _PART.fullmatch(part)
        if match is None:
            self.out += varint(_OTHER) + varint(self._names.other(part))
            return
        at = self._names.actor(match[1])
        here = (at, int(match[2]), int(match[3]))
        was = _before(self._last, place, at, seq)
        self.out += varint((at + 1) * 2 + more)
        self.out += varint(folded(here[1] - was[1])) + varint(folded(here[2] - was[2]))
        self._last[place] = here


class IdReader:
    """Reads what `IdWriter` wrote."""

    def __init__(self, names: Names, source: Source) -> None:
        self._names, self._last, self._source = names, _start(), source

    def get(self, seq: int) -> str:
        """Return the next id. Raises PeerBroke."""
        parts = []
        for place in range(_MOST_PARTS):
            head = self._source.varint()
            if head < 2:
                return _at(self._names.others, self._source.varint())
            at, more = head // 2 - 1, head & 1
            was = _before(self._last, place, at, seq)
            here = (at, was[1] + self._source.signed(), was[2] + self._source.signed())
            if here[1] < 0 or here[2] < 0:
                raise broke("id")
            self._last[place] = here
            parts.append(f"{_at(self._names.actors, at)}.{here[1]}.{here[2]}")
            if not more:
                return "+".join(parts)
        raise broke("id")


def _start() -> _Last:
    return {}


def _before(last: _Last, place: int, at: int, seq: int) -> tuple[int, int, int]:
    """Return what an id is written against: the one before by the same actor, else this change."""
    was = last.get(place)
    if was is not None and was[0] == at:
        return was
    return (at, seq if at == 0 else 0, 0)


def _at(names: list[str], place: int) -> str:
    if place >= len(names):
        raise broke("name")
    return names[place]
